"""What there is to try: an account for each office, and an address for each verdict."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import translation

from yinxin.console.demonstration.addresses import addresses
from yinxin.console.demonstration.people import PASSWORD
from yinxin.people.models import Office
from yinxin.web.wording.people import ROLES

OF_ANSWER = {
    "genuine": "真品 genuine",
    "suspended": "证书暂停 suspended",
    "ended": "证书失效 ended",
    "void": "标签作废 void",
    "suspect": "疑似复制 suspect",
    "mistyped": "输入有误 mistyped",
    "unknown": "查无此码 unknown",
}


def lines(*, base_url: str, now: datetime) -> Iterator[str]:
    """The tables as they are printed."""
    yield ""
    yield f"Accounts: sign in at {base_url}/sign-in, password {PASSWORD}"
    yield ""
    offices = Office.objects.select_related("user", "division", "organisation")
    yield from _table(("user name", "office", "unit"), [_account(office) for office in offices])
    yield ""
    yield "Labels to check, one address for each verdict:"
    yield ""
    rows = [
        (OF_ANSWER[address.answer], address.reason, base_url + address.path) for address in addresses(now=now)
    ]
    yield from _table(("verdict", "reason", "address"), rows)
    yield ""


def _account(office: Office) -> tuple[str, str, str]:
    words = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words.append(str(ROLES[office.role]))
    return office.user.username, " ".join(words), str(office.division or office.organisation)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, tuple("-" * width for width in widths), *rows):
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: an ideograph takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
