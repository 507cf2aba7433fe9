"""What a certificate says, how long it lasts, and why it is suspended, withdrawn or cancelled."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from yinxin.scheme.rules.evaluation import ElementCode
from yinxin.scheme.rules.values import (
    Code,
    Count,
    CountOrNone,
    Line,
    Named,
    Sourced,
    Strict,
    Text,
    Value,
    YesNo,
)

ReasonChange = Literal["suspend", "withdraw", "cancel"]
ReasonCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]

# The reasons that the national register takes for a product certificate, by the change they explain.
REGISTER_CODES: dict[str, tuple[str, ...]] = {
    "suspend": ("0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0299"),
    "withdraw": ("0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0209", "0299"),
    "cancel": ("0201", "0202", "0203", "0204", "0299"),
}


class CertificateField(Strict):
    """One thing that every certificate states (认证证书和认证标志管理办法 7)."""

    code: Code
    name: Text


class CertificateRules(Sourced):
    """What holds for every certificate. `source` cites the articles on its content."""

    term_years: Value[Count]
    renewal_opens_days: Value[Count]
    surveillance_months: Value[Count]
    surveillance_grace_days: Value[CountOrNone]
    suspension_max_months: Value[Count]
    retention_years: Value[Count]
    # Filled with {year}, {division}, {body} and {serial}; `number_pattern` is what a number typed by hand must match.
    number_template: Value[Line]
    number_pattern: Value[Line]
    fields: tuple[CertificateField, ...]


class Reason(Sourced):
    """A coded reason for a change of state, as the national register takes it.

    A suspension for a reason without `max_months` lasts at most `certificates.suspension_max_months`.
    """

    change: ReasonChange
    code: ReasonCode
    name: Text
    needs_explanation: YesNo = False
    on_request: YesNo = False
    max_months: Value[Count] | None = None


class CertificateChange(Sourced):
    """A change of what a certificate says, and what must be evaluated again before it."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    name: Text
    elements: tuple[ElementCode, ...]


class Trigger(Strict):
    """A change of state for a reason; without a code, for any."""

    change: ReasonChange
    code: ReasonCode | None = None


class Ban(Named):
    """For how long no application is taken from an enterprise after something happened to its certificate."""

    years: Count
    after: tuple[Trigger, ...]
