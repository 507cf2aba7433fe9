"""Files that people of the journeys hand in: enough of each kind to be taken, and some that cannot be."""

from io import BytesIO
from pathlib import Path
from typing import TypedDict

from PIL import Image

MEGABYTE = 1024 * 1024
STARTS = {
    "pdf": b"%PDF-1.4\n%%EOF\n",
    "xlsx": b"PK\x03\x04",
    "txt": "随手记的几行字。".encode(),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "txt": "text/plain",
}


class Paper(TypedDict):
    """A file as Playwright takes it."""

    name: str
    mimeType: str
    buffer: bytes


def paper(name: str) -> Paper:
    """A small file whose first bytes are what its name says."""
    kind = name.rpartition(".")[2]
    content = _photo() if kind == "png" else STARTS[kind]
    return {"name": name, "mimeType": MEDIA_TYPES[kind], "buffer": content}


def heavy_paper(file: Path) -> Path:
    """The same on the disk, larger than anything that may be sent."""
    file.write_bytes(paper(file.name)["buffer"])
    with file.open("r+b") as written:
        written.truncate(21 * MEGABYTE)
    return file


def _photo() -> bytes:
    picture, content = Image.linear_gradient("L").resize((640, 480)), BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()
