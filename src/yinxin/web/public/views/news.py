"""News, one article, and the request to take an article down."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.web.access import open_to_all


@open_to_all
@require_safe
def news(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")


@open_to_all
@require_safe
def article(_request: HttpRequest, slug: str) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")
