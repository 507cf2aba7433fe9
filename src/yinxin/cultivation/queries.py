"""Reads: the pool, readiness and visits, each within the reach of the office that looks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from yinxin.cultivation import rules
from yinxin.cultivation.lifecycle import MembershipState
from yinxin.cultivation.models import Assessment, Membership, Visit
from yinxin.ledgers.models import Enterprise, Product
from yinxin.people.models import Division, Office
from yinxin.people.queries import within_reach
from yinxin.standards.texts.models import Clause, Standard
from yinxin.standards.texts.queries import requirements

OPEN_STATES = (MembershipState.NOMINATED, MembershipState.ADMITTED)


def memberships_in_reach(by: Office) -> QuerySet[Membership]:
    """Every stay of the enterprises in reach, ended ones too."""
    return Membership.objects.filter(
        within_reach(by, division="enterprise__division", organisation="enterprise")
    ).select_related("enterprise__division", "enterprise__industry")


def memberships_of(enterprise: Enterprise) -> QuerySet[Membership]:
    """Every stay of one enterprise, the latest first."""
    return Membership.objects.filter(enterprise=enterprise).order_by("-id")


def pool_on(division: Division, day: date) -> QuerySet[Membership]:
    """Who is in the pool of a division and its parts at the end of a day."""
    return (
        Membership.objects.filter(enterprise__division__path__startswith=division.path)
        .filter(admitted_on__lte=day)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
        .select_related("enterprise__division", "enterprise__industry")
    )


def visits_in_reach(by: Office) -> QuerySet[Visit]:
    """The visits to the enterprises in reach, latest first."""
    return Visit.objects.filter(
        within_reach(by, division="enterprise__division", organisation="enterprise")
    ).select_related("enterprise", "office__user")


def visits_of(enterprise: Enterprise) -> QuerySet[Visit]:
    """The visits to one enterprise, latest first."""
    return Visit.objects.filter(enterprise=enterprise).select_related("office__user")


def last_visits(enterprises: Collection[int]) -> dict[int, date]:
    """The day of the last visit to each of these enterprises that had one."""
    rows = (
        Visit.objects.filter(enterprise__in=enterprises)
        .order_by()
        .values_list("enterprise")
        .annotate(Max("visited_on"))
    )
    return dict(rows)


def assessments_in_reach(by: Office) -> QuerySet[Assessment]:
    """What was found for the products of the enterprises in reach."""
    return Assessment.objects.filter(
        within_reach(by, division="product__enterprise__division", organisation="product__enterprise")
    )


@dataclass(frozen=True, slots=True)
class ClauseReadiness:
    """One clause of a standard, and what was last found for a product, if anybody has looked."""

    clause: Clause
    assessment: Assessment | None

    @property
    def fulfilment(self) -> str:
        return self.assessment.fulfilment if self.assessment else ""


def readiness(product: Product, standard: Standard) -> tuple[ClauseReadiness, ...]:
    """Every requirement of the standard in its order; what only orders the text asks nothing of a product.

    `rules.progress` sums them up.
    """
    found = {
        assessment.clause_id: assessment
        for assessment in Assessment.objects.filter(
            product=product, clause__standard=standard
        ).select_related("office__user")
    }
    clauses = requirements().filter(standard=standard).prefetch_related("indicators")
    return tuple(ClauseReadiness(clause, found.get(clause.pk)) for clause in clauses)


@dataclass(frozen=True, slots=True)
class ProductReadiness:
    """How far one product has come towards one standard."""

    product: Product
    standard: Standard
    progress: rules.Progress


def readiness_of_products(
    products: Collection[Product], standards: Collection[Standard]
) -> list[ProductReadiness]:
    """How far each product has come towards each standard that covers its kind, in two queries for all of them."""
    clauses = requirements().filter(standard__in=standards).values_list("standard", "pk")
    found = Assessment.objects.filter(product__in=products, clause__standard__in=standards)
    word = {
        (product, clause): fulfilment
        for product, clause, fulfilment in found.values_list("product", "clause", "fulfilment")
    }
    of_standard: dict[int, list[int]] = {}
    for standard, clause in clauses:
        of_standard.setdefault(standard, []).append(clause)
    return [
        ProductReadiness(
            product,
            standard,
            rules.progress(word.get((product.pk, clause), "") for clause in of_standard.get(standard.pk, ())),
        )
        for product in products
        for standard in standards
        if product.kind in standard.product_kinds
    ]
