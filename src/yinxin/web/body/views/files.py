"""The files of a case, for the persons of its body."""

from django.http import FileResponse
from django.views.decorators.http import require_safe

from yinxin.certification.applications.queries import application_of
from yinxin.kernel.roles import BODY_ROLES
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.case_file import document_of, evidence_of
from yinxin.web.files import handed_out


@open_to(*BODY_ROLES)
@require_safe
def document(request: OfficeRequest, number: str, pk: int) -> FileResponse:
    """A document of a case in reach, an earlier version too."""
    file, name = document_of(application_of(request.office, number), pk)
    return handed_out(file, name=name)


@open_to(*BODY_ROLES)
@require_safe
def evidence(request: OfficeRequest, number: str, nonconformity: str) -> FileResponse:
    """What was handed in with a correction."""
    file, name = evidence_of(application_of(request.office, number), nonconformity)
    return handed_out(file, name=name)
