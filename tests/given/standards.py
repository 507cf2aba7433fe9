"""Standards and articles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.given import people as given_people
from tests.given.people import LONG_AGO, NOW
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office
from yinxin.publicity import actions as publicity
from yinxin.publicity.models import Article
from yinxin.standards.texts import actions as standards
from yinxin.standards.texts.models import Clause, Indicator, Standard

NUMBER = "T/NMSP MZB02.14-2023"
PUBLISHED_ON = date(2023, 2, 13)


def draft_standard(
    number: str = NUMBER,
    *,
    title: str = "“蒙”字标认证要求 畜产品 阿拉善驼奶",
    title_en: str = "Meng mark requirements: Alxa camel milk",
    kinds: Sequence[str] = ("camel_milk",),
    industry: Industry | None = None,
    division: Division | None = None,
    is_placeholder: bool = False,
    at: datetime = LONG_AGO,
) -> Standard:
    """A draft without clauses."""
    return standards.draft(
        number,
        title=title,
        title_en=title_en,
        product_kinds=kinds,
        industry=industry,
        division=division or given_people.division(),
        is_placeholder=is_placeholder,
        by=given_people.institute_officer(),
        at=at,
    )


def clause(
    number: str = NUMBER,
    *,
    clause: str = "4.1",
    kind: str = "process",
    title: str = "饲养管理",
    text: str = "按附录执行。",
    is_critical: bool = False,
    origin: Mapping[str, Any] | None = None,
    at: datetime = LONG_AGO,
) -> Clause:
    """One more clause of a draft."""
    return standards.add_clause(
        number,
        clause=clause,
        kind=kind,
        title=title,
        text=text,
        is_critical=is_critical,
        origin=origin,
        by=given_people.institute_officer(),
        at=at,
    )


def indicator(
    of: Clause,
    *,
    item: str = "蛋白质",
    unit: str = "g/100 g",
    comparison: str = "at_least",
    limit: str = "3.2",
    upper: str | None = None,
    national_limit: str | None = "2.9",
    at: datetime = LONG_AGO,
) -> Indicator:
    """One more limit of a clause."""
    return standards.add_indicator(
        of.pk,
        item=item,
        unit=unit,
        comparison=comparison,
        limit=Decimal(limit),
        upper=None if upper is None else Decimal(upper),
        national_limit=None if national_limit is None else Decimal(national_limit),
        national_basis="GB 19301-2010" if national_limit else "",
        method="GB 5009.5",
        by=given_people.institute_officer(),
        at=at,
    )


def standard(
    number: str = NUMBER,
    *,
    kinds: Sequence[str] = ("camel_milk",),
    title: str = "“蒙”字标认证要求 畜产品 阿拉善驼奶",
    industry: Industry | None = None,
    division: Division | None = None,
    origin: Mapping[str, Any] | None = None,
    on: date = PUBLISHED_ON,
    at: datetime = LONG_AGO,
) -> Standard:
    """A published standard: an origin rule (the league, unless another is given), a process clause, one indicator."""
    row = draft_standard(number, title=title, kinds=kinds, industry=industry, division=division, at=at)
    clause(
        number,
        clause="4.1",
        kind="origin",
        title="地域要求",
        text="产自阿拉善盟行政区域。",
        is_critical=True,
        origin=origin or {"divisions": ["152900"]},
        at=at,
    )
    clause(number, clause="4.2", at=at)
    indicator(
        clause(number, clause="4.3", kind="indicator", title="理化指标", text="应符合表 1 的规定。", at=at),
        at=at,
    )
    return standards.publish(row.number, on=on, effective_on=on, by=given_people.institute_officer(), at=at)


LINES = (
    # depth, kind, annex, title, text
    (1, "scope", "", "范围", "本文件规定了产品的认证要求。"),
    (1, "heading", "", "认证要求", ""),
    (2, "origin", "", "地域要求", "产自阿拉善盟行政区域。"),
    (2, "process", "", "饲养管理", "按附录 A 执行。"),
    (2, "indicator", "", "理化指标", "应符合表 1 的规定。"),
    (1, "procedure", "", "认证程序", "按规则执行。"),
    (1, "process", "normative", "饲养记录", ""),
    (2, "process", "", "记录内容", "记录饲料、用药和防疫。"),
)


def text(
    title: str = "“蒙”字标认证要求 畜产品 阿拉善驼奶",
    *,
    kinds: Sequence[str] = ("camel_milk",),
    division: Division | None = None,
    replaces: Standard | None = None,
    lines: Sequence[tuple[int, str, str, str, str]] = LINES,
    at: datetime = LONG_AGO,
) -> Standard:
    """A draft without number, with a small tree: 1, 2, 2.1, 2.2, 2.3 with a limit, 3, A, A.1."""
    by = given_people.institute_officer()
    row = standards.begin(
        title=title,
        product_kinds=kinds,
        division=division or given_people.division(),
        replaces=replaces,
        by=by,
        at=at,
    )
    after = None
    for depth, kind, annex, heading, words in lines:
        added = standards.insert_clause(
            row.pk,
            after=after,
            depth=depth,
            kind=kind,
            annex=annex,
            title=heading,
            text=words,
            is_critical=kind == "origin",
            origin={"divisions": ["152900"]} if kind == "origin" else None,
            by=by,
            at=at,
        )
        after = added.pk
        if kind == "indicator":
            indicator(added, at=at)
    return Standard.objects.get(pk=row.pk)


def revision(
    of: Standard,
    *,
    number: str = "T/NMSP MZB02.14-2024",
    on: date = date(2024, 6, 1),
    effective_on: date = date(2024, 7, 1),
    transition_until: date | None = date(2025, 6, 30),
    at: datetime = NOW,
) -> Standard:
    """A published standard with the text of another, which it supersedes."""
    by = given_people.institute_officer()
    row = standards.begin(
        title=of.title,
        product_kinds=of.product_kinds,
        industry=of.industry,
        division=of.division,
        replaces=of,
        by=by,
        at=at,
    )
    standards.copy_text(of.pk, to=row.pk, by=by, at=at)
    standards.give_number(row.pk, number=number, by=by, at=at)
    return standards.publish(
        row.pk, on=on, effective_on=effective_on, transition_until=transition_until, by=by, at=at
    )


def superseded(
    number: str = NUMBER, *, kinds: Sequence[str] = ("camel_milk",), at: datetime = NOW
) -> Standard:
    """A standard that was superseded on 2024-07-01, in transition until 2025-06-30."""
    old = standard(number, kinds=kinds)
    revision(old, at=at)
    return Standard.objects.get(pk=old.pk)


def page_text(
    *,
    title: str = "示例局推进认证工作",
    source: str = "示例来源",
    link: str = "http://example.cn/zw/t20241201_1.html",
) -> str:
    """The text of an article's page, with the headlines that stand at its top."""
    return (
        "- 别的标题...2020-07-22\n- 又一个标题...2020-07-15\n"
        f"{title}\n发布时间:2024-12-01 08:30:00 作者:佚名 来源: {source}\n"
        "第一段。\n第二段。\n"
        f"原文链接:{link}\n[免责声明] 本文来源于网络转载,请在30日内与本网联系。\n"
    )


def draft_clipping(
    text: str = "", *, division: Division | None = None, by: Office | None = None, at: datetime = NOW
) -> Article:
    """A clipping that waits to be published."""
    by = by or given_people.league_officer()
    return publicity.clip(
        text or page_text(), division=division or by.division or given_people.division(), by=by, at=at
    )


def clipping(
    text: str = "", *, division: Division | None = None, by: Office | None = None, at: datetime = NOW
) -> Article:
    """A clipping on the portal."""
    by = by or given_people.league_officer()
    return publicity.publish(draft_clipping(text, division=division, by=by, at=at).slug, by=by, at=at)
