"""Standards, proposals for more, and the expert pool."""

from datetime import date, datetime

from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import standards as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times, working_days_before
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.models import Expert
from yinxin.ledgers.models import Industry
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls.models import Call, Proposal
from yinxin.standards.texts import actions as standards

DRAFTED_BEFORE = 15  # working days


def standard(told: data.Standard, *, division: str, not_before: date, times: Times) -> Scene:
    """One standard, drafted, then published on its day; or entered at once where that day lies before the program."""
    published = max(told.published_on, not_before)
    drafted = max(working_days_before(told.published_on, DRAFTED_BEFORE), not_before)
    at = yield times.on(drafted, minutes=40)
    institute = cast.institute_officer()
    standards.draft(
        told.number,
        title=told.title,
        title_en=told.title_en,
        product_kinds=told.kinds,
        industry=_industry(told.industry),
        division=cast.division(division),
        source=told.source,
        is_placeholder=told.is_placeholder,
        by=institute,
        at=at,
    )
    for clause in told.clauses:
        row = standards.add_clause(
            told.number,
            clause=clause.number,
            kind=clause.kind,
            title=clause.title,
            text=clause.text,
            is_critical=clause.is_critical,
            origin=clause.origin,
            by=institute,
            at=at,
        )
        for indicator in clause.indicators:
            standards.add_indicator(row.pk, **indicator.model_dump(), by=institute, at=at)
    at = yield times.on(published, minutes=50)
    standards.publish(told.number, on=told.published_on, effective_on=told.effective_on, by=institute, at=at)


def proposal(told: data.Proposal, *, reason: str, times: Times) -> Scene:
    """A proposal of the league, and the institute's answer."""
    at = yield times.on(told.proposed_on, minutes=20)
    row = _proposed(
        told.title,
        call=Call.objects.get(year=told.proposed_on.year, batch=told.batch) if told.batch else None,
        reason=reason,
        industry=told.industry,
        on=told.proposed_on,
        is_invented=told.is_invented,
        at=at,
    )
    at = yield times.on(told.answered_on, minutes=20)
    calls.accept(
        row.pk,
        answer="列入研制计划。",
        on=told.answered_on,
        seen=row.revision,
        by=cast.institute_officer(),
        at=at,
    )


def waiting_proposal(told: data.WaitingProposal, *, reason: str, times: Times) -> Scene:
    """A proposal that the institute has not answered yet."""
    at = yield times.ago(told.days_ago, minutes=20)
    day = times.day_ago(told.days_ago)
    _proposed(told.title, reason=reason, industry=told.industry, on=day, is_invented=True, at=at)


def expert_batch(told: data.ExpertBatch, *, told_of: data.Experts, times: Times) -> Scene:
    """Experts recommended together, and admitted together."""
    at = yield times.on(told.recommended_on, minutes=30)
    rows = [_recommended(expert, told_of, on=told.recommended_on, at=at) for expert in told.experts]
    at = yield times.on(told.admitted_on, minutes=30)
    for row in rows:
        experts.admit(
            row.pk, on=told.admitted_on, criteria=told_of.criteria, by=cast.institute_officer(), at=at
        )


def waiting_expert(told: data.WaitingExpert, *, told_of: data.Experts, times: Times) -> Scene:
    """An expert whom the institute has not answered yet."""
    at = yield times.ago(told.days_ago, minutes=30)
    _recommended(told, told_of, on=times.day_ago(told.days_ago), at=at)


def _recommended(told: data.Expert, told_of: data.Experts, *, on: date, at: datetime) -> Expert:
    return experts.recommend(
        name=told.name,
        fields=told.fields,
        employer=told.employer,
        in_field_since=told_of.in_field_since,
        division=cast.division(told_of.division),
        on=on,
        is_invented=True,
        by=cast.league_officer(),
        at=at,
    )


def _proposed(
    title: str,
    *,
    call: Call | None = None,
    reason: str,
    industry: str | None,
    on: date,
    is_invented: bool,
    at: datetime,
) -> Proposal:
    return calls.propose(
        title=title,
        reason=reason,
        industry=_industry(industry),
        division=cast.division(cast.LEAGUE),
        proposer=cast.bureau(),
        on=on,
        call=call,
        is_invented=is_invented,
        by=cast.league_officer(),
        at=at,
    )


def _industry(code: str | None) -> Industry | None:
    return Industry.objects.get(pk=code) if code else None
