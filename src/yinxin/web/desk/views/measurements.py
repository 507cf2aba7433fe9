"""Measurements: the quick table, one value put right, workbooks in and out, and the report as Word."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yinxin.kernel.refusals import NotAcceptable, NotFound, WrongState
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies import documents, queries
from yinxin.standards.studies.actions.measuring import frame_of
from yinxin.standards.studies.actions.refusals import NothingToReport
from yinxin.standards.studies.lifecycle import STUDY_LIFE
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.studies.rules import lines, workbook
from yinxin.standards.studies.rules.workbook import ReadLine, ReadWorkbook
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms import studies as study_forms
from yinxin.web.desk.views.enterprises import workbook as handed_out
from yinxin.web.desk.views.studies import (
    READERS,
    SURVEYORS,
    project_in_reach,
    study_crumbs,
    study_in_reach,
)
from yinxin.web.once import once
from yinxin.web.quantities import plain
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received
from yinxin.web.wording.studies import CELLS

ROWS = 3
MORE_ROWS = 20
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@open_to(*SURVEYORS)
@once
def quick_table(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter many values at once. All rows are saved, or none; what was typed stays either way."""
    row = study_in_reach(request, pk)
    _check_open(request, row)
    frame = frame_of(row, at=clock.now())
    if request.method == "POST":
        rows = study_forms.rows_sent(request.POST, frame)
        refused = _saved(request, row, rows) if rows else _("Fill in at least one row.")
        if not refused and all(form.line for form in rows):
            messages.success(request, _counted(len(rows)))
            more = "more" in request.POST
            return redirect("desk:measurements" if more else "desk:study", pk)
        status = 422
    else:
        asked = request.GET.get("rows", "")
        rows, refused, status = (
            study_forms.rows_to_fill(MORE_ROWS if asked == "more" else ROWS, frame),
            "",
            200,
        )
    known = queries.known_items(row.project)
    used = row.measurements.exclude(instrument="").values_list("instrument", flat=True)
    context = {
        "study": row,
        "project": row.project,
        "rows": rows or study_forms.rows_to_fill(ROWS, frame),
        "refused": refused,
        "bad": sum(1 for form in rows if form.is_bound and form.errors),
        "headings": [CELLS[cell] for cell in lines.CELLS],
        "known": {
            "item": sorted({item for item, _unit, _method in known}),
            "unit": sorted({unit for _item, unit, _method in known if unit}),
            "method": sorted({method for _item, _unit, method in known if method}),
            "instrument": sorted(set(used)),
        },
        "most": study_forms.MOST_ROWS,
        "crumbs": [*study_crumbs(row), (_("Enter measurements"), "")],
    }
    return render(request, "desk/measurements.html", context, status=status)


@open_to(*SURVEYORS)
@once
def measurement(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put one value right, or take it out with a reason."""
    row = queries.measurements_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="measurement", number=pk)
    frame, is_removal = frame_of(row.study, at=clock.now()), request.POST.get("verb") == "remove"
    form = study_forms.row_of(row, frame, request.POST if request.POST and not is_removal else None)
    removal = study_forms.RemovalForm(request.POST if is_removal else None)
    acted = removal if is_removal else form
    if acted.is_bound and acted.is_valid():
        with refusals_on(acted):
            said = _removed(request, row, removal) if is_removal else _corrected(request, row, form)
        if not acted.errors:
            messages.success(request, said)
            return redirect(f"{reverse('desk:study', args=[row.study_id])}#measurements")
    context = {
        "measurement": row,
        "study": row.study,
        "form": form,
        "removal": removal,
        "hidden": [("verb", "remove")],
        "may_record": "record" in STUDY_LIFE.verbs(state=row.study.state, role=request.office.as_role),
        "crumbs": [*study_crumbs(row.study), (row.item, "")],
    }
    return render(request, "desk/measurement.html", context, status=form_status(acted))


@open_to(*SURVEYORS)
@once
def measurements_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a workbook; look at how each row was read; then save all of them. Nothing is kept in between."""
    row = study_in_reach(request, pk)
    _check_open(request, row)
    frame, status = frame_of(row, at=clock.now()), 200
    read: ReadWorkbook | None = None
    sent = request.POST.get("read", "")
    form = study_forms.MeasurementsUploadForm(
        request.POST if request.method == "POST" and not sent else None,
        received(request) if request.method == "POST" else None,
    )
    if sent:
        read = _opened(sent, row, frame)
        if read is None:
            messages.warning(request, _("This check is too old. Send the workbook again."))
            return redirect("desk:measurements_import", pk)
        if read.is_good:
            studies.add_measurements(pk, rows=read.lines, by=request.office, at=clock.now())
            messages.success(request, _counted(len(read.rows)))
            return redirect(f"{reverse('desk:study', args=[pk])}#measurements")
        status = 422
    elif form.is_bound and form.is_valid():
        with refusals_on(form):
            read = workbook.read(form.cleaned_data["workbook"], frame)
        status = form_status(form)
        if read is not None:
            status = 200 if read.is_good else 422
    elif form.is_bound:
        status = form_status(form)
    context = {
        "study": row,
        "project": row.project,
        "form": form,
        "read": read,
        "lines": [_shown(each) for each in read.rows] if read else [],
        "bad": sum(each.line is None for each in read.rows) if read else 0,
        "payload": _closed(read, row) if read else "",
        "ignored": phrases.listed(read.ignored) if read else "",
        "headings": [(column.heading, column.is_required) for column in workbook.SHEET.columns],
        "crumbs": [*study_crumbs(row), (_("Import measurements"), "")],
    }
    return render(request, "desk/measurements_import.html", context, status=status)


@open_to(*SURVEYORS)
@require_safe
def measurements_template(request: OfficeRequest, pk: int) -> HttpResponse:
    """The workbook to fill in, with the samples of this study and the items of its project."""
    row = study_in_reach(request, pk)
    samples = list(row.samples.values_list("code", flat=True))
    items = list(dict.fromkeys(item for item, _unit, _method in queries.known_items(row.project)))
    content = documents.measurements_template(samples, items)
    return handed_out(content, f"测量值导入模板-{row.project.number}.xlsx")


@open_to(*READERS)
@require_safe
def measurements_export(request: OfficeRequest, number: str) -> HttpResponse:
    """Every measurement of a project."""
    project = project_in_reach(request, number)
    rows = queries.counted_measurements(project)
    content = documents.measurements_workbook(project, rows, at=clock.now())
    return handed_out(content, f"{project.number}-测量值.xlsx")


@open_to(*SURVEYORS)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def studies_report(request: OfficeRequest, number: str) -> HttpResponseBase:
    """The report as Word: to look at, or (posted) put to the project as its test data."""
    project = project_in_reach(request, number)
    if request.method == "POST":
        form = study_forms.ReportForm(request.POST)
        form.is_valid()
        studies.write_report(number, **form.cleaned_data, by=request.office, at=clock.now())
        messages.success(request, _("The report is written and stands among the papers of the project."))
        return redirect(f"{reverse('desk:project', args=[number])}#papers")
    rows = queries.reported_studies(project)
    if not rows:
        raise NothingToReport
    content = documents.report(
        project,
        rows,
        queries.proposed_limits(project),
        with_people=request.GET.get("with_people") == "on",
        at=clock.now(),
    )
    response = HttpResponse(content, content_type=DOCX)
    name = f"{project.title} {documents.NAME}.docx"
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return response


# --------------------------------------------------------------------------------------------- parts


def _check_open(request: OfficeRequest, row: FieldStudy) -> None:
    """Nobody fills in a table that cannot be saved."""
    STUDY_LIFE.move("record", state=row.state, role=request.office.as_role)


def _saved(request: OfficeRequest, row: FieldStudy, rows: list[study_forms.RowForm]) -> str:
    """Save the rows if each can be read. What is refused is said at its cell, or else returned."""
    found = [form.line for form in rows if form.is_valid() and form.line is not None]
    if len(found) < len(rows):
        return ""
    try:
        studies.add_measurements(row.pk, rows=found, by=request.office, at=clock.now())
    except (NotAcceptable, WrongState) as refusal:
        return phrases.sentence(refusal)
    return ""


def _corrected(request: OfficeRequest, row: Measurement, form: study_forms.RowForm) -> str:
    if form.line is not None:
        studies.correct_measurement(row.pk, line=form.line, by=request.office, at=clock.now())
    return _("The measurement is corrected.")


def _removed(request: OfficeRequest, row: Measurement, form: study_forms.RemovalForm) -> str:
    studies.remove_measurement(row.pk, reason=form.cleaned_data["reason"], by=request.office, at=clock.now())
    return _("The measurement is removed.")


def _counted(n: int) -> str:
    return ngettext("%(n)d measurement is saved.", "%(n)d measurements are saved.", n) % {"n": n}


def _salt(row: FieldStudy) -> str:
    return f"yinxin.measurements.{row.pk}"


def _closed(read: ReadWorkbook, row: FieldStudy) -> str:
    """What was read, to be brought back by the page; nobody can change it on the way."""
    return signing.dumps([[each.number, each.cells] for each in read.rows], salt=_salt(row), compress=True)


def _opened(text: str, row: FieldStudy, frame: lines.Frame) -> ReadWorkbook | None:
    """The same read again as things stand now; None where it is not ours, or older than a day."""
    try:
        kept: list[tuple[int, dict[str, str]]] = signing.loads(text, salt=_salt(row), max_age=24 * 3600)
    except signing.BadSignature:
        return None
    return ReadWorkbook(
        tuple(ReadLine(number, cells, *lines.read(cells, frame)) for number, cells in kept), ()
    )


def _shown(row: ReadLine) -> dict[str, Any]:
    """A row as it was read, or as it was sent where it cannot be read."""
    cells = row.cells
    if row.line is not None:
        cells = {cell: str(getattr(row.line, cell)) for cell in lines.CELLS}
        cells["value"] = plain(row.line.value)
    return {
        "number": row.number,
        "is_good": row.line is not None,
        "cells": [(workbook.HEADINGS[cell], cells.get(cell, "")) for cell in lines.CELLS],
        "problems": [
            (workbook.HEADINGS[problem.cell], study_forms.said(problem), problem.is_blocking)
            for problem in row.problems
        ],
    }
