"""Projects of standards: the list, the plan of a year, and a new project."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.roles import Role
from yinxin.ledgers.workbooks import writing
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects import queries
from yinxin.standards.projects.models import Project, ProjectKind
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import gantt, project_lines
from yinxin.web.desk.forms.projects import ProjectForm
from yinxin.web.desk.views.enterprises import workbook
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import day, is_chinese
from yinxin.web.wording.projects import KINDS

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
PLANNERS = (Role.INSTITUTE_OFFICER,)
PAGE = 30


@open_to(*READERS)
@require_safe
def project_list(request: OfficeRequest) -> HttpResponse:
    """Projects in reach, the latest first; what is late or lapses soon is said above them."""
    today, office = clock.today(), request.office
    filters = project_lines.ProjectFilters(request.GET, office=office)
    given = filters.given()
    rows = project_lines.found(office, given, today=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    reach = queries.projects_in_reach(office)
    context = {
        "filters": filters,
        "given": given,
        "page": page,
        "lines": project_lines.lines_of(rows.filter(pk__in=[row.pk for row in page]), today=today),
        "late": queries.overdue(reach, today).count(),
        "lapsing": project_lines.lines_of(queries.lapsing(reach, today), today=today),
        "can_plan": office.as_role in PLANNERS,
        "year": given.get("year", ""),
    }
    return render(request, "desk/projects.html", context)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One project on the plan of a year: its bars, and the same in words."""

    project: Project
    kind: str
    state: str
    due: project_lines.Due | None
    label: str  # of the drawing, for those who hear it
    stages: list[tuple[str, queries.Standing]]  # each with its name
    bars: list[tuple[gantt.Bar, str]]  # each with its words


@open_to(*READERS)
@require_safe
def plan(request: OfficeRequest) -> HttpResponse:
    """All projects of a year, planned spans against real ones; the same as a table, for phones and for paper."""
    today = clock.today()
    reach = queries.projects_in_reach(request.office)
    years = queries.years(reach)
    year = _year(request, years, today)
    rows = list(reach.filter(year=year).order_by("number").prefetch_related("stages"))
    stood = {row.pk: queries.standings(row, row.stages.all(), today) for row in rows}
    days = [each for standings in stood.values() for each in gantt.last_days(standings, today=today)]
    scale = gantt.Scale.over(days, year=year)
    context = {
        "year": year,
        "years": years,
        "rows": [_plan_row(row, stood[row.pk], scale=scale, today=today) for row in rows],
        "marks": [(mark, _mark_name(mark)) for mark in scale.marks()],
        "today_x": scale.x(today) if scale.holds(today) else "",
        "stages": list(project_lines.stage_names().values()),
        "crumbs": [(_("Projects"), reverse("desk:projects")), (_("Plan of a year"), "")],
    }
    return render(request, "desk/plan.html", context)


@open_to(*READERS)
@require_safe
def plan_export(request: OfficeRequest) -> HttpResponse:
    """The programme of a year as a workbook, for those who plan in Excel."""
    today = clock.today()
    reach = queries.projects_in_reach(request.office)
    year = _year(request, queries.years(reach), today)
    rows = reach.filter(year=year).order_by("number")
    rows = rows.prefetch_related("stages", "drafters", "proposals__proposer")
    title = _("Programme of standards %(year)d") % {"year": year}
    note = _("As of %(day)s, %(n)s projects") % {"day": day(today), "n": len(rows)}
    content = writing.table(title, note, project_lines.headings(), project_lines.exported(rows, today=today))
    return workbook(content, f"{title}.xlsx")


@open_to(*PLANNERS)
@once
def project_new(request: OfficeRequest) -> HttpResponse:
    """Take a project into the programme: from a proposal, to change a standard, or out of nothing."""
    form = ProjectForm(request.POST or None, office=request.office, initial=_suggested(request))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            planned = projects.plan(**form.facts(), by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Planned as %(number)s.") % {"number": planned.number})
            return redirect("desk:project", planned.number)
    context = {
        "form": form,
        "title": _("Plan a project"),
        "lead": _(
            "The text begins empty, or as a copy of the standard that is changed. The stages are planned by the "
            "rulebook; the days can be changed afterwards."
        ),
        "submit_label": _("Take into the programme"),
        "cancel_url": reverse("desk:projects"),
        "crumbs": [(_("Projects"), reverse("desk:projects")), (_("Plan a project"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


def _suggested(request: OfficeRequest) -> dict[str, object]:
    """What the address says of the new project; what is out of reach or makes no sense suggests nothing."""
    form = ProjectForm(office=request.office)
    initial: dict[str, object] = {"on": clock.today(), "kind": ProjectKind.NEW}
    proposal = form.fields["proposals"].queryset.filter(pk=_key(request, "proposal")).first()  # type: ignore[attr-defined]
    if proposal is not None:
        return initial | {
            "proposals": [proposal.pk],
            "title": proposal.title,
            "industry": proposal.industry_id,
            "division": proposal.division_id,
        }
    standard = form.fields["revises"].queryset.filter(pk=_key(request, "revises")).first()  # type: ignore[attr-defined]
    if standard is not None:
        kind = request.GET.get("kind", "")
        return initial | {
            "kind": kind if kind in KINDS else ProjectKind.REVISION,
            "revises": standard.pk,
            "title": standard.title,
            "title_en": standard.title_en,
            "product_kinds": standard.product_kinds,
            "industry": standard.industry_id,
            "division": standard.division_id,
        }
    return initial


def _key(request: OfficeRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= 9 else 0


def _year(request: OfficeRequest, years: list[int], today: date) -> int:
    """The year that the address names if there is any project of it; else the latest that has one."""
    text = request.GET.get("year", "")
    if text.isdecimal() and int(text) in years:
        return int(text)
    return years[0] if years else today.year


def _plan_row(row: Project, standings: list[queries.Standing], *, scale: gantt.Scale, today: date) -> PlanRow:
    current = next((each for each in standings if each.is_current), None)
    due = project_lines.due(current.planned_until, today=today) if current else None
    state, names = phrases.state("project", row.state), project_lines.stage_names()
    return PlanRow(
        project=row,
        kind=str(KINDS[row.kind]),
        state=state,
        due=due,
        label=f"{state}, {day(due.on)}, {due.text}" if due else state,
        stages=[(names[each.stage], each) for each in standings],
        bars=[
            (bar, f"{bar.ordinal} {names[bar.stage]} {day(bar.since)} – {day(bar.until)}")
            for bar in gantt.bars(standings, scale=scale, today=today)
        ],
    )


def _mark_name(mark: gantt.Mark) -> str:
    if mark.quarter:
        return f"{mark.quarter}季度" if is_chinese() else f"Q{mark.quarter}"
    return f"{mark.first.month}月" if is_chinese() else f"{mark.first:%b}"
