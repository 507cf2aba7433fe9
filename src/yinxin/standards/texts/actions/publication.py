"""A standard in public: numbered, published in place of another, confirmed, withdrawn. All openly."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yinxin.kernel.months import months_after
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.actions.drafts import check_asks, free_number, frozen
from yinxin.standards.texts.actions.locking import moved
from yinxin.standards.texts.actions.refusals import (
    DaysOutOfOrder,
    NumberMissing,
    StandardReasonMissing,
    TransitionTooShort,
)
from yinxin.standards.texts.lifecycle import STANDARD_LIFE, StandardState
from yinxin.standards.texts.models import Standard, Version

PUBLISHED = "published"  # the label of the version that is published


@transaction.atomic
def give_number(standard_pk: int, *, number: str, by: Office, at: datetime) -> Standard:
    """Give a draft its number, or another one. It is kept as printed and, beside it, in its one spelling.

    Refuses NotFound, NotYours, WrongState, NumberUnreadable and StandardExists.
    """
    standard, _ = moved(standard_pk, "number", by=by)
    standard.number, standard.printed_number = free_number(number), number.strip()
    standard.save(update_fields=["number", "printed_number"])
    people.record(
        "standard.numbered",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"number": standard.number, "title": standard.title},
    )
    return standard


@transaction.atomic
def publish(
    key: int | str,
    *,
    on: date,
    effective_on: date,
    transition_until: date | None = None,
    by: Office,
    at: datetime,
) -> Standard:
    """Publish a draft, named by its key or its number: from now on its text stays; it is kept as a version.

    What it replaces is superseded from the day on which this one takes effect; certificates may name the old one until
    the end of the transition, by default after the rulebook's months. A placeholder, whose text is not public, may have
    no clauses. Refuses NotFound, NotYours, WrongState, NumberMissing, NothingAsked, DaysOutOfOrder and
    TransitionTooShort.
    """
    standard, move = moved(key, "publish", by=by)
    if not standard.number:
        raise NumberMissing(title=standard.title)
    if effective_on < on:
        raise DaysOutOfOrder(field="effective_on")
    check_asks(standard)
    replaced = _superseded(standard, effective_on, transition_until, by=by, at=at)
    sha256 = _kept(standard, by=by, at=at).sha256
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
            "number": standard.number,
            "title": standard.title,
            "published_on": on.isoformat(),
            "effective_on": effective_on.isoformat(),
            "replaces": replaced.number if replaced else "",
            "sha256": sha256,
        },
        is_open=True,
    )
    return standard


@transaction.atomic
def confirm(number: str, *, on: date, reason: str, by: Office, at: datetime) -> Standard:
    """Confirm a standard at its periodic review (复审, 标准化法 art. 29): it goes on for another term.

    Refuses NotFound, NotYours, WrongState, StandardReasonMissing, and DaysOutOfOrder for a day before its publication
    or its last review.
    """
    standard, _ = moved(number, "confirm", by=by)
    if not reason.strip():
        raise StandardReasonMissing(field="reason")
    if any(day is not None and on <= day for day in (standard.published_on, standard.reviewed_on)):
        raise DaysOutOfOrder(field="on")
    standard.reviewed_on = on
    standard.save(update_fields=["reviewed_on"])
    people.record(
        "standard.confirmed",
        subject=standard.subject,
        by=by,
        at=at,
        facts={
            "state": standard.state,
            "number": standard.number,
            "title": standard.title,
            "reviewed_on": on.isoformat(),
            "reason": reason.strip(),
        },
        is_open=True,
    )
    return standard


@transaction.atomic
def withdraw(number: str, *, on: date, by: Office, at: datetime) -> Standard:
    """Withdraw a standard: nothing more is certified against it from that day. Certificates keep theirs.

    Refuses NotFound, NotYours, WrongState and DaysOutOfOrder.
    """
    standard, move = moved(number, "withdraw", by=by)
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
        facts=_facts_of_withdrawal(standard, on),
        is_open=True,
    )
    return standard


@transaction.atomic
def withdraw_due(*, on: date, at: datetime) -> list[Standard]:
    """Every superseded standard whose transition ended before `on` is withdrawn, from the day after that end.

    What the calendar does each night. It may run late or twice: the day is that of the transition, not of the run.
    """
    due = Standard.objects.select_for_update().filter(state=StandardState.SUPERSEDED, transition_until__lt=on)
    withdrawn = list(due)
    for standard in withdrawn:
        if standard.transition_until is None:
            continue
        move = STANDARD_LIFE.move("withdraw", state=standard.state, role=Role.CALENDAR)
        standard.state = move.target
        standard.withdrawn_on = standard.transition_until + timedelta(days=1)
        standard.save(update_fields=["state", "withdrawn_on"])
        register.append(
            "standard.withdrawn",
            subject=standard.subject,
            office=people.CALENDAR,
            at=at,
            facts=_facts_of_withdrawal(standard, standard.withdrawn_on),
            is_open=True,
        )
    return withdrawn


def _kept(standard: Standard, *, by: Office, at: datetime) -> Version:
    """The version that says what is published: the last one, or a new one where the text changed since."""
    last = standard.versions.last()
    text = rules.snapshot(queries.clauses_in_order(standard))
    return last if last and last.text == text else frozen(standard, label=PUBLISHED, by=by, at=at)


def _superseded(
    successor: Standard, effective_on: date, until: date | None, *, by: Office, at: datetime
) -> Standard | None:
    """What the successor replaces, superseded; nothing where that was withdrawn before."""
    if successor.replaces_id is None:
        return None
    standard = Standard.objects.select_for_update().get(pk=successor.replaces_id)
    if standard.state == StandardState.WITHDRAWN:
        return None
    move = STANDARD_LIFE.move("supersede", state=standard.state, role=by.as_role)
    until = until or months_after(effective_on, rulebook().standards.transition_months.value)
    if until < effective_on:
        raise TransitionTooShort(field="transition_until", effective_on=effective_on.isoformat())
    standard.state = move.target
    standard.superseded_on, standard.transition_until = effective_on, until
    standard.save(update_fields=["state", "superseded_on", "transition_until"])
    people.record(
        "standard.superseded",
        subject=standard.subject,
        by=by,
        at=at,
        facts={
            "state": standard.state,
            "number": standard.number,
            "title": standard.title,
            "successor": successor.number,
            "superseded_on": effective_on.isoformat(),
            "transition_until": until.isoformat(),
        },
        is_open=True,
    )
    return standard


def _facts_of_withdrawal(standard: Standard, on: date) -> dict[str, object]:
    return {
        "state": standard.state,
        "number": standard.number,
        "title": standard.title,
        "withdrawn_on": on.isoformat(),
    }
