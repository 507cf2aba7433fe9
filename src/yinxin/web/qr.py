"""QR codes: as a drawing for a page, as an image for a PDF. The picture carries an address, nothing else."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks
PIXELS = 8  # a module in the image: sharp at 300 dpi and 25 mm


def drawing(text: str, *, title: str) -> SafeString:
    """The code as SVG for a page: it scales with its frame, needs no image request and no inline style.

    It is dark on white on every theme, since many readers do not take it the other way round.
    """
    code = _code(text)
    side = code.symbol_size(border=QUIET_ZONE)[0]
    path = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row, line in enumerate(code.matrix)
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" shape-rendering="crispEdges"><title>{}</title>'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        side,
        side,
        title,
        mark_safe(path),  # noqa: S308 - made of numbers above
    )


def image_data(text: str) -> str:
    """The code as a PNG in a data: address, for documents that stand alone."""
    return str(_code(text).png_data_uri(scale=PIXELS, border=QUIET_ZONE))


def _code(text: str) -> segno.QRCode:
    # M mends 15 %: a label gets scratched. Never a Micro QR, which phones do not read.
    return segno.make(text, error="m", micro=False)
