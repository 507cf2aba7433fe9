"""How a product is evaluated: modes, elements, classes of checklist items, and grades of nonconformity."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yinxin.scheme.rules.values import Code, Count, CountOrNone, Named, Sourced, Text, Value, YesNo

# The program knows how to run these three and no others.
ElementCode = Literal["documents", "site", "test"]
Share = Annotated[Decimal, Field(ge=0, le=1)]


class Element(Named):
    """One part of an evaluation: what is done, and on what evidence."""

    code: ElementCode
    what: Text


class Mode(Named):
    """A certification mode: which elements come before the decision, and which in surveillance.

    `scheme_type` is that of ISO/IEC 17067:2013, table 1.
    """

    formula: Text
    scheme_type: Annotated[int, Field(ge=1, le=6)]
    elements: tuple[ElementCode, ...]
    surveillance_elements: tuple[ElementCode, ...]


class ItemClass(Named):
    """A class of checklist items and the share of them that must conform."""

    pass_share: Share


class Grade(Named):
    """How grave a nonconformity is, and what follows from it.

    It is corrected within `days_to_correct` calendar days and verified by one of the elements, or at the next
    surveillance. Late after certification, it is a reason to suspend.
    """

    rank: Count
    days_to_correct: Count
    verification: Literal["documents", "site", "test", "next_surveillance"]
    blocks_decision: YesNo
    suspension_reason: str


class EvaluationRules(Sourced):
    """What holds for every evaluation."""

    team_minimum: Value[Count]
    site_days_minimum: Value[Count]
    conflict_years: Value[Count]
    sign_in_radius_metres: Value[Count]
    laboratory_marks: Value[tuple[Literal["CMA", "CATL"], ...]]
    test_report_valid_months: Value[Count]


class ReconsiderationRules(Sourced):
    """How long an enterprise may take back what it submitted, as if it had not."""

    minutes: CountOrNone


class Criterion(Sourced):
    """One condition, said in a sentence."""

    code: Code
    text: Text
