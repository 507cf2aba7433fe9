"""The first page of the portal: what the mark stands for, where the scheme stands, what is new."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.queries import public_certificates
from yinxin.people.models import Division
from yinxin.publicity.queries import published as news
from yinxin.scheme.queries import rulebook_in_force
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.queries import published
from yinxin.statistics.queries import figures
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.area import served
from yinxin.web.figures import LOOKS, Look
from yinxin.web.public.drafts import open_drafts
from yinxin.web.public.finding import IN_FORCE
from yinxin.web.public.lines import lines_of
from yinxin.web.public.sharing import card
from yinxin.web.public.views.calls import open_calls

NEWEST = 5
# The figures of the home page, and the public list that each leads to, where there is one.
SHOWN: dict[str, tuple[str, str]] = {
    "standards_published": ("public:standards", f"state={StandardState.PUBLISHED}&division={{area}}"),
    "enterprises_certified": ("public:enterprises", f"holding={IN_FORCE}&banner={{area}}"),
    "certificates_in_force": ("public:products", f"state={CertificateState.VALID}&banner={{area}}"),
    "enterprises_in_pool": ("", ""),
    "experts_in_pool": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its words and the list behind it."""

    look: Look
    value: int
    url: str


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the mark stands for, a box for a code, figures of today, and what came last."""
    today = clock.today()
    area = served(rulebook_in_force(today))
    newest = public_certificates().order_by("-issued_on", "number").prefetch_related("state_changes")
    context = {
        "area": area,
        "figures": _figures(area, today) if area else [],
        "open_drafts": open_drafts(today),
        "open_calls": open_calls(today),
        "certificates": lines_of(newest[:NEWEST], today=today),
        "standards": published(today).order_by("-published_on", "number")[:NEWEST],
        "articles": news()[:NEWEST],
        "card": card(
            request,
            _("“Meng” mark certification"),
            _("What the “Meng” mark on a product of Alxa stands for, and how anyone can check it."),
        ),
    }
    return render(request, "public/home.html", context)


def _figures(area: Division, today: date) -> list[Shown]:
    found = figures(SHOWN, division=area, as_of=today)
    return [
        Shown(
            LOOKS[name],
            found[name].value,
            f"{reverse(view)}?{query.format(area=area.code)}" if view else "",
        )
        for name, (view, query) in SHOWN.items()
    ]
