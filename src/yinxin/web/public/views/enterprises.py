"""The register of certified enterprises, in neutral order."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.web.access import open_to_all


@open_to_all
@require_safe
def enterprises(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")


@open_to_all
@require_safe
def enterprise(_request: HttpRequest, pk: int) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")
