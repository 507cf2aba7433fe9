"""The files of a demonstration as they are read: a misspelled key or a wrong type is refused at once."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from yinxin.kernel.roles import Role

Days = int  # before the day of loading
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


class Told(BaseModel):
    """Something that a file tells."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ------------------------------------------------------------------------------------------- people


class Division(Told):
    code: str
    name: str
    name_en: str
    parent: str | None = None


class Organisation(Told):
    kind: Literal["regulator", "institute", "laboratory"]
    name: str
    name_en: str
    division: str


class Body(Told):
    name: str
    name_en: str
    division: str
    approval_number: str
    approved_until: date
    approved_kinds: tuple[str, ...]


class Account(Told):
    """`unit` is the code of a division, or the name of an organisation."""

    username: str
    name: str
    role: Role
    unit: str


class People(Told):
    since: date
    applicants_since: date
    divisions: tuple[Division, ...]
    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    accounts: tuple[Account, ...]


# ------------------------------------------------------------------- standards, experts, proposals


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
    fields: tuple[str, ...]


class ExpertBatch(Told):
    recommended_on: date
    admitted_on: date
    experts: tuple[Expert, ...]


class WaitingExpert(Expert):
    days_ago: Days


class Experts(Told):
    employer: str
    division: str
    batches: tuple[ExpertBatch, ...]
    waiting: tuple[WaitingExpert, ...]


class Proposal(Told):
    title: str
    industry: str | None = None
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


# -------------------------------------------------------------------------- ledger and cultivation


class Newcomer(Told):
    name: str
    credit_code: str
    division: str
    industry: str
    scale: str
    registered_days_ago: Days
    nominated_days_ago: Days
    declined_days_ago: Days | None = None
    declined_reason: str = ""


class Ledger(Told):
    imported_on: date
    newcomers: tuple[Newcomer, ...]


class Nominated(Told):
    nominated_on: date
    admitted_on: date
    enterprises: tuple[str, ...]


class Released(Told):
    enterprise: str
    days_ago: Days
    reason: str


class Visit(Told):
    enterprise: str
    days_ago: Days
    met: str
    summary: str
    needs: str


class Readiness(Told):
    enterprise: str
    product: str
    standard: str
    days_ago: Days
    clauses: dict[str, Literal["met", "partly", "not_met", "not_applicable"]]


class Year(Told):
    enterprise: str
    year: int
    output_kg: Decimal
    sales_yuan: Decimal
    jobs: int
    households: int


class Cultivation(Told):
    reason: str
    pool: tuple[Nominated, ...]
    released: tuple[Released, ...]
    visits: tuple[Visit, ...]
    readiness: tuple[Readiness, ...]
    years: tuple[Year, ...]


# ----------------------------------------------------------------------------------- certification


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


# ------------------------------------------------------------------------------------------- marks


class Batch(Told):
    code: str
    enterprise: str
    product: str
    produced_days_ago: Days
    issued_days_ago: Days
    count: int


class Voided(Told):
    batch: str
    first: int
    count: int
    days_ago: Days
    reason: str


class Everyday(Told):
    days: int
    a_day: int
    weekend_more: int
    first_serial: int
    share: dict[str, int]
    places: int
    mistyped: tuple[str, ...]


class Checked(Told):
    batch: str
    serial: int
    hours_ago: tuple[int, ...]
    places: int


class Labels(Told):
    batches: tuple[Batch, ...]
    voided: tuple[Voided, ...]
    everyday: Everyday
    checked: tuple[Checked, ...]


# ------------------------------------------------------------------------ supervision and publicity


class Finding(Told):
    days_ago: Days
    place: str
    text: str
    photo: bool = False


class Request(Told):
    days_ago: Days
    reason_code: str
    reason: str
    granted_days_ago: Days | None = None
    until_in_days: int = 0
    answer: str = ""


class Closed(Told):
    days_ago: Days
    answer: str


class Inquiry(Told):
    """The inspector's case on a report."""

    opened_days_ago: Days
    findings: tuple[Finding, ...] = ()
    confirmed_days_ago: Days | None = None
    dismissed_days_ago: Days | None = None
    conclusion: str = ""
    request: Request | None = None
    closed: Closed | None = None


class Report(Told):
    kind: str
    label: tuple[str, int] | None = None
    days_ago: Days
    division: str = ""
    place: str = ""
    text: str
    photo: bool = False
    contact: str = ""
    case: Inquiry | None = None
    set_aside_days_ago: Days | None = None
    answer: str = ""


class Supervision(Told):
    reports: tuple[Report, ...]


class Clipping(Told):
    file: str
    clipped_on: date


class Article(Told):
    division: str
    days_ago: Days
    title: str
    body: str


class RemovalRequest(Told):
    days_ago: Days
    reason: str
    contact: str


class Publicity(Told):
    clipping: Clipping
    articles: tuple[Article, ...]
    removal_requests: tuple[RemovalRequest, ...]


# --------------------------------------------------------------------------------------- the whole

T = TypeVar("T", bound=Told)


class Demonstration(Told):
    """Everything that stands in the folder of a demonstration."""

    folder: Path
    ledger: Ledger
    people: People
    standards: tuple[Standards, ...]
    experts: Experts
    proposals: Proposals
    cultivation: Cultivation
    cases: Cases
    certificates: Certificates
    labels: Labels
    supervision: Supervision
    publicity: Publicity

    @property
    def workbook(self) -> Path:
        """The league's ledger as its officers kept it."""
        return self.folder / "ledger.xlsx"


def read(folder: Path) -> Demonstration:
    """All files of a folder. Raises OSError, TOMLDecodeError or ValidationError, which name what is wrong."""
    return Demonstration(
        folder=folder,
        ledger=_told(Ledger, folder / "ledger.toml"),
        people=_told(People, folder / "people.toml"),
        standards=tuple(_told(Standards, file) for file in sorted((folder / "standards").glob("*.toml"))),
        experts=_told(Experts, folder / "experts.toml"),
        proposals=_told(Proposals, folder / "proposals.toml"),
        cultivation=_told(Cultivation, folder / "cultivation.toml"),
        cases=_told(Cases, folder / "cases.toml"),
        certificates=_told(Certificates, folder / "certificates.toml"),
        labels=_told(Labels, folder / "labels.toml"),
        supervision=_told(Supervision, folder / "supervision.toml"),
        publicity=_told(Publicity, folder / "publicity.toml"),
    )


def _told(kind: type[T], file: Path) -> T:
    return kind.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
