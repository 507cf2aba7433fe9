"""Reads: studies within an office's reach, their measurements, and the limits that these suggest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.queries import enterprises_in_reach
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.studies.lifecycle import STUDY_LIFE, StudyState
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.studies.rules import statistics, units
from yinxin.standards.studies.rules.statistics import Suggestion, Summary
from yinxin.standards.texts.models import Clause, ClauseKind, Comparison, Indicator
from yinxin.standards.texts.queries import published

SURVEYORS = STUDY_LIFE.roles("record")
READERS = SURVEYORS | {Role.BANNER_OFFICER}


def studies_in_reach(office: Office) -> QuerySet[FieldStudy]:
    """The studies of the projects that an office reaches. None for those who only propose or review."""
    rows = FieldStudy.objects.select_related("project", "division", "enterprise", "office__user")
    if office.as_role not in READERS:
        return rows.none()
    return rows.filter(project__in=projects_in_reach(office).values("pk"))


@dataclass(frozen=True, slots=True)
class Yield:
    """What a study brought."""

    study: FieldStudy
    samples: int
    measurements: int
    photos: int


def studies_of(project: Project, office: Office) -> list[Yield]:
    """The studies of one project with how much each brought, the latest first."""
    rows = (
        studies_in_reach(office)
        .filter(project=project)
        .annotate(
            n_samples=Count("samples", distinct=True),
            n_measurements=Count("measurements", distinct=True),
            n_photos=Count("photos", distinct=True),
        )
    )
    return [Yield(row, row.n_samples, row.n_measurements, row.n_photos) for row in rows]


def measurements_in_reach(office: Office) -> QuerySet[Measurement]:
    """The measurements of those studies."""
    return Measurement.objects.filter(study__in=studies_in_reach(office).values("pk")).select_related(
        "study__project", "sample"
    )


def counted_measurements(project: Project) -> QuerySet[Measurement]:
    """What limits are read from: the measurements of a project, without those of studies that were dropped."""
    return (
        Measurement.objects.filter(study__project=project)
        .exclude(study__state=StudyState.DROPPED)
        .select_related("study__division", "sample")
        .order_by("item", "unit", "measured_on", "id")
    )


def reported_studies(project: Project) -> list[FieldStudy]:
    """The studies of a project in the order of the journey, with all that they brought; none that was dropped."""
    return list(
        FieldStudy.objects.filter(project=project)
        .exclude(state=StudyState.DROPPED)
        .select_related("division", "enterprise")
        .prefetch_related("samples", "photos__study")
        .order_by("starts_on", "pk")
    )


def divisions_to_study(office: Office) -> QuerySet[Division]:
    """Where an office may go: officers within their area, the institute wherever the product comes from."""
    if office.division is not None:
        return divisions_within(office.division).order_by("path")
    return Division.objects.order_by("path")


def enterprises_to_study(project: Project, office: Office) -> QuerySet[Enterprise]:
    """Whom a study may name: officers those in their ledger, the institute those that propose or draft."""
    if office.division is not None:
        return enterprises_in_reach(office).order_by("name")
    concerned = Q(pk__in=project.proposals.values("proposer")) | Q(
        pk__in=project.drafters.filter(organisation__isnull=False).values("organisation")
    )
    return Enterprise.objects.filter(concerned).order_by("name")


@dataclass(frozen=True, slots=True)
class NationalLimit:
    """A national limit as an indicator names it."""

    comparison: str
    limit: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of the table of proposed limits: an item in one unit, and everything to hold it against.

    `others` are the units in which the same item was measured too, with how often: those values are not counted here.
    """

    item: str
    unit: str
    measurements: tuple[Measurement, ...]
    summary: Summary
    keep: int
    own: tuple[Indicator, ...]
    peers: tuple[Indicator, ...]
    national: tuple[NationalLimit, ...]
    others: tuple[tuple[str, int], ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def values(self) -> list[Decimal]:
        """The measured values."""
        return [measurement.value for measurement in self.measurements]

    @property
    def n_unfinished(self) -> int:
        """How many are of studies that still go on."""
        return sum(measurement.study.state == StudyState.PLANNED for measurement in self.measurements)


def proposed_limits(project: Project, *, keep: int = statistics.USUAL_KEEP) -> list[Proposed]:
    """What the measurements of a project suggest, item by item, in the order of their names.

    An item that was measured in two units is two lines. Which way a limit goes is read off the draft, else off the
    standards that know the item; where nobody knows, both ways are suggested.
    """
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for measurement in counted_measurements(project):
        groups.setdefault(units.key_of(measurement.item, measurement.unit), []).append(measurement)
    own = _by_key(_indicators().filter(clause__standard=project.standard_id))
    peers = _by_key(
        _indicators().filter(clause__standard__in=published()).exclude(clause__standard=project.standard_id)
    )
    kinds = set(project.standard.product_kinds)
    return [
        _proposed(key, groups, own=own.get(key, ()), peers=peers.get(key, ()), project_kinds=kinds, keep=keep)
        for key in groups
    ]


def clauses_to_fill(project: Project) -> QuerySet[Clause]:
    """The clauses of the draft that may take a limit."""
    return project.standard.clauses.filter(kind=ClauseKind.INDICATOR)


def known_items(project: Project) -> list[tuple[str, str, str]]:
    """Items with unit and method that a project's draft names or that were measured for it, to choose from."""
    named = Indicator.objects.filter(clause__standard=project.standard_id).values_list(
        "item", "unit", "method"
    )
    measured = counted_measurements(project).values_list("item", "unit", "method")
    return list(dict.fromkeys([*named, *measured]))


def _indicators() -> QuerySet[Indicator]:
    return Indicator.objects.select_related("clause__standard").order_by("clause__standard__number", "pk")


def _by_key(indicators: Iterable[Indicator]) -> dict[tuple[str, str], tuple[Indicator, ...]]:
    found: dict[tuple[str, str], tuple[Indicator, ...]] = {}
    for indicator in indicators:
        key = units.key_of(indicator.item, indicator.unit)
        found[key] = (*found.get(key, ()), indicator)
    return found


def _proposed(
    key: tuple[str, str],
    groups: dict[tuple[str, str], list[Measurement]],
    *,
    own: Sequence[Indicator],
    peers: Sequence[Indicator],
    project_kinds: set[str],
    keep: int,
) -> Proposed:
    measurements = groups[key]
    values = [measurement.value for measurement in measurements]
    ways = _comparisons(own) or _comparisons(peers) or (Comparison.AT_LEAST, Comparison.AT_MOST)
    # A national limit of other goods says nothing of these.
    akin = [peer for peer in peers if project_kinds & set(peer.clause.standard.product_kinds)]
    return Proposed(
        item=measurements[0].item,
        unit=measurements[0].unit,
        measurements=tuple(measurements),
        summary=statistics.summary(values),
        keep=keep,
        own=tuple(own),
        peers=tuple(peers),
        national=_national([*own, *akin]),
        others=tuple(
            (unit, len(rows)) for (item, unit), rows in groups.items() if item == key[0] and unit != key[1]
        ),
        suggestions=tuple(statistics.suggested(values, way, keep=keep) for way in ways),
    )


def _comparisons(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(indicator.comparison for indicator in indicators))


def _national(indicators: Iterable[Indicator]) -> tuple[NationalLimit, ...]:
    return tuple(
        dict.fromkeys(
            NationalLimit(indicator.comparison, indicator.national_limit, indicator.national_basis)
            for indicator in indicators
            if indicator.national_limit is not None
        )
    )
