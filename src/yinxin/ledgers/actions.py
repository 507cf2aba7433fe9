"""Writes: industries, enterprises, their sites, products and yearly figures.

Every act on an enterprise, or on what belongs to it, is recorded under the enterprise, whose page tells its story.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from yinxin.kernel.identifiers import credit_code as credit_codes
from yinxin.kernel.identifiers import gtin as gtins
from yinxin.kernel.refusals import ChangedMeanwhile, NotAcceptable, NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers import queries, rules
from yinxin.ledgers.models import Enterprise, Industry, Product, Site, YearlyFigure
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation, OrganisationKind
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.values import UnknownName

KEEPERS: Final = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})
SUPPLIERS: Final = KEEPERS | {Role.ENTERPRISE}  # an enterprise adds what it makes, and where

PRIVATE: Final = frozenset({"contact_name", "contact_phone", "note"})
ENTERPRISE_FIELDS: Final = frozenset(
    {"name", "name_en", "division", "industry", "credit_code", "credit_code_confirmed", "address"}
    | {"is_leading", "scale", "established_on", "is_invented"}
    | PRIVATE
)
SITE_FIELDS: Final = frozenset({"name", "division", "address", "latitude", "longitude", "altitude_m"})
PRODUCT_FIELDS: Final = frozenset(
    {"name", "kind", "brand", "specification", "pack_g", "gtin", "site", "is_invented"}
)


class CreditCodeImpossible(NotAcceptable):
    """No such credit code can exist (GB 32100-2015)."""

    code = "credit_code_impossible"


class CreditCodeDoubted(NotAcceptable):
    """The check character fails, which legal codes are known to do: a person has to confirm the code."""

    code = "credit_code_doubted"


class CreditCodeTaken(NotAcceptable):
    """Another organisation has this code."""

    code = "credit_code_taken"


class NameTaken(NotAcceptable):
    """Another enterprise in reach has this name, and a credit code is missing that would tell them apart."""

    code = "enterprise_name_taken"


class Nameless(NotAcceptable):
    """A name has letters."""

    code = "name_missing"


class KindUnknown(NotAcceptable):
    """The rulebook has no such kind of product."""

    code = "product_kind_unknown"


class GtinImpossible(NotAcceptable):
    """No such item number can exist (GB 12904)."""

    code = "gtin_impossible"


class GtinTaken(NotAcceptable):
    """Another product has this item number."""

    code = "gtin_taken"


class Misplaced(NotAcceptable):
    """A site has half a coordinate, or lies off the earth."""

    code = "site_misplaced"


class YearOutOfRange(NotAcceptable):
    """The year has not begun, or lies before the scheme."""

    code = "year_out_of_range"


class NothingReported(NotAcceptable):
    """A yearly figure states at least one figure."""

    code = "nothing_reported"


@transaction.atomic
def add_industry(code: str, *, name: str, name_en: str, ordinal: int, by: Office, at: datetime) -> Industry:
    """Name an industry by which enterprises are counted. For the league; named again, it is renamed."""
    _held_by(by, {Role.LEAGUE_OFFICER}, noun="industry")
    industry, _ = Industry.objects.update_or_create(
        code=code, defaults={"name": name, "name_en": name_en, "ordinal": ordinal}
    )
    people.record(
        "industry.added",
        subject=f"industry/{code}",
        by=by,
        at=at,
        facts={"name": name, "name_en": name_en},
        is_open=True,
    )
    return industry


@transaction.atomic
def register_enterprise(
    *,
    name: str,
    name_en: str = "",
    division: Division,
    industry: Industry,
    credit_code: str = "",
    credit_code_confirmed: bool = False,
    address: str = "",
    is_leading: bool = False,
    scale: str = "",
    established_on: date | None = None,
    contact_name: str = "",
    contact_phone: str = "",
    note: str = "",
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Enterprise:
    """Enter an enterprise in the ledger of a division in reach.

    Refuses an impossible credit code, one that fails its check character until a person confirms it, one that another
    organisation has, and a second enterprise of the same name where no credit code tells the two apart.
    """
    _held_by(by, KEEPERS, noun="enterprise")
    enterprise = Enterprise(kind=OrganisationKind.ENTERPRISE, registered_at=at)
    _assign(
        enterprise,
        {
            "name": name,
            "name_en": name_en,
            "division": division,
            "industry": industry,
            "credit_code": credit_code,
            "credit_code_confirmed": credit_code_confirmed,
            "address": address,
            "is_leading": is_leading,
            "scale": scale,
            "established_on": established_on,
            "contact_name": contact_name,
            "contact_phone": contact_phone,
            "note": note,
            "is_invented": is_invented,
        },
        by=by,
    )
    _reindex(enterprise)
    with _one_of_a_kind(CreditCodeTaken(field="credit_code", credit_code=enterprise.credit_code)):
        enterprise.save()
    stated = {field: _plain(getattr(enterprise, field)) for field in sorted(ENTERPRISE_FIELDS)}
    people.record(
        "enterprise.registered",
        subject=enterprise.subject,
        by=by,
        at=at,
        facts={field: value for field, value in stated.items() if value and field not in PRIVATE},
        private={field: value for field, value in stated.items() if value and field in PRIVATE},
    )
    return enterprise


@transaction.atomic
def correct_enterprise(
    pk: int, *, changes: Mapping[str, object], seen: int | None = None, by: Office, at: datetime
) -> Enterprise:
    """Change what the ledger says of an enterprise; what is as it was leaves no trace.

    `seen` is the revision that the person looked at; refuses with ChangedMeanwhile when another act came between, and
    else as `register_enterprise` does.
    """
    _held_by(by, KEEPERS, noun="enterprise")
    enterprise = _locked(pk, by=by)
    if seen is not None and seen != enterprise.revision:
        raise ChangedMeanwhile(noun="enterprise", seen=seen, revision=enterprise.revision)
    changed = _assign(enterprise, changes, by=by)
    if not changed:
        return enterprise
    _reindex(enterprise)
    enterprise.revision += 1
    with _one_of_a_kind(CreditCodeTaken(field="credit_code", credit_code=enterprise.credit_code)):
        enterprise.save()
    people.record(
        "enterprise.corrected",
        subject=enterprise.subject,
        by=by,
        at=at,
        facts={field: change for field, change in changed.items() if field not in PRIVATE},
        private={field: change for field, change in changed.items() if field in PRIVATE},
    )
    return enterprise


@transaction.atomic
def add_site(
    enterprise_pk: int,
    *,
    name: str,
    division: Division,
    address: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    altitude_m: int | None = None,
    by: Office,
    at: datetime,
) -> Site:
    """Add a place of production, in any division. Refuses half a coordinate and places off the earth."""
    _held_by(by, SUPPLIERS, noun="site")
    enterprise = _locked(enterprise_pk, by=by)
    site = Site(enterprise=enterprise)
    stated: dict[str, object] = {"name": name, "division": division, "address": address}
    stated |= {"latitude": latitude, "longitude": longitude, "altitude_m": altitude_m}
    _assign_site(site, stated)
    site.save()
    _record(enterprise, "site.added", {"site": site.pk, **_stated(stated)}, by=by, at=at)
    return site


@transaction.atomic
def correct_site(pk: int, *, changes: Mapping[str, object], by: Office, at: datetime) -> Site:
    """Change what the ledger says of a site. Refuses as `add_site` does."""
    _held_by(by, SUPPLIERS, noun="site")
    site = queries.sites_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if site is None:
        raise NotFound(noun="site")
    changed = _assign_site(site, changes)
    if changed:
        site.save()
        _record(site.enterprise, "site.corrected", {"site": site.pk, **changed}, by=by, at=at)
    return site


@transaction.atomic
def add_product(
    enterprise_pk: int,
    *,
    name: str,
    kind: str,
    brand: str = "",
    specification: str = "",
    pack_g: int | None = None,
    gtin: str = "",
    site: Site | None = None,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Product:
    """Add a product of a kind of the rulebook, made at one of the enterprise's own sites.

    Refuses an unknown kind, an item number that cannot exist or that another product has.
    """
    _held_by(by, SUPPLIERS, noun="product")
    enterprise = _locked(enterprise_pk, by=by)
    product = Product(enterprise=enterprise, is_invented=is_invented)
    stated: dict[str, object] = {"name": name, "kind": kind, "brand": brand, "specification": specification}
    stated |= {"pack_g": pack_g, "gtin": gtin, "site": site}
    _assign_product(product, stated)
    with _one_of_a_kind(GtinTaken(field="gtin", gtin=product.gtin)):
        product.save()
    _reindex(enterprise)
    enterprise.save(update_fields=["search_text"])
    _record(enterprise, "product.added", {"product": product.pk, **_stated(stated)}, by=by, at=at)
    return product


@transaction.atomic
def correct_product(pk: int, *, changes: Mapping[str, object], by: Office, at: datetime) -> Product:
    """Change what the ledger says of a product. Refuses as `add_product` does. Certificates keep what they state."""
    _held_by(by, SUPPLIERS, noun="product")
    product = queries.products_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if product is None:
        raise NotFound(noun="product")
    enterprise = _locked(product.enterprise_id, by=by)
    changed = _assign_product(product, changes)
    if changed:
        with _one_of_a_kind(GtinTaken(field="gtin", gtin=product.gtin)):
            product.save()
        _reindex(enterprise)
        enterprise.save(update_fields=["search_text"])
        _record(enterprise, "product.corrected", {"product": product.pk, **changed}, by=by, at=at)
    return product


@transaction.atomic
def record_year(
    enterprise_pk: int,
    *,
    year: int,
    output_kg: Decimal | None = None,
    sales_yuan: Decimal | None = None,
    jobs: int | None = None,
    households: int | None = None,
    source: str,
    by: Office,
    at: datetime,
) -> YearlyFigure:
    """State what an enterprise achieved in a year, and where that is from. Stated again, the later word stands.

    Refuses a year that has not begun, and a year of which nothing is stated.
    """
    _held_by(by, KEEPERS, noun="yearly_figure")
    enterprise = _locked(enterprise_pk, by=by)
    if not rules.is_reportable(year, at):
        raise YearOutOfRange(field="year", year=year, first=rules.FIRST_YEAR)
    figures = {"output_kg": output_kg, "sales_yuan": sales_yuan, "jobs": jobs, "households": households}
    if all(figure is None for figure in figures.values()):
        raise NothingReported(field="output_kg")
    figure, _ = YearlyFigure.objects.update_or_create(
        enterprise=enterprise, year=year, defaults={**figures, "source": source}
    )
    facts = {"year": year, **_stated(figures), "source": source}
    _record(enterprise, "yearly_figure.recorded", facts, by=by, at=at)
    return figure


def _held_by(by: Office, roles: frozenset[Role] | set[Role], *, noun: str) -> None:
    if by.as_role not in roles:
        raise NotYours(noun=noun, role=by.role)


@contextmanager
def _one_of_a_kind(refusal: NotAcceptable) -> Iterator[None]:
    """Two who enter one number at the same moment both pass the check; the database lets one of them in."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusal from error


def _locked(pk: int, *, by: Office) -> Enterprise:
    enterprise = (
        queries.enterprises_in_reach(by)
        .select_for_update(of=("self", "organisation_ptr"))
        .filter(pk=pk)
        .first()
    )
    if enterprise is None:
        raise NotFound(noun="enterprise")
    return enterprise


def _record(
    enterprise: Enterprise, kind: str, facts: Mapping[str, object], *, by: Office, at: datetime
) -> None:
    people.record(kind, subject=enterprise.subject, by=by, at=at, facts=facts)


def _assign(enterprise: Enterprise, changes: Mapping[str, object], *, by: Office) -> dict[str, object]:
    """Put checked values on the row; the changes as the register states them: [old, new] by field."""
    values = dict(changes)
    if "credit_code" in values:
        code = credit_codes.compact(str(values["credit_code"] or "")) or None
        kept = code == enterprise.credit_code and enterprise.credit_code_confirmed
        confirmed = bool(values.get("credit_code_confirmed", kept))
        is_doubted = (
            rules.credit_code_problem(code or "") is not None
        )  # only then there is a doubt to set aside
        values |= {"credit_code": code, "credit_code_confirmed": is_doubted and confirmed}
    if "name" in values:
        values["name"] = _named(values["name"])
    changed = _set(enterprise, values, ENTERPRISE_FIELDS)
    if "division" in changed and not _reaches(by, enterprise.division):
        raise NotFound(noun="division")
    if changed.keys() & {"credit_code", "credit_code_confirmed", "name"}:
        _check_identity(enterprise, by=by)
    return changed


def _check_identity(enterprise: Enterprise, *, by: Office) -> None:
    code = enterprise.credit_code or ""
    problem = rules.credit_code_problem(code)
    if problem and problem.blocking:
        raise CreditCodeImpossible(field="credit_code", credit_code=code)
    others = Organisation.objects.exclude(pk=enterprise.pk)
    if code and others.filter(credit_code=code).exists():
        raise CreditCodeTaken(field="credit_code", credit_code=code)
    if problem and not enterprise.credit_code_confirmed:
        raise CreditCodeDoubted(field="credit_code", credit_code=code)
    namesakes = queries.enterprises_in_reach(by).exclude(pk=enterprise.pk).filter(name=enterprise.name)
    if namesakes.filter(credit_code__isnull=True).exists() or (not code and namesakes.exists()):
        raise NameTaken(field="name", name=enterprise.name)


def _assign_site(site: Site, changes: Mapping[str, object]) -> dict[str, object]:
    values = dict(changes)
    if "name" in values:
        values["name"] = _named(values["name"])
    changed = _set(site, values, SITE_FIELDS)
    if rules.is_misplaced(site.latitude, site.longitude, site.altitude_m):
        raise Misplaced(field="latitude")
    return changed


def _assign_product(product: Product, changes: Mapping[str, object]) -> dict[str, object]:
    values = dict(changes)
    if values.get("gtin"):
        values["gtin"] = gtins.compact(str(values["gtin"]))
        if rules.gtin_problem(str(values["gtin"])):
            raise GtinImpossible(field="gtin", gtin=values["gtin"])
        values["gtin"] = gtins.to_gtin14(str(values["gtin"]))
    if "name" in values:
        values["name"] = _named(values["name"])
    changed = _set(product, values, PRODUCT_FIELDS)
    try:
        rulebook().product_kind(product.kind)
    except UnknownName as unknown:
        raise KindUnknown(field="kind", kind=product.kind) from unknown
    if product.site is not None and product.site.enterprise_id != product.enterprise_id:
        raise NotFound(noun="site")
    if product.gtin and Product.objects.exclude(pk=product.pk).filter(gtin=product.gtin).exists():
        raise GtinTaken(field="gtin", gtin=product.gtin)
    product.search_text = rules.searchable(
        named=[product.name, product.brand], numbered=[product.gtin, product.gtin.lstrip("0")]
    )
    return changed


def _reindex(enterprise: Enterprise) -> None:
    own = rules.searchable(
        named=[enterprise.name, enterprise.contact_name],
        numbered=[enterprise.name_en, enterprise.credit_code or "", enterprise.contact_phone],
    )
    products = [product.search_text for product in enterprise.products.all()] if enterprise.pk else []
    enterprise.pinyin = rules.pinyin(enterprise.name)
    enterprise.search_text = "\n".join([own, *products])


def _set(row: models.Model, values: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, object]:
    unknown = values.keys() - allowed
    if unknown:
        raise TypeError(f"{type(row).__name__} has no {', '.join(sorted(unknown))} to be changed")
    changed: dict[str, object] = {}
    for field, value in values.items():
        before = getattr(row, field, None)  # a new row has no related row yet
        setattr(row, field, value)
        after = getattr(row, field)
        if before != after:
            changed[field] = [_plain(before), _plain(after)]
    return changed


def _named(name: object) -> str:
    text = str(name or "").strip()
    if not rules.plain(text):
        raise Nameless(field="name")
    return text


def _reaches(by: Office, division: Division) -> bool:
    return by.division is not None and divisions_within(by.division).filter(pk=division.pk).exists()


def _stated(values: Mapping[str, object]) -> dict[str, object]:
    return {field: _plain(value) for field, value in values.items() if value not in {None, ""}}


def _plain(value: object) -> object:
    """A value as the register states it: JSON without floats."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
