"""The guide for applicants, rendered from the rulebook and from nothing else."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.bodies.models import Body
from yinxin.certification.bodies.queries import bodies_for
from yinxin.scheme.queries import rulebook_in_force
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.products import ProductKind
from yinxin.standards.texts.models import Standard
from yinxin.standards.texts.queries import standards_for_kind
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.public import guiding
from yinxin.web.public.guiding import said
from yinxin.web.public.sharing import card


@dataclass(frozen=True, slots=True)
class ChosenKind:
    """What holds for one kind of product: how it is evaluated, against which standards, and by whom."""

    code: str
    name: str
    mode: str
    formula: str
    standards: list[Standard]
    bodies: list[Body]


@open_to_all
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Procedure, documents, time limits, fees and contacts. `?kind=` gives the documents of a kind of product."""
    today = clock.today()
    book = rulebook_in_force(today)
    kind = next((each for each in book.product_kinds if each.code == request.GET.get("kind")), None)
    context = {
        "book": book,
        "scheme": said(book.name),
        "owner": said(book.owner),
        "kinds": [(each.code, said(each.name)) for each in book.product_kinds],
        "kind": _chosen(book, kind, on=today) if kind else None,
        "steps": guiding.steps_of(book, on=today),
        "documents": guiding.documents_of(book, kind.code if kind else None),
        "clocks": guiding.clocks_of(book, on=today),
        "fees": guiding.fees_of(book),
        "contacts": guiding.contacts_of(book),
        "card": card(
            request,
            _("How to apply"),
            _("The procedure, the documents with their reasons, the time limits, the fees and the contacts."),
        ),
    }
    return render(request, "public/guide.html", context)


def _chosen(book: Rulebook, kind: ProductKind, *, on: date) -> ChosenKind:
    mode = book.mode_of(kind.code)
    return ChosenKind(
        code=kind.code,
        name=said(kind.name),
        mode=said(mode.name),
        formula=said(mode.formula),
        standards=standards_for_kind(kind.code, on),
        bodies=bodies_for(kind.code, on=on),
    )
