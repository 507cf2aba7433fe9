"""One project: what can be done to it now, its plan, its drafters and papers, and its number."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects import queries
from yinxin.standards.projects.lifecycle import PROJECT_LIFE
from yinxin.standards.projects.models import Project
from yinxin.standards.texts.models import Standard
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import project_acts, project_sheet
from yinxin.web.desk.forms.projects import ActForm, DrafterForm, NumberForm, PaperForm, PlanForm
from yinxin.web.desk.views.projects import PLANNERS, READERS
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.seen import SeenForm
from yinxin.web.uploads import received


@open_to(*READERS)
@once
def project(request: OfficeRequest, number: str) -> HttpResponse:
    """One project. What is posted names an act of `project_acts`; what is refused keeps what was typed."""
    row = _project(request, number)
    if request.method != "POST":
        return _page(request, row)
    act, today = project_acts.act_named(request.POST.get("act", "")), clock.today()
    form = act.form_for(row, today=today, data=request.POST)
    if form.is_valid():
        with refusals_on(form):
            act.perform(row, form, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, str(act.done))
            return redirect("desk:project", number)
        row = _project(request, number)
        _look_again(form, row)
    return _page(request, row, failed=form, failed_act=act.name)


@open_to(*PLANNERS)
@once
def project_plan(request: OfficeRequest, number: str) -> HttpResponse:
    """Set the planned days of the stages that are not over."""
    row = _project(request, number)
    form = PlanForm(request.POST or None, project=row, language=get_language() or "zh-hans")
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            projects.set_plan(
                number,
                until=form.until(),
                seen=form.cleaned_data["seen"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("The plan is changed."))
            return redirect("desk:project", number)
        _look_again(form, _project(request, number))
    context = {
        "form": form,
        "title": _("Plan the days"),
        "lead": _(
            "The last day of each stage that is not over. Each stage ends on or after the one before it."
        ),
        "submit_label": _("Save"),
        "cancel_url": reverse("desk:project", args=[number]),
        "crumbs": _crumbs(row, _("Plan the days")),
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*PLANNERS)
@require_POST
@once
def drafter_new(request: OfficeRequest, number: str) -> HttpResponse:
    """Name who writes."""
    row, form = _project(request, number), DrafterForm(request.POST, office=request.office)
    if form.is_valid():
        with refusals_on(form):
            projects.add_drafter(number, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Added to the drafters."))
            return redirect(f"{reverse('desk:project', args=[number])}#drafters")
    return _page(request, row, drafter_form=form)


@open_to(*PLANNERS)
@require_POST
def drafter_remove(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """Take a drafter off the list."""
    projects.remove_drafter(number, drafter=pk, by=request.office, at=clock.now())
    messages.success(request, _("Taken off the list of drafters."))
    return redirect(f"{reverse('desk:project', args=[number])}#drafters")


@open_to(*PLANNERS)
@require_POST
@once
def paper_new(request: OfficeRequest, number: str) -> HttpResponse:
    """Put a paper to the project."""
    row, form = _project(request, number), PaperForm(request.POST, files=received(request))
    if form.is_valid():
        with refusals_on(form):
            projects.add_paper(number, **form.facts(), by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The paper is put to the project."))
            return redirect(f"{reverse('desk:project', args=[number])}#papers")
    return _page(request, row, paper_form=form)


@open_to(*READERS)
@require_safe
def paper(request: OfficeRequest, number: str, pk: int) -> FileResponse:
    """A paper of a project in reach, an earlier one too."""
    found = _project(request, number).papers.filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="paper", number=pk)
    return handed_out(found.file, name=found.name)


@open_to(*PLANNERS)
@once
def project_number(request: OfficeRequest, number: str) -> HttpResponse:
    """Give the number: first looked at in its one spelling, then given."""
    row = _project(request, number)
    suggestions = queries.number_suggestions(row, year=clock.today().year)
    typed, is_looked_at = request.GET.get("number", ""), "look" in request.POST
    form = NumberForm(
        request.POST or None,
        initial={"seen": row.revision, "number": typed or next(iter(suggestions), "")},
    )
    if form.is_bound and form.is_valid() and not is_looked_at:
        given = form.cleaned_data
        with refusals_on(form):
            projects.number(number, **given, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The standard has its number."))
            return redirect("desk:project", number)
        _look_again(form, _project(request, number))
    context = {
        "project": row,
        "form": form,
        "preview": _preview(form["number"].value() or ""),
        "suggestions": suggestions,
        "may": "number" in PROJECT_LIFE.verbs(state=row.state, role=request.office.as_role),
        "crumbs": _crumbs(row, _("Give the number")),
    }
    return render(request, "desk/project_number.html", context, status=form_status(form))


def _preview(text: str) -> dict[str, object]:
    """How a number will stand on the cover, and whose it is already."""
    try:
        canonical = standard_number.canonical(text)
    except ValueError:
        return {"typed": text}
    return {
        "typed": text,
        "canonical": canonical,
        "taken": Standard.objects.filter(number=canonical).first(),
    }


def _project(request: OfficeRequest, number: str) -> Project:
    return queries.project_of(queries.projects_in_reach(request.office), number)


def _look_again(form: SeenForm, row: Project) -> None:
    """After somebody was faster, the next submit counts what they did as seen; the page shows it."""
    if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
        form.look_again(row.revision)


def _crumbs(row: Project, here: str) -> list[tuple[str, str]]:
    return [
        (_("Projects"), reverse("desk:projects")),
        (row.number, reverse("desk:project", args=[row.number])),
        (here, ""),
    ]


def _page(
    request: OfficeRequest,
    row: Project,
    *,
    failed: ActForm | None = None,
    failed_act: str = "",
    drafter_form: DrafterForm | None = None,
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    today, office = clock.today(), request.office
    withheld = project_acts.withheld(row, office, has_open_review=project_sheet.has_open_review(row))
    verbs = PROJECT_LIFE.verbs(state=row.state, role=office.as_role)
    bound = failed or drafter_form or paper_form
    context = {
        **project_sheet.sheet_of(row, role=office.as_role, today=today),
        "acting": project_acts.acting_on(
            row, office, today=today, withheld=withheld, failed=failed, failed_act=failed_act
        ),
        "verbs": verbs,
        "withheld": withheld,
        "is_keeper": office.as_role in PLANNERS,
        "drafter_form": drafter_form or DrafterForm(office=office),
        "paper_form": paper_form or PaperForm(),
    }
    return render(request, "desk/project.html", context, status=form_status(bound) if bound else 200)
