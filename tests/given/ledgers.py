"""Industries, enterprises, sites, products and figures; the pool, readiness and visits."""

from datetime import date
from decimal import Decimal
from itertools import count

from tests.given import people as given
from yinxin.cultivation import actions as cultivation
from yinxin.cultivation.models import Assessment, Membership, Visit
from yinxin.kernel.identifiers import credit_code
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers.models import Enterprise, Industry, Product, Site, YearlyFigure
from yinxin.people.models import Office
from yinxin.standards.texts.models import Clause

INDUSTRIES = {
    "camel_milk": ("驼奶", "Camel milk"),
    "mutton": ("羊肉", "Mutton"),
    "camel_down": ("驼绒", "Camel down"),
    "cistanche": ("荒漠肉苁蓉", "Desert cistanche"),
    "dunaliella": ("盐藻", "Dunaliella"),
}
# A point in Alxa Right Banner.
LATITUDE, LONGITUDE, ALTITUDE_M = Decimal("39.21600"), Decimal("101.66700"), 1510

_serials = count(1)


def a_credit_code(division_code: str = "152922") -> str:
    """A valid credit code that no other call gave."""
    return credit_code.with_check_character(f"91{division_code}MA{next(_serials):07d}")


def industry(code: str = "camel_milk") -> Industry:
    """One of the five industries."""
    name, name_en = INDUSTRIES[code]
    found = Industry.objects.filter(code=code).first()
    return found or ledgers.add_industry(
        code,
        name=name,
        name_en=name_en,
        ordinal=list(INDUSTRIES).index(code) + 1,
        by=given.league_officer(),
        at=given.LONG_AGO,
    )


def enterprise(
    name: str = "示例·神驼乳业有限公司",
    *,
    division_code: str = "152922",
    industry_code: str = "camel_milk",
    **facts: object,
) -> Enterprise:
    """An enterprise in the ledger; the one of that name where it is there already."""
    found = Enterprise.objects.filter(name=name).first()
    if found:
        return found
    stated = {"credit_code": a_credit_code(division_code), "is_invented": True, **facts}
    return ledgers.register_enterprise(
        name=name,
        division=given.division(division_code),
        industry=industry(industry_code),
        **stated,
        by=given.league_officer(),
        at=given.LONG_AGO,
    )


def site(of: Enterprise | None = None, *, name: str = "一号牧场", **facts: object) -> Site:
    """A place of production in the enterprise's own banner, with coordinates and altitude."""
    owner = of or enterprise()
    stated = {
        "division": owner.division,
        "address": "巴丹吉林镇示例路1号",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "altitude_m": ALTITUDE_M,
        **facts,
    }
    return ledgers.add_site(owner.pk, name=name, **stated, by=given.league_officer(), at=given.LONG_AGO)


def product(
    of: Enterprise | None = None,
    *,
    name: str = "驼奶粉",
    kind: str = "camel_milk",
    pack_g: int | None = 300,
    site: Site | None = None,
    **facts: object,
) -> Product:
    """A product of an enterprise."""
    owner = of or (site.enterprise if site else enterprise())
    return ledgers.add_product(
        owner.pk,
        name=name,
        kind=kind,
        pack_g=pack_g,
        site=site,
        **{"brand": "示例牌", "is_invented": True, **facts},
        by=given.league_officer(),
        at=given.LONG_AGO,
    )


def year(of: Enterprise | None = None, *, year: int = 2023, **figures: object) -> YearlyFigure:
    """What an enterprise achieved in a year."""
    owner = of or enterprise()
    stated = figures or {"output_kg": Decimal(12000), "sales_yuan": Decimal(3600000), "jobs": 24}
    return ledgers.record_year(
        owner.pk, year=year, **stated, source="企业年报", by=given.league_officer(), at=given.NOW
    )


def nominated(of: Enterprise | None = None, *, on: date = date(2023, 5, 10)) -> Membership:
    """An enterprise that is proposed for the pool."""
    owner = of or enterprise()
    return cultivation.nominate(
        owner.pk, reason="产品有已发布的认证标准", on=on, by=given.league_officer(), at=given.NOW
    )


def member(of: Enterprise | None = None, *, on: date = date(2023, 6, 1)) -> Membership:
    """An enterprise in the pool."""
    membership = nominated(of, on=on)
    return cultivation.admit(membership.pk, on=on, by=given.league_officer(), at=given.NOW)


def declined(of: Enterprise | None = None, *, on: date = date(2023, 6, 1)) -> Membership:
    """An enterprise that was proposed and not admitted."""
    return cultivation.decline(
        nominated(of).pk, on=on, reason="尚未投产", by=given.league_officer(), at=given.NOW
    )


def released(of: Enterprise | None = None, *, on: date = date(2024, 6, 1)) -> Membership:
    """An enterprise that was in the pool and left it."""
    return cultivation.release(
        member(of).pk, on=on, reason="企业自愿退出", by=given.league_officer(), at=given.NOW
    )


def assessment(
    product: Product, clause: Clause, *, fulfilment: str = "met", by: Office | None = None, **facts: str
) -> Assessment:
    """What was found for one clause."""
    by = by or given.league_officer()
    return cultivation.assess(product.pk, clause.pk, fulfilment=fulfilment, **facts, by=by, at=given.NOW)


def visit(of: Enterprise | None = None, *, on: date = date(2024, 9, 18), **facts: object) -> Visit:
    """A visit to an enterprise."""
    owner = of or enterprise()
    stated = {"met": "示例负责人", "summary": "查看了生产车间。", "needs": "希望得到检验方面的指导", **facts}
    return cultivation.record_visit(owner.pk, on=on, **stated, by=given.league_officer(), at=given.NOW)
