"""The applications of an enterprise: the list, one with all that concerns it, sending it, taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinxin.certification.applications import actions, queries
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.kernel.refusals import ChangedMeanwhile, WrongState
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.case import case_context
from yinxin.web.enterprise.forms import SubmitForm, WithdrawForm, posted
from yinxin.web.enterprise.tasks import lacks, task_list
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on

OPEN_FOR_CHANGES = (ApplicationState.DRAFT, ApplicationState.RETURNED)


def language() -> str:
    """The reader's language, for texts that the rulebook holds in both."""
    return get_language() or "zh-hans"


def open_application(request: OfficeRequest, number: str) -> Application:
    """One's own application while it may be changed. NotFound beyond reach, WrongState once it was submitted."""
    application = queries.application_of(request.office, number)
    if application.state not in OPEN_FOR_CHANGES:
        verbs = APPLICATION_LIFE.verbs(state=application.state, role=request.office.as_role)
        raise WrongState(noun="application", state=application.state, open=verbs)
    return application


@open_to(Role.ENTERPRISE)
def application_list(request: OfficeRequest) -> HttpResponse:
    """All applications of the enterprise, latest first, each with what it waits for."""
    rows = list(queries.applications_in_reach(request.office).order_by("-id"))
    clocks = queries.clocks_of(rows, today=clock.today())
    lines = [(row, clocks[row.number][0] if clocks[row.number] else None) for row in rows]
    return render(request, "enterprise/applications.html", {"lines": lines})


@open_to(Role.ENTERPRISE)
def application(request: OfficeRequest, number: str) -> HttpResponse:
    """One application: the task list while it may be changed, then where it stands and what is asked."""
    row = queries.application_of(request.office, number)
    context = case_context(row, office=request.office, today=clock.today(), language=language())
    return render(request, "enterprise/application.html", context)


@open_to(Role.ENTERPRISE)
@once
def check(request: OfficeRequest, number: str) -> HttpResponse:
    """All answers on one page with links to change them; then the application is sent."""
    row = open_application(request, number)
    form = SubmitForm(posted(request), initial={"seen": row.revision})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.submit(number, seen=form.cleaned_data["seen"], by=request.office, at=clock.now())
        if not form.errors:
            return redirect("enterprise:application_submitted", number)
        if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
            row = queries.application_of(request.office, number)
            form.look_again(row.revision)
    documents = queries.documents_needed(row)
    missing = queries.missing_of(row)
    context = {
        "application": row,
        "form": form,
        "documents": [(each, each.item.name.in_language(language())) for each in documents],
        "tasks": task_list(row, documents=documents, missing=missing),
        "lacks": lacks(row, missing=missing, language=language()),
    }
    return render(request, "enterprise/application_check.html", context, status=form_status(form))


@open_to(Role.ENTERPRISE)
def submitted(request: OfficeRequest, number: str) -> HttpResponse:
    """The confirmation: the number, what happens next, and by when."""
    row = queries.application_of(request.office, number)
    if row.submitted_at is None:
        return redirect("enterprise:application", number)
    context = case_context(row, office=request.office, today=clock.today(), language=language())
    return render(request, "enterprise/application_submitted.html", context)


@open_to(Role.ENTERPRISE)
@once
def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """Take the application back, with a reason. What was handed in stays on record."""
    row = queries.application_of(request.office, number)
    APPLICATION_LIFE.move("withdraw", state=row.state, role=request.office.as_role)
    form = WithdrawForm(posted(request), initial={"seen": row.revision})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.withdraw(
                number,
                reasons=form.cleaned_data["reasons"],
                seen=form.cleaned_data["seen"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("The application is withdrawn."))
            return redirect("enterprise:application", number)
        if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
            form.look_again(queries.application_of(request.office, number).revision)
    context = {"application": row, "form": form}
    return render(request, "enterprise/application_withdraw.html", context, status=form_status(form))
