"""Standards, proposals, experts and articles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.given import people as given_people
from tests.given.people import LONG_AGO, NOW
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.standards import actions as standards
from yinxin.standards.models import Clause, Indicator, Proposal, Standard

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
    return standards.propose(
        title=title,
        reason="当地已有规模种植，缺少认证标准。",
        industry=industry,
        division=division or given_people.division(),
        proposer=proposer or given_people.organisation(),
        on=on,
        by=by or given_people.league_officer(),
        at=at,
    )
