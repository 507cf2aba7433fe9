"""Standards, proposals and articles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.given import people as given_people
from tests.given.people import LONG_AGO, NOW
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.publicity import actions as publicity
from yinxin.publicity.models import Article
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls.models import Proposal
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


def proposal(
    title: str = "阿拉善沙葱及制品",
    *,
    industry: Industry | None = None,
    division: Division | None = None,
    proposer: Organisation | None = None,
    on: date = date(2024, 3, 1),
    by: Office | None = None,
    at: datetime = NOW,
) -> Proposal:
    """A proposal of the league that nobody has answered."""
    return calls.propose(
        title=title,
        reason="当地已有规模种植，缺少认证标准。",
        industry=industry,
        division=division or given_people.division(),
        proposer=proposer or given_people.organisation(),
        on=on,
        by=by or given_people.league_officer(),
        at=at,
    )


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
