"""What the API answers. Names are stable and English; days and moments are ISO 8601."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """Every refusal: a stable code, and a sentence in the reader's language."""

    code: str
    message: str


class Limit(Schema):
    """A limit, with the national one that it goes beyond where there is one."""

    item: str
    unit: str
    comparison: str = Field(description="at_least, at_most or between")
    limit: Decimal
    upper: Decimal | None
    national_limit: Decimal | None
    national_basis: str
    method: str
    is_placeholder: bool


class Clause(Schema):
    """One requirement, or a part that orders the text; `origin` says where a product must come from."""

    number: str
    depth: int
    annex: str
    kind: str
    title: str
    text: str
    is_critical: bool
    origin: dict[str, object] | None
    limits: list[Limit]


class StandardLine(Schema):
    """A standard in the list."""

    number: str
    printed_number: str
    title: str
    title_en: str
    product_kinds: list[str]
    division: str
    state: str
    published_on: date | None
    effective_on: date | None
    superseded_on: date | None
    transition_until: date | None
    withdrawn_on: date | None
    is_placeholder: bool


class Standard(StandardLine):
    """A standard with all that it asks for."""

    clauses: list[Clause]


class CertificateLine(Schema):
    """A certificate in force, beside its holder."""

    number: str
    product: str
    standard: str
    issued_on: date
    expires_on: date


class CertificateRow(Schema):
    """A certificate as it stands today."""

    number: str = Field(description="Its number.")
    state: str = Field(description="Its state today: valid, suspended, withdrawn, cancelled or expired.")
    holder: str = Field(description="The enterprise that it was issued to.")
    product: str = Field(description="The product.")
    specification: str = Field(description="Its specification.")
    trademark: str = Field(description="The trademark; empty for none.")
    standard: str = Field(description="The number of the standard that it was certified against.")
    body: str = Field(description="The certification body.")
    issued_on: date = Field(description="The day of issue.")
    expires_on: date = Field(description="The last day of validity.")
    is_invented: bool = Field(description="It is invented, to show the program.")


class Certificates(Schema):
    """A page of the list of certificates."""

    items: list[CertificateRow] = Field(description="The rows of this page, by number.")
    count: int = Field(description="How many rows there are on all pages.")
    page: int = Field(description="The number of this page, from 1.")
    limit: int = Field(description="How many rows a page holds.")


class Enterprise(Schema):
    """An enterprise with certificates in force, in the neutral order of names."""

    name: str
    division: str
    industry: str
    is_invented: bool
    certificates: list[CertificateLine]


class Figures(Schema):
    """The five figures of the notice for a division as of a day."""

    division: str
    as_of: date
    standards_published: int
    experts_in_pool: int
    enterprises_in_pool: int
    standards_proposed_this_year: int
    enterprises_certified: int


class Party(Schema):
    """A name and an address."""

    name: str
    address: str


class Product(Schema):
    """What is certified."""

    name: str
    specification: str
    features: str


class Coded(Schema):
    """Something with a code and a name."""

    code: str
    name: str


class NamedStandard(Schema):
    """The standard as the certificate names it."""

    number: str
    title: str


class Body(Schema):
    """The certification body."""

    name: str
    approval_number: str


class Standing(Schema):
    """A state of a certificate: since when, until when, and why."""

    state: str
    since: datetime | None
    until: date | None
    reason_code: str
    reason: str
    explanation: str


class Certificate(Schema):
    """What a certificate states (认证证书和认证标志管理办法 art. 7), and where it stands today."""

    number: str
    register_number: str
    url: str
    is_invented: bool
    state: str
    state_code: str = Field(description="01 to 05, as the national register codes the states")
    standing: Standing
    history: list[Standing]
    holder: Party
    product: Product
    trademark: str
    manufacturer: Party
    factory: Party
    standard: NamedStandard
    mode: Coded
    body: Body
    certified_kg: str
    issued_on: date
    expires_on: date
    surveillance_due_on: date
    remarks: str


class Checks(Schema):
    """How often a label was checked, this check included."""

    ordinal: int
    first_at: datetime
    previous_at: datetime | None


class Label(Schema):
    """The lot that a label was issued for."""

    lot: str
    produced_on: date
    pack_g: int
    gtin: str | None


class CheckedCertificate(Schema):
    """The certificate behind a label: its state on the day of production, and now."""

    number: str
    url: str
    state: str | None
    state_since: date | None
    suspended_until: date | None
    state_when_produced: str | None
    is_surveillance_overdue: bool
    product: str
    specification: str
    holder: str
    standard: str
    body: str
    issued_on: date
    expires_on: date
    is_invented: bool


class Verdict(Schema):
    """The answer to one check. `verdict` and `reason` are stable; `message` is for people."""

    verdict: str
    reason: str
    code: str
    message: str
    checked_at: datetime
    position: int | None = None
    checks: Checks | None = None
    label: Label | None = None
    certificate: CheckedCertificate | None = None


class Invitation(Schema):
    """An expert who is to be asked to take part in a matter."""

    expert: int = Field(description="The number of the expert in the pool.")
    seat: Literal["member", "chair"] = Field("member", description="The part: member, or chair of the panel.")


class Assignment(Schema):
    """One expert's part in a matter."""

    number: int = Field(description="The number of the assignment.")
    matter: int = Field(description="The number of the matter.")
    expert: int = Field(description="The number of the expert.")
    seat: str = Field(description="member or chair.")
    state: str = Field(description="invited, accepted, stepped_aside, declined, released or done.")
    answer_due_on: date = Field(description="The last day for the answer.")


class DrawStratum(Schema):
    """A part of a draw, with its seats."""

    code: str
    name: str
    seats: int


class DrawCandidate(Schema):
    """One line of the list; `token` is SHA-256 of a salt and whom it stands for."""

    ordinal: int
    token: str
    strata: list[str]
    weight: int = Field(description="tickets")


class DrawEntry(Schema):
    """The entry of the register that commits to the list."""

    seq: int
    leaf: str = Field(description="canonical JSON (RFC 8785), as it was hashed")


class DrawCheckpoint(Schema):
    """The first signed checkpoint over the entry, and how the entry leads to its root (RFC 6962)."""

    size: int
    root: str
    note: str = Field(description="C2SP signed note")
    proof: list[str]


class DrawStep(Schema):
    """One step of RFC 3797: the MD5 modulo the tickets that were left is the ticket of the candidate."""

    index: int
    md5: str
    tickets: int
    ticket: int
    ordinal: int
    token: str


class DrawSelection(Schema):
    """Who was taken in a stratum."""

    stratum: str
    key: str
    steps: list[DrawStep]


class Draw(Schema):
    """The public record of a draw by lot: all that it takes to recompute it."""

    format: str
    number: str
    state: str
    title: str
    purpose: str
    subject_of: str
    is_invented: bool
    strata: list[DrawStratum]
    candidates: list[DrawCandidate]
    list_sha256: str
    committed_at: datetime
    source: str
    source_due_at: datetime
    entry: DrawEntry
    checkpoint: DrawCheckpoint | None
    verifier: str
    value: str
    numbers: list[str]
    evidence: str
    key: str
    drawn_at: datetime | None
    selection: list[DrawSelection]
    abandoned_reason: str
