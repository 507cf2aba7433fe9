"""Files that people of the journeys hand in: enough of each kind to be taken, and some that cannot be."""

from typing import TypedDict

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
PHOTO = bytes.fromhex(  # a picture of one grey dot
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6368000000820081dd436af40000000049454e44ae426082"
)


class Paper(TypedDict):
    """A file as Playwright takes it."""

    name: str
    mimeType: str
    buffer: bytes


def paper(name: str, *, megabytes: int = 0) -> Paper:
    """A file whose first bytes are what its name says; as heavy as wanted."""
    kind = name.rpartition(".")[2]
    start = PHOTO if kind == "png" else STARTS[kind]
    return {"name": name, "mimeType": MEDIA_TYPES[kind], "buffer": start.ljust(megabytes * MEGABYTE, b" ")}
