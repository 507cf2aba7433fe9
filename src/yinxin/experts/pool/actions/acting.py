"""What every act in the pool does: find and lock the expert within reach, ask the table, check, record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localtime

from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.actions.refusals import (
    EnteredByInstitute,
    ExpertReasonMissing,
    PeriodOutOfOrder,
    SeveralBodies,
)
from yinxin.experts.pool.lifecycle import EXPERT_LIFE
from yinxin.experts.pool.models import Absence, Expert, Qualification, Tie, Training
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office, Organisation

Record = TypeVar("Record", Tie, Qualification, Absence, Training)


def locked(pk: int, by: Office) -> Expert:
    """The expert, locked until the act is done. Refuses NotFound beyond the reach of the office."""
    expert = queries.experts_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if expert is None:
        raise NotFound(noun="expert", number=pk)
    return expert


def kept(pk: int, by: Office, *, verb: str = "keep") -> Expert:
    """The expert, locked, for an act that leads from being in the pool to being in it. Refuses as the table does."""
    expert = locked(pk, by)
    EXPERT_LIFE.move(verb, state=expert.state, role=by.as_role)
    return expert


def kept_with(rows: QuerySet[Record], pk: int, by: Office, *, verb: str = "keep") -> tuple[Expert, Record]:
    """The expert, locked, with one of what is kept of the expert, as it stands once the lock is held."""
    expert_pk = rows.filter(pk=pk).values_list("expert", flat=True).first()
    if expert_pk is None:
        raise NotFound(noun=rows.model.__name__.lower(), number=pk)
    expert = kept(expert_pk, by, verb=verb)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(noun=rows.model.__name__.lower(), number=pk)
    return expert, row


def is_own(by: Office) -> bool:
    """Whether it is the expert who enters."""
    return by.as_role is Role.EXPERT


def check_entered_by(by: Office, row: Tie | Qualification) -> None:
    """An expert takes back only what the expert entered, so that nobody rids oneself of what bars from a matter."""
    if is_own(by) and not row.is_own_entry:
        raise EnteredByInstitute(noun="expert", role=by.role)


def check_period(first: date | None, last: date | None, *, field: str = "until") -> None:
    """A period does not end before it begins."""
    if not rules.is_in_order(first, last):
        raise PeriodOutOfOrder(field=field)


def check_bodies(expert: Expert, *, at: datetime, field: str) -> None:
    """One certification body at most, in whatever way a person belongs to it (认证认可条例 art. 14)."""
    bodies = queries.bodies_of(expert, on=localtime(at).date())
    if len(bodies) > 1:
        raise SeveralBodies(
            field=field, name=[each.name for each in Organisation.objects.filter(pk__in=bodies)]
        )


def reason_of(reason: str) -> str:
    """The reason, which may not be left out."""
    if not reason.strip():
        raise ExpertReasonMissing(field="reason")
    return reason.strip()


def day_of(day: date | None) -> str | None:
    """A day as the register keeps it."""
    return day.isoformat() if day else None


def record(
    kind: str,
    expert: Expert,
    *,
    on: date | None = None,
    by: Office,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
) -> None:
    """The act, sealed, with the state that the expert is in after it."""
    stated: dict[str, object] = {"state": expert.state, **(facts or {})}
    if on is not None:
        stated["on"] = on.isoformat()
    people.record(kind, subject=expert.subject, by=by, at=at, facts=stated, private=private)
