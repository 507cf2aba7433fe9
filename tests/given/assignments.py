"""Matters with their parties, and experts who were invited, who accepted, and whole panels."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from tests.given import experts as given_experts
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.actions import PartyLine
from yinxin.experts.assignments.models import Assignment, Matter
from yinxin.experts.pool.models import Expert
from yinxin.people.models import Office

MILK = "示例乳业有限公司"
STARTS_ON, ENDS_ON = date(2024, 12, 2), date(2024, 12, 6)

Party = PartyLine | str


def matter(
    *,
    parties: Sequence[Party] = (MILK,),
    purpose: str = "review",
    title: str = "“蒙”字标认证要求 阿拉善驼奶（演示）审查",
    subject_of: str = "",
    starts_on: date = STARTS_ON,
    ends_on: date = ENDS_ON,
    by: Office | None = None,
    at: datetime = NOW,
) -> Matter:
    """A matter for which nobody has been asked; a party that is only a name is a drafter."""
    return assignments.open_matter(
        purpose=purpose,
        title=title,
        subject_of=subject_of,
        parties=[party if isinstance(party, PartyLine) else PartyLine("drafter", party) for party in parties],
        division=given_people.division(),
        starts_on=starts_on,
        ends_on=ends_on,
        is_invented=True,
        by=by or given_people.institute_officer(),
        at=at,
    )


def invited(
    of: Matter | None = None, expert: Expert | None = None, *, seat: str = "member", at: datetime = NOW
) -> Assignment:
    """An expert with an account who was asked and has not answered."""
    of = of or matter(at=at)
    expert = expert or given_experts.expert(f"示例专家 {Expert.objects.count() + 1:02d}")
    given_experts.expert_office(expert)
    return assignments.invite(of.pk, expert.pk, seat=seat, by=given_people.institute_officer(), at=at)


def office_of(assignment: Assignment) -> Office:
    """The office in which the expert of an assignment acts."""
    return given_experts.expert_office(assignment.expert)


def accepted(
    of: Matter | None = None, expert: Expert | None = None, *, seat: str = "member", at: datetime = NOW
) -> Assignment:
    """An expert who takes part, having declared that nothing stands against it."""
    row = invited(of, expert, seat=seat, at=at)
    return assignments.accept(row.pk, by=office_of(row), at=at)


def finished(
    of: Matter | None = None,
    expert: Expert | None = None,
    *,
    hours: str = "6.5",
    is_punctual: bool = True,
    feedback: str = "意见具体。",
    at: datetime = NOW,
) -> Assignment:
    """An expert whose work is done and entered."""
    row = accepted(of, expert, at=at)
    return assignments.finish(
        row.pk,
        hours=Decimal(hours),
        is_punctual=is_punctual,
        feedback=feedback,
        by=given_people.institute_officer(),
        at=at,
    )


def panel(of: Matter, size: int = 5, *, at: datetime = NOW) -> list[Assignment]:
    """So many experts who were named and take part."""
    return [accepted(of, at=at) for _ in range(size)]
