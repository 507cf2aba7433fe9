"""Writes: drafts, their clauses and indicators; publishing and withdrawing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.lifecycle import STANDARD_LIFE
from yinxin.standards.texts.models import Clause, Indicator, Standard

DRAFTERS = frozenset({Role.INSTITUTE_OFFICER})


class NumberUnreadable(NotAcceptable):
    """The text is not the number of a group standard (团体标准管理规定 art. 17)."""

    code = "standard_number_unreadable"


class StandardExists(NotAcceptable):
    """That number is taken, perhaps in another spelling."""

    code = "standard_exists"


class UnknownKinds(NotAcceptable):
    """The rulebook knows no such kind of product."""

    code = "standard_kinds_unknown"


class ClauseExists(NotAcceptable):
    """The standard has a clause of that number."""

    code = "clause_exists"


class OriginUnreadable(NotAcceptable):
    """The origin rule names no place that can be checked."""

    code = "origin_unreadable"


class LimitsDisagree(NotAcceptable):
    """The upper limit is missing, below the lower one, or stands where none belongs."""

    code = "limits_disagree"


class NothingAsked(NotAcceptable):
    """A standard without a clause asks for nothing, and cannot be certified against."""

    code = "standard_asks_nothing"


class DaysOutOfOrder(NotAcceptable):
    """A standard takes effect on or after the day of publication, and is withdrawn after it."""

    code = "standard_days_out_of_order"


@transaction.atomic
def draft(
    number: str,
    *,
    title: str,
    title_en: str = "",
    product_kinds: Sequence[str],
    industry: Industry | None = None,
    division: Division,
    source: str = "",
    is_placeholder: bool = False,
    by: Office,
    at: datetime,
) -> Standard:
    """Enter a standard that may still change. The number is kept as printed and, beside it, in its one spelling.

    Refuses NotYours to all but the institute, NumberUnreadable, StandardExists and UnknownKinds.
    """
    _only(DRAFTERS, by, verb="draft", noun="standard")
    try:
        canonical = standard_number.canonical(number)
    except ValueError as error:
        raise NumberUnreadable(field="number", number=number) from error
    if Standard.objects.filter(number=canonical).exists():
        raise StandardExists(field="number", number=canonical)
    unknown = sorted(set(product_kinds) - {kind.code for kind in rulebook().product_kinds})
    if unknown or not product_kinds:
        raise UnknownKinds(field="product_kinds", kinds=unknown)
    standard = Standard.objects.create(
        number=canonical,
        printed_number=number.strip(),
        title=title,
        title_en=title_en,
        product_kinds=list(product_kinds),
        industry=industry,
        division=division,
        source=source,
        is_placeholder=is_placeholder,
    )
    people.record(
        "standard.drafted",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"state": standard.state, "title": title, "kinds": list(product_kinds)},
    )
    return standard


@transaction.atomic
def add_clause(
    number: str,
    *,
    clause: str,
    kind: str,
    title: str,
    text: str,
    is_critical: bool = False,
    origin: Mapping[str, Any] | None = None,
    by: Office,
    at: datetime,
) -> Clause:
    """Add a clause at the end of a draft; `origin` makes it an origin rule.

    Refuses NotFound, NotYours, WrongState, ClauseExists and OriginUnreadable.
    """
    standard = _locked(number, by)
    STANDARD_LIFE.move("amend", state=standard.state, role=by.as_role)
    if standard.clauses.filter(number=clause).exists():
        raise ClauseExists(field="clause", clause=clause)
    try:
        rule = rules.Origin.parse(origin)
    except rules.BadOrigin as error:
        raise OriginUnreadable(field="origin", part=str(error)) from error
    if origin is not None and not rule:
        raise OriginUnreadable(field="origin", part="origin")
    last = standard.clauses.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    row = Clause.objects.create(
        standard=standard,
        number=clause,
        ordinal=last + 1,
        kind=kind,
        title=title,
        text=text,
        is_critical=is_critical,
        origin=rule.as_json or None,
    )
    people.record(
        "standard.clause_added",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"clause": clause, "kind": kind, "title": title, "text": text, "is_critical": is_critical}
        | ({"origin": rule.as_json} if rule else {}),
    )
    return row


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
    by: Office,
    at: datetime,
) -> Indicator:
    """Add a limit to a clause of a draft. Refuses NotFound, NotYours, WrongState and LimitsDisagree."""
    clause = _clause(clause_pk, by)
    STANDARD_LIFE.move("amend", state=clause.standard.state, role=by.as_role)
    if not rules.limits_agree(comparison, limit, upper):
        raise LimitsDisagree(field="upper")
    indicator = Indicator.objects.create(
        clause=clause,
        item=item,
        unit=unit,
        comparison=comparison,
        limit=limit,
        upper=upper,
        national_limit=national_limit,
        national_basis=national_basis,
        method=method,
        is_placeholder=is_placeholder,
    )
    people.record(
        "standard.indicator_added",
        subject=clause.standard.subject,
        by=by,
        at=at,
        facts={"clause": clause.number, "item": item, "unit": unit, "comparison": comparison}
        | {"limit": str(limit), "upper": "" if upper is None else str(upper), "method": method},
    )
    return indicator


@transaction.atomic
def remove_clause(clause_pk: int, *, by: Office, at: datetime) -> Standard:
    """Take a clause and its indicators out of a draft. Refuses NotFound, NotYours and WrongState."""
    clause = _clause(clause_pk, by)
    standard = clause.standard
    STANDARD_LIFE.move("amend", state=standard.state, role=by.as_role)
    clause.delete()
    people.record(
        "standard.clause_removed",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"clause": clause.number, "title": clause.title},
    )
    return standard


@transaction.atomic
def publish(number: str, *, on: date, effective_on: date, by: Office, at: datetime) -> Standard:
    """Publish a draft: from now on it only can be withdrawn. Recorded in the open.

    A placeholder, whose text is not public, may be published without clauses. Refuses NotFound, NotYours,
    WrongState, NothingAsked and DaysOutOfOrder.
    """
    standard = _locked(number, by)
    move = STANDARD_LIFE.move("publish", state=standard.state, role=by.as_role)
    if effective_on < on:
        raise DaysOutOfOrder(field="effective_on")
    if not standard.is_placeholder and not standard.clauses.exists():
        raise NothingAsked(number=standard.number)
    standard.state = move.target
    standard.published_on, standard.effective_on = on, effective_on
    standard.save(update_fields=["state", "published_on", "effective_on"])
    people.record(
        "standard.published",
        subject=standard.subject,
        by=by,
        at=at,
        facts={
            "state": standard.state,
            "title": standard.title,
            "published_on": on.isoformat(),
            "effective_on": effective_on.isoformat(),
        },
        is_open=True,
    )
    return standard


@transaction.atomic
def withdraw(number: str, *, on: date, by: Office, at: datetime) -> Standard:
    """Withdraw a standard: nothing more is certified against it from that day. Certificates keep theirs.

    Refuses NotFound, NotYours, WrongState and DaysOutOfOrder. Recorded in the open.
    """
    standard = _locked(number, by)
    move = STANDARD_LIFE.move("withdraw", state=standard.state, role=by.as_role)
    if standard.published_on is not None and on <= standard.published_on:
        raise DaysOutOfOrder(field="on")
    standard.state = move.target
    standard.withdrawn_on = on
    standard.save(update_fields=["state", "withdrawn_on"])
    people.record(
        "standard.withdrawn",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"state": standard.state, "title": standard.title, "withdrawn_on": on.isoformat()},
        is_open=True,
    )
    return standard


def _only(roles: frozenset[Role], by: Office, *, verb: str, noun: str) -> None:
    if by.as_role not in roles:
        raise NotYours(noun=noun, verb=verb, role=by.role)


def _locked(number: str, by: Office) -> Standard:
    rows = queries.standards_in_reach(by).select_for_update(of=("self",))
    return queries.standard_of(rows, number)


def _clause(pk: int, by: Office) -> Clause:
    clause = (
        Clause.objects.select_for_update(of=("self",))
        .select_related("standard")
        .filter(pk=pk, standard__in=queries.standards_in_reach(by))
        .first()
    )
    if clause is None:
        raise NotFound(noun="clause", number=pk)
    # The clause's standard decides whether it may change, so that row is the one to hold.
    clause.standard = Standard.objects.select_for_update().get(pk=clause.standard_id)
    return clause
