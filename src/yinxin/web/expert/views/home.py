"""What waits for the expert, what is under way, and what was done."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yinxin.experts.assignments import queries
from yinxin.experts.assignments.lifecycle import AssignmentState
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.expert.forms import ServiceForm
from yinxin.web.wording.assignments import PURPOSES

PAST_SHOWN = 100


@open_to(Role.EXPERT)
@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """Invitations first, then work under way, then what is over, with the work record."""
    expert = experts_in_reach(request.office).first()
    if expert is None:
        raise NotFound(noun="expert")
    today = clock.today()
    record = queries.work_record(expert)
    lines = [(each, PURPOSES[each.matter.purpose]) for each in record.assignments]
    context = {
        "expert": expert,
        "record": record,
        "invitations": [line for line in lines if line[0].state == AssignmentState.INVITED],
        "current": [
            (each, purpose, queries.undeclared(each))
            for each, purpose in lines
            if each.state == AssignmentState.ACCEPTED
        ],
        "past": [line for line in lines if line[0].ended_at][:PAST_SHOWN],
        "today": today,
        "service_form": ServiceForm(today=today),
    }
    return render(request, "expert/home.html", context)
