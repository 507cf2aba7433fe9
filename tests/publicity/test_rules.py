"""Reading the text of a page, on the real notice and on defective copies of it."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.given.standards import page_text
from yinxin.publicity.rules import Unreadable, parse_page

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "clippings"
EVERYTHING = ("title", "time", "author", "source", "body", "original_link", "disclaimer")


def page(name):
    return (PAGES / f"{name}.txt").read_text(encoding="utf-8")


def test_the_notice_is_read_with_its_attribution():
    clipping = parse_page(page("notice-2024-12"))

    assert clipping.title == "阿拉善盟市场监管局六举措推进“蒙”字标认证"
    assert clipping.originally_at == datetime(2024, 12, 11, 2, 43, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert clipping.author == "佚名"
    assert clipping.source == "内蒙古自治区市场监督管理局"
    assert clipping.original_url == "http://amr.nmg.gov.cn/zw/jcdt/202412/t20241206_2620503.html"
    assert clipping.disclaimer.startswith("[免责声明] 本文来源于网络转载")
    assert clipping.disclaimer.endswith("请在30日内与本网联系,我们将在第一时间处理。")


def test_only_the_headlines_at_the_top_are_left_out():
    text = page("notice-2024-12")

    clipping = parse_page(text)

    lines = [line for line in text.splitlines() if line]
    kept = [clipping.title, *clipping.paragraphs, clipping.disclaimer]
    assert [line for line in lines if line not in kept] == [
        *lines[:20],  # the headlines
        "发布时间:2024-12-11 02:43:23 作者:佚名 来源: 内蒙古自治区市场监督管理局",
        f"原文链接:{clipping.original_url}",
    ]
    assert len(clipping.paragraphs) == 8


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("without-title", ("title",)),
        ("without-time", ("time",)),
        ("with-a-day-that-is-none", ("time",)),
        ("without-author", ("author",)),
        ("without-source", ("source",)),
        ("without-text", ("body",)),
        ("without-link", ("original_link",)),
        ("without-disclaimer", ("disclaimer",)),
        ("only-headlines", EVERYTHING),
        ("empty", EVERYTHING),
    ],
)
def test_what_a_page_lacks_is_named(name, missing):
    with pytest.raises(Unreadable) as refused:
        parse_page(page(name))

    assert refused.value.missing == missing


def test_a_line_that_looks_like_a_headline_stays_in_the_text():
    text = page_text().replace("第二段。", "- 附：目录 2020-07-15")

    assert parse_page(text).paragraphs == ("第一段。", "- 附：目录 2020-07-15")


def test_nothing_between_the_link_and_the_disclaimer_is_lost():
    text = page_text().replace("[免责声明]", "责任编辑:示例\n[免责声明]")

    assert parse_page(text).disclaimer.splitlines()[0] == "责任编辑:示例"


def test_full_width_colons_and_brackets_are_read_too():
    text = page_text().replace(":", "：").replace("http：", "http:").replace("08：30：00", "08:30:00")
    text = text.replace("[免责声明]", "【免责声明】")

    assert parse_page(text).source == "示例来源"


def test_a_title_longer_than_any_headline_is_not_taken_for_one():
    with pytest.raises(Unreadable) as refused:
        parse_page(page_text(title="很长" * 100))

    assert refused.value.missing == ("title",)
