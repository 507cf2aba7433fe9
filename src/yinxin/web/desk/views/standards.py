"""Standards: read by officers and the institute; taken over, published, confirmed and withdrawn by the institute."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.standards.projects.queries import project_of_text, unfinished_revision_of
from yinxin.standards.texts import actions as standards
from yinxin.standards.texts import queries
from yinxin.standards.texts.lifecycle import STANDARD_LIFE, StandardState
from yinxin.standards.texts.models import Standard
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import text_sheet
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.standards import (
    ConfirmForm,
    PublishForm,
    StandardFilters,
    StandardForm,
    WithdrawForm,
)
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.standard_sheet import clauses_of, kinds_of

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
PAGE = 30
SOON = timedelta(days=180)  # how long before a review is due the list says so


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One standard in the list, with its next review."""

    standard: Standard
    kinds: str
    url: str
    review_due_on: date | None
    review_tone: str
    successor: Standard | None


@open_to(*READERS)
@require_safe
def standard_list(request: OfficeRequest) -> HttpResponse:
    """Standards by number, narrowed by words, state, industry, kind of product, and whether a review is due."""
    filters, today = StandardFilters(request.GET), clock.today()
    given = filters.given()
    page = Paginator(_found(queries.standards_in_reach(request.office), given), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "lines": _lines(page, today),
        "filters": filters,
        "given": given,
        "due": queries.due_for_review(queries.standards_in_reach(request.office), by=today).count(),
        "can_draft": request.office.as_role in standards.DRAFTERS,
    }
    return render(request, "desk/standards.html", context)


def _found(rows: QuerySet[Standard], given: dict[str, Any]) -> QuerySet[Standard]:
    if "q" in given:
        rows = queries.holding_words(rows, given["q"])
    if "state" in given:
        rows = rows.filter(state=given["state"])
    if "industry" in given:
        rows = rows.filter(industry=given["industry"])
    if "kind" in given:
        rows = rows.filter(pk__in=[row.pk for row in rows if given["kind"] in row.product_kinds])
    if "due" in given:
        rows = queries.due_for_review(rows, by=clock.today())
    return rows


def _lines(rows: Any, today: date) -> list[StandardLine]:
    successors = queries.successors_of(rows)
    return [
        StandardLine(row, kinds_of(row), _address(row), due, _review_tone(due, today), successors.get(row.pk))
        for row in rows
        for due in [queries.review_due_on(row)]
    ]


def _review_tone(due: date | None, today: date) -> str:
    if due is None or due - SOON > today:
        return ""
    return "bad" if due < today else "warn"


def _address(row: Standard) -> str:
    """A draft that has no number yet is found through its text."""
    if row.number:
        return reverse("desk:standard", args=[row.number])
    return text_sheet.address_of_text(row, project_of_text(row))


@open_to(*READERS)
@require_safe
def standard(request: OfficeRequest, number: str) -> HttpResponse:
    """A standard with its clauses, and what this office can do with it now."""
    return _standard_page(request, _standard(request, number))


@open_to(*standards.DRAFTERS)
@once
def standard_new(request: OfficeRequest) -> HttpResponse:
    """Take over a standard that exists already, under its number."""
    form = StandardForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            drafted = standards.draft(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Drafted. Now add what it asks for, clause by clause."))
            return redirect("desk:standard_text", drafted.pk)
    context = {
        "form": form,
        "title": _("Take over a standard"),
        "lead": _("For a standard that exists already, with its number. A new one begins as a project."),
        "submit_label": pgettext("verb", "Draft"),
        "cancel_url": reverse("desk:standards"),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (_("Take over a standard"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*standards.DRAFTERS)
@require_POST
@once
def publish(request: OfficeRequest, number: str) -> HttpResponse:
    """Publish a draft that was taken over; a project publishes its own."""
    row, form = _standard(request, number), PublishForm(request.POST, today=clock.today())
    return _act(
        request,
        row,
        lambda: standards.publish(row.pk, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The standard is published."),
        publish_form=form,
    )


@open_to(*standards.DRAFTERS)
@require_POST
@once
def confirm(request: OfficeRequest, number: str) -> HttpResponse:
    """Confirm a standard at its periodic review."""
    row, form = _standard(request, number), ConfirmForm(request.POST, today=clock.today())
    return _act(
        request,
        row,
        lambda: standards.confirm(row.number, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The standard is confirmed."),
        confirm_form=form,
    )


@open_to(*standards.DRAFTERS)
@require_POST
@once
def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """Withdraw a published standard."""
    row, form = _standard(request, number), WithdrawForm(request.POST, today=clock.today())
    return _act(
        request,
        row,
        lambda: standards.withdraw(row.number, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The standard is withdrawn."),
        withdraw_form=form,
    )


def _act(
    request: OfficeRequest, row: Standard, act: Callable[[], object], said: str, **bound: forms.Form
) -> HttpResponse:
    """Do one act to a standard from a form on its page; what is refused is shown there with what was typed."""
    (form,) = bound.values()
    if form.is_valid():
        with refusals_on(form):
            act()
        if not form.errors:
            messages.success(request, said)
            return redirect("desk:standard", row.number)
    return _standard_page(request, row, **bound)


def _standard(request: OfficeRequest, number: str) -> Standard:
    return queries.standard_of(queries.standards_in_reach(request.office), number)


def _standard_page(request: OfficeRequest, row: Standard, **bound: forms.Form) -> HttpResponse:
    """The page of a standard; `bound` is a form that was sent and not accepted."""
    today = clock.today()
    project, verbs = project_of_text(row), STANDARD_LIFE.verbs(state=row.state, role=request.office.as_role)
    if project is not None:  # the project numbers and publishes its own text
        verbs = tuple(verb for verb in verbs if verb != "publish")
    due = queries.review_due_on(row)
    context = {
        "standard": row,
        "clauses": clauses_of(row),
        "kinds": kinds_of(row),
        "verbs": verbs,
        "project": project,
        "text_url": text_sheet.address_of_text(row, project),
        "revision": unfinished_revision_of(row),
        "successor": queries.successors_of([row]).get(row.pk),
        "review_due_on": due,
        "review_tone": _review_tone(due, today),
        "may_revise": row.state == StandardState.PUBLISHED and request.office.as_role in standards.DRAFTERS,
        "publish_form": PublishForm(today=today),
        "confirm_form": ConfirmForm(today=today),
        "withdraw_form": WithdrawForm(today=today),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (row.printed_number, "")],
        **bound,
    }
    sent = next(iter(bound.values()), None)
    return render(request, "desk/standard.html", context, status=form_status(sent) if sent else 200)
