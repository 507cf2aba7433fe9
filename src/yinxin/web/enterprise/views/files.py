"""Files that belong to one's own cases: handed out one by one, never by a public address."""

from pathlib import PurePath

from django.core.files.base import File
from django.http import FileResponse
from django.views.decorators.http import require_safe

from yinxin.certification.applications import queries as applications
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.web.access import OfficeRequest, open_to


@open_to(Role.ENTERPRISE)
@require_safe
def document(request: OfficeRequest, number: str, pk: int) -> FileResponse:
    """A document of one's own case, an earlier one too."""
    application = applications.application_of(request.office, number)
    found = application.documents.filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="document")
    return _handed_out(found.file, name=found.name)


@open_to(Role.ENTERPRISE)
@require_safe
def evidence(request: OfficeRequest, number: str, name: str) -> FileResponse:
    """The evidence that was handed in with the answer to a nonconformity."""
    application = applications.application_of(request.office, number)
    found = application.nonconformities.filter(number=name).exclude(evidence="").first()
    if found is None:
        raise NotFound(noun="document")
    return _handed_out(found.evidence, name=PurePath(found.evidence.name or "").name)


def _handed_out(file: "File[bytes]", *, name: str) -> FileResponse:
    # As a download, whatever its kind: a file that somebody sent never runs in our pages.
    return FileResponse(file.open("rb"), as_attachment=True, filename=name)
