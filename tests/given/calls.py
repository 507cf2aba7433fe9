"""Calls for proposals, and proposals."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation, OrganisationKind
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls.lifecycle import CallState, ProposalState
from yinxin.standards.calls.models import Call, Proposal, Score

DAY = NOW.date()
CLOSES_ON = date(2024, 12, 31)
POINTS = {"need": 25, "base": 15, "edge": 20, "data": 10}


def call(
    *,
    state: CallState = CallState.OPEN,
    year: int = 2024,
    batch: int = 1,
    title: str = "2024年第一批“蒙”字标认证标准研制目录征集",
    industries: Sequence[str] = (),
    on: date = DAY,
    closes_on: date = CLOSES_ON,
    at: datetime = NOW,
) -> Call:
    """A call in this state."""
    institute = given_people.institute_officer()
    row = calls.prepare_call(
        year=year,
        batch=batch,
        title=title,
        text="面向特色农畜产品征集研制建议。",
        industries=industries,
        closes_on=closes_on,
        by=institute,
        at=at,
    )
    if state != CallState.DRAFT:
        row = calls.open_call(row.pk, seen=revision_of(row), on=on, by=institute, at=at)
    if state == CallState.CLOSED:
        row = calls.close_call(row.pk, seen=revision_of(row), on=on, by=institute, at=at)
    return row


def revision_of(row: Call | Proposal) -> int:
    """The revision that somebody sees who looks now."""
    return type(row).objects.get(pk=row.pk).revision


def bureau(division: Division) -> Organisation:
    """The authority of a division, for which its officers propose."""
    name = f"示例·{division.name}监管局"
    found = Organisation.objects.filter(name=name).first()
    return found or people.add_organisation(
        OrganisationKind.REGULATOR, name=name, division=division, at=given_people.LONG_AGO
    )


def proposal(
    title: str = "阿拉善沙葱及制品",
    *,
    call: Call | None = None,
    industry: Industry | None = None,
    division: Division | None = None,
    proposer: Organisation | None = None,
    reason: str = "当地已有规模种植，缺少认证标准。",
    product: str = "",
    existing_standards: str = "",
    stricter_points: str = "",
    partners: str = "",
    on: date | None = None,
    by: Office | None = None,
    at: datetime | None = None,
) -> Proposal:
    """A proposal that nobody has answered, of the league unless somebody else makes it."""
    by = by or given_people.league_officer()
    on = on or (DAY if call else date(2024, 3, 1))
    own = by.organisation.division if by.organisation else given_people.division()
    division = division or by.division or own
    return calls.propose(
        title=title,
        reason=reason,
        industry=industry,
        division=division,
        proposer=proposer or by.organisation or bureau(division),
        on=on,
        call=call,
        product=product,
        existing_standards=existing_standards,
        stricter_points=stricter_points,
        partners=partners,
        by=by,
        at=at or max(NOW, datetime(on.year, on.month, on.day, 2, tzinfo=UTC)),
    )


def corrected(of: Proposal, *, at: datetime = NOW, **changes: object) -> Proposal:
    """The proposal after whoever entered it has changed what it says."""
    return calls.correct(of.pk, changes=changes, seen=revision_of(of), by=of.office, at=at)


def accepted_proposal(
    title: str = "阿拉善沙葱及制品",
    *,
    industry: Industry | None = None,
    division: Division | None = None,
    proposer: Organisation | None = None,
    by: Office | None = None,
    at: datetime = NOW,
) -> Proposal:
    """A proposal that the institute has taken into the programme."""
    row = proposal(title, industry=industry, division=division, proposer=proposer, by=by, at=at)
    return proposal_in(ProposalState.ACCEPTED, of=row, at=at)


def proposal_in(state: ProposalState, *, of: Proposal | None = None, at: datetime = NOW) -> Proposal:
    """A proposal in this state."""
    row, institute = of or proposal(), given_people.institute_officer()
    if state == ProposalState.ACCEPTED:
        return calls.accept(
            row.pk, seen=revision_of(row), answer="列入研制计划。", on=at.date(), by=institute, at=at
        )
    if state == ProposalState.DECLINED:
        return calls.decline(
            row.pk, seen=revision_of(row), answer="已有同类标准。", on=at.date(), by=institute, at=at
        )
    if state == ProposalState.WITHDRAWN:
        return calls.withdraw(row.pk, by=row.office, at=at)
    if state == ProposalState.MERGED:
        whole = proposal("沙葱系列产品", division=row.division)
        return calls.merge(
            row.pk, seen=revision_of(row), into=whole.pk, reason="同一产品。", by=institute, at=at
        )
    return row


def score(of: Proposal, *, by: Office | None = None, at: datetime = NOW, **points: int) -> Score:
    """What an officer of the institute gives it; single criteria are changed by name."""
    by = by or given_people.institute_officer()
    return calls.score(of.pk, seen=revision_of(of), points={**POINTS, **points}, by=by, at=at)


def another_institute_officer() -> Office:
    """A colleague, who scores too."""
    return given_people.office(Role.INSTITUTE_OFFICER, username="institute-2")
