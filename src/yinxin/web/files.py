"""Files that people handed in: given out one by one to those who may see them, never by a public address."""

import mimetypes

from django.core.files.base import File
from django.http import FileResponse

# What a browser shows by itself, so that a person reading a case need not collect downloads.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def handed_out(file: "File[bytes]", *, name: str) -> FileResponse:
    """The file, shown in the browser if it is a PDF or a picture, as a download otherwise.

    What it is was judged by its first bytes when it came in. The browser is told not to guess, and the policy of our
    pages, under which nothing runs, holds for it too.
    """
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(
        file.open("rb"), as_attachment=kind not in SHOWN, filename=name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def is_shown(name: str) -> bool:
    """Whether `handed_out` lets the browser show it."""
    return mimetypes.guess_type(name)[0] in SHOWN
