"""The register of standards: search, and one standard with its clauses and indicators."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.certificates.queries import public_certificates
from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.standards.comments.queries import commented_project, commented_version
from yinxin.standards.texts import queries
from yinxin.standards.texts.models import Standard, Version
from yinxin.standards.texts.rules import snapshot
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.public.drafts import open_drafts
from yinxin.web.public.finding import StandardFinding
from yinxin.web.public.lines import lines_of
from yinxin.web.public.sharing import card
from yinxin.web.public.views.calls import open_calls
from yinxin.web.standard_document import answers
from yinxin.web.standard_sheet import clauses_of, kinds_of
from yinxin.web.text_differences import Comparison, compared

A_PAGE = 20


@open_to_all
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Every standard that was published, by number; those that were withdrawn say so."""
    form = StandardFinding(request.GET)
    page = Paginator(_found(form), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": form.chips(),
        "page": page,
        "lines": [(standard, kinds_of(standard)) for standard in page],
        "open_drafts": open_drafts(clock.today()),
        "open_calls": open_calls(clock.today()),
        "card": card(
            request,
            _("Standards"),
            _("What a product with the “Meng” mark must fulfil: every published standard, clause by clause."),
        ),
    }
    return render(request, "public/standards.html", context)


@open_to_all
@require_safe
def standard(request: HttpRequest, number: str) -> HttpResponse:
    """A standard in full: each clause, each limit beside the national one, what it replaced, and its certificates."""
    found = queries.standard_of(queries.ever_published(), number)
    under = public_certificates().filter(standard=found).prefetch_related("state_changes")
    page = Paginator(under, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "standard": found,
        "kinds": kinds_of(found),
        "clauses": clauses_of(found),
        "successor": queries.successors_of([found]).get(found.pk),
        "changes": _changes(found),
        "page": page,
        "lines": lines_of(page, today=clock.today()),
        "crumbs": [(_("Standards"), reverse("public:standards")), (found.printed_number, "")],
        "card": card(request, found.title, f"{found.printed_number} {found.title}", kind="article"),
    }
    return render(request, "public/standard.html", context)


@open_to_all
@require_safe
def document(request: HttpRequest, number: str, ending: str) -> HttpResponse:  # noqa: ARG001 - Django hands it in
    """A published standard as a Word file or a PDF."""
    return _document(queries.standard_of(queries.ever_published(), number), None, ending)


@open_to_all
@require_safe
def draft_document(request: HttpRequest, number: str, ending: str) -> HttpResponse:  # noqa: ARG001 - the same
    """The draft that is, or was, open for comment, as it was frozen for that."""
    project = commented_project(number)
    version = commented_version(project)
    if version is None:  # the text as it stands now is nobody's to read
        raise NotFound(noun="project", number=number)
    return _document(project.standard, version, ending)


def _document(found: Standard, version: Version | None, ending: str) -> HttpResponse:
    if ending not in answers.ANSWERS:
        raise NotFound(noun="page")
    return answers.ANSWERS[ending](found, version, at=clock.now())


def _changes(found: Standard) -> Comparison | None:
    """What differs from the standard that it took the place of, where both texts are public."""
    if found.replaces is None:
        return None
    texts = [queries.clauses_in_order(row) for row in (found.replaces, found)]
    old, new = (snapshot(text) for text in texts)
    return compared(old, new) if all(texts) else None


def _found(form: StandardFinding) -> QuerySet[Standard]:
    rows, chosen = queries.ever_published(), form.chosen
    if "q" in chosen:
        rows = queries.holding_words(rows, chosen["q"])
    if "industry" in chosen:
        rows = rows.filter(industry=chosen["industry"])
    if "division" in chosen:
        rows = rows.filter(division__in=divisions_within(Division.objects.get(code=chosen["division"])))
    if "klass" in chosen:
        rows = rows.filter(number__contains=f"{chosen['klass']}.")
    if "state" in chosen:
        rows = rows.filter(state=chosen["state"])
    return rows
