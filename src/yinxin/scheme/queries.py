"""Which rulebook holds. The only part of this package that knows where the files are."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.loading import load
from yinxin.scheme.rules.values import UnknownName

SCHEME = "mengbiao"


def rulebook(version: str | None = None) -> Rulebook:
    """The rulebook of a version, such as a case keeps; without one, the latest. Raises UnknownName."""
    books = _books(Path(settings.SCHEMES_DIR))
    if version is None:
        return max(books.values(), key=lambda book: book.in_force_from)
    if version not in books:
        raise UnknownName("rulebook", version)
    return books[version]


def rulebook_in_force(day: date) -> Rulebook:
    """The rulebook under which a case that is accepted on that day is decided. Raises UnknownName."""
    in_force = [book for book in rulebooks() if book.in_force_from <= day]
    if not in_force:
        raise UnknownName("rulebook", str(day))
    return in_force[-1]


def rulebooks() -> tuple[Rulebook, ...]:
    """Every version, oldest first."""
    return tuple(sorted(_books(Path(settings.SCHEMES_DIR)).values(), key=lambda book: book.in_force_from))


@cache
def _books(directory: Path) -> Mapping[str, Rulebook]:
    """Every file of the scheme, read once for the life of the process. Raises BadRulebook."""
    files = sorted((directory / SCHEME).glob("*.toml"))
    if not files:
        raise UnknownName("scheme", str(directory / SCHEME))
    return MappingProxyType({book.version: book for book in map(load, files)})
