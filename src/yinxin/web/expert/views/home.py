"""What waits for the expert."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yinxin.experts.assignments.queries import assignments_in_reach
from yinxin.kernel.roles import Role
from yinxin.web.access import OfficeRequest, open_to


@open_to(Role.EXPERT)
@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """Invitations and work, the newest first."""
    return render(request, "expert/home.html", {"assignments": assignments_in_reach(request.office)})
