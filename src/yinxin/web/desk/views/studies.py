"""Field studies: those of a project, one of them with everything that is done on the way, and its photos."""

from dataclasses import replace
from itertools import groupby
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.register.queries import acts
from yinxin.standards.projects.lifecycle import RUNNING
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import project_of, projects_in_reach
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.limits import ADOPTERS
from yinxin.standards.studies.lifecycle import STUDY_LIFE, StudyState
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.studies.rules.units import key_of
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import ShownAct, timeline_of
from yinxin.web.desk.forms import studies as study_forms
from yinxin.web.desk.study_acts import ACTS, WHILE_RECORDING
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import day
from yinxin.web.uploads import received

READERS = sorted(queries.READERS)
SURVEYORS = sorted(queries.SURVEYORS)


@open_to(*READERS)
@require_safe
def study_list(request: OfficeRequest, number: str) -> HttpResponse:
    """The studies of a project, the latest first."""
    project = project_in_reach(request, number)
    rows = queries.studies_of(project, request.office)
    may_study = request.office.as_role in queries.SURVEYORS
    context = {
        "project": project,
        "studies": [(row, phrases.state("study", row.study.state)) for row in rows],
        "may_plan": may_study and project.state in RUNNING,
        "may_report": may_study and any(row.study.state != StudyState.DROPPED for row in rows),
        "may_file": request.office.as_role in ADOPTERS and project.state in RUNNING,
        "report_form": study_forms.ReportForm(),
        "measured": sum(row.measurements for row in rows),
        "crumbs": [*crumbs_of(project), (_("Field studies"), "")],
    }
    return render(request, "desk/studies.html", context)


@open_to(*SURVEYORS)
@once
def study_new(request: OfficeRequest, number: str) -> HttpResponse:
    """Plan a study for a project."""
    project, office = project_in_reach(request, number), request.office
    today = clock.today()
    initial = {"starts_on": today, "ends_on": today, "division": office.division_id or project.division_id}
    form = study_forms.StudyForm(request.POST or None, project=project, office=office, initial=initial)
    if form.is_bound and form.is_valid():
        planned: FieldStudy | None = None
        with refusals_on(form):
            planned = studies.plan_study(number, **form.cleaned_data, by=office, at=clock.now())
        if planned is not None:
            messages.success(request, _("The study is planned."))
            return redirect("desk:study", planned.pk)
    context = {
        "form": form,
        "heading": _("Plan a field study"),
        "project": project,
        "cancel_url": reverse("desk:studies", args=[number]),
        "submit_label": _("Plan the study"),
        "crumbs": [
            *crumbs_of(project),
            (_("Field studies"), reverse("desk:studies", args=[number])),
            (_("Plan a field study"), ""),
        ],
    }
    return render(request, "desk/study_form.html", context, status=form_status(form))


@open_to(*SURVEYORS)
@once
def study_correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put the plan of a study right."""
    row = study_in_reach(request, pk)
    form = study_forms.CorrectStudyForm(request.POST or None, study=row, office=request.office)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            studies.correct_study(
                pk,
                changes=form.changes(),
                seen=form.cleaned_data["seen"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("The plan of the study is corrected."))
            return redirect("desk:study", pk)
        _look_again(form, study_in_reach(request, pk))
    context = {
        "form": form,
        "heading": _("Correct the plan"),
        "project": row.project,
        "cancel_url": reverse("desk:study", args=[pk]),
        "submit_label": _("Save"),
        "crumbs": [*study_crumbs(row), (_("Correct the plan"), "")],
    }
    return render(request, "desk/study_form.html", context, status=form_status(form))


@open_to(*READERS)
@once
def study(request: OfficeRequest, pk: int) -> HttpResponse:
    """One study: what was found, sampled, measured and photographed. What is posted names one of `ACTS`."""
    row = study_in_reach(request, pk)
    verb, bound = request.POST.get("verb", ""), None
    if request.method == "POST":
        if verb not in ACTS:
            raise NotFound(noun="page")
        act = ACTS[verb]
        bound = act.form(request.POST, received(request), **act.options(row), auto_id=f"{verb}_%s")
        if bound.is_valid():
            done = ""
            with refusals_on(bound):
                done = act.do(request, row, bound)
            if not bound.errors:
                messages.success(request, done)
                return redirect(f"{reverse('desk:study', args=[pk])}{act.place}")
        row = study_in_reach(request, pk)
        _look_again(bound, row)
    context = _context(request, row, bound={verb: bound} if bound else {})
    return render(request, "desk/study.html", context, status=form_status(bound) if bound else 200)


@open_to(*READERS)
@require_safe
def study_photo(request: OfficeRequest, pk: int, photo: int) -> FileResponse:
    """A photo of a study in reach."""
    found = study_in_reach(request, pk).photos.filter(pk=photo).first()
    if found is None:
        raise NotFound(noun="photo", number=photo)
    return handed_out(found.file, name=PurePath(str(found.file.name)).name)


# ---------------------------------------------------------------------------------------- the page


def _context(request: OfficeRequest, row: FieldStudy, *, bound: dict[str, Any]) -> dict[str, Any]:
    verbs = STUDY_LIFE.verbs(state=row.state, role=request.office.as_role)
    offered = [verb for verb in verbs if verb != "record"]
    if row.project.state not in RUNNING:
        offered = [verb for verb in offered if verb != "reopen"]
    if "record" in verbs:
        offered += WHILE_RECORDING
    first = {"add_sample": {"taken_on": min(clock.today(), row.ends_on)}}
    measurements = row.measurements.select_related("sample")
    return {
        "study": row,
        "project": row.project,
        "state": phrases.state("study", row.state),
        "may_record": "record" in verbs,
        "sees_people": request.office.as_role in queries.SURVEYORS,
        "samples": row.samples.all(),
        "photos": row.photos.all(),
        "groups": _grouped(measurements),
        "n_measurements": len(measurements),
        "forms": {
            verb: bound.get(verb)
            or ACTS[verb].form(
                **ACTS[verb].options(row),
                auto_id=f"{verb}_%s",
                **({"initial": first[verb]} if verb in first else {}),
            )
            for verb in offered
        },
        "refused": next((form for verb, form in bound.items() if verb not in offered), None),
        "hidden": {verb: [("verb", verb)] for verb in ACTS},
        "timeline": _in_short(timeline_of(acts(subjects=[row.subject]))),
        "crumbs": study_crumbs(row, is_here=True),
    }


def _grouped(measurements: Any) -> list[dict[str, Any]]:
    """The values of each item in each unit, in the order in which they were entered."""

    def key(row: Measurement) -> tuple[str, str]:
        return key_of(row.item, row.unit)

    groups = []
    for _key, of_one in groupby(sorted(measurements, key=key), key=key):
        rows = sorted(of_one, key=lambda row: row.pk)
        groups.append(
            {
                "item": rows[0].item,
                "unit": rows[0].unit,
                "rows": rows,
                "how": phrases.listed(
                    dict.fromkeys(text for row in rows for text in (row.method, row.instrument) if text)
                ),
            }
        )
    return groups


def _in_short(items: list[ShownAct]) -> list[ShownAct]:
    """The same act again and again by one person on one day is one line that says how often."""

    def key(item: ShownAct) -> tuple[str, str, str]:
        return item.title, item.who, day(item.at)

    found: list[ShownAct] = []
    for _key, of_one in groupby(items, key=key):
        run = list(of_one)
        is_plain = len(run) > 1 and not any(item.quote for item in run)
        found += [replace(run[0], title=f"{run[0].title} ×{len(run)}")] if is_plain else run
    return found


def _look_again(form: Any, row: FieldStudy) -> None:
    if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
        form.look_again(row.revision)


def project_in_reach(request: OfficeRequest, number: str) -> Project:
    """The project of an address. NotFound beyond reach."""
    return project_of(projects_in_reach(request.office), number)


def study_in_reach(request: OfficeRequest, pk: int) -> FieldStudy:
    """The study of an address. NotFound beyond reach."""
    row = queries.studies_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="study", number=pk)
    return row


def crumbs_of(project: Project) -> list[tuple[str, str]]:
    """The way to a project."""
    return [
        (_("Projects"), reverse("desk:projects")),
        (project.number, reverse("desk:project", args=[project.number])),
    ]


def study_crumbs(row: FieldStudy, *, is_here: bool = False) -> list[tuple[str, str]]:
    """The way to a study, which is the page itself or another step."""
    return [
        *crumbs_of(row.project),
        (_("Field studies"), reverse("desk:studies", args=[row.project.number])),
        (row.place, "" if is_here else reverse("desk:study", args=[row.pk])),
    ]
