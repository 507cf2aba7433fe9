"""What the API is asked with. Names and values that it does not know are refused, never ignored."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field

from yinxin.api.schemas import StateOfCertificate, StateOfStandard
from yinxin.ledgers.rules import FIRST_YEAR
from yinxin.web import phrases

R = TypeVar("R", bound=Model)
LARGEST_PAGE = 100


class BadQuestion(ValueError):
    """A question that cannot be answered; the argument says why, to people. 422."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Question(Schema):
    """The parameters of one operation."""

    model_config = ConfigDict(extra="forbid")


class OfPages(Question):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=1_000_000, description="The number of the page, from 1.")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="How many rows a page holds, at most 100.")


class OfStandards(OfPages):
    """Which standards."""

    q: str = Field("", max_length=60, description="Words of the title, or a number in any spelling.")
    industry: str = Field("", description="The code of an industry.")
    division: str = Field("", description="The code of a division; its parts are included.")
    state: StateOfStandard | None = Field(None, description="Only standards in this state.")


class OfEnterprises(OfPages):
    """Which enterprises."""

    q: str = Field("", max_length=60, description="A part of the name.")
    industry: str = Field("", description="The code of an industry.")
    division: str = Field("", description="The code of a division; its parts are included.")


class OfCertificates(OfPages):
    """Which certificates."""

    q: str = Field("", max_length=60, description="Words of number, holder, product, trademark or standard.")
    industry: str = Field("", description="The code of the holder's industry.")
    division: str = Field("", description="The code of the holder's division; its parts are included.")
    state: StateOfCertificate | None = Field(None, description="Only certificates in this state today.")


class OfFigures(Question):
    """Of which division, and as of which day."""

    division: str = Field(
        "", description="The code of a division; left out, the one that the scheme is run for."
    )
    as_of: date | None = Field(
        None, ge=date(FIRST_YEAR, 1, 1), description="As of the end of which day; left out, today."
    )


class OfVerdict(Question):
    """What else the package says."""

    gtin: str = Field("", max_length=32, description="The item number printed on the package, to compare.")


def known_names(request: HttpRequest, names: Iterable[str]) -> None:
    """Refuse a parameter of another name: a filter that was mistyped must not be answered with everything."""
    known = sorted(names)
    for given in request.GET:
        if given not in known:
            raise BadQuestion(
                _("There is no parameter “%(given)s”. There are: %(known)s.")
                % {"given": given, "known": phrases.listed(known)}
            )


def row_of(rows: QuerySet[R], *, code: str, parameter: str) -> R:
    """The row of a code that a parameter names."""
    found = rows.filter(code=code).first()
    if found is None:
        raise BadQuestion(
            _("“%(code)s” is not a known value of “%(parameter)s”.") % {"code": code, "parameter": parameter}
        )
    return found


def part_of(rows: QuerySet[R], asked: OfPages) -> tuple[list[R], int]:
    """The rows of the page, none past the last, and how many there are in all."""
    paginator = Paginator(rows, asked.limit)
    if asked.page > paginator.num_pages:
        return [], paginator.count
    return list(paginator.page(asked.page)), paginator.count
