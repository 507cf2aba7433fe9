"""What an evaluation must show before it is concluded (ISO/IEC 17065 7.4). Pure."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yinxin.certification.evaluations.lifecycle import NonconformityState
from yinxin.kernel.identifiers import laboratory_number


class Finding(NamedTuple):
    """A nonconformity as the conclusion weighs it."""

    number: str
    state: str
    blocks_decision: bool


class Result(NamedTuple):
    """The latest measured value of an indicator."""

    item: str
    conforms: bool


class Lacking(NamedTuple):
    """One thing that keeps an evaluation from being concluded: what kind of thing, and which."""

    what: str  # element | test_report | indicator | nonconformity | value
    which: str


def lacking(
    *,
    elements: Iterable[str],
    reported: dict[str, bool],
    findings: Iterable[Finding],
    indicators: Collection[str],
    results: Iterable[Result],
    has_test_report: bool,
) -> tuple[Lacking, ...]:
    """Everything that is still to be done before the conclusion; nothing of the mode is left out (条例 art. 21).

    `reported` tells for each reported element whether it conforms. Where an element was found not to conform, the
    conclusion is a negative one, which open nonconformities and failed values do not keep back: they are its grounds.
    Otherwise every blocking nonconformity is closed, and no tested value lies beyond its limit.
    """
    elements = tuple(elements)
    found = [Lacking("element", element) for element in elements if element not in reported]
    measured = {result.item: result.conforms for result in results}
    if "test" in elements:
        if not has_test_report:
            found.append(Lacking("test_report", "test_report"))
        else:
            found += [Lacking("indicator", item) for item in indicators if item not in measured]
    if all(reported.values()):
        found += [
            Lacking("nonconformity", finding.number)
            for finding in findings
            if finding.blocks_decision and finding.state != NonconformityState.CLOSED
        ]
        found += [Lacking("value", item) for item, conforms in measured.items() if not conforms]
    return tuple(found)


def laboratory_problem(
    cma_number: str, *, cma_until: date, sampled_on: date, tested_on: date, today: date
) -> str:
    """Why a laboratory's report cannot be relied on, or nothing (检验检测机构资质认定管理办法).

    >>> day = date(2024, 11, 1)
    >>> laboratory_problem("240500140001", cma_until=day, sampled_on=day, tested_on=day, today=day)
    ''
    """
    if laboratory_number.problem(cma_number) is not None:
        return "cma_unreadable"
    if sampled_on > tested_on:
        return "sampled_after_tested"
    if tested_on > today:
        return "tested_in_future"
    if tested_on > cma_until:
        return "cma_not_valid"
    return ""


def are_days_enough(man_days: Decimal | None, minimum: int) -> bool:
    """Whether a site visit took the days that the rulebook asks for (缩短审核时间 is an offence, 条例 art. 59)."""
    return man_days is not None and man_days >= minimum
