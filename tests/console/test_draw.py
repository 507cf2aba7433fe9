"""`yinxin draw verify`."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from yinxin.register import keys

FILES = Path(__file__).resolve().parents[1] / "fixtures" / "draws"
KEY = json.loads((FILES / "drawn.json").read_text(encoding="utf-8"))["verifier"]


def said(capsys, *arguments):
    call_command("draw", "verify", *arguments)
    return capsys.readouterr().out.splitlines()


def test_each_check_has_its_line(var, capsys):
    lines = said(capsys, str(FILES / "drawn.json"), "--key", KEY)

    assert [line.split(":")[0] for line in lines] == [
        f"OK    {name}"
        for name in ("list", "entry", "inclusion", "checkpoint", "signature", "key", "selection")
    ]


def test_without_a_key_the_signature_is_said_to_be_unchecked(var, capsys):
    lines = said(capsys, str(FILES / "drawn.json"))

    assert lines[4] == "--    signature: not checked: no key was given"
    assert not (var / "keys").exists()


def test_the_key_of_the_installation_is_taken_where_none_is_given(var, capsys):
    keys.verifier()

    with pytest.raises(CommandError, match="does not hold: signature"):
        call_command("draw", "verify", str(FILES / "drawn.json"))

    assert "WRONG signature: no signature of" in capsys.readouterr().out


def test_a_bad_record_fails_and_says_what_is_wrong(var, capsys):
    with pytest.raises(CommandError, match="the record does not hold: key, selection") as failed:
        call_command("draw", "verify", str(FILES / "changed_value.json"), "--key", KEY)

    assert failed.value.returncode == 1
    assert "WRONG selection: stratum product: drawn are candidates" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["cut_off.json", "a_list.json", "nowhere.json", ""])
def test_a_file_that_is_no_record_fails(name):
    with pytest.raises(CommandError) as failed:
        call_command("draw", "verify", str(FILES / name))

    assert failed.value.returncode == 1


@pytest.mark.parametrize(
    "key", ["x", "yinxin.example/alxa+00000000+AQ==", KEY[:-4], KEY.replace("alxa", "alx")]
)
def test_a_key_that_was_mangled_is_refused(key):
    with pytest.raises(CommandError, match="--key"):
        call_command("draw", "verify", str(FILES / "drawn.json"), "--key", key)
