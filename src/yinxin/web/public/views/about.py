"""What the portal says of itself: privacy, accessibility, and what robots may read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.web.access import open_to_all


@open_to_all
@require_safe
def privacy(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")


@open_to_all
@require_safe
def accessibility(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")


@open_to_all
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")
