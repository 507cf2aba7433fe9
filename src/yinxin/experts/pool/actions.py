"""Writes: recommending an expert, admitting or declining, and leaving.

All entries are sealed: an expert is a person, and a day with a field may be enough to tell which one.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.lifecycle import EXPERT_LIFE
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook

RECOMMENDERS = frozenset({Role.LEAGUE_OFFICER})


class UnknownFields(NotAcceptable):
    """An expert is one in something that the pool has work for."""

    code = "expert_fields_unknown"


class ExpertDaysOutOfOrder(NotAcceptable):
    """Nobody is admitted before being recommended, or leaves before being admitted."""

    code = "expert_days_out_of_order"


class ExpertReasonMissing(NotAcceptable):
    """Declining an expert, or ending a stay in the pool, has its reason."""

    code = "expert_reason_missing"


@transaction.atomic
def recommend(
    *,
    name: str,
    fields: Sequence[str],
    employer: str = "",
    division: Division,
    on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Expert:
    """Recommend a person for the pool. Refuses NotYours to all but a league, NotFound beyond it, UnknownFields."""
    if by.as_role not in RECOMMENDERS:
        raise NotYours(noun="expert", verb="recommend", role=by.role)
    if by.division is None or not divisions_within(by.division).filter(pk=division.pk).exists():
        raise NotFound(noun="division", number=division.pk)
    if not rules.are_fields(fields):
        raise UnknownFields(field="fields")
    expert = Expert.objects.create(
        name=name,
        fields=list(fields),
        employer=employer,
        division=division,
        recommended_on=on,
        is_invented=is_invented,
    )
    people.record(
        "expert.recommended",
        subject=expert.subject,
        by=by,
        at=at,
        facts={"state": expert.state, "fields": list(fields), "on": on.isoformat()},
        private={"name": name, "employer": employer},
    )
    return expert


@transaction.atomic
def admit(pk: int, *, on: date, by: Office, at: datetime) -> Expert:
    """Take a recommended expert into the pool. Refuses NotFound, NotYours, WrongState, ExpertDaysOutOfOrder."""
    expert = _locked(pk, by)
    move = EXPERT_LIFE.move("admit", state=expert.state, role=by.as_role)
    if on < expert.recommended_on:
        raise ExpertDaysOutOfOrder(field="on")
    expert.state = move.target
    expert.admitted_on = on
    expert.term_until = rules.term_until(on, years=rulebook().experts.term_years.value)
    expert.save(update_fields=["state", "admitted_on", "term_until"])
    people.record(
        "expert.admitted",
        subject=expert.subject,
        by=by,
        at=at,
        facts=_facts(expert, on),
    )
    return expert


@transaction.atomic
def decline(pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Expert:
    """Do not take a recommended expert. Refuses NotFound, NotYours, WrongState, ExpertReasonMissing."""
    expert = _locked(pk, by)
    move = EXPERT_LIFE.move("decline", state=expert.state, role=by.as_role)
    if not reason.strip():
        raise ExpertReasonMissing(field="reason")
    expert.state = move.target
    expert.save(update_fields=["state"])
    people.record(
        "expert.declined",
        subject=expert.subject,
        by=by,
        at=at,
        facts=_facts(expert, on),
        private={"reason": reason.strip()},
    )
    return expert


@transaction.atomic
def leave(pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Expert:
    """End a stay in the pool; `on` is the first day outside.

    Refuses NotFound, NotYours, WrongState, ExpertReasonMissing and ExpertDaysOutOfOrder.
    """
    expert = _locked(pk, by)
    move = EXPERT_LIFE.move("leave", state=expert.state, role=by.as_role)
    if not reason.strip():
        raise ExpertReasonMissing(field="reason")
    if expert.admitted_on is not None and on < expert.admitted_on:
        raise ExpertDaysOutOfOrder(field="on")
    expert.state = move.target
    expert.left_on = on
    expert.save(update_fields=["state", "left_on"])
    people.record(
        "expert.left",
        subject=expert.subject,
        by=by,
        at=at,
        facts=_facts(expert, on),
        private={"reason": reason.strip()},
    )
    return expert


def _facts(expert: Expert, on: date) -> dict[str, object]:
    return {"state": expert.state, "on": on.isoformat()}


def _locked(pk: int, by: Office) -> Expert:
    expert = queries.experts_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if expert is None:
        raise NotFound(noun="expert", number=pk)
    return expert
