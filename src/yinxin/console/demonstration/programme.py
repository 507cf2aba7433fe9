"""The programme of standards: calls, projects from planning to publication, public comment."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from yinxin.console.demonstration import cast, panels, papers
from yinxin.console.demonstration.data import programme as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.experts.pool import actions as pool
from yinxin.ledgers.models import Industry
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls.models import Call, Proposal
from yinxin.standards.comments import actions as comments
from yinxin.standards.comments.models import Comment
from yinxin.standards.comments.queries import comments_in_reach
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.models import PaperKind, Project, ProjectKind
from yinxin.standards.projects.rules import stages_ahead
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Clause, Indicator, Version

PER_DAY = timedelta(days=1)


def call(told: data.Call, times: Times) -> Scene:
    """A call for proposals, what answers it, and its end."""
    at = yield times.when(told.opened, minutes=25)
    by = cast.institute_officer()
    opened = times.day_of(told.opened)
    row = calls.prepare_call(
        year=told.year or opened.year,
        batch=told.batch,
        title=told.title,
        text=told.text,
        industries=told.industries,
        closes_on=opened + told.open_for_days * PER_DAY,
        is_invented=True,
        by=by,
        at=at,
    )
    row = calls.open_call(row.pk, on=opened, seen=row.revision, by=by, at=at)
    for each in told.proposals:
        at = yield times.when(each.made, minutes=35)
        made = _proposed(each, row, on=times.day_of(each.made), at=at)
        if each.points:
            calls.score(made.pk, points=each.points, seen=made.revision, by=by, at=at)
    if told.closed:
        at = yield times.when(told.closed, minutes=25)
        calls.close_call(row.pk, on=times.day_of(told.closed), seen=row.revision, by=by, at=at)


def _proposed(told: data.Answered, call: Call, *, on: date, at: datetime) -> Proposal:
    proposer = cast.organisation(told.proposer)
    return calls.propose(
        title=told.title,
        product=told.product,
        reason=told.reason,
        industry=Industry.objects.get(pk=told.industry),
        division=proposer.division,
        proposer=proposer,
        on=on,
        call=call,
        existing_standards=told.existing_standards,
        stricter_points=told.stricter_points,
        partners=told.partners,
        is_invented=True,
        by=cast.of_organisation(proposer),
        at=at,
    )


def night(told: date, times: Times) -> Scene:
    """A night on which the calendar let idle projects lapse."""
    at = yield times.on(told, minutes=-480)
    projects.lapse_due(on=told, at=at)


def tie(told: data.Tie, times: Times) -> Scene:
    """What binds an expert to an organisation, entered by the institute."""
    at = yield times.on(told.since, minutes=45)
    expert = cast.expert(told.expert)
    pool.add_tie(
        expert.pk,
        kind=told.kind,
        organisation=cast.organisation_or_none(told.organisation),
        organisation_name=told.organisation,
        since=told.since,
        until=told.until,
        by=cast.institute_officer(),
        at=at,
    )


def renewal(told: data.Renewal, times: Times) -> Scene:
    """Experts whose next term follows the one before."""
    at = yield times.on(told.on, minutes=30)
    by = cast.institute_officer()
    for name in told.experts:
        expert = cast.expert(name)
        pool.add_qualification(
            expert.pk, name="高级职称证书（演示）", issuer="示例单位", obtained_on=None, by=by, at=at
        )
        pool.renew(expert.pk, on=told.on, by=by, at=at)


class Telling:
    """One project, told as far as its data go."""

    def __init__(self, told: data.Project, times: Times) -> None:
        self.told = told
        self.times = times
        self.number = ""

    def scene(self) -> Scene:
        """From planning to wherever it stands."""
        told, times = self.told, self.times
        at = yield times.when(told.planned, minutes=15)
        self._plan(times.day_of(told.planned), at)
        at = yield times.when(told.started, minutes=15)
        projects.start(self.number, seen=self.row.revision, by=cast.institute_officer(), at=at)
        self._write(at)
        if told.resumed:
            at = yield times.when(told.resumed, minutes=15)
            projects.resume(
                self.number,
                reason="补充检测数据后恢复研制。（演示数据）",
                seen=self.row.revision,
                by=cast.institute_officer(),
                at=at,
            )
            self._replan(at)
        for each in told.consultations:
            yield from self._consult(each)
        if told.review:
            yield from panels.review(told.review, self.row, times)
        if told.publication:
            yield from self._publish(told.publication)

    @property
    def row(self) -> Project:
        """The project as it stands now."""
        return Project.objects.select_related("standard").get(number=self.number)

    def _plan(self, on: date, at: datetime) -> None:
        told = self.told
        proposals = Proposal.objects.filter(title=told.proposal) if told.proposal else ()
        self.number = projects.plan(
            title=told.title,
            title_en=told.title_en,
            kind=ProjectKind.REVISION if told.revises else ProjectKind.NEW,
            revises=cast.standard(told.revises) if told.revises else None,
            proposals=[each.pk for each in proposals],
            product_kinds=told.kinds,
            industry=Industry.objects.get(pk=told.industry) if told.industry else None,
            division=cast.division(cast.LEAGUE),
            on=on,
            is_invented=True,
            by=cast.institute_officer(),
            at=at,
        ).number

    def _replan(self, at: datetime) -> None:
        """Plan what lies ahead anew; what is over keeps its days."""
        ahead = stages_ahead(self.row.state)
        until = {
            stage: self.times.day_of(day) for stage, day in self.told.replanned.items() if stage in ahead
        }
        if until:
            projects.set_plan(
                self.number, until=until, seen=self.row.revision, by=cast.institute_officer(), at=at
            )

    def _write(self, at: datetime) -> None:
        """The text, and who writes it."""
        by, standard = cast.institute_officer(), self.row.standard_id
        for drafter in self.told.drafters:
            projects.add_drafter(
                self.number,
                organisation=cast.organisation_or_none(drafter.organisation),
                organisation_name=drafter.organisation,
                person=drafter.person,
                expert=cast.expert(drafter.expert) if drafter.expert else None,
                by=by,
                at=at,
            )
        last: Clause | None = None
        for told in self.told.clauses:
            last = texts.insert_clause(
                standard,
                after=last.pk if last else None,
                depth=told.depth,
                kind=told.kind,
                title=told.title,
                text=told.text,
                is_critical=told.is_critical,
                origin=told.origin,
                by=by,
                at=at,
            )
            for indicator in told.indicators:
                texts.add_indicator(last.pk, **indicator.model_dump(), by=by, at=at)
        for change in self.told.changes:
            clause = Clause.objects.get(standard=standard, number=change.clause)
            if change.text:
                texts.edit_clause(clause.pk, changes={"text": change.text}, by=by, at=at)
            for item, limit in change.limits.items():
                row = Indicator.objects.get(clause=clause, item=item)
                texts.edit_indicator(row.pk, changes={"limit": limit}, by=by, at=at)

    def _consult(self, told: data.Consultation) -> Scene:
        """Public comment, and the answers if they are given."""
        times = self.times
        at = yield times.when(told.opened, minutes=15)
        by = cast.institute_officer()
        self._paper(PaperKind.EXPLANATORY_NOTE, "编制说明", at)
        self._paper(PaperKind.TEST_DATA, "检测数据汇总", at)
        opened = times.day_of(told.opened)
        projects.open_comment(
            self.number, until=opened + told.days * PER_DAY, seen=self.row.revision, by=by, at=at
        )
        version = Version.objects.filter(standard=self.row.standard_id).order_by("ordinal").last()
        keys = {each["number"]: each["key"] for each in version.text["clauses"]} if version else {}
        rows = []
        for place, comment in enumerate(told.comments, start=1):
            at = yield times.on(min(opened + 2 * place * PER_DAY, times.today), minutes=200 + place)
            rows.append(self._comment(comment, keys, at))
        if told.answered:
            at = yield times.when(told.answered, minutes=120)
            for comment, row in zip(told.comments, rows, strict=True):
                self._answer(comment, row, at)
        if told.redrafted:
            at = yield times.when(told.redrafted, minutes=125)
            projects.redraft(
                self.number,
                reason="意见涉及指标调整，修改后再次征求意见。（演示数据）",
                seen=self.row.revision,
                by=by,
                at=at,
            )
            self._replan(at)

    def _comment(self, told: data.Comment, keys: dict[str, int], at: datetime) -> Comment:
        row = comments.submit(
            self.number,
            clause_key=keys[told.clause] if told.clause else None,
            name=told.name,
            organisation_name=told.organisation,
            text=told.text,
            proposed_text=told.proposed_text,
            is_invented=True,
            at=at,
        )
        by = cast.institute_officer()
        if told.set_aside:
            return comments.set_aside(row.pk, reason=told.set_aside, by=by, at=at)
        return comments.admit(row.pk, by=by, at=at) if told.is_admitted else row

    def _answer(self, told: data.Comment, row: Comment, at: datetime) -> None:
        if told.outcome:
            by = cast.institute_officer()
            seen = comments_in_reach(by).get(pk=row.pk).revision
            comments.answer(row.pk, outcome=told.outcome, answer=told.answer, seen=seen, by=by, at=at)

    def _publish(self, told: data.Publication) -> Scene:
        times = self.times
        at = yield times.when(told.approved, minutes=15)
        second = cast.institute_officer(second=True)
        projects.approve(self.number, seen=self.row.revision, by=second, at=at)
        at = yield times.when(told.numbered, minutes=15)
        by = cast.institute_officer()
        projects.number(self.number, number=told.number, seen=self.row.revision, by=by, at=at)
        at = yield times.when(told.published, minutes=15)
        on = times.day_of(told.published)
        projects.publish(
            self.number,
            on=on,
            effective_on=on + told.effective_after_days * PER_DAY,
            seen=self.row.revision,
            by=by,
            at=at,
        )

    def _paper(self, kind: PaperKind, name: str, at: datetime) -> None:
        paper = papers.document(name, self.told.title)
        projects.add_paper(
            self.number,
            kind=kind,
            file=paper.file,
            name=paper.name,
            size=len(paper.content),
            sha256=paper.sha256,
            by=cast.institute_officer(),
            at=at,
        )


def scenes(told: data.Programme, times: Times) -> Iterator[Scene]:
    """Every scene of the programme."""
    yield from (call(each, times) for each in told.calls)
    yield from (night(each, times) for each in told.nights)
    yield from (tie(each, times) for each in told.ties)
    yield from (renewal(each, times) for each in told.renewals)
    yield from (Telling(each, times).scene() for each in told.projects)
