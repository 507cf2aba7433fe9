"""The document as the answer to a request."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yinxin.standards.texts.models import Standard, Version
from yinxin.web.standard_document.pdf import pdf
from yinxin.web.standard_document.structure import StandardDocument, document_of
from yinxin.web.standard_document.word import word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class Answer(Protocol):
    """Makes the answer in one format."""

    def __call__(self, standard: Standard, version: Version | None, *, at: datetime) -> HttpResponse: ...


def as_word(standard: Standard, version: Version | None, *, at: datetime) -> HttpResponse:
    """A Word file to keep."""
    return _answer(standard, version, "docx", WORD, lambda document: word(document, at=at))


def as_pdf(standard: Standard, version: Version | None, *, at: datetime) -> HttpResponse:  # noqa: ARG001 - the same for both
    """A PDF, which the browser shows."""
    return _answer(standard, version, "pdf", PDF, pdf)


def _answer(
    standard: Standard,
    version: Version | None,
    ending: str,
    kind: str,
    write: Callable[[StandardDocument], bytes],
) -> HttpResponse:
    document = document_of(standard, version=version)
    response = HttpResponse(write(document), content_type=kind)
    disposition = content_disposition_header(ending != "pdf", f"{document.file_name}.{ending}")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


ANSWERS: dict[str, Answer] = {"docx": as_word, "pdf": as_pdf}
