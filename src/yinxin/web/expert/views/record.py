"""What the pool holds of an expert, read and kept by the expert."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yinxin.experts.pool.lifecycle import EXPERT_LIFE
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.expert_acts import KEEPING, ActForm, Desk, performed
from yinxin.web.expert_record import record_of, scan_of
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status
from yinxin.web.uploads import received


@open_to(Role.EXPERT)
@require_safe
def record(request: OfficeRequest) -> HttpResponse:
    """All that is kept of the expert who asks."""
    return _page(request, _own(request.office), {})


@open_to(Role.EXPERT)
@require_POST
@once
def record_act(request: OfficeRequest, verb: str, item: int = 0) -> HttpResponse:
    """Enter something, or end or take back what the expert entered."""
    form = performed(
        KEEPING,
        verb,
        _own(request.office),
        item=item,
        data=request.POST,
        files=received(request),
        today=clock.today(),
        by=request.office,
        at=clock.now(),
    )
    if not form.errors:
        messages.success(request, str(KEEPING[verb].done))
        return redirect("expert:record")
    return _page(request, _own(request.office), {(verb, item): form}, status=form_status(form))


@open_to(Role.EXPERT)
@require_safe
def record_scan(request: OfficeRequest, pk: int) -> FileResponse:
    """The scan of one of the expert's own qualifications."""
    file, name = scan_of(request.office, pk)
    return handed_out(file, name=name)


def _own(office: Office) -> Expert:
    row = experts_in_reach(office).first()
    if row is None:
        raise NotFound(noun="expert")
    return row


def _page(
    request: OfficeRequest, row: Expert, refused: Mapping[tuple[str, int], ActForm], *, status: int = 200
) -> HttpResponse:
    office = request.office
    may_keep = "keep" in EXPERT_LIFE.verbs(state=row.state, role=office.as_role)

    def address(verb: str, item: int) -> str:
        arguments = [verb, item] if item else [verb]
        return reverse("expert:record_item" if item else "expert:record_act", args=arguments)

    desk = Desk(row, KEEPING if may_keep else {}, address, clock.today(), office, refused)
    context = {
        "expert": row,
        **record_of(desk, file_address=lambda scan: reverse("expert:record_scan", args=[scan])),
        "may_keep": may_keep,
    }
    return render(request, "expert/record.html", context, status=status)
