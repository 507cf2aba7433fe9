"""Panels drawn by lot: the committed list, and everybody who was drawn asked through the one door."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.draws import actions as draws
from yinxin.draws import queries as drawn
from yinxin.draws.lifecycle import DrawState
from yinxin.draws.models import Draw
from yinxin.experts.assignments import queries, rules
from yinxin.experts.assignments.actions.door import invite
from yinxin.experts.assignments.actions.refusals import (
    ConflictOfInterest,
    DrawElsewhere,
    NotEligible,
    PanelSeated,
    SeatsUnclear,
)
from yinxin.experts.assignments.actions.rows import locked_matter, no_draw_pending, stated_refusal
from yinxin.experts.assignments.models import Assignment
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook

PANEL = "panel"  # what such a draw is for, in its public record


@transaction.atomic
def commit_panel(
    matter_pk: int,
    *,
    seats: Mapping[str, int] | None = None,
    source: str,
    source_due_at: datetime,
    by: Office,
    at: datetime,
) -> Draw:
    """Commit to the list of everybody who is eligible now, to be drawn from when the public value is known.

    One stratum per field, in the order of `seats`; an expert of several fields stands in each. Weights follow the
    work of the last months. Refuses NotYours, NotFound, MatterClosed, DrawPending, SeatsUnclear, and
    whatever `draws.actions.commit` refuses.
    """
    matter = locked_matter(matter_pk, "invite", by)
    no_draw_pending(matter)
    if seats is None:
        seats = {each.code: each.seats for each in rulebook().standards.panel_seats}
    wanted = {field: count for field, count in seats.items() if count}
    if not wanted or not set(wanted) <= set(rules.FIELD_NAMES):
        raise SeatsUnclear
    entrants = [
        draws.Entrant(
            subject=each.expert.subject,
            strata=tuple(field for field in wanted if field in each.expert.fields),
            weight=each.weight,
        )
        for each in queries.standing(matter, localtime(at).date())
        if each.is_eligible
    ]
    return draws.commit(
        title=matter.title,
        purpose=PANEL,
        subject_of=matter.subject,
        candidates=entrants,
        strata=[draws.Stratum(field, rules.FIELD_NAMES[field], count) for field, count in wanted.items()],
        source=source,
        source_due_at=source_due_at,
        is_invented=matter.is_invented,
        by=by,
        at=at,
    )


@transaction.atomic
def seat_panel(
    matter_pk: int, *, draw: str, value: str = "", evidence: str = "", by: Office, at: datetime
) -> list[Assignment]:
    """Draw by the public value, and ask everybody who was drawn. If a second officer drew already, only ask.

    Whoever has a conflict by now, or is not eligible any more, is passed over, which is recorded with the reason.
    Refuses NotYours, NotFound, MatterClosed, DrawElsewhere, PanelSeated, and whatever `draws.actions.draw` refuses.
    """
    matter = locked_matter(matter_pk, "invite", by)
    row = queries.draws_of(matter).filter(number=draw).first()
    if row is None:
        raise DrawElsewhere(noun="draw", number=draw)
    if row.number in queries.seated_draws(matter):
        raise PanelSeated(noun="matter")
    if row.state != DrawState.DRAWN:
        row = draws.draw(draw, value=value, evidence=evidence, by=by, at=at)
    asked: list[Assignment] = []
    for candidate in drawn.taken(row):
        expert_pk = int(candidate.subject.removeprefix("expert/"))
        try:
            asked.append(invite(matter.pk, expert_pk, draw=row, by=by, at=at))
        except (ConflictOfInterest, NotEligible) as refusal:
            people.record(
                "matter.passed_over",
                subject=matter.subject,
                by=by,
                at=at,
                facts={"draw": row.number, "expert": candidate.subject, "why": stated_refusal(refusal)},
            )
    people.record(
        "matter.panel_seated",
        subject=matter.subject,
        by=by,
        at=at,
        facts={"draw": row.number, "asked": len(asked)},
    )
    return asked
