"""Certificates as lines of a list: each with the state in which it stands today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yinxin.certification.certificates import queries
from yinxin.certification.certificates.models import Certificate


@dataclass(frozen=True, slots=True)
class Line:
    """A certificate and its state."""

    certificate: Certificate
    state: str


def lines_of(certificates: Iterable[Certificate], *, today: date) -> list[Line]:
    """The lines, in the order given. The rows' changes of state are read once where they were prefetched."""
    return [Line(each, queries.state_on(each, today) or each.state) for each in certificates]
