"""How far an enterprise has come, put together from the pool, the cases and the certificates.

Nobody sets a stage: it is read off what happened. The ledger's filters, its export and the search say it alike.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Case, CharField, DateField, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinxin.certification.applications.lifecycle import OPEN_STATES, ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate
from yinxin.cultivation.lifecycle import MembershipState
from yinxin.cultivation.models import Membership, Visit
from yinxin.cultivation.queries import ProductReadiness, readiness_of_products
from yinxin.ledgers.models import Enterprise, Product
from yinxin.standards.texts.queries import current
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import day as written

UNVISITED_AFTER = timedelta(days=90)


class Stage(StrEnum):
    """The furthest that an enterprise has come, and stands now."""

    LISTED = "listed"
    NOMINATED = "nominated"
    IN_POOL = "in_pool"
    APPLYING = "applying"
    SUSPENDED = "suspended"
    CERTIFIED = "certified"


NAMES: dict[str, Promise] = {
    Stage.LISTED: gettext_lazy("In the ledger"),
    Stage.NOMINATED: gettext_lazy("Nominated"),
    Stage.IN_POOL: gettext_lazy("In cultivation"),
    Stage.APPLYING: gettext_lazy("Applying"),
    Stage.SUSPENDED: gettext_lazy("Certificate suspended"),
    Stage.CERTIFIED: gettext_lazy("Certified"),
}
LOOKS: dict[str, tuple[str, str]] = {
    Stage.LISTED: ("", "list"),
    Stage.NOMINATED: ("warn", "user-plus"),
    Stage.IN_POOL: ("", "seedling"),
    Stage.APPLYING: ("info", "file-text"),
    Stage.SUSPENDED: ("warn", "ban"),
    Stage.CERTIFIED: ("ok", "certificate"),
}
# A draft is the enterprise's own until it is sent.
PENDING = frozenset(OPEN_STATES) - {ApplicationState.DRAFT}


def with_stage(enterprises: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """The enterprises with `stage`, `is_member` (in the pool now) and `last_visit`."""
    own = OuterRef("pk")
    certificates = Certificate.objects.filter(enterprise=own)
    stays = Membership.objects.filter(enterprise=own)
    visits = Visit.objects.filter(enterprise=own).order_by("-visited_on")
    member = Exists(stays.filter(state=MembershipState.ADMITTED))
    return enterprises.annotate(
        is_member=member,
        last_visit=Subquery(visits.values("visited_on")[:1], output_field=DateField()),
        stage=Case(
            When(Exists(certificates.filter(state=CertificateState.VALID)), then=Value(Stage.CERTIFIED)),
            When(Exists(certificates.filter(state=CertificateState.SUSPENDED)), then=Value(Stage.SUSPENDED)),
            When(
                Exists(Application.objects.filter(enterprise=own, state__in=PENDING)),
                then=Value(Stage.APPLYING),
            ),
            When(member, then=Value(Stage.IN_POOL)),
            When(Exists(stays.filter(state=MembershipState.NOMINATED)), then=Value(Stage.NOMINATED)),
            default=Value(Stage.LISTED),
            output_field=CharField(),
        ),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One enterprise as the ledger lists it."""

    enterprise: Enterprise
    stage: str
    stage_name: str
    stage_tone: str
    stage_icon: str
    is_member: bool
    last_visit: date | None
    is_unvisited: bool
    readiness: ProductReadiness | None
    next_step: str
    next_url: str


def lines_of(rows: list[Enterprise], *, today: date) -> list[Line]:
    """What the ledger says of each row of `with_stage`, in a fixed number of queries."""
    best = _best_readiness(rows, today=today)
    cases = _latest_cases(rows)
    due = _surveillance(rows)
    return [_line(row, best.get(row.pk), cases.get(row.pk), due.get(row.pk), today=today) for row in rows]


def _line(
    row: Enterprise,
    readiness: ProductReadiness | None,
    case: Application | None,
    due: date | None,
    *,
    today: date,
) -> Line:
    stage, last_visit, is_member = row.stage, row.last_visit, row.is_member  # type: ignore[attr-defined]
    tone, icon = LOOKS[stage]
    step, url = _next_step(row, stage, readiness, case, due)
    return Line(
        enterprise=row,
        stage=stage,
        stage_name=str(NAMES[stage]),
        stage_tone=tone,
        stage_icon=icon,
        is_member=is_member,
        last_visit=last_visit,
        is_unvisited=is_member and (last_visit is None or last_visit < today - UNVISITED_AFTER),
        readiness=readiness,
        next_step=step,
        next_url=url,
    )


def _next_step(
    row: Enterprise,
    stage: str,
    readiness: ProductReadiness | None,
    case: Application | None,
    due: date | None,
) -> tuple[str, str]:
    """What the next person has to do, and where."""
    page = reverse("desk:enterprise", args=[row.pk])
    if stage == Stage.APPLYING and case is not None:
        return phrases.state("application", case.state), page
    if stage in {Stage.CERTIFIED, Stage.SUSPENDED} and due is not None:
        return _("Surveillance by %(day)s") % {"day": written(due)}, page
    if stage == Stage.NOMINATED:
        return _("Decide on admission"), f"{page}#pool"
    if stage == Stage.LISTED:
        return _("Nominate, if it wants to be cultivated"), f"{page}#pool"
    return _next_towards(readiness) or (_("No product that a standard covers yet"), f"{page}#products")


def _next_towards(readiness: ProductReadiness | None) -> tuple[str, str] | None:
    """What is next towards the standard that a product of a member has come nearest to."""
    if readiness is None:
        return None
    progress = readiness.progress
    if progress.is_ready:
        step = _("Ready: tell it how to apply")
    elif not progress.is_begun:
        step = _("Assess readiness")
    else:
        step = _("Clauses not met yet: %(left)s") % {"left": progress.applicable - progress.met}
    return step, reverse("desk:readiness", args=[readiness.product.pk, readiness.standard.pk])


def _best_readiness(rows: list[Enterprise], *, today: date) -> dict[int, ProductReadiness]:
    """The product of each enterprise that has come furthest."""
    products = list(Product.objects.filter(enterprise__in=rows))
    best: dict[int, ProductReadiness] = {}
    for found in readiness_of_products(products, list(current(today))):
        before = best.get(found.product.enterprise_id)
        if before is None or found.progress.share > before.progress.share:
            best[found.product.enterprise_id] = found
    return best


def _latest_cases(rows: list[Enterprise]) -> dict[int, Application]:
    cases = Application.objects.filter(enterprise__in=rows, state__in=PENDING).order_by("id")
    return {case.enterprise_id: case for case in cases}


def _surveillance(rows: list[Enterprise]) -> dict[int, date]:
    live = (CertificateState.VALID, CertificateState.SUSPENDED)
    found = Certificate.objects.filter(enterprise__in=rows, state__in=live).order_by("-surveillance_due_on")
    return dict(found.values_list("enterprise", "surveillance_due_on"))
