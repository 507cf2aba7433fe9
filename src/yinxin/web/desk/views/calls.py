"""Calls for proposals: read by officers and the institute, prepared, opened, extended and closed by the institute."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division
from yinxin.register.queries import acts
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import CALL_LIFE
from yinxin.standards.calls.models import Call, Proposal
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.call_sheet import shown_calls
from yinxin.web.desk import proposal_lines
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.proposals import EditCallForm, ExtendForm, NewCallForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.seen import SeenForm
from yinxin.web.templatetags.yinxin import named

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
CALLERS = sorted(CALL_LIFE.roles("open"))


@open_to(*READERS)
@require_safe
def call_list(request: OfficeRequest) -> HttpResponse:
    """Every call, the latest first, with how many proposals within reach came in answer."""
    rows = list(queries.calls_in_reach(request.office))
    answers = queries.proposals_in_reach(request.office).filter(call__in=rows).order_by()
    counted = dict(answers.values_list("call").annotate(count=Count("pk")))
    context = {
        "lines": [(line, counted.get(line.call.pk, 0)) for line in shown_calls(rows, today=clock.today())],
        "can_call": request.office.as_role in CALLERS,
    }
    return render(request, "desk/calls.html", context)


@open_to(*CALLERS)
@once
def call_new(request: OfficeRequest) -> HttpResponse:
    """Prepare a call."""
    today = clock.today()
    form = NewCallForm(request.POST or None, today=today, batch=queries.next_batch(today.year))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            call = calls.prepare_call(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Prepared. Read it once more, then open it."))
            return redirect("desk:call", call.key)
    return _form_page(request, form, title=_("Prepare a call"), back=reverse("desk:calls"))


@open_to(*CALLERS)
@once
def call_edit(request: OfficeRequest, key: str) -> HttpResponse:
    """Change a call before it is opened."""
    call = queries.call_of(queries.calls_in_reach(request.office), key)
    CALL_LIFE.move("edit", state=call.state, role=request.office.as_role)
    form, meanwhile = EditCallForm.of(call, request.POST or None), []
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            calls.edit_call(call.pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("desk:call", key)
        call.refresh_from_db()
        meanwhile = form.caught_up(call.revision, form.saved(call))
    back = reverse("desk:call", args=[key])
    return _form_page(request, form, title=call.title, back=back, meanwhile=meanwhile)


def _form_page(
    request: OfficeRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    meanwhile: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    context = {
        "meanwhile": meanwhile,
        "form": form,
        "title": title,
        "lead": _("Only the institute sees it until it is opened."),
        "submit_label": _("Save"),
        "cancel_url": back,
        "crumbs": [(_("Calls for proposals"), reverse("desk:calls")), (title, "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*READERS)
@require_safe
def call(request: OfficeRequest, key: str) -> HttpResponse:
    """One call with what came in answer, counted by industry and by area."""
    return _call_page(request, queries.call_of(queries.calls_in_reach(request.office), key))


@open_to(*CALLERS)
@require_POST
@once
def call_open(request: OfficeRequest, key: str) -> HttpResponse:
    """Publish a call on the portal."""
    today, now = clock.today(), clock.now()
    return _act(
        request,
        key,
        SeenForm(request.POST),
        lambda row, seen: calls.open_call(row.pk, on=today, **seen, by=request.office, at=now),
        said=_("The call is open and stands on the portal."),
        bound_as="open_form",
    )


@open_to(*CALLERS)
@require_POST
@once
def call_extend(request: OfficeRequest, key: str) -> HttpResponse:
    """Set a later last day."""
    now = clock.now()
    return _act(
        request,
        key,
        ExtendForm(request.POST),
        lambda row, given: calls.extend_call(row.pk, **given, by=request.office, at=now),
        said=_("The call is extended."),
        bound_as="extend_form",
    )


@open_to(*CALLERS)
@require_POST
@once
def call_close(request: OfficeRequest, key: str) -> HttpResponse:
    """Close a call before its last day."""
    today, now = clock.today(), clock.now()
    return _act(
        request,
        key,
        SeenForm(request.POST),
        lambda row, seen: calls.close_call(row.pk, on=today, **seen, by=request.office, at=now),
        said=_("The call is closed."),
        bound_as="close_form",
    )


def _act(
    request: OfficeRequest,
    key: str,
    form: SeenForm,
    act: Callable[[Call, dict[str, Any]], object],
    *,
    said: str,
    bound_as: str,
) -> HttpResponse:
    """Do one act to a call from a form on its page; what is refused is shown there."""
    row = queries.call_of(queries.calls_in_reach(request.office), key)
    if form.is_valid():
        with refusals_on(form):
            act(row, form.cleaned_data)
        if not form.errors:
            messages.success(request, said)
            return redirect("desk:call", key)
    row.refresh_from_db()
    form.caught_up(row.revision)
    return _call_page(request, row, **{bound_as: form})


def _call_page(request: OfficeRequest, row: Call, **bound: Any) -> HttpResponse:
    today: date = clock.today()
    proposals = queries.proposals_in_reach(request.office).filter(call=row)
    is_caller = request.office.as_role in CALLERS
    (line,) = shown_calls([row], today=today)
    seen = {"seen": row.revision}
    context = {
        "call": row,
        "line": line,
        "proposals": proposal_lines.in_order(
            queries.with_scores(proposals), "-score" if is_caller else "-on"
        ),
        "is_caller": is_caller,
        "by_industry": _counted(proposals, "industry", Industry.objects.all()),
        "by_division": _counted(proposals, "division", Division.objects.all()),
        "verbs": CALL_LIFE.verbs(state=row.state, role=request.office.as_role),
        **{f"{verb}_form": SeenForm(initial=seen) for verb in ("open", "close")},
        "extend_form": ExtendForm(initial=seen),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Calls for proposals"), reverse("desk:calls")), (line.batch, "")],
        **bound,
    }
    sent = next(iter(bound.values()), None)
    return render(request, "desk/call.html", context, status=form_status(sent) if sent else 200)


def _counted(proposals: QuerySet[Proposal], by: str, rows: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """How many proposals name each of the rows: key, name and count, the most first."""
    counted = dict(proposals.order_by().values_list(by).annotate(count=Count("pk")))
    names = {row.pk: named(row) for row in rows.filter(pk__in=[key for key in counted if key])}
    lines = [(key or "", names.get(key, _("No industry named")), count) for key, count in counted.items()]
    return sorted(lines, key=lambda line: (-line[2], line[1]))
