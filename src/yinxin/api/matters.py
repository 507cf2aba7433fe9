"""The operation on matters: asking an expert, through the one door that the pages use; for the institute only."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from ninja.security import SessionAuth

from yinxin.api import schemas
from yinxin.api.questions import known_names
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.lifecycle import KEEPERS
from yinxin.kernel.refusals import NotYours
from yinxin.people.models import Office
from yinxin.web import clock

router = Router(auth=SessionAuth(), tags=["matters"])
REFUSED = dict.fromkeys((401, 403, 404, 409, 422), schemas.Problem)


@router.post(
    "/{int:matter}/assignments",
    response={201: schemas.Assignment, **REFUSED},
    summary="Ask an expert to take part in a matter",
)
def invite(request: HttpRequest, matter: int, asked: schemas.Invitation) -> Any:
    """For officers of the institute, with the session cookie and the CSRF token of the pages.

    An expert with a conflict of interest is refused with 422; the code names the kind (conflict_employer,
    conflict_consultancy and so on), the message the party and until when it bars. So is one who cannot be asked now.
    """
    known_names(request)
    office: Office | None = getattr(request, "office", None)
    if office is None or office.as_role not in KEEPERS:
        raise NotYours(noun="matter", verb="invite", roles=sorted(KEEPERS))
    row = assignments.invite(matter, asked.expert, seat=asked.seat, by=office, at=clock.now())
    return Status(
        201,
        {
            "number": row.pk,
            "matter": row.matter_id,
            "expert": row.expert_id,
            "seat": row.seat,
            "state": row.state,
            "answer_due_on": row.answer_due_on,
        },
    )
