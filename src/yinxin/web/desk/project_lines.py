"""Projects in lists: filters, one line for each project, and the programme of a year as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yinxin.ledgers.models import Industry
from yinxin.ledgers.workbooks.writing import Heading, Value
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.projects import queries, rules
from yinxin.standards.projects.lifecycle import STAGES, ProjectState
from yinxin.standards.projects.models import Project
from yinxin.web import phrases
from yinxin.web.list_filters import Filters
from yinxin.web.templatetags.yinxin import day, named
from yinxin.web.wording.projects import KINDS

SOON = 14  # days before a last day from which it is shown as near


class ProjectFilters(Filters):
    """What the list of projects is narrowed by."""

    noun = "project"
    states = ProjectState

    q = forms.CharField(label=gettext_lazy("Number or title"), required=False, max_length=60)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of project"), required=False)
    industry = forms.ChoiceField(label=gettext_lazy("Industry"), required=False)
    overdue = forms.BooleanField(label=gettext_lazy("Only late"), required=False)

    def __init__(self, data: Any, *, office: Office) -> None:
        years = queries.years(queries.projects_in_reach(office))
        super().__init__(
            data,
            year=[(str(year), str(year)) for year in years],
            kind=list(KINDS.items()),
            industry=[(each.pk, named(each)) for each in Industry.objects.all()],
        )


def found(office: Office, given: dict[str, Any], *, today: date) -> QuerySet[Project]:
    """The projects in reach that the filters leave."""
    rows = queries.projects_in_reach(office)
    for name in ("state", "year", "kind", "industry"):
        if name in given:
            rows = rows.filter(**{name: given[name]})
    for word in given.get("q", "").split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(title__icontains=word) | Q(standard__number__icontains=word)
        )
    return queries.overdue(rows, today) if given.get("overdue") else rows


@dataclass(frozen=True, slots=True)
class Due:
    """A last day, and how it stands: `tone` and words for components/tag.html."""

    on: date
    left: int
    text: str
    tone: str

    @property
    def icon(self) -> str:
        return {"bad": "alert-triangle", "warn": "hourglass"}.get(self.tone, "calendar")


def due(on: date, *, today: date, soon: int = SOON) -> Due:
    """How many calendar days are left until a last day."""
    left = (on - today).days
    if left < 0:
        text = ngettext("%(count)d day late", "%(count)d days late", -left) % {"count": -left}
    elif left == 0:
        text = _("Last day today")
    else:
        text = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return Due(on, left, text, "bad" if left < 0 else "warn" if left <= soon else "")


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list: the last planned day of its stage, and its lapse where that is near."""

    row: Project
    kind: str
    state: str
    due: Due | None
    lapse: Due | None


def lines_of(rows: QuerySet[Project], *, today: date) -> list[ProjectLine]:
    """One line for each project."""
    warning = rulebook().standards.lapse_warning_days.value
    return [
        ProjectLine(
            row=row,
            kind=str(KINDS[row.kind]),
            state=phrases.state("project", row.state),
            due=due(row.stage_until, today=today) if row.stage_until else None,  # type: ignore[attr-defined]
            lapse=(
                due(row.lapses_on, today=today, soon=warning)
                if rules.is_lapsing(row.state, row.lapses_on, today=today, warning_days=warning)
                else None
            ),
        )
        for row in queries.with_stage_end(rows)
    ]


def stage_names() -> dict[str, str]:
    """What the rulebook calls each stage, in the reader's language."""
    language = get_language() or "zh-hans"
    return {stage.code: stage.name.in_language(language) for stage in rulebook().standards.stages}


def headings() -> list[Heading]:
    """The columns of the programme of a year (研制计划表)."""
    names = stage_names()
    planned = [Heading(_("%(stage)s: planned until") % {"stage": names[stage]}, 14) for stage in STAGES]
    return [
        Heading(_("No."), 6),
        Heading(_("Project"), 14),
        Heading(_("Title of the standard"), 40),
        Heading(_("Kind of project"), 10),
        Heading(_("Standard that it changes"), 26),
        Heading(_("Industry"), 12),
        Heading(_("For products of"), 14),
        Heading(_("Proposed by"), 28),
        Heading(_("Drafting organisations"), 36),
        Heading(_("Planned on"), 13),
        *planned,
        Heading(_("State"), 14),
        Heading(_("Late (days)"), 10),
        Heading(_("Lapses after"), 13),
        Heading(_("Standard number"), 26),
        Heading(_("Ended on"), 13),
        Heading(_("Demonstration data"), 10),
    ]


def exported(rows: Iterable[Project], *, today: date) -> Iterable[list[Value]]:
    """The rows under `headings`. The projects were read with their stages, proposals and drafters."""
    for ordinal, row in enumerate(rows, 1):
        standings = queries.standings(row, row.stages.all(), today)
        until = {each.stage: each.planned_until for each in standings}
        current = next((each for each in standings if each.is_current), None)
        proposers = dict.fromkeys(each.proposer.name for each in row.proposals.all())
        drafters = dict.fromkeys(each.organisation_name for each in row.drafters.all())
        yield [
            ordinal,
            row.number,
            row.title,
            str(KINDS[row.kind]),
            row.revises.number if row.revises else "",
            named(row.industry) if row.industry else "",
            named(row.division),
            phrases.listed(proposers),
            phrases.listed(drafters),
            row.planned_on,
            *(until.get(stage) for stage in STAGES),
            phrases.state("project", row.state),
            current.days_late if current else None,
            row.lapses_on if current else None,
            row.standard.number,
            row.ended_on,
            row.is_invented,
        ]


def span(since: date | None, until: date | None) -> str:
    """From a day to a day in words; open at the end while it goes on."""
    if since is None:
        return "—"
    return f"{day(since)} – {day(until) if until else ''}".strip()
