"""Returning a case: every gap at once, beside the documents as they were handed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yinxin.certification.applications import actions, queries
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.body.forms import ReturnForm
from yinxin.web.body.views.applications import language, look_again
from yinxin.web.case_file import files_of
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.ACCEPTANCE_OFFICER)
@once
def return_for_completion(request: OfficeRequest, number: str) -> HttpResponse:
    """A line for each document, empty where nothing is missing; the clock stands still once it is sent."""
    case = queries.application_of(request.office, number)
    if request.method != "POST":  # a form that nobody can send is not shown
        APPLICATION_LIFE.move("return_for_completion", state=case.state, role=request.office.as_role)
    data = request.POST if request.method == "POST" else None
    form = ReturnForm(data, application=case, language=language())
    changes = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.return_for_completion(
                number, gaps=form.gaps(), seen=form.cleaned_data["seen"], by=request.office, at=clock.now()
            )
        if not form.errors:
            messages.success(
                request, _("Returned. The clock stands still until the enterprise submits again.")
            )
            return redirect("body:application", number)
        case = queries.application_of(request.office, number)
        changes = look_again(form, case)
    files = {shown.item: shown for shown in files_of(case, space="body", language=language())}
    rows = [
        (needed, files.get(needed.item.name.in_language(language())), form[f"gap_{needed.item.code}"])
        for needed in form.needed
    ]
    context = {"application": case, "form": form, "rows": rows, "changes": changes}
    return render(request, "body/return.html", context, status=form_status(form))
