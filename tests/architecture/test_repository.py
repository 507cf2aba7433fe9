"""What may not stand in any committed file, and what must stand in the documents."""

import hashlib
import re

import pytest
from django.apps import apps

from tests.architecture.source import ROOT, SOURCE, committed_files

# Pieced together, so that this file passes its own test.
ADDRESSES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com/-",
    "npmmirror" + ".com",
    "deb.debian" + ".org",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
    "cdnjs" + ".cloudflare.com",
    "bootcdn" + ".",
    "fonts.googleapis" + ".com",
    "--index" + "-url http",
    "/opt" + "/",
    "/home" + "/",
    "/root" + "/",
    "/work" + "/",
]
TABLE_ROW = re.compile(r"^\| ([\w./-]+) \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def test_no_file_names_a_registry_a_cdn_or_a_path_of_one_machine():
    found = [
        f"{file.relative_to(ROOT)}: {address}"
        for file in committed_files()
        for content in [file.read_bytes()]
        for address in ADDRESSES
        if address.encode() in content
    ]

    assert found == []


@pytest.mark.parametrize("folder", ["src/yinxin/web/static/vendor", "tests/journeys/vendor"])
def test_files_of_others_are_what_their_table_says(folder):
    table = dict(TABLE_ROW.findall((ROOT / folder / "README.md").read_text(encoding="utf-8")))
    files = {
        str(file.relative_to(ROOT / folder)): file for file in (ROOT / folder).rglob("*") if file.is_file()
    }
    files.pop("README.md")

    assert table == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def test_every_setting_from_the_environment_is_documented():
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    readers = [*SOURCE.rglob("*.py"), *(ROOT / "deploy").rglob("*")]
    read = {
        name
        for file in readers
        if file.is_file()
        for name in re.findall(r"\bYINXIN_[A-Z_]*[A-Z]\b", file.read_text(encoding="utf-8"))
    }

    assert sorted(name for name in read if f"`{name}`" not in documented) == []


def test_every_documented_setting_is_read():
    documented = set(
        re.findall(r"`(YINXIN_[A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))
    )
    source = "".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))

    assert sorted(name for name in documented if name not in source) == []


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("yinxin.")}

    assert names
    assert sorted(name for name in names if f"`{name}`" not in glossary) == []


def test_every_script_says_what_it_does():
    silent = [
        file.name
        for file in (ROOT / "script").iterdir()
        if file.is_file()
        and not re.match(r'#!.*\n(# |(r?"""))[A-Z][^\n]{20,}', file.read_text(encoding="utf-8"))
    ]

    assert silent == []


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_documents_name_only_scripts_and_files_that_exist(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"`?((?:script|docs|tests|deploy|requirements)/[\w./-]+\w)", text))

    assert named
    assert sorted(name for name in named if not list(ROOT.glob(name)) and "<" not in name) == []


def test_every_name_of_a_public_code_file_is_there():
    """publiccode.yml 0.4: the keys without which a catalogue will not take it."""
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")

    for key in ("publiccodeYmlVersion", "name", "url", "softwareType", "description", "legal", "maintenance"):
        assert re.search(rf"^{key}:", text, re.MULTILINE), key
