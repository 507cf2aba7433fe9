"""Certification cases, each taken step by step by the persons whose steps they are, as far as the data say."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from yinxin.certification.applications import actions as applications
from yinxin.certification.applications import queries
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.evaluations import actions as evaluations
from yinxin.certification.evaluations.queries import indicators_of
from yinxin.certification.models import Application, Nonconformity
from yinxin.console.demonstration import cast, papers
from yinxin.console.demonstration.data import cases as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times, working_days_after, working_days_before
from yinxin.kernel.roles import Role
from yinxin.people.models import Office

SITE_DAYS = Decimal(2)
NOT_HANDED_IN = frozenset(
    {"collection_permit", "trademark_paper", "contract_processing"}
)  # where they do not apply


class Telling:
    """One case on its way. Each method is a step; `scene` takes them in order, each on its day."""

    def __init__(self, told: data.Case, *, cases: data.Cases, times: Times) -> None:
        self.told, self.cases, self.times = told, cases, times
        self.number = ""

    def scene(self) -> Scene:
        """Every step up to the one that the case reaches, except those that it does not need."""
        steps: dict[data.Step, Callable[[datetime], None] | Callable[[datetime], Scene]] = {
            "start": self.start,
            "submit": self.submit,
            "return": self.give_back,
            "resubmit": self.resubmit,
            "accept": self.accept,
            "decline": self.decline,
            "documents": self.review_documents,
            "site": self.inspect,
            "withdraw": self.take_back,
            "answer": self.answer,
            "close": self.verify,
            "test": self.test,
            "conclude": self.conclude,
            "review": self.review,
            "decide": self.decide,
            "countersign": self.countersign,
        }
        for minutes, (step, act) in enumerate(steps.items()):
            if self.is_taken(step):
                at = yield self.times.on(self.day_of(step), minutes=30 + 11 * minutes)
                act(at)

    def is_taken(self, step: data.Step) -> bool:
        """Whether the case comes to a step at all."""
        told, pace = self.told, self.cases.pace
        if pace[step] > pace[told.reaches]:
            return False
        match step:
            case "return" | "resubmit":
                return bool(told.gaps)
            case "decline" | "withdraw":
                return step == told.reaches
            case "accept":
                return told.reaches != "decline"
            case _:
                return True

    @property
    def is_certified(self) -> bool:
        """Whether the case ends in a certificate."""
        return self.told.reaches == "countersign" and self.told.outcome == "granted"

    def day_of(self, step: data.Step) -> date:
        """The day of a step, by the pace, so that the last one falls on its day."""
        told, pace = self.told, self.cases.pace
        last = told.last_step_on or self.times.day_ago(told.last_step_days_ago or 0)
        return working_days_after(working_days_before(last, pace[told.reaches]), pace[step])

    # -------------------------------------------------------------------------------- who acts, on what

    @property
    def applicant(self) -> Office:
        return cast.applicant(self.told.enterprise)

    def of_body(self, role: Role) -> Office:
        return cast.holder(role, unit=self.told.body)

    @property
    def case(self) -> Application:
        return Application.objects.get(number=self.number)

    @property
    def seen(self) -> int:
        """The page as it is now: nobody acts in between."""
        return self.case.revision

    def words(self, of: str) -> str:
        return self.cases.words[of]

    # ---------------------------------------------------------------------------------------- the steps

    def start(self, at: datetime) -> None:
        product = cast.product(self.told.enterprise, self.told.product)
        if product.site is None:
            raise LookupError(f"{product} of {self.told.enterprise} has no site")
        self.number = applications.start(
            product.pk,
            standard_number=cast.standard(self.told.standard).number,
            site_pk=product.site.pk,
            body_pk=cast.body(self.told.body).pk,
            by=self.applicant,
            at=at,
        ).number
        asked = [
            need.item for need in queries.documents_needed(self.case) if need.item.code not in NOT_HANDED_IN
        ]
        for item in asked[: self.told.documents]:
            self._attach(item.code, item.name.zh, at=at)
        changes = {
            "annual_output_kg": self.told.output_kg,
            "product_description": self.words("description"),
            "undertaking_given": self.told.documents is None,
        }
        applications.save_draft(self.number, changes=changes, seen=self.seen, by=self.applicant, at=at)

    def submit(self, at: datetime) -> None:
        applications.submit(self.number, seen=self.seen, by=self.applicant, at=at)

    def give_back(self, at: datetime) -> None:
        applications.return_for_completion(
            self.number,
            gaps=[(gap.item, gap.text) for gap in self.told.gaps],
            seen=self.seen,
            by=self.of_body(Role.ACCEPTANCE_OFFICER),
            at=at,
        )

    def resubmit(self, at: datetime) -> None:
        for need in queries.documents_needed(self.case):
            if need.gap:
                self._attach(need.item.code, f"{need.item.name.zh}（补正）", at=at)
        self.submit(at)

    def accept(self, at: datetime) -> None:
        by = self.of_body(Role.ACCEPTANCE_OFFICER)
        applications.accept(self.number, seen=self.seen, by=by, at=at)

    def decline(self, at: datetime) -> None:
        by = self.of_body(Role.ACCEPTANCE_OFFICER)
        applications.decline(self.number, reasons=self.words("decline"), seen=self.seen, by=by, at=at)

    def take_back(self, at: datetime) -> None:
        applications.withdraw(
            self.number, reasons=self.words("withdraw"), seen=self.seen, by=self.applicant, at=at
        )

    def review_documents(self, at: datetime) -> None:
        self._element("documents", day=self.day_of("documents"), conforms=True, at=at)

    def inspect(self, at: datetime) -> None:
        """Two days on site, with what was found not to conform."""
        conforms = self.told.outcome == "granted"
        self._element("site", day=self.day_of("site"), conforms=conforms, at=at)
        clauses = {clause.number: clause for clause in cast.standard(self.told.standard).clauses.all()}
        for found in self.told.nonconformities:
            evaluations.raise_nonconformity(
                self.number,
                clause_pk=clauses[found.clause].pk,
                grade=found.grade,
                statement=found.statement,
                by=self.of_body(Role.LEAD_AUDITOR),
                at=at,
            )

    def answer(self, at: datetime) -> None:
        for found, row in self._nonconformities():
            if found.answer:
                evidence = papers.document("整改证据", self.told.enterprise).file
                evaluations.answer_nonconformity(
                    row.pk, answer=found.answer, evidence=evidence, by=self.applicant, at=at
                )

    def verify(self, at: datetime) -> None:
        for found, row in self._nonconformities():
            if found.verification:
                by = self.of_body(Role.LEAD_AUDITOR)
                evaluations.close_nonconformity(row.pk, verification=found.verification, by=by, at=at)

    def test(self, at: datetime) -> None:
        """The laboratory's report, and the element that rests on it."""
        laboratory, sampled = self.cases.laboratory, self.day_of("site")
        values = {row.pk: self.told.values[row.item] for row in indicators_of(self.case)}
        report = evaluations.record_test(
            self.number,
            report_number=f"SL-{self.number.removeprefix('SQ-')}",
            laboratory=laboratory.name,
            cma_number=laboratory.cma_number,
            cma_until=laboratory.cma_until,
            sampled_on=sampled,
            tested_on=self.day_of("test"),
            sample=f"{self.told.product} {sampled:%Y%m%d}",
            values=values,
            by=self.of_body(Role.LEAD_AUDITOR),
            at=at,
        )
        conforms = all(report.results.values_list("conforms", flat=True))
        self._element("test", day=self.day_of("test"), conforms=conforms, at=at)

    def conclude(self, at: datetime) -> None:
        by = self.of_body(Role.LEAD_AUDITOR)
        evaluations.conclude(self.number, seen=self.seen, by=by, at=at)

    def review(self, at: datetime) -> None:
        decisions.review(
            self.number,
            recommendation=self.told.outcome,
            reasons=self.words(f"recommendation_{self.told.outcome}"),
            seen=self.seen,
            by=self.of_body(Role.REVIEWER),
            at=at,
        )

    def decide(self, at: datetime) -> None:
        decisions.decide(
            self.number,
            outcome=self.told.outcome,
            reasons=self.words(f"decision_{self.told.outcome}"),
            seen=self.seen,
            by=self.of_body(Role.CERTIFIER),
            at=at,
        )

    def countersign(self, at: datetime) -> None:
        by = self.of_body(Role.HEAD_OF_BODY)
        decisions.countersign(self.number, seen=self.seen, by=by, at=at)

    # ---------------------------------------------------------------------------------------- the parts

    def _attach(self, item: str, title: str, *, at: datetime) -> None:
        paper = papers.document(title, self.told.enterprise)
        applications.attach_document(
            self.number,
            item=item,
            file=paper.file,
            name=paper.name,
            size=len(paper.content),
            sha256=paper.sha256,
            by=self.applicant,
            at=at,
        )

    def _element(self, element: str, *, day: date, conforms: bool, at: datetime) -> None:
        is_visit = element == "site"
        evaluations.record_element(
            self.number,
            element=element,
            conforms=conforms,
            summary=self.words(element),
            started_on=working_days_before(day, 1) if is_visit else day,
            finished_on=day,
            man_days=SITE_DAYS if is_visit else None,
            place=self.case.site.name if is_visit else "",
            by=self.of_body(Role.LEAD_AUDITOR),
            at=at,
        )

    def _nonconformities(self) -> list[tuple[data.Nonconformity, Nonconformity]]:
        return list(zip(self.told.nonconformities, self.case.nonconformities.order_by("id"), strict=True))
