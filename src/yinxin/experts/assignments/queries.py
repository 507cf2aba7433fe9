"""Reads: matters and assignments in reach, who stands how to a matter, and what an expert has done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from yinxin.draws.lifecycle import DrawState
from yinxin.draws.models import Candidate, Draw
from yinxin.experts.assignments import rules
from yinxin.experts.assignments.lifecycle import KEEPERS, ON_PANEL, OPEN_STATES, AssignmentState
from yinxin.experts.assignments.models import Assignment, Matter, Party
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.models import Expert
from yinxin.kernel.months import months_after
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook


def matters_in_reach(by: Office) -> QuerySet[Matter]:
    """Those of its own organisation for the institute; none for others, who see their own assignments."""
    rows = Matter.objects.select_related("division", "organisation")
    return rows.filter(organisation=by.organisation_id) if by.as_role in KEEPERS else rows.none()


def assignments_in_reach(by: Office) -> QuerySet[Assignment]:
    """An expert's own; those of its matters for the institute; none for others."""
    rows = Assignment.objects.select_related("matter__organisation", "expert", "draw").order_by("-id")
    if by.as_role is Role.EXPERT:
        return rows.filter(expert__user=by.user_id)
    if by.as_role in KEEPERS:
        return rows.filter(matter__organisation=by.organisation_id)
    return rows.none()


def panel(matter: Matter) -> QuerySet[Assignment]:
    """Who takes part: accepted, or done with it."""
    return matter.assignments.filter(state__in=ON_PANEL).select_related("expert", "draw")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one expert stands to a matter: barred and why, asked already, or free with a weight in the draw."""

    expert: Expert
    conflicts: tuple[rules.Conflict, ...]
    bars: tuple[rules.Bar, ...]
    open_assignments: int
    recent_assignments: int
    weight: int

    @property
    def is_eligible(self) -> bool:
        """Whether the one door would let this expert in."""
        return not self.conflicts and not self.bars


def standing(
    matter: Matter, today: date, *, field: str | None = None, experts: Iterable[int] | None = None
) -> list[Standing]:
    """Every expert of the pool (or these) as they stand to a matter today; with `field`, others are barred."""
    book = rulebook().experts
    rows = Expert.objects.filter(state=ExpertState.ADMITTED) if experts is None else Expert.objects.all()
    if experts is not None:
        rows = rows.filter(pk__in=list(experts))
    found = list(rows.select_related("user").prefetch_related("ties__organisation", "absences"))
    parties = party_facts(matter)
    work = Assignment.objects.filter(expert__in=found).values_list(
        "expert", "matter", "state", "invited_at__date"
    )
    since = months_after(today, -book.rotation_months.value)
    open_of, recent_of, asked = dict[int, int](), dict[int, int](), set[int]()
    for expert, of, state, invited_on in work:
        open_of[expert] = open_of.get(expert, 0) + (state in OPEN_STATES)
        recent_of[expert] = recent_of.get(expert, 0) + (state in ON_PANEL and invited_on >= since)
        if of == matter.pk:
            asked.add(expert)
    days = rules.Days(max(matter.starts_on, today), max(matter.ends_on, today))
    return [
        Standing(
            expert=row,
            conflicts=_conflicts(row, matter, parties, today),
            bars=rules.bars(
                rules.Availability(
                    admitted_on=row.admitted_on,
                    left_on=row.left_on,
                    term_until=row.term_until,
                    fields=row.fields,
                    absences=[rules.Days(each.since, each.until) for each in row.absences.all()],
                    open_assignments=open_of.get(row.pk, 0),
                    is_asked=row.pk in asked,
                ),
                days=days,
                field=field,
                open_maximum=book.open_assignments_maximum.value,
            ),
            open_assignments=open_of.get(row.pk, 0),
            recent_assignments=recent_of.get(row.pk, 0),
            weight=rules.weight(recent_of.get(row.pk, 0), weights=book.rotation_weights.value),
        )
        for row in found
    ]


def conflicts_of(assignment: Assignment, today: date) -> tuple[rules.Conflict, ...]:
    """What stands between an expert and a matter, as of today."""
    return _conflicts(assignment.expert, assignment.matter, party_facts(assignment.matter), today)


def undeclared(assignment: Assignment) -> list[Party]:
    """The parties that came in after the expert declared; none for whoever has not accepted."""
    if assignment.state != AssignmentState.ACCEPTED:
        return []
    declared = set(assignment.declaration.splitlines())
    return [party for party in assignment.matter.parties.all() if party.name not in declared]


def party_facts(matter: Matter) -> list[rules.PartyFact]:
    """The parties of a matter as the rules take them."""
    return [
        rules.PartyFact(
            kind=party.kind,
            name=party.name,
            organisation=party.organisation_id,
            group=party.organisation.group if party.organisation else "",
            expert=party.expert_id,
        )
        for party in matter.parties.select_related("organisation")
    ]


def tie_facts(expert: Expert) -> list[rules.TieFact]:
    """The ties of an expert as the rules take them."""
    return [
        rules.TieFact(
            kind=tie.kind,
            name=tie.organisation_name,
            organisation=tie.organisation_id,
            group=tie.organisation.group if tie.organisation else "",
            since=tie.since,
            until=tie.until,
        )
        for tie in expert.ties.all()
    ]


def _conflicts(
    expert: Expert, matter: Matter, parties: list[rules.PartyFact], today: date
) -> tuple[rules.Conflict, ...]:
    return rules.conflicts(
        expert.pk,
        tie_facts(expert),
        parties,
        on=matter.starts_on,
        until=max(matter.ends_on, today),
        years=rulebook().experts.conflict_years.value,
    )


# ------------------------------------------------------------------------------------------------ draws


def draws_of(matter: Matter) -> QuerySet[Draw]:
    """The draws for a matter, the newest first."""
    return Draw.objects.filter(subject_of=matter.subject)


def pending_draw(matter: Matter) -> Draw | None:
    """The draw that waits for its public value."""
    return draws_of(matter).filter(state=DrawState.COMMITTED).first()


def unseated_draw(matter: Matter) -> Draw | None:
    """A draw whose value was entered, and whose experts have not been asked yet."""
    drawn = draws_of(matter).filter(state=DrawState.DRAWN)
    return drawn.exclude(number__in=seated_draws(matter)).first()


def seated_draws(matter: Matter) -> set[str]:
    """The draws whose experts were asked; some may have been passed over."""
    return {act.facts["draw"] for act in acts(subjects=[matter.subject], kinds=["matter.panel_seated"])}


def seats_left(matter: Matter) -> dict[str, int]:
    """The seats of the rulebook's review panel by field, without those that a draw filled already."""
    seats = {each.code: each.seats for each in rulebook().standards.panel_seats}
    held = matter.assignments.filter(state__in=OPEN_STATES | ON_PANEL).exclude(draw=None)
    for draw, expert in held.values_list("draw", "expert"):
        taken = Candidate.objects.filter(draw=draw, subject=f"expert/{expert}").first()
        if taken is not None and seats.get(taken.taken_in):
            seats[taken.taken_in] -= 1
    return seats


# ------------------------------------------------------------------------------------------ work records


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """What an expert has done: all that was asked and is still open, and what is done with its hours."""

    open: int
    done: int
    hours: Decimal
    punctual: int
    feedback: tuple[str, ...]
    assignments: tuple[Assignment, ...]  # the newest first

    @property
    def punctual_share(self) -> float | None:
        """Of what is done, the share that was on time; none where nothing is done."""
        return self.punctual / self.done if self.done else None


def work_record(expert: Expert) -> WorkRecord:
    """The work of an expert in the pool."""
    rows = tuple(expert.assignments.select_related("matter").order_by("-id"))
    done = [row for row in rows if row.state == AssignmentState.DONE]
    return WorkRecord(
        open=sum(row.state in OPEN_STATES for row in rows),
        done=len(done),
        hours=sum((row.hours or Decimal(0) for row in done), Decimal(0)),
        punctual=sum(bool(row.is_punctual) for row in done),
        feedback=tuple(row.feedback for row in done if row.feedback),
        assignments=rows,
    )


def served(expert: Expert, since: date, until: date) -> list[Assignment]:
    """What an expert finished between two days, both included, the oldest first."""
    return list(
        expert.assignments.filter(
            state=AssignmentState.DONE, ended_at__date__gte=since, ended_at__date__lte=until
        )
        .select_related("matter__organisation")
        .order_by("ended_at", "id")
    )
