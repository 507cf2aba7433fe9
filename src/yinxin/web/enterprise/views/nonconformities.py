"""Answering a nonconformity: what was found, how grave it is, how long there is, and what was done about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yinxin.certification.applications import queries as applications
from yinxin.certification.evaluations import actions as evaluations
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.scheme.queries import rulebook
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.case import nonconformities_shown
from yinxin.web.enterprise.forms import AnswerForm, posted, uploaded
from yinxin.web.enterprise.views.applications import language
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.ENTERPRISE)
@once
def nonconformity(request: OfficeRequest, number: str, name: str) -> HttpResponse:
    """One nonconformity of one's own case; it can be answered while it is open."""
    application = applications.application_of(request.office, number)
    shown = nonconformities_shown(
        application, rulebook(application.rulebook), today=clock.today(), language=language()
    )
    found = next((each for each in shown if each.row.number == name), None)
    if found is None:
        raise NotFound(noun="nonconformity", number=name)
    form = AnswerForm(posted(request), uploaded(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.answer_nonconformity(
                found.row.pk,
                answer=form.cleaned_data["answer"],
                evidence=form.cleaned_data["evidence"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Your answer is with the auditor, who verifies it."))
            return redirect("enterprise:application", number)
    context = {"application": application, "shown": found, "form": form}
    return render(request, "enterprise/nonconformity.html", context, status=form_status(form))
