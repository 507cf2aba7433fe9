"""Experts with their ties, qualifications and accounts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.files.base import File

from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.models import Absence, Expert, Qualification, Tie
from yinxin.people.models import Division, Office, Organisation
from yinxin.scheme.queries import rulebook

SINCE = date(2024, 4, 1)
FIELD_SINCE = 2010

TieOf = tuple[str, Organisation | str]  # kind, and whom it binds to


def criteria(**others: str) -> dict[str, str]:
    """What shows that each criterion of the rulebook is met."""
    shown = {criterion.code: f"演示：已核对（{criterion.code}）" for criterion in rulebook().experts.criteria}
    return shown | others


def recommended_expert(
    name: str = "示例专家 01",
    *,
    fields: Sequence[str] = ("product",),
    employer: str = "示例研究所",
    title: str = "正高级工程师",
    speciality: str = "乳制品加工",
    in_field_since: int | None = FIELD_SINCE,
    division: Division | None = None,
    on: date = SINCE,
    by: Office | None = None,
    at: datetime = NOW,
) -> Expert:
    """A person whom the league recommends."""
    return experts.recommend(
        name=name,
        fields=fields,
        employer=employer,
        title=title,
        speciality=speciality,
        in_field_since=in_field_since,
        division=division or given_people.division(),
        on=on,
        is_invented=True,
        by=by or given_people.league_officer(),
        at=at,
    )


def expert(
    name: str = "示例专家 01",
    *,
    fields: Sequence[str] = ("product",),
    employer: str = "示例研究所",
    division: Division | None = None,
    on: date = SINCE,
    ties: Iterable[TieOf] = (),
    at: datetime = NOW,
) -> Expert:
    """An expert in the pool since the day of the recommendation, bound to `ties` besides the employer."""
    row = recommended_expert(name, fields=fields, employer=employer, division=division, on=on, at=at)
    row = experts.admit(row.pk, on=on, criteria=criteria(), by=given_people.institute_officer(), at=at)
    for kind, whom in ties:
        tie(row, kind=kind, of=whom, at=at)
    return row


def left_expert(name: str = "示例专家 01", *, on: date = date(2024, 9, 1), at: datetime = NOW) -> Expert:
    """An expert whose stay in the pool has ended."""
    row = expert(name, at=at)
    return experts.leave(row.pk, on=on, reason="退休", by=given_people.institute_officer(), at=at)


def expert_office(row: Expert, *, at: datetime = NOW) -> Office:
    """The office in which the expert acts, with an account of the expert's own."""
    user = given_people.user(f"pool-{row.pk}")
    held = user.offices.select_related("user", "organisation").first()
    return held or experts.open_account(row.pk, user=user, by=given_people.institute_officer(), at=at)


def tie(
    row: Expert,
    *,
    kind: str = "consultancy",
    of: Organisation | str = "示例乳业有限公司",
    since: date | None = date(2024, 1, 1),
    until: date | None = None,
    by: Office | None = None,
    at: datetime = NOW,
) -> Tie:
    """What binds the expert to somebody, entered by the institute unless it is said who enters."""
    return experts.add_tie(
        row.pk,
        kind=kind,
        organisation=None if isinstance(of, str) else of,
        organisation_name=of if isinstance(of, str) else "",
        since=since,
        until=until,
        by=by or given_people.institute_officer(),
        at=at,
    )


def qualification(
    row: Expert,
    *,
    name: str = "高级工程师",
    expires_on: date | None = None,
    file: "File[bytes] | None" = None,
    by: Office | None = None,
    at: datetime = NOW,
) -> Qualification:
    """A qualification of the expert, without its scan unless one is given."""
    return experts.add_qualification(
        row.pk,
        name=name,
        expires_on=expires_on,
        file=file,
        by=by or given_people.institute_officer(),
        at=at,
    )


def absence(
    row: Expert,
    *,
    since: date = date(2024, 11, 18),
    until: date = date(2024, 11, 22),
    by: Office | None = None,
    at: datetime = NOW,
) -> Absence:
    """Days on which the expert takes no work; `NOW` is among them unless others are given."""
    return experts.add_absence(
        row.pk, since=since, until=until, by=by or given_people.institute_officer(), at=at
    )
