"""One expert: who it is, what is kept, and what this office can do now."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.experts.assignments.queries import work_record
from yinxin.experts.pool.lifecycle import EXPERT_LIFE
from yinxin.experts.pool.models import Expert
from yinxin.register.queries import acts
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.expert_acts import ACTS, OF_THE_STAY, open_acts
from yinxin.web.desk.views.experts import CORRECTORS, READERS, found
from yinxin.web.expert_acts import ActForm, Desk, performed
from yinxin.web.expert_record import record_of, scan_of
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status
from yinxin.web.uploads import received


@open_to(*READERS)
@require_safe
def expert(request: OfficeRequest, pk: int) -> HttpResponse:
    """One expert, and what this office can do now."""
    return _page(request, found(request.office, pk), {})


@open_to(*READERS)
@require_POST
@once
def expert_act(request: OfficeRequest, pk: int, verb: str, item: int = 0) -> HttpResponse:
    """Do one of the acts of the page, to the expert or to one of what is kept."""
    row = found(request.office, pk)
    form = performed(
        ACTS,
        verb,
        row,
        item=item,
        data=request.POST,
        files=received(request),
        today=clock.today(),
        by=request.office,
        at=clock.now(),
    )
    if not form.errors:
        messages.success(request, str(ACTS[verb].done))
        return redirect("desk:expert", pk)
    return _page(request, found(request.office, pk), {(verb, item): form}, status=form_status(form))


@open_to(*READERS)
@require_safe
def expert_scan(request: OfficeRequest, pk: int) -> FileResponse:
    """The scan of a qualification."""
    file, name = scan_of(request.office, pk)
    return handed_out(file, name=name)


def _page(
    request: OfficeRequest, row: Expert, refused: Mapping[tuple[str, int], ActForm], *, status: int = 200
) -> HttpResponse:
    today, office = clock.today(), request.office

    def address(verb: str, item: int) -> str:
        arguments = [row.pk, verb, item] if item else [row.pk, verb]
        return reverse("desk:expert_item" if item else "desk:expert_act", args=arguments)

    desk = Desk(row, open_acts(row, office), address, today, office, refused)
    verbs = EXPERT_LIFE.verbs(state=row.state, role=office.as_role)
    context = {
        "crumbs": [(_("Expert pool"), reverse("desk:experts")), (row.name, "")],
        "expert": row,
        **record_of(desk, file_address=lambda scan: reverse("desk:expert_scan", args=[scan])),
        "stay_deeds": desk.deeds(*OF_THE_STAY),
        "may_correct": office.as_role in CORRECTORS and bool({"correct", "revise"} & set(verbs)),
        "work": work_record(row),
        "timeline": timeline_of(acts(subjects=[row.subject])),
    }
    return render(request, "desk/expert.html", context, status=status)
