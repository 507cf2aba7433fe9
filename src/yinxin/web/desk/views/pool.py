"""The cultivation pool: who is in it, and how one comes in and leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinxin.cultivation import actions as cultivation
from yinxin.cultivation.lifecycle import MEMBERSHIP_LIFE, MembershipState
from yinxin.cultivation.queries import last_visits, memberships_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import stages
from yinxin.web.desk.forms.enterprises import AdmissionForm, LeavingForm, NominationForm
from yinxin.web.desk.views.enterprises import KEEPERS, READERS, enterprise_page, found
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on

_STATES = {
    "in": (MembershipState.ADMITTED,),
    "nominated": (MembershipState.NOMINATED,),
    "left": (MembershipState.LEFT, MembershipState.DECLINED),
}
_FORMS = {"admit": AdmissionForm, "decline": LeavingForm, "release": LeavingForm}
_ACTS: dict[str, Any] = {
    "admit": cultivation.admit,
    "decline": cultivation.decline,
    "release": cultivation.release,
}


@open_to(*READERS)
def pool(request: OfficeRequest) -> HttpResponse:
    """Who is in the pool and since when, who waits for the league, who left."""
    show = request.GET.get("show", "in")
    reached = memberships_in_reach(request.office)
    rows = reached.filter(state__in=_STATES.get(show, _STATES["in"])).order_by(
        "-admitted_on", "-nominated_on", "pk"
    )
    stays = list(rows)
    visited = last_visits([stay.enterprise_id for stay in stays])
    overdue = clock.today() - stages.UNVISITED_AFTER
    lines = [
        (
            stay,
            day := visited.get(stay.enterprise_id),
            stay.state == MembershipState.ADMITTED and (not day or day < overdue),
        )
        for stay in stays
    ]
    labels = {"in": _("In the pool"), "nominated": _("Nominated"), "left": _("Left or not admitted")}
    context = {
        "crumbs": [(_("Enterprise ledger"), reverse("desk:enterprises")), (_("Cultivation pool"), "")],
        "show": show if show in _STATES else "in",
        "tabs": [
            (key, label, reached.filter(state__in=_STATES[key]).count()) for key, label in labels.items()
        ],
        "lines": lines,
    }
    return render(request, "desk/pool.html", context)


@open_to(*KEEPERS)
@require_POST
@once
def nominate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Propose an enterprise for the pool."""
    row = found(request.office, pk)
    form = NominationForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            cultivation.nominate(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Nominated. The league decides on admission."))
            return redirect("desk:enterprise", pk)
    return enterprise_page(request, row, bound={"nominate": form}, status=form_status(form))


@open_to(Role.LEAGUE_OFFICER)
@require_POST
@once
def membership(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Admit, decline or release: one of the verbs of the pool's table."""
    stay = memberships_in_reach(request.office).filter(pk=pk).first()
    if stay is None or verb not in _ACTS:
        raise NotFound(noun="membership")
    MEMBERSHIP_LIFE.move(verb, state=stay.state, role=request.office.as_role)
    form = _FORMS[verb](request.POST, prefix=verb)
    if form.is_valid():
        with refusals_on(form):
            _ACTS[verb](pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect("desk:enterprise", stay.enterprise_id)
    return enterprise_page(request, stay.enterprise, bound={verb: form}, status=form_status(form))
