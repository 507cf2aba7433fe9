"""Every case in the area of a regulator, to be followed and never decided (认证认可条例 arts. 13, 54)."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.applications import queries
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import day_of
from yinxin.certification.bodies.models import Body
from yinxin.kernel.roles import REGULATORS
from yinxin.ledgers.models import Industry
from yinxin.ledgers.workbooks.writing import Heading, table
from yinxin.people.models import Office
from yinxin.people.queries import divisions_within
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.case_file import case_file, document_of, evidence_of
from yinxin.web.case_list import CaseFilters, Line, late_of, lines_of, page_of
from yinxin.web.files import handed_out
from yinxin.web.list_filters import found_by
from yinxin.web.templatetags.yinxin import named

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DeskFilters(CaseFilters):
    """A regulator also asks where, in which industry, and by which body."""

    division = forms.ChoiceField(label=gettext_lazy("Division"), required=False)
    industry = forms.ChoiceField(label=gettext_lazy("Industry"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Certification body"), required=False)

    def __init__(self, data: Any, *, office: Office) -> None:
        below = divisions_within(office.division) if office.division else ()
        super().__init__(
            data,
            division=[(each.pk, named(each)) for each in below],
            industry=[(each.pk, named(each)) for each in Industry.objects.all()],
            body=[(str(each.pk), named(each)) for each in Body.objects.all()],
        )


@open_to(*REGULATORS)
@require_safe
def application_list(request: OfficeRequest) -> HttpResponse:
    """The cases in the office's area, latest first."""
    filters = DeskFilters(request.GET, office=request.office)
    given = filters.given()
    rows = _found(request.office, given)
    page = page_of(rows, given, today=clock.today(), number=request.GET.get("page"))
    context = {"filters": filters, "given": given, "page": page}
    return render(request, "desk/applications.html", context)


@open_to(*REGULATORS)
@require_safe
def application_export(request: OfficeRequest) -> HttpResponse:
    """The same cases as a workbook, with the filters that are set."""
    given = DeskFilters(request.GET, office=request.office).given()
    rows, today = _found(request.office, given), clock.today()
    lines = late_of(rows, today=today) if given.get("overdue") else lines_of(rows, today=today)
    content = _workbook(lines, today=today)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="cases-{today.isoformat()}.xlsx"'
    return response


@open_to(*REGULATORS)
@require_safe
def application(request: OfficeRequest, number: str) -> HttpResponse:
    """One case as it stands, without a button that would move it."""
    case = queries.application_of(request.office, number)
    context = case_file(case, space="desk", today=clock.today(), language=get_language() or "zh-hans")
    return render(request, "desk/application.html", context)


@open_to(*REGULATORS)
@require_safe
def document(request: OfficeRequest, number: str, pk: int) -> FileResponse:
    """A document of a case in reach, an earlier version too."""
    file, name = document_of(queries.application_of(request.office, number), pk)
    return handed_out(file, name=name)


@open_to(*REGULATORS)
@require_safe
def evidence(request: OfficeRequest, number: str, nonconformity: str) -> FileResponse:
    """What was handed in with a correction."""
    file, name = evidence_of(queries.application_of(request.office, number), nonconformity)
    return handed_out(file, name=name)


def _found(office: Office, given: dict[str, Any]) -> QuerySet[Application]:
    rows = found_by(queries.applications_in_reach(office), given)
    if "division" in given:
        # The reach of the office has been applied; the path only narrows it further.
        rows = rows.filter(enterprise__division__path__contains=f"{given['division']}/")
    if "industry" in given:
        rows = rows.filter(enterprise__industry=given["industry"])
    if "body" in given:
        rows = rows.filter(body=given["body"])
    return rows


def _workbook(lines: list[Line], *, today: date) -> bytes:
    headings = [
        Heading(_("Case"), 15),
        Heading(_("Enterprise"), 32),
        Heading(_("Division"), 14),
        Heading(_("Product"), 20),
        Heading(_("Standard"), 24),
        Heading(_("Certification body"), 24),
        Heading(_("State"), 14),
        Heading(_("Time limit"), 18),
        Heading(_("Working days left"), 12),
        Heading(_("Submitted"), 13),
    ]
    rows = [
        (
            line.row.number,
            line.row.enterprise.name,
            named(line.row.enterprise.division),
            line.row.product.name,
            line.row.standard.printed_number,
            named(line.row.body),
            line.state,
            line.clock_name,
            line.clock.clock.left if line.clock else None,
            day_of(line.row.submitted_at) if line.row.submitted_at else None,
        )
        for line in lines
    ]
    note = _("As of %(day)s, %(n)s cases") % {"day": today.isoformat(), "n": len(rows)}
    return table(_("Certification cases"), note, headings, rows)
