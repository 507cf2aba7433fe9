"""A limit that measurements suggest is taken into the draft."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.projects.lifecycle import EDITABLE
from yinxin.standards.projects.queries import project_of, projects_in_reach
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.refusals import NothingMeasured, TextSettled
from yinxin.standards.studies.rules import statistics, units
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Indicator

ADOPTERS = frozenset({Role.INSTITUTE_OFFICER})


@transaction.atomic
def adopt_limit(
    project_number: str,
    *,
    clause_pk: int,
    item: str,
    unit: str,
    comparison: str,
    limit: Decimal,
    upper: Decimal | None = None,
    national_limit: Decimal | None = None,
    national_basis: str = "",
    method: str = "",
    by: Office,
    at: datetime,
) -> Indicator:
    """Put a limit into a clause of the project's draft, and record how many of the measured values would fail it.

    Where the clause limits the item in this unit already, its limit becomes this one. Refuses NotYours to all but the
    institute, NotFound (also for a clause of another text), TextSettled, NothingMeasured, and what
    `texts.add_indicator` refuses.
    """
    if by.as_role not in ADOPTERS:
        raise NotYours(noun="limit", verb="adopt", role=by.role)
    project = project_of(projects_in_reach(by).select_for_update(of=("self",)), project_number)
    if project.state not in EDITABLE:
        raise TextSettled(noun="project", state=project.state)
    if not project.standard.clauses.filter(pk=clause_pk).exists():
        raise NotFound(noun="clause", number=clause_pk)
    values = [
        row.value
        for row in queries.counted_measurements(project)
        if units.key_of(row.item, row.unit) == units.key_of(item, unit)
    ]
    if not values:
        raise NothingMeasured(item=item, unit=unit)
    known = _known(clause_pk, item, unit)
    stated: dict[str, Any] = {
        "item": known.item if known else item,
        "unit": units.unit_of(unit),
        "comparison": comparison,
        "limit": limit,
        "upper": upper,
        "national_limit": national_limit,
        "national_basis": national_basis,
        "method": method,
    }
    indicator = (
        texts.edit_indicator(known.pk, changes=stated, by=by, at=at)
        if known
        else texts.add_indicator(clause_pk, **stated, by=by, at=at)
    )
    kept = statistics.kept(values, statistics.Limit(comparison, limit, upper))
    people.record(
        "project.limit_adopted",
        subject=project.subject,
        by=by,
        at=at,
        facts={
            "state": project.state,
            "item": item,
            "unit": indicator.unit,
            "comparison": comparison,
            "limit": str(limit),
            "upper": "" if upper is None else str(upper),
            "n": len(values),
            "failing": len(values) - kept,
        },
    )
    return indicator


def _known(clause_pk: int, item: str, unit: str) -> Indicator | None:
    """The limit of the same item in the same unit that stands in the clause."""
    wanted = units.key_of(item, unit)
    rows = Indicator.objects.filter(clause=clause_pk)
    return next((row for row in rows if units.key_of(row.item, row.unit) == wanted), None)
