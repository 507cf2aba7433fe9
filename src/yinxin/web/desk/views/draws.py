"""Draws by lot: a list is fixed elsewhere, a second officer enters the value here, and what was drawn is shown."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yinxin.draws import actions as draws
from yinxin.draws import queries
from yinxin.draws.lifecycle import DRAW_LIFE, DrawState
from yinxin.draws.models import Draw
from yinxin.kernel.refusals import NotFound, Refusal
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.draws import AbandonForm, ValueForm
from yinxin.web.draw_sheet import DrawSheet, sheet
from yinxin.web.figures import address_of, name_of
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import moment

OFFICES = (Role.LEAGUE_OFFICER, Role.INSTITUTE_OFFICER)
PAGE = 20
MATTER = "matter/"


@open_to(*OFFICES)
@require_safe
def draw_list(request: OfficeRequest) -> HttpResponse:
    """Draws in reach, those that wait for their value first shown."""
    reach = queries.draws_in_reach(request.office).order_by("-id")
    waiting = reach.filter(state=DrawState.COMMITTED)
    chosen = request.GET.get("state", DrawState.COMMITTED if waiting.exists() else "all")
    rows = reach if chosen == "all" else reach.filter(state=chosen)
    tabs = [(state, phrases.state("draw", state), reach.filter(state=state).count()) for state in DrawState]
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "tabs": [*tabs, ("all", _("All"), reach.count())],
        "chosen": chosen,
        "now": clock.now(),
    }
    return render(request, "desk/draws.html", context)


@open_to(*OFFICES)
@once
def draw(request: OfficeRequest, number: str) -> HttpResponse:
    """One draw with its steps, and what this officer can do now."""
    row = queries.draws_in_reach(request.office).filter(number=number).first()
    if row is None:
        raise NotFound(noun="draw", number=number)
    verb = request.POST.get("verb", "")
    form = ValueForm(request.POST if verb == "draw" else None)
    abandoning = AbandonForm(request.POST if verb == "abandon" else None)
    reading = ""
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            draws.check_ready(row, by=request.office, at=clock.now())
            reading = form.reading()
            if form.is_confirmed():
                draws.draw(number, **form.facts(), by=request.office, at=clock.now())
                messages.success(request, _("Drawn. The record can be recomputed by anybody from now on."))
                return redirect("desk:draw", number)
    if abandoning.is_bound and abandoning.is_valid():
        with refusals_on(abandoning):
            draws.abandon(number, reason=abandoning.cleaned_data["reason"], by=request.office, at=clock.now())
        if not abandoning.errors:
            messages.success(request, _("Abandoned. The reason stands on the public page of the draw."))
            return redirect("desk:draw", number)
    shown = sheet(row)
    context = {
        "draw": row,
        "sheet": shown,
        "steps": _steps(shown),
        "taken": [(each, name_of(each.subject), address_of(each.subject)) for each in queries.taken(row)],
        "verbs": DRAW_LIFE.verbs(state=row.state, role=request.office.as_role),
        "matter": _matter(row, request),
        "hindrance": _hindrance(row, request),
        "form": form,
        "reading": reading,
        "abandoning": abandoning,
        "draw_verb": [("verb", "draw")],
        "abandon_verb": [("verb", "abandon")],
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Draws by lot"), reverse("desk:draws")), (number, "")],
    }
    status = form_status(abandoning if abandoning.is_bound else form)
    return render(request, "desk/draw.html", context, status=status)


def _matter(row: Draw, request: OfficeRequest) -> str:
    """The key of the matter whose panel this is, for the institute, which asks those who are drawn there."""
    is_of_matter = row.subject_of.startswith(MATTER) and request.office.as_role is Role.INSTITUTE_OFFICER
    return row.subject_of.removeprefix(MATTER) if is_of_matter else ""


def _hindrance(row: Draw, request: OfficeRequest) -> str:
    """Why this officer cannot enter the value now; empty where nothing hinders."""
    if row.state != DrawState.COMMITTED:
        return ""
    try:
        draws.check_ready(row, by=request.office, at=clock.now())
    except Refusal as refusal:
        return phrases.sentence(refusal)
    return ""


def _steps(shown: DrawSheet) -> list[dict[str, Any]]:
    """How far the draw has come, for components/steps.html."""
    row, checkpoint = shown.draw, shown.checkpoint
    is_over = row.state != DrawState.COMMITTED
    last: dict[str, Any] = {"label": _("Drawn"), "note": moment(row.drawn_at), "state": ""}
    if row.state == DrawState.DRAWN:
        last["state"] = "done"
    elif row.state == DrawState.ABANDONED:
        last = {"label": _("Abandoned"), "note": moment(shown.abandoned_at), "state": "bad"}
    return [
        {"label": _("List fixed"), "note": moment(row.committed_at), "state": "done"},
        {
            "label": _("Sealed by a checkpoint"),
            "note": moment(checkpoint.signed_at) if checkpoint else _("not signed yet"),
            "state": "done" if checkpoint else "now",
        },
        {
            "label": pgettext("draw", "Value"),
            "note": _("from %(at)s") % {"at": moment(row.source_due_at)},
            "state": "done" if row.state == DrawState.DRAWN else "" if is_over or not checkpoint else "now",
        },
        last,
    ]
