"""Asking experts by workbook: every row goes through the one door, and every refusal is told by row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yinxin.experts.assignments.lifecycle import KEEPERS
from yinxin.experts.assignments.queries import matters_in_reach
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import invitation_sheet
from yinxin.web.desk.forms.matters import AssignmentsForm
from yinxin.web.desk.views.enterprises import workbook
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received


@open_to(*KEEPERS)
def assignments_import(request: OfficeRequest) -> HttpResponse:
    """Send a workbook; each row is asked at once, and the page says row by row who was and why others were not."""
    form = AssignmentsForm(request.POST or None, received(request) if request.method == "POST" else None)
    rows: list[invitation_sheet.Row] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            rows = invitation_sheet.invite_rows(
                form.cleaned_data["workbook"], by=request.office, at=clock.now()
            )
    asked = sum(not row.problem for row in rows)
    if asked:
        text = ngettext("%(n)s expert is invited.", "%(n)s experts are invited.", asked)
        messages.success(request, text % {"n": asked})
    context = {
        "form": form,
        "refused": [row for row in rows if row.problem],
        "asked": [row for row in rows if not row.problem],
        "columns": invitation_sheet.SHEET.columns,
        "crumbs": [(_("Expert matters"), reverse("desk:matters")), (_("Import assignments"), "")],
    }
    return render(request, "desk/assignments_import.html", context, status=form_status(form))


@open_to(*KEEPERS)
@require_safe
def assignments_template(request: OfficeRequest) -> HttpResponse:
    """The workbook to fill in."""
    content = invitation_sheet.template(matters_in_reach(request.office).filter(closed_at=None))
    return workbook(content, "专家指派模板.xlsx")
