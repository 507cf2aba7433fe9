"""Label batches, their codes, and checks of them."""

from datetime import date, datetime, timedelta

from tests.given import certification, people
from yinxin.certification.models import Certificate
from yinxin.marks import actions as marks
from yinxin.marks import queries
from yinxin.marks.models import LabelBatch
from yinxin.marks.verification import Verdict
from yinxin.people.models import Office

PRODUCED_ON = date(2024, 11, 8)
ORDERED = certification.on(11, 10)


def batch(
    of: Certificate | None = None,
    *,
    lot: str = "20241108A",
    produced_on: date = PRODUCED_ON,
    count: int = 10,
    by: Office | None = None,
    at: datetime = ORDERED,
) -> LabelBatch:
    """Labels of one lot, ordered by the holder."""
    certificate = of or certification.certificate()
    return marks.issue_batch(
        certificate.number,
        lot=lot,
        produced_on=produced_on,
        count=count,
        by=by or certification.applicant(certificate.enterprise),
        at=at,
    )


def code(of: LabelBatch | None = None, *, serial: int = 1) -> str:
    """The code on one label."""
    return queries.unit_code(of or batch(), serial)


def voided(
    of: LabelBatch | None = None,
    *,
    first: int = 1,
    count: int = 2,
    by: Office | None = None,
    at: datetime = people.NOW,
) -> LabelBatch:
    """A batch of which some labels are voided."""
    row = of or batch()
    holder = certification.applicant(row.certificate.enterprise)
    marks.void_range(row.number, first=first, count=count, reason="打印损坏", by=by or holder, at=at)
    return row


def voided_batch(of: LabelBatch | None = None, *, at: datetime = people.NOW) -> LabelBatch:
    """A batch of which all labels are voided."""
    row = of or batch()
    holder = certification.applicant(row.certificate.enterprise)
    return marks.void(row.number, reason="整批召回", by=holder, at=at)


def checked(
    text: str, *, times: int = 1, places: tuple[str, ...] = ("",), gtin: str = "", at: datetime = people.NOW
) -> Verdict:
    """A code that was checked so often, a minute apart, from these places in turn; the last answer."""
    for number in range(times):
        place = places[number % len(places)]
        answer = marks.check(
            text, gtin=gtin, place=place, device=f"device {place}", at=at + timedelta(minutes=number)
        )
    return answer
