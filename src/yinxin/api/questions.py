"""What the API is asked with. Names that it does not know are refused, never ignored."""

from collections.abc import Iterable
from typing import Literal, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from yinxin.web import phrases

R = TypeVar("R", bound=Model)
LARGEST_PAGE = 100
StateOfCertificate = Literal["valid", "suspended", "withdrawn", "cancelled", "expired"]


class UnknownParameter(ValueError):
    """A question with a parameter that the operation does not take; the argument says so, to people. 422."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class OfCertificates(Schema):
    """Which certificates, and which part of their list."""

    q: str = Field("", max_length=60, description="Words of number, holder, product, trademark or standard.")
    state: StateOfCertificate | None = Field(None, description="Only certificates in this state today.")
    page: int = Field(1, ge=1, le=1_000_000, description="The number of the page, from 1.")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="How many rows a page holds, at most 100.")


def known_names(request: HttpRequest, names: Iterable[str] = ()) -> None:
    """Refuse a parameter of another name: a filter that was mistyped must not be answered with everything."""
    known = sorted(names)
    for given in request.GET:
        if given not in known:
            sentence = (
                _("There is no parameter “%(given)s”. There are: %(known)s.")
                if known
                else _("There is no parameter “%(given)s”. This operation takes none.")
            )
            raise UnknownParameter(sentence % {"given": given, "known": phrases.listed(known)})


def part_of(rows: QuerySet[R], *, page: int, limit: int) -> tuple[list[R], int]:
    """The rows of a page, none past the last, and how many there are on all pages."""
    paginator = Paginator(rows, limit)
    if page > paginator.num_pages:
        return [], paginator.count
    return list(paginator.page(page)), paginator.count
