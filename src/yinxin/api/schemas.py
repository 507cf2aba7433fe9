"""What the API answers, version 1. A field may be added; none changes its meaning or goes."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

T = TypeVar("T")

StateOfCertificate = Literal["valid", "suspended", "withdrawn", "cancelled", "expired"]
StateOfStandard = Literal["published", "withdrawn"]


class Answer(Schema):
    """Part of an answer: exactly the fields that are described."""

    model_config = ConfigDict(extra="forbid")


class Refused(Answer):
    """Why a question was not answered."""

    code: str = Field(description="Stable name of the refusal, such as `not_found`.")
    message: str = Field(description="The same for people, in the language of Accept-Language.")


class Page(Answer, Generic[T]):
    """Some rows of a list, in an order that ranks nobody."""

    items: Sequence[T] = Field(description="The rows of this page.")
    count: int = Field(description="How many rows there are on all pages.")
    page: int = Field(description="The number of this page, from 1.")
    limit: int = Field(description="How many rows a page holds.")


class Division(Answer):
    """A league or a banner."""

    code: str = Field(description="Its code by GB/T 2260.", examples=["152900"])
    name: str = Field(description="Its Chinese name.")
    name_en: str = Field(description="Its English name.")


class Industry(Answer):
    """A line of business by which enterprises are counted."""

    code: str = Field(description="Its code, which filters take.", examples=["camel_milk"])
    name: str = Field(description="Its Chinese name.")
    name_en: str = Field(description="Its English name.")


class StandardRow(Answer):
    """A published standard."""

    number: str = Field(description="Its number, spelt canonically.", examples=["T/NMSP MZB02.14-2023"])
    printed_number: str = Field(description="Its number as its owner prints it.")
    title: str = Field(description="Its title.")
    title_en: str = Field(description="Its title in English; empty where it has none.")
    state: StateOfStandard = Field(description="Whether it is in force or was withdrawn.")
    product_kinds: list[str] = Field(
        description="The kinds of product that it is for, by the rulebook's codes."
    )
    industry: str | None = Field(description="The code of its industry, where it belongs to one.")
    division: Division = Field(description="Whose products it is for.")
    published_on: date = Field(description="The day of publication.")
    effective_on: date | None = Field(description="The day from which it is in force.")
    withdrawn_on: date | None = Field(description="The day from which it is not, if it was withdrawn.")
    is_placeholder: bool = Field(description="Its real number or text is not public.")
    url: str = Field(description="Its page.")


class Limit(Answer):
    """A limit, with the national one beside it."""

    item: str = Field(description="What is measured.")
    unit: str = Field(description="The unit; empty for a number without one.")
    comparison: Literal["at_least", "at_most", "between"] = Field(
        description="How a value is held against it."
    )
    limit: Decimal = Field(description="The limit; the lower one of a range.")
    upper: Decimal | None = Field(description="The upper limit of a range.")
    national_limit: Decimal | None = Field(description="What the national standard asks, where it asks this.")
    national_basis: str = Field(description="Which national standard that is.")
    method: str = Field(description="The test method.")
    is_placeholder: bool = Field(description="The real limit is not public.")


class ClauseOfStandard(Answer):
    """One requirement."""

    number: str = Field(description="Its number within the standard.", examples=["4.1"])
    kind: str = Field(description="What it asks about, such as `origin` or `indicator`.")
    title: str = Field(description="Its heading.")
    text: str = Field(description="Its text.")
    is_critical: bool = Field(description="A product that fails it is not certified.")
    origin: dict[str, object] | None = Field(
        description="Where the product must come from: `divisions`, `box` in WGS 84 degrees, `altitude` in metres."
    )
    limits: list[Limit] = Field(description="Its limits.")


class StandardInFull(StandardRow):
    """A standard with its clauses."""

    source: str = Field(description="Where its text was taken from.")
    clauses: list[ClauseOfStandard] = Field(description="Its clauses, in their order.")


class EnterpriseRow(Answer):
    """An enterprise to which a certificate was issued."""

    id: int = Field(description="Its number here.")
    name: str = Field(description="Its Chinese name.")
    name_en: str = Field(description="Its English name; empty where it has none.")
    credit_code: str | None = Field(description="Its unified social credit code (GB 32100).")
    division: Division = Field(description="The banner that looks after it.")
    industry: Industry = Field(description="Its industry.")
    certificates: list[str] = Field(description="The numbers of its certificates, in whatever state.")
    is_invented: bool = Field(description="It is invented, to show the program.")
    url: str = Field(description="Its page.")


class CertificateRow(Answer):
    """A certificate as it stands today."""

    number: str = Field(description="Its number.")
    state: StateOfCertificate = Field(description="Its state today.")
    holder: str = Field(description="The enterprise that it was issued to.")
    enterprise_id: int = Field(description="The number of that enterprise here.")
    product: str = Field(description="The product.")
    specification: str = Field(description="Its specification.")
    trademark: str = Field(description="The trademark; empty for none.")
    standard: str = Field(description="The number of the standard that it was certified against.")
    body: str = Field(description="The certification body.")
    issued_on: date = Field(description="The day of issue.")
    expires_on: date = Field(description="The last day of validity.")
    is_invented: bool = Field(description="It is invented, to show the program.")
    url: str = Field(description="Its page.")


class Party(Answer):
    """A holder, a manufacturer or a factory, as the certificate names it."""

    name: str = Field(description="Its name.")
    address: str = Field(description="Its address; empty where the certificate has none.")


class ProductOfCertificate(Answer):
    """The product, as the certificate describes it."""

    name: str = Field(description="Its name.")
    specification: str = Field(description="Its specification.")
    features: str = Field(description="What else the certificate says of it.")


class StandardOfCertificate(Answer):
    """The standard, as the certificate names it."""

    number: str = Field(description="Its number.")
    title: str = Field(description="Its title.")


class ModeOfCertificate(Answer):
    """The certification mode."""

    code: str = Field(description="Its code in the rulebook.")
    name: str = Field(description="Its name.")


class BodyOfCertificate(Answer):
    """The certification body."""

    name: str = Field(description="Its name.")
    approval_number: str = Field(description="Its approval number (CNCA-R-…).")


class Standing(Answer):
    """A state, since when and why."""

    state: StateOfCertificate = Field(description="The state.")
    since: datetime | None = Field(description="Since when; absent where the term simply ended.")
    until: date | None = Field(description="The end of a suspension, or the last day of validity.")
    reason_code: str = Field(description="The national register's code of the reason; empty for none.")
    reason: str = Field(description="The reason in words.")
    explanation: str = Field(description="What the body added.")


class CertificateInFull(Answer):
    """Everything that a certificate states (认证证书和认证标志管理办法 7), and how it stands."""

    number: str = Field(description="Its number.")
    register_number: str = Field(description="Its number in the national register; empty until it has one.")
    url: str = Field(description="Its page, which decides.")
    is_invented: bool = Field(description="It is invented, to show the program.")
    state: StateOfCertificate = Field(description="Its state today.")
    state_code: str = Field(description="The same as the national register codes it.", examples=["01"])
    standing: Standing = Field(description="The state of today with its reason.")
    history: list[Standing] = Field(description="Its states, latest first.")
    holder: Party = Field(description="To whom it was issued.")
    product: ProductOfCertificate = Field(description="For what.")
    trademark: str = Field(description="The trademark; empty for none.")
    manufacturer: Party = Field(description="Who makes it.")
    factory: Party = Field(description="Where.")
    standard: StandardOfCertificate = Field(description="Against which standard.")
    mode: ModeOfCertificate = Field(description="By which mode.")
    body: BodyOfCertificate = Field(description="By whom.")
    certified_kg: Decimal = Field(description="The yearly quantity that may bear the mark, in kilograms.")
    issued_on: date = Field(description="The day of issue.")
    expires_on: date = Field(description="The last day of validity.")
    surveillance_due_on: date = Field(description="The day by which surveillance is due.")
    remarks: str = Field(description="Remarks.")


class Figure(Answer):
    """A number as of a day."""

    name: str = Field(description="Which figure.", examples=["enterprises_certified"])
    value: int = Field(description="The number.")
    meaning: str = Field(description="What it counts, in the language of Accept-Language.")


class Figures(Answer):
    """The figures of a division and its parts as of a day, from dated facts."""

    division: Division = Field(description="Of which division.")
    as_of: date = Field(description="As of the end of which day in Asia/Shanghai.")
    figures: list[Figure] = Field(description="The figures.")


class Checks(Answer):
    """How often a label was checked."""

    ordinal: int = Field(description="The how manieth check of this label this one is.")
    first_at: datetime = Field(description="When it was first checked.")
    previous_at: datetime | None = Field(
        description="When it was checked before this; absent for the first time."
    )


class Label(Answer):
    """What the label was drawn for."""

    lot: str = Field(description="The lot on the package.")
    produced_on: date = Field(description="The day of production.")
    pack_g: int = Field(description="Net content of the package in grams.")
    gtin: str | None = Field(description="The item number of the product (GTIN-14), if it has one.")


class CertificateOfLabel(Answer):
    """The certificate behind a label."""

    number: str = Field(description="Its number.")
    url: str = Field(description="The path of its page.")
    state: StateOfCertificate = Field(description="Its state now.")
    state_since: date = Field(description="The day from which it is in that state.")
    suspended_until: date | None = Field(description="The end set for a suspension.")
    state_when_produced: StateOfCertificate | None = Field(description="Its state on the day of production.")
    is_surveillance_overdue: bool = Field(description="Its surveillance is overdue.")
    product: str = Field(description="The product.")
    specification: str = Field(description="Its specification.")
    holder: str = Field(description="The holder.")
    standard: str = Field(description="The number of the standard.")
    body: str = Field(description="The certification body.")
    issued_on: date = Field(description="The day of issue.")
    expires_on: date = Field(description="The last day of validity.")
    is_invented: bool = Field(description="It is invented, to show the program.")


class Verdict(Answer):
    """What a code on a package stands for. An unknown code is an answer too, and is not called a fake."""

    verdict: Literal["genuine", "suspended", "ended", "void", "suspect", "mistyped", "unknown"] = Field(
        description="The verdict."
    )
    reason: str = Field(description="Why: a stable name, such as `first_check` or `not_issued`.")
    code: str = Field(
        description="The code, grouped as on the label, or as it was typed where it cannot be read."
    )
    message: str = Field(description="What it means for whoever holds the package.")
    checked_at: datetime = Field(description="When the question was answered.")
    position: int | None = Field(None, description="Of the wrong character, from 1, where there is one.")
    checks: Checks | None = Field(None, description="How often this label was checked.")
    label: Label | None = Field(None, description="What the label was drawn for.")
    certificate: CertificateOfLabel | None = Field(None, description="The certificate behind it.")
