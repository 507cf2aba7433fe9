"""What others wrote and we pass on: named, licensed, and byte for byte what the table says."""

import hashlib
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "src/yinxin/web/static/vendor"
ROW = re.compile(r"^\| (\S+) \| (\S+) \| (\S+) \| (\S+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)
TABLE = {
    file: (package, version, licence, checksum)
    for file, package, version, licence, checksum in ROW.findall((VENDOR / "README.md").read_text())
}


def test_every_vendored_file_stands_in_the_table_and_nothing_else_does():
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert files - {"README.md"} == set(TABLE)


@pytest.mark.parametrize("file", sorted(TABLE))
def test_a_vendored_file_is_what_the_table_says(file):
    *_, checksum = TABLE[file]

    assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == checksum


def test_every_package_comes_with_its_licence():
    folders = {file.split("/")[0] for file in TABLE}

    assert all(f"{folder}/LICENSE" in TABLE for folder in folders)


@pytest.mark.parametrize("file", sorted(file for file in TABLE if file.endswith((".js", ".css"))))
def test_a_vendored_file_asks_for_no_map_that_is_not_there(file):
    assert b"sourceMappingURL" not in (VENDOR / file).read_bytes()


def test_an_icon_lives_in_a_box_of_24_and_brings_no_colour_of_its_own():
    sprite = (VENDOR / "tabler-icons/icons.svg").read_text()
    symbols = re.findall(r'<symbol id="([a-z0-9-]+)" viewBox="0 0 24 24">(.*?)</symbol>', sprite)

    assert len(symbols) == sprite.count("<symbol")
    assert all(shapes for _, shapes in symbols)
    assert not re.search(r"style=|<script|#[0-9a-fA-F]{3,6}\b", sprite)
