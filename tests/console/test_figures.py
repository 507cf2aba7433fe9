"""`yinxin figures` and `yinxin bulletin`."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.given import calls, certification, experts, ledgers, people, standards

pytestmark = pytest.mark.django_db

NAMES = [
    "standards_published",
    "experts_in_pool",
    "enterprises_in_pool",
    "standards_proposed_this_year",
    "enterprises_certified",
]


@pytest.fixture
def filled():
    standards.standard("T/NMSP MZB02.99-2023")
    experts.expert()
    calls.proposal()
    ledgers.member(ledgers.enterprise("示例·乙"))
    certification.certificate(certification.product(ledgers.enterprise("示例·甲")))


def said(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out


def test_the_five_figures_are_one_json_object_in_the_order_of_the_notice(filled, capsys):
    out = said(capsys, "figures", "--division", "152900", "--as-of", "2024-12-06", "--format", "json")

    figures = json.loads(out)
    assert out.count("\n") == 1
    assert list(figures) == NAMES
    assert figures == {
        "standards_published": 2,
        "experts_in_pool": 1,
        "enterprises_in_pool": 1,
        "standards_proposed_this_year": 1,
        "enterprises_certified": 1,
    }


def test_an_earlier_day_has_smaller_figures(filled, capsys):
    out = said(capsys, "figures", "--division", "152900", "--as-of", "2022-12-31", "--format", "json")

    assert set(json.loads(out).values()) == {0}


def test_the_rows_behind_the_figures_are_shown_on_request(filled, capsys):
    text = said(capsys, "figures", "--as-of", "2024-12-06", "--rows")
    data = json.loads(said(capsys, "figures", "--as-of", "2024-12-06", "--rows", "--format", "json"))

    assert "    2024-10-24  示例·甲" in text
    assert [row["name"] for row in data["enterprises_certified"]["rows"]] == ["示例·甲"]


def test_the_paragraph_names_the_certified(filled, capsys):
    out = said(capsys, "bulletin", "--division", "152900", "--as-of", "2024-12-06")

    assert out.startswith("截至目前（2024年12月6日），阿拉善盟累计发布2项")
    assert out.endswith("示例·甲已获得“蒙”字标认证，获证企业数量达到1家。\n")


@pytest.mark.parametrize(
    "arguments",
    [("--as-of", "2024-13-01"), ("--as-of", "6.12.2024"), ("--division", "999999"), ("--format", "xml")],
)
@pytest.mark.parametrize("command", ["figures", "bulletin"])
def test_what_cannot_be_asked_is_refused_in_words(command, arguments):
    people.division()

    with pytest.raises(CommandError):
        call_command(command, *arguments)
