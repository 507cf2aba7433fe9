"""Certification cases, and what became of their certificates."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from yinxin.console.demonstration.data.told import Days, Told

Step = Literal[
    "start",
    "submit",
    "return",
    "resubmit",
    "decline",
    "accept",
    "documents",
    "site",
    "withdraw",
    "answer",
    "close",
    "test",
    "conclude",
    "review",
    "decide",
    "countersign",
]


class Gap(Told):
    item: str
    text: str


class Nonconformity(Told):
    clause: str
    grade: str
    statement: str
    answer: str = ""
    verification: str = ""


class Case(Told):
    """One case up to the step that it `reaches`, whose day is `last_step_on` or `last_step_days_ago`."""

    enterprise: str
    product: str
    standard: str
    body: str
    output_kg: Decimal
    reaches: Step
    last_step_on: date | None = None
    last_step_days_ago: Days | None = None
    outcome: Literal["granted", "refused"] = "granted"
    documents: int | None = None  # how many are attached; else all
    values: dict[str, Decimal] = Field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    nonconformities: tuple[Nonconformity, ...] = ()


class Laboratory(Told):
    name: str
    cma_number: str
    cma_until: date


class Cases(Told):
    laboratory: Laboratory
    pace: dict[Step, int]
    words: dict[str, str]
    cases: tuple[Case, ...]


class Change(Told):
    enterprise: str
    product: str
    verb: Literal["suspend", "reinstate", "withdraw", "cancel"]
    days_ago: Days
    reason_code: str = ""
    reason: str
    until_days_ago: Days | None = None


class Surveillance(Told):
    days_before_due: int
    summary: str


class Certificates(Told):
    surveillance: Surveillance
    changes: tuple[Change, ...]
