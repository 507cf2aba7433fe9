"""Writes: a call from preparation to closing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.kernel.refusals import NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.standards.calls import queries
from yinxin.standards.calls.actions.acting import check_seen, found_call, save
from yinxin.standards.calls.actions.refusals import (
    BatchTaken,
    CallTextMissing,
    DeadlinePassed,
    NoLonger,
    SubjectAreaUnknown,
)
from yinxin.standards.calls.lifecycle import CALL_LIFE, CallState
from yinxin.standards.calls.models import Call


@transaction.atomic
def prepare_call(
    *,
    year: int,
    batch: int,
    title: str,
    text: str,
    industries: Sequence[str],
    closes_on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Call:
    """Prepare a call that only the institute sees until it is opened. `industries` are codes; none means any.

    Refuses NotYours, BatchTaken, CallTextMissing, SubjectAreaUnknown and DeadlinePassed.
    """
    if by.as_role not in CALL_LIFE.roles("edit"):
        raise NotYours(noun="call", verb="prepare", role=by.role)
    call = Call(year=year, batch=batch, is_invented=is_invented)
    call.organisation = by.organisation  # type: ignore[assignment]  # the institute: its offices name it
    _state_call(call, title=title, text=text, industries=industries, closes_on=closes_on, at=at)
    if Call.objects.filter(year=year, batch=batch).exists():
        raise BatchTaken(field="batch", year=year, batch=batch)
    call.save()
    _record_call("call.prepared", call, {"title": call.title}, by=by, at=at, is_open=False)
    return call


@transaction.atomic
def edit_call(
    pk: int,
    *,
    title: str,
    text: str,
    industries: Sequence[str],
    closes_on: date,
    seen: int,
    by: Office,
    at: datetime,
) -> Call:
    """Change a call before it is opened; year and batch name it and stay.

    `seen` is the revision that the officer looked at, here and below. Refuses as `prepare_call`, WrongState, and
    ChangedMeanwhile where another act came between.
    """
    call = found_call(pk, by=by)
    CALL_LIFE.move("edit", state=call.state, role=by.as_role)
    check_seen(call, seen)
    _state_call(call, title=title, text=text, industries=industries, closes_on=closes_on, at=at)
    save(call, "title", "text", "industries", "closes_on")
    _record_call("call.edited", call, {"title": call.title}, by=by, at=at, is_open=False)
    return call


@transaction.atomic
def open_call(pk: int, *, on: date, seen: int, by: Office, at: datetime) -> Call:
    """Publish a call on the portal; from then on it takes proposals. Recorded in the open.

    Refuses ChangedMeanwhile, since its text cannot be changed afterwards, and DeadlinePassed.
    """
    call = found_call(pk, by=by)
    call.state = CALL_LIFE.move("open", state=call.state, role=by.as_role).target
    check_seen(call, seen)
    if call.closes_on < on:
        raise DeadlinePassed(field="closes_on", day=call.closes_on.isoformat())
    call.opened_on = on
    save(call, "state", "opened_on")
    facts = {"title": call.title, "industries": call.industries, "opened_on": on.isoformat()}
    _record_call("call.opened", call, facts, by=by, at=at)
    return call


@transaction.atomic
def extend_call(pk: int, *, closes_on: date, seen: int, by: Office, at: datetime) -> Call:
    """Give more time. Recorded in the open.

    Refuses ChangedMeanwhile, NoLonger, and DeadlinePassed for a day that is over.
    """
    call = found_call(pk, by=by)
    CALL_LIFE.move("extend", state=call.state, role=by.as_role)
    check_seen(call, seen)
    if closes_on <= call.closes_on:
        raise NoLonger(field="closes_on", day=call.closes_on.isoformat())
    _check_deadline(closes_on, at)
    call.closes_on = closes_on
    save(call, "closes_on")
    _record_call("call.extended", call, {}, by=by, at=at)
    return call


@transaction.atomic
def close_call(pk: int, *, on: date, seen: int, by: Office, at: datetime) -> Call:
    """Close a call by hand; the day is its last one, where it would have run on. Recorded in the open.

    Refuses ChangedMeanwhile: a colleague may just have given more time.
    """
    call = found_call(pk, by=by)
    call.state = CALL_LIFE.move("close", state=call.state, role=by.as_role).target
    check_seen(call, seen)
    call.closes_on = min(call.closes_on, on)
    save(call, "state", "closes_on")
    _record_call("call.closed", call, {}, by=by, at=at)
    return call


@transaction.atomic
def close_due(*, on: date, at: datetime) -> list[Call]:
    """Every open call whose last day lies before `on` is closed: what the calendar does each night. May run twice."""
    due = queries.public_calls().select_for_update(of=("self",))
    closed = list(due.filter(state=CallState.OPEN, closes_on__lt=on))
    for call in closed:
        call.state = CALL_LIFE.move("close", state=call.state, role=Role.CALENDAR).target
        save(call, "state")
        register.append(
            "call.closed",
            subject=call.subject,
            office=people.CALENDAR,
            at=at,
            facts={"state": call.state, "closes_on": call.closes_on.isoformat()},
            is_open=True,
        )
    return closed


def _check_deadline(closes_on: date, at: datetime) -> None:
    if closes_on < localtime(at).date():
        raise DeadlinePassed(field="closes_on", day=closes_on.isoformat())


def _state_call(
    call: Call, *, title: str, text: str, industries: Sequence[str], closes_on: date, at: datetime
) -> None:
    """Put checked values on a call."""
    for field, value in (("title", title), ("text", text)):
        if not value.strip():
            raise CallTextMissing(field=field)
    known = set(Industry.objects.filter(pk__in=industries).values_list("pk", flat=True))
    if unknown := sorted(set(industries) - known):
        raise SubjectAreaUnknown(field="industries", industries=unknown)
    _check_deadline(closes_on, at)
    call.title, call.text, call.closes_on = title.strip(), text.strip(), closes_on
    call.industries = sorted(known)


def _record_call(
    kind: str, call: Call, facts: Mapping[str, object], *, by: Office, at: datetime, is_open: bool = True
) -> None:
    stated = {"state": call.state, "closes_on": call.closes_on.isoformat(), **facts}
    people.record(kind, subject=call.subject, by=by, at=at, facts=stated, is_open=is_open)
