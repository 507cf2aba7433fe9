"""The register of standards: search, and one standard with its clauses and indicators."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.web.access import open_to_all


@open_to_all
@require_safe
def standards(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")


@open_to_all
@require_safe
def standard(_request: HttpRequest, number: str) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")
