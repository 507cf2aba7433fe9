"""The guide for applicants, rendered from the rulebook and from nothing else."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.web.access import open_to_all


@open_to_all
@require_safe
def guide(_request: HttpRequest) -> HttpResponse:
    """Opened by the next commit."""
    raise NotFound(noun="page")
