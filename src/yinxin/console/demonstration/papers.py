"""Files that stand for papers: each says on its face that it is a demonstration."""

import hashlib
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

NOTE = "演示文件，没有实际内容"

# A font that every viewer puts something Chinese in the place of, so that none has to be embedded.
COLLECTION = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >>"
METRICS = "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it would arrive from a browser."""

    name: str
    content: bytes

    @property
    def file(self) -> "ContentFile[bytes]":
        return ContentFile(self.content, name=self.name)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def document(title: str, holder: str) -> Paper:
    """A page of PDF with a title, a holder and the note."""
    return Paper(f"{title}（演示文件）.pdf", _pdf([title, holder, NOTE]))


def photo(title: str) -> Paper:
    """A small picture that cannot be taken for a real one."""
    image = Image.new("RGB", (480, 320), "#eae4d6")
    draw = ImageDraw.Draw(image)
    for start in range(-320, 480, 40):
        draw.line([(start, 320), (start + 320, 0)], fill="#ddd4c0", width=12)
    draw.text((186, 150), "DEMONSTRATION", fill="#5b5140")
    content = io.BytesIO()
    image.save(content, "PNG")
    return Paper(f"{title}（演示图片）.png", content.getvalue())


def _pdf(lines: list[str]) -> bytes:
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    stream = f"BT /F1 20 Tf 36 TL 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 8 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R {COLLECTION} >>",
        f"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 {METRICS} >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()
