"""Reads of the ledgers, each within the reach of the office that looks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, F, QuerySet, Sum

from yinxin.ledgers import rules
from yinxin.ledgers.models import Enterprise, Import, Industry, Product, Site, YearlyFigure
from yinxin.people.models import Office
from yinxin.people.queries import within_reach

Row = TypeVar("Row", Enterprise, Product)


def industries() -> QuerySet[Industry]:
    """All industries, in the league's order."""
    return Industry.objects.all()


def enterprises_in_reach(by: Office) -> QuerySet[Enterprise]:
    """Regulators: the enterprises of their division and below; an enterprise: itself."""
    return Enterprise.objects.filter(within_reach(by, division="division", organisation="pk"))


def sites_in_reach(by: Office) -> QuerySet[Site]:
    """The sites of those enterprises."""
    return Site.objects.filter(
        within_reach(by, division="enterprise__division", organisation="enterprise")
    ).select_related("division")


def products_in_reach(by: Office) -> QuerySet[Product]:
    """The products of those enterprises."""
    return Product.objects.filter(
        within_reach(by, division="enterprise__division", organisation="enterprise")
    ).select_related("enterprise__division", "site")


def products_of(enterprise: Enterprise) -> QuerySet[Product]:
    """The products of one enterprise, with the site of each."""
    return Product.objects.filter(enterprise=enterprise).select_related("site__division")


def imports_in_reach(by: Office) -> QuerySet[Import]:
    """The workbooks that were uploaded in the reach of a regulator."""
    return Import.objects.filter(
        within_reach(by, division="office__division", organisation="office__organisation")
    )


def search(by: Office, text: str) -> QuerySet[Enterprise]:
    """The enterprises in reach whose name, credit code, contact or products hold every word of the text.

    One Chinese character is enough; letters are compared with pinyin and initials too; case and width do not matter.
    Without text all are found; by a text of signs alone, none.
    """
    return _holding(enterprises_in_reach(by), text)


def search_products(by: Office, text: str) -> QuerySet[Product]:
    """The products in reach whose name, brand or item number hold every word of the text."""
    return _holding(products_in_reach(by), text)


def _holding(rows: QuerySet[Row], text: str) -> QuerySet[Row]:
    words = rules.needles(text)
    if text.strip() and not words:
        return rows.none()
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return rows


@dataclass(frozen=True, slots=True)
class YearOfIndustry:
    """What the enterprises of an industry that reported achieved together in a year."""

    industry: str
    year: int
    enterprises: int
    output_kg: Decimal | None
    sales_yuan: Decimal | None
    jobs: int | None
    households: int | None


def years_by_industry(by: Office) -> list[YearOfIndustry]:
    """The yearly figures in reach, summed by industry and year, latest year first."""
    sums = (
        YearlyFigure.objects.filter(enterprise__in=enterprises_in_reach(by))
        .values("year", industry=F("enterprise__industry"))
        .annotate(
            enterprises=Count("enterprise"),
            output_kg=Sum("output_kg"),
            sales_yuan=Sum("sales_yuan"),
            jobs=Sum("jobs"),
            households=Sum("households"),
        )
        .order_by("enterprise__industry__ordinal", "-year")
    )
    return [YearOfIndustry(**row) for row in sums]
