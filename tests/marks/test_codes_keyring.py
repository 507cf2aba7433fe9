"""The keyring: made once, shown never, rotated by epoch."""

import stat
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from yinxin.marks.codes.keyring import FILE_NAME, Keyring, KeyringError
from yinxin.marks.codes.unit_code import Foreign, UnitCode, derive_key, encode, read

MASTER = "5e" * 32
ENVIRONMENT = f'epochs = [{{number = 4, body = "mengbiao", year = 2026, master = "{MASTER}"}}]'


def test_a_keyring_is_made_when_none_is_there_and_kept_when_one_is(tmp_path: Path) -> None:
    made = Keyring.create(tmp_path / "keys", body="mengbiao", year=2026)

    assert made.current_epoch == 0
    assert Keyring.create(tmp_path / "keys", body="another", year=2027) == made
    assert Keyring.load(tmp_path / "keys") == made
    assert made.key(0) == made.keys[0]


def test_only_its_owner_may_read_a_keyring(tmp_path: Path) -> None:
    Keyring.create(tmp_path)

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_keyring_that_everyone_may_read_is_refused(tmp_path: Path) -> None:
    Keyring.create(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o644)

    with pytest.raises(KeyringError, match="chmod 600"):
        Keyring.load(tmp_path)


def test_processes_that_start_at_once_get_the_same_keyring(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Keyring.create(tmp_path), range(8)))

    assert made == [Keyring.load(tmp_path)] * 8


def test_two_keyrings_have_different_keys(tmp_path: Path) -> None:
    assert Keyring.create(tmp_path / "one").keys != Keyring.create(tmp_path / "other").keys


def test_the_environment_goes_before_the_directory(tmp_path: Path) -> None:
    Keyring.create(tmp_path)

    keyring = Keyring.load(tmp_path, ENVIRONMENT)

    assert keyring.current_epoch == 4
    assert keyring.keys == {4: derive_key(bytes.fromhex(MASTER), body="mengbiao", year=2026, epoch=4)}


def test_after_rotation_new_codes_take_the_new_epoch_and_old_codes_are_still_read(tmp_path: Path) -> None:
    before = Keyring.create(tmp_path, body="mengbiao", year=2026)
    unit = UnitCode(before.current_epoch, 7)
    printed = encode(unit, before.key(before.current_epoch))

    after = Keyring.rotate(tmp_path, body="mengbiao", year=2027)

    assert (after.current_epoch, set(after.keys)) == (1, {0, 1})
    assert read(printed, after.keys) == unit
    newer = encode(UnitCode(1, 7), after.key(after.current_epoch))
    with pytest.raises(Foreign):
        read(newer, before.keys)


def test_a_thirty_third_epoch_is_refused(tmp_path: Path) -> None:
    Keyring.create(tmp_path)
    for _ in range(31):
        Keyring.rotate(tmp_path)

    with pytest.raises(KeyringError, match="32"):
        Keyring.rotate(tmp_path)

    assert set(Keyring.load(tmp_path).keys) == set(range(32))


def test_a_keyring_on_one_line_is_not_spoiled_by_rotation(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(ENVIRONMENT)
    (tmp_path / FILE_NAME).chmod(0o600)

    with pytest.raises(KeyringError):
        Keyring.rotate(tmp_path)

    assert Keyring.load(tmp_path).current_epoch == 4


def test_the_key_of_an_epoch_that_was_never_opened_is_missing() -> None:
    with pytest.raises(KeyError):
        Keyring.load(Path("/nowhere"), ENVIRONMENT).key(5)


def test_a_missing_keyring_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="no such file"):
        Keyring.load(tmp_path)


def test_no_keyring_shows_a_key() -> None:
    keyring = Keyring.load(Path("/nowhere"), ENVIRONMENT)

    assert repr(keyring) == str(keyring) == "Keyring(current_epoch=4)"


@pytest.mark.parametrize(
    "text",
    [
        f"epochs = [{MASTER}",
        f'master = "{MASTER}"',
        f'epochs = "{MASTER}"',
        "epochs = []",
        ENVIRONMENT.replace("number = 4", "number = 32"),
        ENVIRONMENT.replace("number = 4", 'number = "4"'),
        ENVIRONMENT.replace("2026", "-1"),
        ENVIRONMENT.replace("2026", '"2026"'),
        ENVIRONMENT.replace('"mengbiao"', "7"),
        ENVIRONMENT.replace(MASTER, MASTER[2:]),
        ENVIRONMENT.replace(MASTER, MASTER[:-1] + "g"),
        ENVIRONMENT.replace("}]", "}, ") + ENVIRONMENT.removeprefix("epochs = ["),
    ],
    ids=[
        "not TOML", "no epochs", "no list", "an empty list", "epoch 32", "epoch as text", "a year below zero",
        "year as text", "body as number", "a short master", "not hexadecimal", "an epoch twice",
    ],
)  # fmt: skip
def test_a_faulty_keyring_is_refused_without_showing_what_it_holds(text: str) -> None:
    with pytest.raises(KeyringError) as caught:
        Keyring.load(Path("/nowhere"), text)

    shown = "".join(traceback.format_exception(caught.value))
    assert MASTER[:8] not in shown


def test_a_body_that_would_break_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="quotes"):
        Keyring.create(tmp_path, body='a"\nnumber = 5')

    assert list(tmp_path.iterdir()) == []
