"""Reading the text of a page as a clipping. Pure.

Such a page starts with a list of other headlines, often twice, which is not part of the article. Then come the title,
one line with the time of publication, the author and the source, the paragraphs, the link to the original, and a
disclaimer that says how to have the text taken down. A clipping stands only with all of these: 著作权法 art. 24 asks
for the author and the source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")


LONGEST_TITLE = 160

_COLON = r"\s*[:：]\s*"
_HEADLINE = re.compile(r"-\s.*\d{4}-\d{2}-\d{2}")
_HEAD = re.compile(rf"(?:发布时间|发布日期|作者|来源){_COLON}")
_TIME = re.compile(
    rf"(?:发布时间|发布日期){_COLON}(\d{{4}}-\d{{2}}-\d{{2}}(?:\s+\d{{2}}:\d{{2}}(?::\d{{2}})?)?)"
)
_AUTHOR = re.compile(rf"作者{_COLON}(?!来源)(\S+)")
_SOURCE = re.compile(rf"来源{_COLON}(\S.*)")
_LINK = re.compile(rf"原文链接{_COLON}(https?://\S+)")
_DISCLAIMER = re.compile(r"[\[［【]\s*免责声明\s*[\]］】]")


class Unreadable(ValueError):
    """The text is not that of an article's page; `missing` names the parts that were not found."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article as its page gives it."""

    title: str
    originally_at: datetime
    author: str
    source: str
    paragraphs: tuple[str, ...]
    original_url: str
    disclaimer: str

    @property
    def body(self) -> str:
        """The paragraphs, with an empty line between two."""
        return "\n\n".join(self.paragraphs)


def parse_page(text: str) -> Clipping:
    """Read the text of a page. Leaves out the headlines at its top and nothing else; refuses with Unreadable."""
    lines = _without_headlines(text)
    head = _first(lines, _HEAD)
    end = min(_first(lines, _LINK), _first(lines, _DISCLAIMER))
    title = " ".join(lines[:head]) if head < len(lines) else ""
    stated = lines[head] if head < len(lines) else ""
    tail = lines[end:]
    link = next(filter(None, map(_LINK.search, tail)), None)
    notice = [line for line in tail if not _LINK.search(line)]

    originally_at = _moment(_part(_TIME, stated))
    clipping = Clipping(
        title=title if len(title) <= LONGEST_TITLE else "",
        originally_at=originally_at or datetime.min.replace(tzinfo=HERE),
        author=_part(_AUTHOR, stated),
        source=_part(_SOURCE, stated),
        paragraphs=tuple(lines[head + 1 : end]),
        original_url=link[1] if link else "",
        disclaimer="\n".join(notice) if _first(notice, _DISCLAIMER) < len(notice) else "",
    )
    found = {
        "title": clipping.title,
        "time": originally_at,
        "author": clipping.author,
        "source": clipping.source,
        "body": clipping.paragraphs,
        "original_link": clipping.original_url,
        "disclaimer": clipping.disclaimer,
    }
    if not all(found.values()):
        raise Unreadable(tuple(part for part, value in found.items() if not value))
    return clipping


def _without_headlines(text: str) -> list[str]:
    lines = [line for line in (raw.strip() for raw in text.lstrip("\ufeff").splitlines()) if line]
    return list(dropwhile(_HEADLINE.fullmatch, lines))


def _first(lines: Sequence[str], pattern: re.Pattern[str]) -> int:
    """Where the first line stands that the pattern is found in; past the end if there is none."""
    return next((place for place, line in enumerate(lines) if pattern.search(line)), len(lines))


def _part(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line)
    return found[1].strip() if found else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(" ".join(text.split())).replace(tzinfo=HERE)
    except ValueError:
        return None


def slug_of(url: str, originally_on: date) -> str:
    """The address of a clipping: its day, and how its original is called there.

    >>> slug_of("http://amr.nmg.gov.cn/zw/jcdt/202412/t20241206_2620503.html", date(2024, 12, 11))
    '2024-12-11-t20241206-2620503'
    """
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2].rpartition(".")[0]
    name = re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")
    return f"{originally_on:%Y-%m-%d}-{name}"[:54].rstrip("-")
