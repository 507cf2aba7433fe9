"""Matters: opened with their parties, more parties named, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.experts.assignments.actions.door import conflict_refusals
from yinxin.experts.assignments.actions.refusals import AssignmentsOpen, MatterDaysOutOfOrder, PartyUnnamed
from yinxin.experts.assignments.actions.rows import (
    end,
    locked_matter,
    no_draw_pending,
    reason_of,
    record,
    stated,
    stated_refusal,
)
from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE, KEEPERS, OPEN_STATES
from yinxin.experts.assignments.models import Assignment, Matter, Party, PartyKind, Purpose
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import organisation_named
from yinxin.kernel.refusals import NotYours
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party to be entered. Without a name it is called as the organisation or the expert is."""

    kind: str
    name: str = ""
    organisation: Organisation | None = None
    expert: Expert | None = None


@transaction.atomic
def open_matter(
    *,
    purpose: str,
    title: str,
    subject_of: str = "",
    parties: Sequence[PartyLine] = (),
    division: Division,
    starts_on: date,
    ends_on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Matter:
    """Say what experts are wanted for, and who has an interest in it.

    Refuses NotYours to all but the institute, MatterDaysOutOfOrder, PartyUnnamed.
    """
    organisation = by.organisation
    if by.as_role not in KEEPERS or organisation is None:
        raise NotYours(noun="matter", verb="open", role=by.role)
    if ends_on < starts_on:
        raise MatterDaysOutOfOrder(field="ends_on")
    matter = Matter.objects.create(
        purpose=Purpose(purpose),
        title=title.strip(),
        subject_of=subject_of,
        division=division,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        opened_at=at,
        is_invented=is_invented,
    )
    rows = [_enter(matter, line) for line in parties]
    people.record(
        "matter.opened",
        subject=matter.subject,
        by=by,
        at=at,
        facts={
            "purpose": matter.purpose,
            "title": matter.title,
            "of": subject_of,
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
            "parties": stated(rows),
        },
    )
    return matter


@transaction.atomic
def add_party(
    matter_pk: int,
    *,
    kind: str,
    name: str = "",
    organisation: Organisation | None = None,
    expert: Expert | None = None,
    by: Office,
    at: datetime,
) -> Party:
    """Name one more party. Whoever was asked already and now has a conflict is released, which is recorded with it.

    Refuses NotYours, NotFound, MatterClosed, PartyUnnamed.
    """
    matter = locked_matter(matter_pk, "add_party", by)
    party = _enter(matter, PartyLine(kind, name, organisation, expert))
    people.record(
        "matter.party_added", subject=matter.subject, by=by, at=at, facts={"parties": stated([party])}
    )
    for assignment in _open_assignments(matter):
        found = conflict_refusals(assignment, localtime(at).date())
        if found:
            move = ASSIGNMENT_LIFE.move("release", state=assignment.state, role=by.as_role)
            end(assignment, move, at=at)
            facts = {"why": stated_refusal(found[0])}
            record("assignment.released", assignment, by=by, at=at, facts=facts)
    return party


@transaction.atomic
def strike_party(pk: int, *, reason: str, by: Office, at: datetime) -> Matter:
    """Take out a party that was entered by mistake; the register keeps it, and why.

    Refuses NotYours, NotFound, MatterClosed, AssignmentReasonMissing.
    """
    named = Party.objects.filter(pk=pk).first()
    matter = locked_matter(named.matter_id if named else 0, "strike_party", by)
    party = matter.parties.get(pk=pk)
    facts = {"parties": stated([party]), "reason": reason_of(reason)}
    party.delete()
    people.record("matter.party_struck", subject=matter.subject, by=by, at=at, facts=facts)
    return matter


@transaction.atomic
def close_matter(pk: int, *, by: Office, at: datetime) -> Matter:
    """Say that nobody is wanted any more. Refuses NotYours, NotFound, MatterClosed, AssignmentsOpen, DrawPending."""
    matter = locked_matter(pk, "close", by)
    count = len(_open_assignments(matter))
    if count:
        raise AssignmentsOpen(noun="matter", count=count)
    no_draw_pending(matter)
    matter.closed_at = at
    matter.save(update_fields=["closed_at"])
    people.record("matter.closed", subject=matter.subject, by=by, at=at)
    return matter


def _enter(matter: Matter, line: PartyLine) -> Party:
    """Enter a party; an organisation that is known here by its name is linked, so that its group counts."""
    known = line.organisation.name if line.organisation else line.expert.name if line.expert else ""
    name = " ".join((line.name or known).split())
    if not name:
        raise PartyUnnamed(field="name")
    organisation = line.organisation or (None if line.expert else organisation_named(name))
    return Party.objects.create(
        matter=matter, kind=PartyKind(line.kind), name=name, organisation=organisation, expert=line.expert
    )


def _open_assignments(matter: Matter) -> list[Assignment]:
    rows = matter.assignments.select_for_update(of=("self",)).filter(state__in=OPEN_STATES)
    return list(rows.select_related("expert", "matter"))
