"""QR codes are read back by a reader that knows nothing of us."""

import base64
import io
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from yinxin.web import qr

ADDRESSES = [
    "https://yinxin.example/v/0123456789ABCDEFG",
    "https://yinxin.example/certificates/MZ202415292200001/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_image_says_the_address(address):
    kind, data = qr.image_data(address).split(";base64,")
    picture = Image.open(io.BytesIO(base64.b64decode(data)))

    assert kind == "data:image/png"
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_says_the_address(address):
    drawing = qr.drawing(address, title="a title")
    side = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])
    picture = Image.new("L", (side * 8, side * 8), 255)
    pen = ImageDraw.Draw(picture)
    for column, row in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
        left, top = int(column) * 8, int(row) * 8
        pen.rectangle((left, top, left + 7, top + 7), fill=0)

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


def test_the_drawing_needs_no_style_and_escapes_its_title():
    drawing = qr.drawing(ADDRESSES[0], title="<b>")

    assert "style=" not in drawing
    assert "<title>&lt;b&gt;</title>" in drawing
