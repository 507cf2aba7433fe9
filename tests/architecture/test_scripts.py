"""The scripts that other checks lean on see what they should see."""

import runpy
import subprocess

import pytest

from tests.architecture.source import ROOT


@pytest.fixture(scope="module")
def punctuation():
    return runpy.run_path(str(ROOT / "script" / "zhpunct.py"))


@pytest.fixture(scope="module")
def messages():
    return runpy.run_path(str(ROOT / "script" / "messages"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", "<p>请先登录,再申请</p>"),
        ("page.html", "<p>证书(演示)</p>"),
        ("page.html", "<p>是否继续?</p>"),
        ("django.po", 'msgstr "共 3 项:"'),
        ("django.po", r'msgstr "剩余:\n"'),
        ("django.po", 'msgstr "申请人:%(name)s"'),
        ("data.toml", 'title = "第一章:总则"'),
        ("code.py", 'title = "第一章:总则"'),
        ("README.zh-CN.md", "先看这里;再看那里"),
    ],
)
def test_half_width_punctuation_in_chinese_is_seen(punctuation, tmp_path, name, text):
    assert punctuation["repaired_file"](tmp_path / name, text) != text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<p title="证书">请先登录，再申请（演示）：3,000 元</p>'),
        ("page.html", "{% if x %}证书{% endif %}: {{ n }}"),
        ("code.py", '"""A person (人) in an office (职务), see art. 7."""'),
        ("code.py", r'COLUMNS = re.compile(r"(合计|小计)(?!来源)")'),
        ("code.py", 'HEADING = "海拔(米)"'),
        ("code.py", "days = ('11月3日', '2026年11月')"),
        ("README.md", "**Yinxin (印信)** is a program for certification schemes."),
    ],
)
def test_punctuation_that_is_right_is_left_alone(punctuation, tmp_path, name, text):
    assert punctuation["repaired_file"](tmp_path / name, text) == text


def test_texts_are_found_in_templates(messages, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        """{% load i18n %}<p title="{% translate "Save" %}">it's {{ _("Hello") }}
        {% blocktranslate count n=cases|length trimmed %}
          One case {{ n }}
        {% plural %}
          {{ n }} cases, 100%
        {% endblocktranslate %}
        {% translate "May" context "month" as month %}{% include "x" with title=_("Title's") %}
        {% comment %}{% translate "Not this" %}{% endcomment %}{# {% translate "Nor this" %} #}
        """,
        encoding="utf-8",
    )
    text = messages["Text"]

    assert set(messages["texts_of"](page)) == {
        text(None, "Save", None),
        text(None, "Hello", None),
        text(None, "One case %(n)s", "%(n)s cases, 100%%"),
        text("month", "May", None),
        text(None, "Title's", None),
    }


def test_texts_are_found_in_python(messages, tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        'a = _("One")\nb = gettext_lazy("Two")\nc = ngettext("%d day", "%d days", n)\n'
        'd = pgettext_lazy("month", "May")\ne = print("Not this")\n',
        encoding="utf-8",
    )
    text = messages["Text"]

    assert set(messages["texts_of"](module)) == {
        text(None, "One", None),
        text(None, "Two", None),
        text(None, "%d day", "%d days"),
        text("month", "May", None),
    }


@pytest.mark.parametrize("script", ["setup", "demo", "test", "lock", "postgresql"])
def test_shell_scripts_parse(script):
    assert subprocess.run(["bash", "-n", ROOT / "script" / script], check=False).returncode == 0


def test_lock_files_hold_hashes_and_no_address():
    for kind in ("runtime", "dev"):
        lines = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if "==" in line and not line.lstrip().startswith("#")]
        assert pinned
        assert [line for line in pinned if not line.endswith("\\")] == []
        assert [line for line in lines if "://" in line or line.startswith("--index")] == []
