"""The cultivation pool, visits, readiness and yearly figures."""

from datetime import date

from yinxin.console.demonstration import cast, papers
from yinxin.console.demonstration.data import ledger as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.cultivation import actions as cultivation
from yinxin.cultivation.lifecycle import MembershipState
from yinxin.cultivation.models import Membership
from yinxin.ledgers import actions as ledgers

REPORTED = (4, 15)  # month and day on which the figures of the year before come in


def nominated(told: data.Nominated, *, reason: str, times: Times) -> Scene:
    """Enterprises that their banners nominated, and the league admitted, on one day."""
    at = yield times.on(told.nominated_on, minutes=60)
    stays = []
    for name in told.enterprises:
        enterprise = cast.enterprise(name)
        officer = cast.banner_officer(enterprise.division)
        stays.append(
            cultivation.nominate(enterprise.pk, reason=reason, on=told.nominated_on, by=officer, at=at)
        )
    at = yield times.on(told.admitted_on, minutes=60)
    for stay in stays:
        cultivation.admit(stay.pk, on=told.admitted_on, by=cast.league_officer(), at=at)


def released(told: data.Released, times: Times) -> Scene:
    """An enterprise that has left the pool."""
    at = yield times.ago(told.days_ago)
    stay = Membership.objects.get(enterprise__name=told.enterprise, state=MembershipState.ADMITTED)
    cultivation.release(
        stay.pk, on=times.day_ago(told.days_ago), reason=told.reason, by=cast.league_officer(), at=at
    )


def visit(told: data.Visit, times: Times) -> Scene:
    """What a banner officer saw at an enterprise, with a picture."""
    at = yield times.ago(told.days_ago, minutes=240)
    enterprise = cast.enterprise(told.enterprise)
    cultivation.record_visit(
        enterprise.pk,
        on=times.day_ago(told.days_ago),
        met=told.met,
        summary=told.summary,
        needs=told.needs,
        photo=papers.photo("走访").file,
        by=cast.banner_officer(enterprise.division),
        at=at,
    )


def readiness(told: data.Readiness, times: Times) -> Scene:
    """How far a product meets the clauses of a standard, as its banner officer found."""
    at = yield times.ago(told.days_ago, minutes=300)
    product = cast.product(told.enterprise, told.product)
    clauses = {clause.number: clause for clause in cast.standard(told.standard).clauses.all()}
    for number, fulfilment in told.clauses.items():
        cultivation.assess(
            product.pk,
            clauses[number].pk,
            fulfilment=fulfilment,
            by=cast.banner_officer(product.enterprise.division),
            at=at,
        )


def year(told: data.Year, times: Times) -> Scene:
    """The figures of a year, reported in the spring after it."""
    at = yield times.on(date(told.year + 1, *REPORTED))
    enterprise = cast.enterprise(told.enterprise)
    ledgers.record_year(
        enterprise.pk,
        year=told.year,
        output_kg=told.output_kg,
        sales_yuan=told.sales_yuan,
        jobs=told.jobs,
        households=told.households,
        source="企业填报（演示数据）",
        by=cast.banner_officer(enterprise.division),
        at=at,
    )
