"""Reads: certificates, open cases and readiness that name a superseded standard, and how far each has come.

A standard may be superseded more than once: whatever stands further down the chain counts as the new version.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from yinxin.certification.applications.lifecycle import OPEN_STATES
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.certificates.queries import certificates_in_reach, public_certificates
from yinxin.certification.certificates.rules import LIVE
from yinxin.certification.transitions import rules
from yinxin.certification.transitions.rules import Step
from yinxin.cultivation.models import Assessment
from yinxin.cultivation.queries import assessments_in_reach
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Product
from yinxin.people.models import Office
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Clause, Standard

T = TypeVar("T", Application, Certificate)


@dataclass(frozen=True, slots=True)
class Transition:
    """One certificate on its way to the new version of its standard, which it has to reach by `until`."""

    certificate: Certificate
    successor: Standard
    until: date
    step: Step
    open_case: Application | None
    new_certificate: Certificate | None

    def days_left(self, today: date) -> int:
        """Days until the end of the transition, that day included; negative once it is over."""
        return (self.until - today).days


@dataclass(frozen=True, slots=True)
class ReadinessTouched:
    """A product that was assessed clause by clause against the old text, and what of that still holds for the new."""

    product: Product
    assessed: int
    still_holding: int
    to_carry: int  # of these, those that were not carried over yet


def transitions_of(certificates: Iterable[Certificate], *, today: date) -> list[Transition]:
    """Those of the certificates whose standard was superseded by a day, in their order, in a few queries for all.

    The certificates were read with their standards (`certificates_in_reach`, `public_certificates`).
    """
    touched = [row for row in certificates if _is_superseded(row.standard, today)]
    if not touched:
        return []
    successors = _successors()
    chains = {pk: _chain(pk, successors) for pk in {row.standard_id for row in touched}}
    products = {row.product_id for row in touched}
    newer = {row.pk for chain in chains.values() for row in chain}
    new_certificates = _by_product(
        Certificate.objects.filter(product__in=products, standard__in=newer, state__in=LIVE)
        .filter(expires_on__gte=today)
        .order_by("issued_on")
    )
    open_cases = _by_product(
        Application.objects.filter(product__in=products, standard__in=newer, state__in=OPEN_STATES).order_by(
            "pk"
        )
    )
    shown = []
    for row in touched:
        chain = [each.pk for each in chains[row.standard_id]]
        until = row.standard.transition_until
        if until is None or not chain:
            continue
        certificate = _of_chain(new_certificates, row.product_id, chain)
        case = _of_chain(open_cases, row.product_id, chain)
        shown.append(
            Transition(
                certificate=row,
                successor=chains[row.standard_id][-1],
                until=until,
                step=rules.step(
                    is_live=row.state in LIVE and row.expires_on >= today,
                    has_new_certificate=certificate is not None,
                    has_open_case=case is not None,
                    until=until,
                    today=today,
                ),
                open_case=case,
                new_certificate=certificate,
            )
        )
    return shown


def transition_of(certificate: Certificate, *, today: date) -> Transition | None:
    """The transition of one certificate; None where its standard is in force, or the certificate ended by itself."""
    found = transitions_of([certificate], today=today)
    return found[0] if found and found[0].step is not Step.ENDED else None


def unfinished(by: Office, *, today: date) -> list[Transition]:
    """Certificates in reach that still have to be converted, the nearest end first."""
    superseded = Q(standard__state__in=(StandardState.SUPERSEDED, StandardState.WITHDRAWN))
    rows = certificates_in_reach(by).filter(
        superseded, state__in=LIVE, standard__transition_until__isnull=False
    )
    found = [each for each in transitions_of(rows, today=today) if each.step in rules.UNFINISHED]
    return sorted(found, key=lambda each: (each.until, each.certificate.number))


def touched_certificates(by: Office, standard: Standard, *, today: date) -> list[Transition]:
    """Every certificate in reach that names a superseded standard, with how far it has come.

    The institute, which answers for the standard, follows all of them: certificates are public.
    """
    follows_all = by.as_role is Role.INSTITUTE_OFFICER
    rows = public_certificates() if follows_all else certificates_in_reach(by)
    return transitions_of(rows.filter(standard=standard), today=today)


def touched_numbers(standard: Standard) -> tuple[int, int]:
    """How many open cases and how many assessed products a superseded standard has: for who may not see which."""
    cases = Application.objects.filter(standard=standard, state__in=OPEN_STATES).count()
    products = Assessment.objects.filter(clause__standard=standard).values("product").distinct().count()
    return cases, products


def touched_cases(by: Office, standard: Standard) -> QuerySet[Application]:
    """Open cases in reach that were started by the old version; they may be concluded until the transition ends."""
    return applications_in_reach(by).filter(standard=standard, state__in=OPEN_STATES)


def touched_readiness(by: Office, standard: Standard) -> list[ReadinessTouched]:
    """Products in reach that were assessed against the old text. A clause whose text and limits stayed still holds."""
    rows = list(
        assessments_in_reach(by).filter(clause__standard=standard).select_related("product__enterprise")
    )
    kept = unchanged_clauses(standard)
    products = {row.product_id: row.product for row in rows}
    done = set(
        Assessment.objects.filter(product__in=products, clause__in=kept.values()).values_list(
            "product", "clause"
        )
    )
    assessed = Counter(row.product_id for row in rows)
    holding = Counter(row.product_id for row in rows if row.clause_id in kept)
    waiting = Counter(
        row.product_id
        for row in rows
        if row.clause_id in kept and (row.product_id, kept[row.clause_id].pk) not in done
    )
    return [ReadinessTouched(products[pk], assessed[pk], holding[pk], waiting[pk]) for pk in products]


def unchanged_clauses(standard: Standard) -> dict[int, Clause]:
    """Old clause (by key) to the clause that was copied from it and still says the same, of the direct successor."""
    successors = standard.successors.exclude(state=StandardState.DRAFT)
    copies = Clause.objects.filter(standard__in=successors, succeeds__standard=standard).select_related(
        "succeeds"
    )
    return {
        copy.succeeds_id: copy
        for copy in copies.prefetch_related("indicators", "succeeds__indicators")
        if copy.succeeds_id is not None and copy.succeeds is not None and _says(copy) == _says(copy.succeeds)
    }


def assessments_to_carry(product: Product, standard: Standard) -> list[tuple[Assessment, Clause]]:
    """Assessments of a product against the old text that hold for a clause of the new one, which has none yet."""
    kept = unchanged_clauses(standard)
    done = set(
        Assessment.objects.filter(product=product, clause__in=kept.values()).values_list("clause", flat=True)
    )
    rows = Assessment.objects.filter(product=product, clause__in=kept)
    return [(row, kept[row.clause_id]) for row in rows if kept[row.clause_id].pk not in done]


def _is_superseded(standard: Standard, today: date) -> bool:
    return standard.superseded_on is not None and standard.superseded_on <= today


def _successors() -> dict[int, Standard]:
    """The published successor of each standard that has one."""
    rows = Standard.objects.filter(replaces__isnull=False).exclude(state=StandardState.DRAFT)
    return {row.replaces_id: row for row in rows.order_by("published_on") if row.replaces_id is not None}


def _chain(pk: int, successors: dict[int, Standard]) -> list[Standard]:
    chain: list[Standard] = []
    while (following := successors.get(pk)) is not None and following not in chain:
        chain.append(following)
        pk = following.pk
    return chain


def _by_product(rows: Iterable[T]) -> dict[tuple[int, int], T]:
    """By product and standard, the last of the rows."""
    return {(row.product_id, row.standard_id): row for row in rows}


def _of_chain(found: Mapping[tuple[int, int], T], product: int, chain: Collection[int]) -> T | None:
    """What a product has by the newest version for which it has anything."""
    return next((found[product, pk] for pk in reversed(list(chain)) if (product, pk) in found), None)


def _says(clause: Clause) -> tuple[object, ...]:
    """What a clause asks, without its place in the text."""
    limits = [
        (each.item, each.unit, each.comparison, each.limit, each.upper) for each in clause.indicators.all()
    ]
    return (clause.kind, clause.text.strip(), clause.origin, clause.is_critical, sorted(limits, key=str))
