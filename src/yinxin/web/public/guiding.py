"""The rulebook as a guide for applicants: its steps, documents, time limits, fees and contacts in the reader's words.

Nothing is said here that the rulebook does not say; what it marks as a placeholder stays marked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from yinxin.people.models import Division
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.clocks import Clock
from yinxin.scheme.rules.guide import Fee, Step
from yinxin.scheme.rules.products import Document
from yinxin.scheme.rules.values import Sourced, Text
from yinxin.web import phrases
from yinxin.web.quantities import plain
from yinxin.web.templatetags.yinxin import named

PARTIES: dict[str, Promise] = {
    "enterprise": gettext_lazy("Applicant"),
    "body": gettext_lazy("Certification body"),
    "laboratory": gettext_lazy("Laboratory"),
    "regulator": gettext_lazy("Market supervision authority"),
    "scheme_owner": gettext_lazy("Scheme owner"),
}
SUBJECTS: dict[str, Promise] = {
    "application": gettext_lazy("Applications"),
    "certificate": gettext_lazy("Certificates"),
    "complaint": pgettext_lazy("of time limits", "Complaints"),
    "tip": pgettext_lazy("of time limits", "Reports"),
    "inspection": gettext_lazy("Inspections"),
    "case": gettext_lazy("Cases of misuse"),
    "laboratory": gettext_lazy("Laboratories"),
    "standard": gettext_lazy("Standards"),
    "clipping": gettext_lazy("News"),
}
EVENTS: dict[str, Promise] = {
    "testing": gettext_lazy("while samples are tested"),
    "correction": gettext_lazy("while nonconformities are corrected"),
}
_ARTICLES = re.compile(r"(?<=[\u4e00-\u9fff）]) (\d{1,3}(?:, \d{1,3})*)(?=;|$)")  # the articles after a law
FORMATS: dict[str, str] = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "jpg": "JPG", "png": "PNG"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule comes from; for a placeholder, what it was modelled on."""

    text: str
    is_placeholder: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the procedure."""

    code: str
    name: str
    who: Promise
    what: str
    limit: str
    then: list[tuple[str, str]]  # code and name of what may come next
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """One document, why it is asked for, and by what."""

    name: str
    why: str
    clauses: tuple[str, ...]
    formats: str
    condition: str
    is_required: bool
    needs_expiry: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownClock:
    """One time limit in one version."""

    name: str
    limit: str
    counted_from: str
    stands_still: str
    in_force_from: date
    is_coming: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownFee:
    """What is paid; a fee without an amount says who sets it."""

    name: str
    amount: str
    per: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Where the people of a division turn to."""

    division: str
    office: str
    phone: str
    address: str
    origin: Origin


def said(text: Text | None) -> str:
    """A text of the rulebook in the reader's language."""
    return text.in_language(get_language() or "zh-hans") if text else ""


def origin_of(rule: Sourced) -> Origin:
    """Where a rule comes from."""
    return Origin(rule.basis or "" if rule.is_placeholder else _cited(rule.source), rule.is_placeholder)


def _cited(source: str) -> str:
    """A source as it is cited in print: the rulebook writes the bare number of an article after the law."""
    named = _ARTICLES.sub(lambda found: f"第{found[1].replace(', ', '、')}条", source)
    return named.replace("; ", "；")


def steps_of(book: Rulebook, *, on: date) -> list[ShownStep]:
    """The procedure, in the order of the rulebook."""
    return [_step(book, step, on=on) for step in book.procedure]


def _step(book: Rulebook, step: Step, *, on: date) -> ShownStep:
    return ShownStep(
        code=step.code,
        name=said(step.name),
        who=PARTIES[step.by],
        what=said(step.what),
        limit=limit_of(book.clock(step.clock, on=on)) if step.clock else "",
        then=[(code, said(book.step(code).name)) for code in step.next],
        origin=origin_of(step),
    )


def documents_of(book: Rulebook, kind: str | None) -> list[ShownDocument]:
    """What is handed in for a kind of product; without one, what everybody hands in."""
    if kind:
        asked: Iterable[Document] = book.documents_for(kind)
    else:
        asked = [book.document(code) for code in book.documents_of_all]
    return [
        ShownDocument(
            name=said(document.name),
            why=said(document.why),
            clauses=document.clauses,
            formats=phrases.listed(FORMATS.get(code, code.upper()) for code in document.formats),
            condition=said(document.condition),
            is_required=document.required,
            needs_expiry=document.needs_expiry,
            origin=origin_of(document),
        )
        for document in asked
    ]


def limit_of(clock: Clock) -> str:
    """5 working days; with what it may be extended by."""
    limit = _days(clock.unit, clock.days)
    if clock.extension_days:
        extension = _days(clock.unit, clock.extension_days)
        return _("%(limit)s, which may be extended by %(extension)s") % {
            "limit": limit,
            "extension": extension,
        }
    return limit


def _days(unit: str, days: int) -> str:
    if unit == "working_day":
        return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def clocks_of(book: Rulebook, *, on: date) -> list[tuple[Promise, list[ShownClock]]]:
    """The time limits in force on a day, and those already set for later, by what they are about."""
    groups: dict[str, list[ShownClock]] = {}
    for clock in book.clocks:
        is_coming = clock.in_force_from > on
        if is_coming or clock == book.clock(clock.code, on=on):
            groups.setdefault(clock.subject, []).append(_clock(clock, is_coming=is_coming))
    return [(SUBJECTS[subject], rows) for subject, rows in groups.items()]


def _clock(clock: Clock, *, is_coming: bool) -> ShownClock:
    return ShownClock(
        name=said(clock.name),
        limit=limit_of(clock),
        counted_from=said(clock.counted_from),
        stands_still=phrases.listed(_stands_still(clock)),
        in_force_from=clock.in_force_from,
        is_coming=is_coming,
        origin=origin_of(clock),
    )


def _stands_still(clock: Clock) -> Iterator[str]:
    for state in clock.paused_in:
        yield _("while the case is “%(state)s”") % {"state": phrases.state("application", state)}
    for event in clock.paused_during:
        yield str(EVENTS[event])


def fees_of(book: Rulebook) -> list[ShownFee]:
    """The fees, in the order of the rulebook."""
    return [ShownFee(said(fee.name), _amount(fee), said(fee.per), origin_of(fee)) for fee in book.fees]


def _amount(fee: Fee) -> str:
    return _("%(amount)s yuan") % {"amount": plain(fee.amount)} if fee.amount else ""


def contacts_of(book: Rulebook) -> list[ShownContact]:
    """The contacts of each division."""
    names = {division.code: named(division) for division in Division.objects.all()}
    return [
        ShownContact(
            division=names.get(contact.division, ""),
            office=said(contact.office),
            phone=contact.phone,
            address=said(contact.address),
            origin=origin_of(contact),
        )
        for contact in book.all_contacts
    ]
