"""Matters: what experts are wanted for, who has an interest, who is asked and why others cannot be."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from yinxin.draws import actions as draws
from yinxin.draws.lifecycle import DrawState
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments import queries
from yinxin.experts.assignments.lifecycle import KEEPERS, ON_PANEL, AssignmentState
from yinxin.experts.assignments.models import Matter
from yinxin.kernel.refusals import NotFound
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms import matters as matter_forms
from yinxin.web.desk.forms.draws import ValueForm
from yinxin.web.desk.matter_page import MatterPage
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.wording.assignments import PURPOSES

PAGE = 50
SHOWN = ("open", "closed")


@open_to(*KEEPERS)
@require_safe
def matter_list(request: OfficeRequest) -> HttpResponse:
    """The institute's matters, the open ones first shown."""
    reach = queries.matters_in_reach(request.office)
    chosen = request.GET.get("shown", "open")
    chosen = chosen if chosen in SHOWN else "open"
    rows = (
        reach.filter(closed_at__isnull=chosen == "open")
        .annotate(
            parties_count=Count("parties", distinct=True),
            invited_count=_count(AssignmentState.INVITED),
            panel_count=_count(*ON_PANEL),
        )
        .order_by("-id")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, PURPOSES[row.purpose]) for row in page],
        "chosen": chosen,
        "tabs": [
            ("open", pgettext("matter", "Open"), reach.filter(closed_at=None).count()),
            ("closed", pgettext("matter", "Closed"), reach.exclude(closed_at=None).count()),
        ],
    }
    return render(request, "desk/matters.html", context)


@open_to(*KEEPERS)
@once
def matter_new(request: OfficeRequest) -> HttpResponse:
    """Open a matter with its first parties."""
    today = clock.today()
    form = matter_forms.MatterForm(
        request.POST or None,
        initial={"starts_on": today, "ends_on": today, "division": request.office.organisation.division_id}
        if request.office.organisation
        else None,
    )
    if form.is_bound and form.is_valid():
        opened: Matter | None = None
        with refusals_on(form):
            opened = assignments.open_matter(**form.facts(), by=request.office, at=clock.now())
        if opened is not None:
            messages.success(request, _("Opened. Now ask experts, or draw a panel."))
            return redirect("desk:matter", opened.pk)
    context = {
        "form": form,
        "title": _("Open a matter"),
        "lead": _(
            "For the review of a standard, open the review on the project's page: it names the parties."
        ),
        "submit_label": _("Open the matter"),
        "cancel_url": reverse("desk:matters"),
        "crumbs": [(_("Expert matters"), reverse("desk:matters")), (_("Open a matter"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def matter(request: OfficeRequest, pk: int) -> HttpResponse:
    """One matter with its parties, panel and draws, and everybody in the pool with why they can or cannot be asked."""
    row = queries.matters_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="matter", number=pk)
    now, today = clock.now(), clock.today()
    verb, target = request.POST.get("verb", ""), request.POST.get("target", "")
    form: forms.Form | None = None
    if verb in ACTS:
        form = _form(request, row, verb, target)
        if form.is_valid():
            said = ""
            with refusals_on(form):
                said = ACTS[verb](request, row, target, form if verb in TAKE_FORMS else form.cleaned_data)
            if said and not form.errors:
                messages.success(request, said)
                return redirect("desk:matter", pk)
        row.refresh_from_db()
    page = MatterPage(row, office=request.office, today=today, asked=request.GET, acted=(verb, target, form))
    return render(
        request,
        "desk/matter.html",
        page.context(now=now),
        status=form_status(form) if form is not None else 200,
    )


def _count(*states: AssignmentState) -> Count:
    return Count("assignments", filter=Q(assignments__state__in=states), distinct=True)


def _form(request: OfficeRequest, row: Matter, verb: str, target: str) -> forms.Form:
    if verb == "commit":
        return matter_forms.CommitForm(
            request.POST, prefix=verb, seats=queries.seats_left(row), now=clock.now()
        )
    kinds: dict[str, type[forms.Form]] = {
        "add_party": matter_forms.PartyForm,
        "strike_party": matter_forms.ReasonForm,
        "invite": matter_forms.InviteForm,
        "seat": ValueForm,
        "release": matter_forms.ReasonForm,
        "finish": matter_forms.FinishForm,
    }
    return kinds.get(verb, matter_forms.NothingForm)(request.POST, prefix=f"{verb}{target}")


# ------------------------------------------------------------------------------------------- what is done

Act = Callable[[OfficeRequest, Matter, str, Any], str]


def _add_party(request: OfficeRequest, row: Matter, _target: str, given: dict[str, Any]) -> str:
    before = row.assignments.filter(state=AssignmentState.RELEASED).count()
    party = assignments.add_party(row.pk, **given, by=request.office, at=clock.now())
    released = row.assignments.filter(state=AssignmentState.RELEASED).count() - before
    if not released:
        return _("Added: %(name)s.") % {"name": party.name}
    return ngettext(
        "Added: %(name)s. %(n)s expert who now has a conflict of interest was released; the panel says why.",
        "Added: %(name)s. %(n)s experts who now have a conflict of interest were released; the panel says why.",
        released,
    ) % {"name": party.name, "n": released}


def _strike_party(request: OfficeRequest, _row: Matter, target: str, given: dict[str, Any]) -> str:
    assignments.strike_party(_key(target), reason=given["reason"], by=request.office, at=clock.now())
    return _("Struck out. The register keeps that it was there.")


def _invite(request: OfficeRequest, row: Matter, _target: str, given: dict[str, Any]) -> str:
    asked = assignments.invite(row.pk, given["expert"], seat=given["seat"], by=request.office, at=clock.now())
    return _("%(expert)s is invited.") % {"expert": asked.expert.name}


def _commit(request: OfficeRequest, row: Matter, _target: str, form: matter_forms.CommitForm) -> str:
    draw = assignments.commit_panel(
        row.pk,
        seats=form.seats(),
        source=form.cleaned_data["source"],
        source_due_at=form.cleaned_data["source_due_at"],
        by=request.office,
        at=clock.now(),
    )
    return _("Committed: draw %(number)s. Another officer enters the value when it is known.") % {
        "number": draw.number
    }


def _seat(request: OfficeRequest, row: Matter, target: str, form: ValueForm) -> str:
    """The value is read and shown first, which says nothing; sent again as it was read, it draws."""
    draw = queries.draws_of(row).filter(number=target, state=DrawState.COMMITTED).first()
    if draw is not None:
        draws.check_ready(draw, by=request.office, at=clock.now())
        if not form.is_confirmed():
            form.reading()
            return ""
    asked = assignments.seat_panel(row.pk, draw=target, **form.facts(), by=request.office, at=clock.now())
    return _seated(len(asked))


def _ask_drawn(request: OfficeRequest, row: Matter, target: str, _given: dict[str, Any]) -> str:
    return _seated(len(assignments.seat_panel(row.pk, draw=target, by=request.office, at=clock.now())))


def _seated(count: int) -> str:
    return ngettext(
        "Drawn: %(n)s expert is invited. Whoever was passed over stands below with the reason.",
        "Drawn: %(n)s experts are invited. Whoever was passed over stands below with the reason.",
        count,
    ) % {"n": count}


def _release(request: OfficeRequest, _row: Matter, target: str, given: dict[str, Any]) -> str:
    done = assignments.release(_key(target), reason=given["reason"], by=request.office, at=clock.now())
    return _("%(expert)s is released.") % {"expert": done.expert.name}


def _finish(request: OfficeRequest, _row: Matter, target: str, given: dict[str, Any]) -> str:
    done = assignments.finish(_key(target), **given, by=request.office, at=clock.now())
    return _("Entered in the work record of %(expert)s.") % {"expert": done.expert.name}


def _preside(request: OfficeRequest, _row: Matter, target: str, _given: dict[str, Any]) -> str:
    done = assignments.preside(_key(target), by=request.office, at=clock.now())
    return _("%(expert)s has the chair.") % {"expert": done.expert.name}


def _close(request: OfficeRequest, row: Matter, _target: str, _given: dict[str, Any]) -> str:
    assignments.close_matter(row.pk, by=request.office, at=clock.now())
    return _("Closed.")


TAKE_FORMS = ("commit", "seat")
ACTS: dict[str, Act] = {
    "add_party": _add_party,
    "strike_party": _strike_party,
    "invite": _invite,
    "commit": _commit,
    "seat": _seat,
    "ask_drawn": _ask_drawn,
    "release": _release,
    "finish": _finish,
    "preside": _preside,
    "close": _close,
}


def _key(target: str) -> int:
    return int(target) if target.isascii() and target.isdigit() and len(target) < 10 else 0
