"""The checks that read the whole rulebook at once: names, completeness and dead ends.

Each check yields sentences that begin with the path in the file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from yinxin.scheme.rules.book import Coded, Rulebook
from yinxin.scheme.rules.certificates import REGISTER_CODES, Trigger
from yinxin.scheme.rules.clocks import APPLICATION_STATES
from yinxin.scheme.rules.laws import MISUSE_CODES

Check = Callable[[Rulebook], Iterator[str]]


def faults(book: Rulebook) -> list[str]:
    """Everything that is wrong with a rulebook whose parts are each well-formed."""
    return [fault for check in CHECKS for fault in check(book)]


def codes_are_unique(book: Rulebook) -> Iterator[str]:
    """A stored code must mean one thing."""
    lists: dict[str, Iterable[object]] = {
        name: [item.code for item in _coded(getattr(book, name))]
        for name in Rulebook.model_fields
        if name not in {"clocks", "reasons"}
    }
    lists["clocks"] = [f"{clock.code} from {clock.in_force_from}" for clock in book.clocks]
    lists["reasons"] = [f"{reason.change} {reason.code}" for reason in book.reasons]
    lists["uploads.formats"] = [form.code for form in book.uploads.formats]
    lists["marks.conversions"] = [f"{item.kind}.{item.form}" for item in book.marks.conversions]
    lists["certificates.fields"] = [item.code for item in book.certificates.fields]
    for path, codes in lists.items():
        for code, times in Counter(codes).items():
            if times > 1:
                yield f"{path}: '{code}' stands there {times} times"


def product_kinds_can_be_certified(book: Rulebook) -> Iterator[str]:
    """Every kind has an industry, a mode, known documents, and a form in which marks can be counted."""
    for kind in book.product_kinds:
        path = f"product_kinds.{kind.code}"
        yield from _unknown(f"{path}.industry", [kind.industry], book.industries, "industry")
        yield from _unknown(f"{path}.mode", [kind.mode], book.modes, "mode")
        yield from _unknown(f"{path}.documents", kind.documents, book.documents, "document")
        for twice in sorted({*kind.documents} & {*book.documents_of_all}):
            yield f"{path}.documents: '{twice}' is asked of all already"
        if not book.marks.conversions_of(kind.code):
            yield f"{path}: no form in marks.conversions, so no mark could ever be issued"
    for conversion in book.marks.conversions:
        path = f"marks.conversions.{conversion.form}"
        yield from _unknown(path, [conversion.kind], book.product_kinds, "product kind")


def modes_have_their_elements(book: Rulebook) -> Iterator[str]:
    """Every mode evaluates something; a type 5 scheme tests, visits and follows up (ISO/IEC 17067 table 1)."""
    for mode in book.modes:
        path = f"modes.{mode.code}"
        if not mode.elements:
            yield f"{path}.elements: a mode needs at least one evaluation element"
        yield from _unknown(f"{path}.elements", mode.elements, book.elements, "evaluation element")
        yield from _unknown(
            f"{path}.surveillance_elements", mode.surveillance_elements, book.elements, "evaluation element"
        )
        if mode.scheme_type == 5 and not (
            {"site", "test"} <= {*mode.elements} and mode.surveillance_elements
        ):
            yield f"{path}.scheme_type: type 5 needs a site visit, a test and surveillance"


def documents_serve_a_clause(book: Rulebook) -> Iterator[str]:
    """Nothing is asked for without a clause that it serves (认证认可条例 19), and nothing is listed unasked."""
    formats = {form.code for form in book.uploads.formats}
    asked = {*book.documents_of_all}.union(*(kind.documents for kind in book.product_kinds))
    yield from _unknown("documents_of_all", book.documents_of_all, book.documents, "document")
    for document in book.documents:
        path = f"documents.{document.code}"
        if not document.clauses:
            yield f"{path}.clauses: a document must cite the clause it serves"
        if not document.formats:
            yield f"{path}.formats: a document must be accepted in some format"
        for unknown in sorted({*document.formats} - formats):
            yield f"{path}.formats: unknown format '{unknown}'"
        if document.code not in asked:
            yield f"{path}: nobody is asked for it"
        if document.required == (document.condition is not None):
            yield f"{path}.condition: an optional document says when it is needed, a required one does not"


def grades_lead_on(book: Rulebook) -> Iterator[str]:
    """A nonconformity can always be closed, and if it is not, something follows."""
    reasons = {reason.code for reason in book.reasons_for("suspend")}
    for grade in book.grades:
        path = f"grades.{grade.code}"
        if grade.suspension_reason not in reasons:
            yield f"{path}.suspension_reason: unknown reason 'suspend {grade.suspension_reason}'"
        if grade.blocks_decision and grade.verification == "next_surveillance":
            yield f"{path}.verification: dead end: it blocks the decision and is verified only after it"


def clocks_name_states(book: Rulebook) -> Iterator[str]:
    """An application's clock runs from a state to others, and stands still in others again."""
    for clock in book.clocks:
        path = f"clocks.{clock.code}"
        states = [state for state in (clock.from_state, *clock.until_states, *clock.paused_in) if state]
        if clock.subject != "application":
            if states:
                yield f"{path}: only the clock of an application names states"
            continue
        for unknown in sorted({*states} - {*APPLICATION_STATES}):
            yield f"{path}: unknown state '{unknown}'"
        if clock.from_state is None or not clock.until_states:
            yield f"{path}: dead end: it names no state that it runs from, or none that ends it"
        for twice in sorted({*clock.until_states} & {*clock.paused_in}):
            yield f"{path}: '{twice}' cannot both end it and pause it"


def reasons_are_complete(book: Rulebook) -> Iterator[str]:
    """Every code that the national register takes has its words."""
    for change, codes in REGISTER_CODES.items():
        given = {reason.code for reason in book.reasons_for(change)}
        for missing in sorted({*codes} - given):
            yield f"reasons: {change} {missing} is missing"
        for unknown in sorted(given - {*codes}):
            yield f"reasons: {change} {unknown} is not a code of the national register"
    for reason in book.reasons:
        longest = book.certificates.suspension_max_months.value
        if reason.max_months is not None and reason.change != "suspend":
            yield f"reasons.{reason.code}.max_months: only a suspension ends by itself"
        elif reason.max_months is not None and not reason.on_request and reason.max_months.value > longest:
            yield f"reasons.{reason.code}.max_months: longer than certificates.suspension_max_months"


def consequences_exist(book: Rulebook) -> Iterator[str]:
    """Bans and misuses lead to reasons and laws that there are."""
    for ban in book.bans:
        if not ban.after:
            yield f"bans.{ban.code}.after: nothing brings this ban about"
        yield from _unknown_reasons(f"bans.{ban.code}.after", ban.after, book)
    lasting = {law.code for law in book.laws if law.in_force_until is None}
    for kind in book.misuse_kinds:
        path = f"misuse_kinds.{kind.code}"
        yield from _unknown(f"{path}.citations", (one.law for one in kind.citations), book.laws, "law")
        yield from _unknown_reasons(f"{path}.consequences", kind.consequences, book)
        if not any(one.law in lasting for one in kind.citations):
            yield f"{path}.citations: no article in force forbids it"
    for missing in sorted(MISUSE_CODES - {kind.code for kind in book.misuse_kinds}):
        yield f"misuse_kinds: {missing} is missing"


def certificate_numbers_match(book: Rulebook) -> Iterator[str]:
    """A number made by the template must be accepted when it is typed."""
    template, pattern = book.certificates.number_template.value, book.certificates.number_pattern.value
    try:
        number = template.format(year=2024, division="152922", body="001", serial=1)
        matches = re.fullmatch(pattern, number) is not None
    except (KeyError, IndexError, ValueError, re.error) as error:
        yield f"certificates.number_template: {error!r}"
    else:
        if not matches:
            yield f"certificates.number_pattern: does not match '{number}', which number_template makes"


def procedure_leads_somewhere(book: Rulebook) -> Iterator[str]:
    """Every step can be reached from the first, and an end from every step."""
    clocks, following = (
        {clock.code for clock in book.clocks},
        {step.code: step.next for step in book.procedure},
    )
    if not book.procedure:
        yield "procedure: no steps"
        return
    reached = _reachable(following, {book.procedure[0].code})
    preceding = {code: tuple(c for c in following if code in following[c]) for code in following}
    ending = _reachable(preceding, {step.code for step in book.procedure if step.final})
    for step in book.procedure:
        path = f"procedure.{step.code}"
        yield from _unknown(f"{path}.next", step.next, book.procedure, "step")
        if step.clock is not None and step.clock not in clocks:
            yield f"{path}.clock: unknown clock '{step.clock}'"
        if step.state is not None and step.state not in APPLICATION_STATES:
            yield f"{path}.state: unknown state '{step.state}'"
        if step.final and step.next:
            yield f"{path}.next: nothing comes after a final step"
        if step.code not in ending:
            yield f"{path}: dead end: no final step can be reached from it"
        if step.code not in reached:
            yield f"{path}: no step leads to it"


CHECKS: tuple[Check, ...] = (
    codes_are_unique,
    product_kinds_can_be_certified,
    modes_have_their_elements,
    documents_serve_a_clause,
    grades_lead_on,
    clocks_name_states,
    reasons_are_complete,
    consequences_exist,
    certificate_numbers_match,
    procedure_leads_somewhere,
)


def _reachable(following: dict[str, tuple[str, ...]], start: set[str]) -> set[str]:
    reached, open_ = set[str](), {*start}
    while open_:
        code = open_.pop()
        reached.add(code)
        open_ |= {*following.get(code, ())} - reached
    return reached


def _unknown(path: str, names: Iterable[str], things: Iterable[Coded], what: str) -> Iterator[str]:
    known = {thing.code for thing in things}
    return (f"{path}: unknown {what} '{name}'" for name in names if name not in known)


def _unknown_reasons(path: str, triggers: Iterable[Trigger], book: Rulebook) -> Iterator[str]:
    for trigger in triggers:
        if trigger.code is not None and trigger.code not in {
            r.code for r in book.reasons_for(trigger.change)
        }:
            yield f"{path}: unknown reason '{trigger.change} {trigger.code}'"


def _coded(value: object) -> Iterable[Coded]:
    return [item for item in value if hasattr(item, "code")] if isinstance(value, tuple) else []
