"""Limits of a draft's clauses."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.texts import rules
from yinxin.standards.texts.actions.locking import draft_of_clause, draft_of_indicator, mark_changed
from yinxin.standards.texts.actions.refusals import LimitsDisagree, OrdersOnly
from yinxin.standards.texts.models import Clause, Indicator

STATED = (
    "item",
    "unit",
    "comparison",
    "limit",
    "upper",
    "national_limit",
    "national_basis",
    "method",
    "is_placeholder",
)


@transaction.atomic
def add_indicator(
    clause_pk: int,
    *,
    item: str,
    unit: str,
    comparison: str,
    limit: Decimal,
    upper: Decimal | None = None,
    national_limit: Decimal | None = None,
    national_basis: str = "",
    method: str = "",
    is_placeholder: bool = False,
    seen: int | None = None,
    by: Office,
    at: datetime,
) -> Indicator:
    """Add a limit to a clause of a draft.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, OrdersOnly and LimitsDisagree.
    """
    clause = draft_of_clause(clause_pk, seen=seen, by=by)
    if not clause.asks:
        raise OrdersOnly(clause=clause.number)
    indicator = Indicator(
        clause=clause,
        item=item.strip(),
        unit=unit.strip(),
        comparison=comparison,
        limit=limit,
        upper=upper,
        national_limit=national_limit,
        national_basis=national_basis.strip(),
        method=method.strip(),
        is_placeholder=is_placeholder,
    )
    _check(indicator)
    indicator.save()
    mark_changed(clause)
    _record("standard.indicator_added", clause, rules.indicator_as_json(indicator), by=by, at=at)
    return indicator


@transaction.atomic
def edit_indicator(
    indicator_pk: int, *, changes: Mapping[str, Any], seen: int | None = None, by: Office, at: datetime
) -> Indicator:
    """Change a limit of a draft: any of `STATED`.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and LimitsDisagree.
    """
    indicator = draft_of_indicator(indicator_pk, seen=seen, by=by)
    unknown = sorted(set(changes) - set(STATED))
    if unknown:
        raise ValueError(unknown)
    was = rules.indicator_as_json(indicator)
    for name, value in changes.items():
        setattr(indicator, name, value.strip() if isinstance(value, str) else value)
    _check(indicator)
    now = rules.indicator_as_json(indicator)
    if now == was:
        return indicator
    indicator.save()
    mark_changed(indicator.clause)
    _record("standard.indicator_edited", indicator.clause, {**now, "was": was}, by=by, at=at)
    return indicator


@transaction.atomic
def remove_indicator(indicator_pk: int, *, seen: int | None = None, by: Office, at: datetime) -> Clause:
    """Take a limit out of a draft. Refuses NotFound, NotYours, WrongState and ChangedMeanwhile."""
    indicator = draft_of_indicator(indicator_pk, seen=seen, by=by)
    clause, lost = indicator.clause, rules.indicator_as_json(indicator)
    indicator.delete()
    mark_changed(clause)
    _record("standard.indicator_removed", clause, lost, by=by, at=at)
    return clause


def _check(indicator: Indicator) -> None:
    if not rules.limits_agree(indicator.comparison, indicator.limit, indicator.upper):
        raise LimitsDisagree(field="upper")


def _record(kind: str, clause: Clause, facts: Mapping[str, object], *, by: Office, at: datetime) -> None:
    people.record(
        kind, subject=clause.standard.subject, by=by, at=at, facts={"clause": clause.number, **facts}
    )
