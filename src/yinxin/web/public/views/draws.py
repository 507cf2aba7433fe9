"""Draws by lot: the list of all, one with everything that anybody needs to recompute it, and that as data."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.draws import queries
from yinxin.draws.lifecycle import DrawState
from yinxin.web.access import open_to_all
from yinxin.web.draw_sheet import sheet
from yinxin.web.public.sharing import card

A_PAGE = 20


@open_to_all
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw, the latest first; those that were abandoned too."""
    page = Paginator(queries.public_draws(), A_PAGE).get_page(request.GET.get("page"))
    lead = _(
        "Panels are drawn by lot, from a list that was fixed before and by a number that nobody can choose. Anybody "
        "can recompute a draw."
    )
    return render(
        request, "public/draws.html", {"page": page, "lead": lead, "card": card(request, _("Draws"), lead)}
    )


@open_to_all
@require_safe
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One draw: list, commitment, value, who was taken, and how to check it."""
    shown = sheet(queries.public_draw(number))
    context = {
        "sheet": shown,
        "draw": shown.draw,
        "is_drawn": shown.draw.state == DrawState.DRAWN,
        "crumbs": [(_("Draws"), reverse("public:draws")), (number, "")],
        "card": card(request, f"{number} {shown.draw.title}", shown.draw.source, kind="article"),
    }
    return render(request, "public/draw.html", context)


@open_to_all
@require_safe
def record(request: HttpRequest, number: str) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """The record of a draw: all that `yinxin draw verify`, the page's script, and anybody's own script need."""
    data = queries.record_of(queries.public_draw(number))
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"  # public data, for whoever checks it from elsewhere
    return answer
