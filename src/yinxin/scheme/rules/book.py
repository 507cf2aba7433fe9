"""One version of the rulebook, and how the rest of the program asks it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, Field, StringConstraints

from yinxin.scheme.rules.certificates import Ban, CertificateChange, CertificateRules, Reason
from yinxin.scheme.rules.clocks import Clock
from yinxin.scheme.rules.evaluation import (
    Element,
    EvaluationRules,
    Grade,
    ItemClass,
    Mode,
    ReconsiderationRules,
)
from yinxin.scheme.rules.guide import (
    Contact,
    ExpertRules,
    Fee,
    PoolRules,
    StandardRules,
    Step,
    SupervisionRules,
)
from yinxin.scheme.rules.laws import Citation, Law, MisuseKind
from yinxin.scheme.rules.marks import MarkRules
from yinxin.scheme.rules.products import Document, Industry, ProductKind, Uploads
from yinxin.scheme.rules.values import Code, Sourced, Strict, Text, UnknownName

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}\.[0-9]+$")]


class Coded(Protocol):
    """Anything that is found by its code."""

    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=Coded)


class Placeholder(NamedTuple):
    """Where in the file a value stands whose true value is not public, and what it was modelled on."""

    path: str
    rule: Sourced


class Rulebook(Strict):
    """What the scheme requires, in one version. A case keeps the version under which it was accepted.

    Accessors raise UnknownName for a name that the version does not hold.
    """

    version: Version
    in_force_from: date
    scheme: Code
    name: Text
    owner: Text

    industries: tuple[Industry, ...]
    product_kinds: tuple[ProductKind, ...]
    documents_of_all: tuple[Code, ...]
    documents: tuple[Document, ...]
    uploads: Uploads
    reconsideration: ReconsiderationRules

    elements: tuple[Element, ...]
    modes: tuple[Mode, ...]
    item_classes: tuple[ItemClass, ...]
    grades: tuple[Grade, ...]
    evaluation: EvaluationRules
    clocks: tuple[Clock, ...]

    certificates: CertificateRules
    reasons: tuple[Reason, ...]
    certificate_changes: tuple[CertificateChange, ...]
    bans: tuple[Ban, ...]
    marks: MarkRules
    laws: tuple[Law, ...]
    misuse_kinds: tuple[MisuseKind, ...]

    pool: PoolRules
    experts: ExpertRules
    standards: StandardRules
    supervision: SupervisionRules

    procedure: tuple[Step, ...]
    fees: tuple[Fee, ...]
    all_contacts: tuple[Contact, ...] = Field(alias="contacts")

    def industry(self, code: str) -> Industry:
        """The industry of that code."""
        return _found(self.industries, code, "industry")

    def product_kind(self, code: str) -> ProductKind:
        """The kind of product of that code."""
        return _found(self.product_kinds, code, "product kind")

    def document(self, code: str) -> Document:
        """The document of that code."""
        return _found(self.documents, code, "document")

    def documents_for(self, kind: str) -> tuple[Document, ...]:
        """What an applicant hands in for a kind of product, in the order of the file."""
        asked = {*self.documents_of_all, *self.product_kind(kind).documents}
        return tuple(document for document in self.documents if document.code in asked)

    def element(self, code: str) -> Element:
        """The evaluation element of that code."""
        return _found(self.elements, code, "evaluation element")

    def mode(self, code: str) -> Mode:
        """The certification mode of that code."""
        return _found(self.modes, code, "mode")

    def mode_of(self, kind: str) -> Mode:
        """The mode by which a kind of product is certified."""
        return self.mode(self.product_kind(kind).mode)

    def item_class(self, code: str) -> ItemClass:
        """The class of checklist items of that code."""
        return _found(self.item_classes, code, "item class")

    def grade(self, code: str) -> Grade:
        """The grade of nonconformity of that code."""
        return _found(self.grades, code, "grade")

    def clock(self, code: str, *, on: date) -> Clock:
        """The time limit of that code as it is in force on a day."""
        in_force = [clock for clock in self.clocks if clock.code == code and clock.in_force_from <= on]
        if not in_force:
            raise UnknownName("clock", f"{code} on {on}")
        return max(in_force, key=lambda clock: clock.in_force_from)

    def reason(self, change: str, code: str) -> Reason:
        """Why a certificate is suspended, withdrawn or cancelled, by the register's code."""
        return _found(self.reasons_for(change), code, f"reason to {change}")

    def reasons_for(self, change: str) -> tuple[Reason, ...]:
        """Every reason for one change."""
        return tuple(reason for reason in self.reasons if reason.change == change)

    def suspension_months(self, code: str) -> int:
        """For how many months a certificate may at most be suspended for a reason."""
        longest = self.reason("suspend", code).max_months or self.certificates.suspension_max_months
        return longest.value

    def certificate_change(self, code: str) -> CertificateChange:
        """The change of a certificate's content of that code."""
        return _found(self.certificate_changes, code, "certificate change")

    def bans_after(self, change: str, code: str) -> tuple[Ban, ...]:
        """The re-application bans that a change of state for that reason brings."""
        known = self.reason(change, code).code
        return tuple(
            ban
            for ban in self.bans
            if any(trigger.change == change and trigger.code in {None, known} for trigger in ban.after)
        )

    def law(self, code: str) -> Law:
        """The law of that code."""
        return _found(self.laws, code, "law")

    def misuse_kind(self, code: str) -> MisuseKind:
        """The kind of misuse of that code."""
        return _found(self.misuse_kinds, code, "misuse kind")

    def citations_on(self, day: date, *, misuse: str) -> tuple[Citation, ...]:
        """The articles that forbid and punish a misuse, of the laws whose numbers held on a day."""
        return tuple(
            citation
            for citation in self.misuse_kind(misuse).citations
            if self.law(citation.law).is_in_force_on(day)
        )

    def step(self, code: str) -> Step:
        """The step of the procedure of that code."""
        return _found(self.procedure, code, "step")

    def contacts(self, division: str) -> tuple[Contact, ...]:
        """Where the people of a division turn to."""
        found = tuple(contact for contact in self.all_contacts if contact.division == division)
        if not found:
            raise UnknownName("division", division)
        return found

    @property
    def term_years(self) -> int:
        """For how many years a certificate is valid."""
        return self.certificates.term_years.value

    @property
    def surveillance_months(self) -> int:
        """Within how many months surveillance is due."""
        return self.certificates.surveillance_months.value

    def placeholders(self) -> tuple[Placeholder, ...]:
        """Every rule whose true value is not public, in the order of the file."""
        return tuple(Placeholder(path, rule) for path, rule in sourced_rules(self) if rule.is_placeholder)


def sourced_rules(part: BaseModel, path: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every part that says where it comes from, with its path in the file."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        below = f"{path}.{field.alias or name}".lstrip(".")
        if isinstance(value, BaseModel):
            yield from _with_its_parts(value, below)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _with_its_parts(item, f"{below}.{getattr(item, 'code', place)}")


def _with_its_parts(part: BaseModel, path: str) -> Iterator[tuple[str, Sourced]]:
    if isinstance(part, Sourced):
        yield path, part
    yield from sourced_rules(part, path)


def _found(things: Iterable[C], code: str, what: str) -> C:
    for thing in things:
        if thing.code == code:
            return thing
    raise UnknownName(what, code)
