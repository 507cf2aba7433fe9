"""Calls for proposals on the portal: what is asked for, until when, and how anyone concerned proposes."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.roles import Role
from yinxin.standards.calls import queries
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.call_sheet import ShownCall, shown_calls
from yinxin.web.public.sharing import card

_PROPOSE: dict[Role, str] = {
    Role.ENTERPRISE: "enterprise:proposal_new",
    Role.ASSOCIATION: "enterprise:proposal_new",
    Role.LEAGUE_OFFICER: "desk:proposal_new",
    Role.BANNER_OFFICER: "desk:proposal_new",
    Role.INSTITUTE_OFFICER: "desk:proposal_new",
}


@open_to_all
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Every call that was opened: those that are open first, then the latest."""
    lines = shown_calls(queries.public_calls(), today=clock.today())
    context = {
        "lines": sorted(lines, key=lambda line: line.is_over),
        "crumbs": [(_("Standards"), reverse("public:standards")), (_("Calls for proposals"), "")],
        "card": card(
            request,
            _("Calls for proposals"),
            _("Which standards are to be written next, and who may propose them."),
        ),
    }
    return render(request, "public/calls.html", context)


@open_to_all
@require_safe
def call(request: HttpRequest, key: str) -> HttpResponse:
    """One call in full."""
    found = queries.call_of(queries.public_calls(), key)
    (line,) = shown_calls([found], today=clock.today())
    office = getattr(request, "office", None)
    address = _PROPOSE.get(office.as_role) if office else None
    context = {
        "call": found,
        "line": line,
        "propose_url": f"{reverse(address)}?call={found.key}" if address else "",
        "sign_in_url": f"{reverse('login')}?next={reverse('enterprise:proposal_new')}%3Fcall%3D{found.key}",
        "crumbs": [(_("Calls for proposals"), reverse("public:calls")), (line.batch, "")],
        "card": card(request, found.title, found.text, kind="article"),
    }
    return render(request, "public/call.html", context)


def open_calls(today: date) -> list[ShownCall]:
    """The calls that anyone concerned may answer today, the next to close first."""
    return shown_calls(queries.open_calls(today=today), today=today)
