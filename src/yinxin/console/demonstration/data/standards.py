"""Standards, experts and proposals."""

from datetime import date
from decimal import Decimal
from typing import Literal

from yinxin.console.demonstration.data.told import Days, Told


class Indicator(Told):
    item: str
    unit: str
    comparison: Literal["at_least", "at_most", "between"]
    limit: Decimal
    upper: Decimal | None = None
    national_limit: Decimal | None = None
    national_basis: str = ""
    method: str = ""
    is_placeholder: bool = False


class Clause(Told):
    number: str
    kind: Literal["origin", "input", "process", "indicator", "inspection", "mark", "procedure"]
    title: str
    text: str
    is_critical: bool = False
    origin: dict[str, object] | None = None
    indicators: tuple[Indicator, ...] = ()


class Standard(Told):
    number: str
    title: str
    title_en: str
    kinds: tuple[str, ...]
    industry: str | None = None
    published_on: date
    effective_on: date
    source: str
    is_placeholder: bool = False
    clauses: tuple[Clause, ...]


class Standards(Told):
    division: str
    standards: tuple[Standard, ...]


class Expert(Told):
    name: str
    employer: str
    fields: tuple[str, ...]


class ExpertBatch(Told):
    recommended_on: date
    admitted_on: date
    experts: tuple[Expert, ...]


class WaitingExpert(Expert):
    days_ago: Days


class Experts(Told):
    division: str
    in_field_since: int
    criteria: dict[str, str]
    batches: tuple[ExpertBatch, ...]
    waiting: tuple[WaitingExpert, ...]


class Proposal(Told):
    title: str
    industry: str | None = None
    batch: int | None = None  # of the year's calls, where the proposal answers one
    proposed_on: date
    answered_on: date
    is_invented: bool = False


class WaitingProposal(Told):
    title: str
    industry: str
    days_ago: Days


class Proposals(Told):
    reason: str
    proposals: tuple[Proposal, ...]
    waiting: tuple[WaitingProposal, ...]
