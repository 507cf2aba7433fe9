"""Uploads: what is too large never fills the disk, and the rest of its form is still read."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAGIC = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "xlsx": (b"PK\x03\x04",),
    "docx": (b"PK\x03\x04",),
}
ALIASES = {"jpeg": "jpg"}
OVERSIZED = "yinxin.oversized"


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Drops a file at the limit and remembers its field, so that the form can say so and keep all else."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Refuse the file, not the request."""
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self.request.META.setdefault(OVERSIZED, {})[self.field_name] = self.file_name  # type: ignore[union-attr]
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


class UploadField(forms.FileField):
    """A file of one of `formats`, judged by its first bytes and not by its name alone.

    The form must be built with `files=received(request)`.
    """

    def __init__(self, *, formats: tuple[str, ...], **kwargs: Any) -> None:
        self.formats = formats
        kwargs.setdefault(
            "widget",
            forms.ClearableFileInput(
                attrs={
                    "accept": ",".join(f".{name}" for name in formats),
                    "data-max-bytes": settings.UPLOAD_MAX_BYTES,
                },
            ),
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuses what was too large, empty, or of another kind than its name says."""
        if isinstance(data, Oversized):
            raise forms.ValidationError(
                _(
                    "“%(name)s” is larger than %(limit)s. Make it smaller or split it; all else on this page is kept."
                ),
                code="too_large",
                params={"name": data.name, "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)},
            )
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: "UploadedFile[bytes]") -> None:
        ending = (file.name or "").rpartition(".")[2].lower()
        ending = ALIASES.get(ending, ending)
        head = file.read(16)
        file.seek(0)
        if ending not in self.formats or not head.startswith(MAGIC[ending]):
            raise forms.ValidationError(
                _("“%(name)s” is not one of the kinds that are taken here: %(formats)s."),
                code="wrong_format",
                params={"name": file.name, "formats": ", ".join(self.formats)},
            )


class Oversized:
    """Stands in the files of a form for a file that was dropped at the limit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 1


def received(request: Any) -> Any:
    """The request's files, with a mark where one was too large."""
    files = request.FILES.copy()
    for field, name in request.META.get(OVERSIZED, {}).items():
        files[field] = Oversized(name)
    return files


def sha256_of(file: "UploadedFile[bytes]") -> str:
    """The hash of an upload; the file is read from its start and put back there."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
