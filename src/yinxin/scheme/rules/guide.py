"""What the public is told, and the criteria of the pool, the experts, the standards and supervision."""

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from yinxin.scheme.rules.evaluation import Criterion, Share
from yinxin.scheme.rules.values import (
    Code,
    Count,
    Division,
    Line,
    Named,
    Sourced,
    Text,
    UnknownName,
    Value,
    YesNo,
)

Party = Literal["enterprise", "body", "laboratory", "regulator", "scheme_owner"]
# The stages of `standards.projects.lifecycle`, without the ends.
StageCode = Literal["planned", "drafting", "comment", "review", "approval", "approved", "numbered"]
STAGE_CODES: tuple[str, ...] = get_args(StageCode)


class Step(Named):
    """One step of the procedure: who does what, within which clock, and what may come next."""

    by: Party
    what: Text
    clock: Code | None = None
    state: str | None = None
    next: tuple[Code, ...] = ()
    final: YesNo = False


class Fee(Named):
    """What an applicant pays, and for what."""

    amount: Annotated[Decimal, Field(ge=0)]
    per: Text


class Contact(Sourced):
    """Where a division's people turn to."""

    division: Division
    office: Text
    phone: Line
    address: Text | None = None


class PoolRules(Sourced):
    """Who is cultivated, and when that ends. Never a condition of applying to a body (认证认可条例 19)."""

    entry: tuple[Criterion, ...]
    exit: tuple[Criterion, ...]


class ExpertRules(Sourced):
    """Who is admitted as an expert, and when one steps aside."""

    criteria: tuple[Criterion, ...]
    years_of_experience: Value[Count]
    term_years: Value[Count]
    reminder_days: Value[Count]
    conflict_years: Value[Count]
    open_assignments_maximum: Value[Count]
    answer_working_days: Value[Count]
    rotation_months: Value[Count]
    rotation_weights: Value[Annotated[tuple[Count, ...], Field(min_length=1)]]


class Stage(Named):
    """A stage of a standards project, and for how many days it is planned."""

    code: StageCode
    days: Count


class ScoreCriterion(Named):
    """By what a proposal for a standard is scored, and the most points that it can get."""

    points: Count


class PanelSeats(Sourced):
    """How many experts of a field sit on a drawn review panel."""

    code: Code
    seats: Count


class StandardRules(Sourced):
    """How a group standard comes about and is kept up."""

    society: Value[Text]
    number_prefix: Value[Line]
    comment_days: Value[Count]
    approval_share: Value[Share]
    review_years: Value[Count]
    quorum_share: Value[Share]
    panel_minimum: Value[Count]
    lapse_months: Value[Count]
    lapse_warning_days: Value[Count]
    transition_months: Value[Count]
    amendment_transition_months: Value[Count]
    stages: tuple[Stage, ...]
    proposal_criteria: tuple[ScoreCriterion, ...]
    panel_seats: tuple[PanelSeats, ...]

    def days_of(self, stage: str) -> int:
        """For how many days a stage is planned."""
        for each in self.stages:
            if each.code == stage:
                return each.days
        raise UnknownName("stage", stage)


class SupervisionRules(Sourced):
    """How the certified enterprises and the certification work are inspected."""

    inspectors_minimum: Value[Count]
    no_repeat_months: Value[Count]
    full_cover_years: Value[Count]
