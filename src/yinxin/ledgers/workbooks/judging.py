"""Rows held against the ledger: what each would change, and what is wrong with it, cell by cell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yinxin.kernel.identifiers import credit_code as credit_codes
from yinxin.kernel.identifiers import gtin as gtins
from yinxin.ledgers import queries, rules
from yinxin.ledgers.models import Enterprise, Industry, Product, Site
from yinxin.ledgers.workbooks import columns
from yinxin.ledgers.workbooks.reading import ReadCell, ReadRow, ReadSheet
from yinxin.people.models import Division, Office, Organisation
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook

Json = dict[str, Any]
DOUBTED: Final = "credit_code_doubted"
SPOILED: Final = frozenset({"merged_across", "digits_lost"})


@dataclass
class Judged:
    """A row on its way to `Import.rows`."""

    sheet: columns.Sheet
    number: int
    cells: Mapping[str, ReadCell]
    values: Json = field(default_factory=dict)
    problems: list[Json] = field(default_factory=list)
    change: str = "new"

    def doubt(self, column: str, code: str, **facts: object) -> None:
        """Something to look at, which does not stand in the way."""
        self.problems.append({"column": column, "code": code, "blocking": False, "facts": facts})

    def refuse(self, column: str, code: str, **facts: object) -> None:
        """Something that must be put right before this row can be imported."""
        self.problems.append({"column": column, "code": code, "blocking": True, "facts": facts})

    def text(self, key: str) -> str:
        """What a cell says; one that Excel spoiled says nothing more."""
        cell = self.cells.get(key)
        return cell.text if cell and cell.problem not in SPOILED else ""

    @property
    def is_blocked(self) -> bool:
        return any(problem["blocking"] for problem in self.problems)

    @property
    def as_json(self) -> Json:
        given = {key: cell.text for key, cell in self.cells.items()}
        return {
            "sheet": self.sheet.key,
            "row": self.number,
            "given": given,
            "values": self.values,
            "problems": self.problems,
            "change": self.change,
        }


def judge(sheets: Iterable[ReadSheet], *, by: Office) -> list[Json]:
    """Every row of the workbook, enterprises first, as `Import.rows` keeps it."""
    rows = [_begun(read.sheet, row) for read in sheets for row in read.rows]
    ledger = _Ledger(rows, by=by)
    for sheet, held in (
        (columns.ENTERPRISES, ledger.judge_enterprise),
        (columns.SITES, ledger.judge_site),
        (columns.PRODUCTS, ledger.judge_product),
    ):
        for row in rows:
            if row.sheet is sheet:
                held(row)
    order = [sheet.key for sheet in columns.SHEETS]
    return [row.as_json for row in sorted(rows, key=lambda row: (order.index(row.sheet.key), row.number))]


def _begun(sheet: columns.Sheet, read: ReadRow) -> Judged:
    """What can be said of a row by itself: what is missing, too long, merged, or lost to Excel."""
    row = Judged(sheet, read.number, read.cells)
    for column in sheet.columns:
        cell = read.cells.get(column.key, ReadCell(""))
        if cell.problem in SPOILED:
            row.refuse(column.key, cell.problem)
        elif cell.problem:
            row.doubt(column.key, cell.problem, value=cell.text)
        if column.is_required and not cell.text:
            row.refuse(column.key, "missing")
        if column.length and len(cell.text) > column.length:
            row.refuse(column.key, "too_long", limit=column.length)
    return row


class _Ledger:
    """What the ledger, the rulebook and the rows above already hold."""

    def __init__(self, rows: list[Judged], *, by: Office) -> None:
        codes = {
            credit_codes.compact(row.text(key)) for row in rows for key in ("credit_code", "enterprise_code")
        }
        names = {row.text(key) for row in rows for key in ("name", "enterprise")}
        reached = queries.enterprises_in_reach(by).select_related("division", "industry")
        self.by_code = {found.credit_code: found for found in reached.filter(credit_code__in=codes - {""})}
        self.by_name: dict[str, list[Enterprise]] = {}
        for found in reached.filter(name__in=names):
            self.by_name.setdefault(found.name, []).append(found)
        self.taken = set(
            Organisation.objects.filter(credit_code__in=codes - {""}).values_list("credit_code", flat=True)
        )
        self.divisions = list(Division.objects.all())
        self.reached = {division.pk for division in divisions_within(by.division)} if by.division else set()
        self.industries = list(Industry.objects.all())
        self.kinds = {kind.code: kind.name.zh for kind in rulebook().product_kinds}
        self.rows_by_code: dict[str, Judged] = {}
        self.rows_by_name: dict[str, Judged] = {}
        self.sites: dict[tuple[object, str], Judged] = {}
        self.products: dict[tuple[object, str, str], Judged] = {}
        self.gtins: dict[str, Judged] = {}

    def judge_enterprise(self, row: Judged) -> None:
        """Known again by its credit code, or by its name where either side has no code."""
        values = row.values
        values["name"] = row.text("name")
        _take(row, "division", self._division, "division_unknown")
        _take(row, "industry", self._industry, "industry_unknown")
        _take(row, "scale", _scale, "scale_unknown")
        _take(row, "is_leading", _yes_or_no, "yes_no_unknown")
        _take(row, "is_invented", _yes_or_no, "yes_no_unknown")
        _take_day(row, "established_on")
        for key in ("address", "contact_name", "contact_phone", "note", "name_en"):
            if row.text(key):
                values[key] = row.text(key)
        if "division" in values and values["division"] not in self.reached:
            row.refuse("division", "division_beyond", value=row.text("division"))
        code = credit_codes.compact(row.text("credit_code"))
        if code:
            values["credit_code"] = code
        self._check_code(row, code)
        known = self._known(row, code)
        self._check_repeated(row, code)
        if known:
            values["pk"], values["seen"] = known.pk, known.revision
            row.change = _change(known, values)

    def _check_code(self, row: Judged, code: str) -> None:
        problem = rules.credit_code_problem(code)
        if problem and problem.blocking:
            row.refuse("credit_code", "credit_code_impossible", value=code)
        elif code in self.taken and code not in self.by_code:
            row.refuse("credit_code", "credit_code_taken", value=code)
        elif problem and not problem.blocking:
            known = self.by_code.get(code)
            if not (known and known.credit_code_confirmed):
                row.doubt("credit_code", DOUBTED, value=code)

    def _known(self, row: Judged, code: str) -> Enterprise | None:
        if code and code in self.by_code:
            return self.by_code[code]
        namesakes = self.by_name.get(row.text("name"), [])
        if code and namesakes and all(found.credit_code for found in namesakes):
            row.refuse("credit_code", "credit_code_other", value=namesakes[0].credit_code)
            return None
        if len(namesakes) > 1:
            row.refuse("name", "name_ambiguous", value=row.text("name"))
            return None
        return namesakes[0] if namesakes else None

    def _check_repeated(self, row: Judged, code: str) -> None:
        name = row.text("name")
        if code and code in self.rows_by_code:
            row.refuse("credit_code", "credit_code_repeated", row=self.rows_by_code[code].number)
        elif name and name in self.rows_by_name:
            row.refuse("name", "name_repeated", row=self.rows_by_name[name].number)
        if code:
            self.rows_by_code.setdefault(code, row)
        self.rows_by_name.setdefault(name, row)

    def judge_site(self, row: Judged) -> None:
        """Known again by its enterprise and its name."""
        owner = self._owner(row)
        row.values["name"] = row.text("name")
        _take(row, "division", self._division, "division_unknown")
        if row.text("address"):
            row.values["address"] = row.text("address")
        for key in ("latitude", "longitude"):
            _take(row, key, rules.degrees_of, "degrees_unreadable")
        _take(row, "altitude_m", _whole, "number_unreadable")
        known = Site.objects.filter(enterprise=owner, name=row.text("name")).first() if owner else None
        stated = {
            key: row.values.get(key, getattr(known, key, None))
            for key in ("latitude", "longitude", "altitude_m")
        }
        is_read = not any(problem["column"] in stated for problem in row.problems)
        if is_read and rules.is_misplaced(
            _decimal(stated["latitude"]), _decimal(stated["longitude"]), stated["altitude_m"]
        ):
            row.refuse("latitude", "misplaced")
        place = (self._owner_key(row), row.text("name"))
        if place in self.sites:
            row.refuse("name", "name_repeated", row=self.sites[place].number)
        self.sites.setdefault(place, row)
        if known:
            row.values["pk"] = known.pk
            row.change = _change(known, row.values)

    def judge_product(self, row: Judged) -> None:
        """Known again by its enterprise, its name and its specification."""
        owner = self._owner(row)
        for key in ("name", "brand", "specification"):
            if row.text(key):
                row.values[key] = row.text(key)
        _take(row, "kind", self._kind, "kind_unknown")
        _take(row, "pack_g", _positive, "number_unreadable")
        _take(row, "is_invented", _yes_or_no, "yes_no_unknown")
        known = self._known_product(row, owner)
        self._check_gtin(row, known)
        self._check_site(row, owner)
        item = (self._owner_key(row), row.text("name"), row.text("specification"))
        if item in self.products:
            row.refuse("name", "name_repeated", row=self.products[item].number)
        self.products.setdefault(item, row)
        if known:
            row.values["pk"] = known.pk
            row.change = _change(known, row.values)

    def _known_product(self, row: Judged, owner: Enterprise | None) -> Product | None:
        found = Product.objects.filter(
            enterprise=owner, name=row.text("name"), specification=row.text("specification")
        )
        return found.first() if owner else None

    def _check_gtin(self, row: Judged, known: Product | None) -> None:
        code = gtins.compact(row.text("gtin"))
        if not code:
            return
        if rules.gtin_problem(code):
            row.refuse("gtin", "gtin_impossible", value=code)
            return
        row.values["gtin"] = gtins.to_gtin14(code)
        if code in self.gtins:
            row.refuse("gtin", "gtin_repeated", row=self.gtins[code].number)
        elif Product.objects.filter(gtin=row.values["gtin"]).exclude(pk=known.pk if known else 0).exists():
            row.refuse("gtin", "gtin_taken", value=code)
        self.gtins.setdefault(code, row)

    def _check_site(self, row: Judged, owner: Enterprise | None) -> None:
        name = row.text("site")
        if not name:
            return
        sibling = self.sites.get((self._owner_key(row), name))
        known = Site.objects.filter(enterprise=owner, name=name).first() if owner else None
        if known:
            row.values["site"] = known.pk
        elif sibling and not sibling.is_blocked:
            row.values["site_row"] = sibling.number
        else:
            row.refuse("site", "site_unknown", value=name)

    def _owner(self, row: Judged) -> Enterprise | None:
        """The enterprise of a site or product: in the ledger already, or in a row of this workbook."""
        code, name = credit_codes.compact(row.text("enterprise_code")), row.text("enterprise")
        sibling = self.rows_by_code.get(code) if code else self.rows_by_name.get(name)
        namesakes = self.by_name.get(name, [])
        known = self.by_code.get(code) if code else namesakes[0] if len(namesakes) == 1 else None
        if sibling is not None and not sibling.is_blocked:
            if "pk" in sibling.values:
                row.values["enterprise"] = sibling.values["pk"]
            else:
                row.values["enterprise_row"] = sibling.number
        elif known is not None:
            row.values["enterprise"] = known.pk
        elif sibling is not None:
            row.refuse("enterprise", "enterprise_row_bad", row=sibling.number)
        elif name:
            row.refuse("enterprise", "enterprise_unknown", value=name)
        return known

    def _owner_key(self, row: Judged) -> object:
        known, sibling = row.values.get("enterprise"), row.values.get("enterprise_row")
        return known or (sibling, row.text("enterprise"))

    def _division(self, text: str) -> str | None:
        exact = [d.pk for d in self.divisions if text in {d.name, d.pk}]
        ending = [d.pk for d in self.divisions if len(text) > 1 and d.name.endswith(text)]
        return exact[0] if exact else ending[0] if len(ending) == 1 else None

    def _industry(self, text: str) -> str | None:
        names = {text, text.removesuffix("产业")}
        return next((i.pk for i in self.industries if {i.name, i.pk} & names), None)

    def _kind(self, text: str) -> str | None:
        return next((code for code, name in self.kinds.items() if text in {code, name}), None)


def _take(row: Judged, key: str, reading: Callable[[str], object], refusal: str) -> None:
    """Put what a cell says into the values, or refuse the cell; an empty cell says nothing."""
    text = row.text(key)
    if not text:
        return
    value = reading(text)
    if value is None:
        row.refuse(key, refusal, value=text)
    else:
        row.values[key] = str(value) if isinstance(value, Decimal) else value


def _take_day(row: Judged, key: str) -> None:
    text = row.text(key)
    if not text:
        return
    day = rules.day_of(text)
    if day is None:
        row.refuse(key, "day_unreadable", value=text)
        return
    row.values[key] = day.isoformat()
    if text != day.isoformat():
        row.doubt(key, "day_as_text", value=text, day=day.isoformat())


def _scale(text: str) -> str | None:
    return next((code for code, names in columns.SCALES.items() if text in {code, *names}), None)


def _yes_or_no(text: str) -> bool | None:
    word = text.casefold()
    return True if word in columns.YES else False if word in columns.NO else None


def _whole(text: str) -> int | None:
    number = rules.number_of(text.removesuffix("米").removesuffix("m"))
    return int(number) if number is not None and number == number.to_integral_value() else None


def _positive(text: str) -> int | None:
    for unit in ("克", "g", "G"):
        text = text.removesuffix(unit)
    number = _whole(text)
    return number if number is not None and 0 < number < 10**9 else None


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _change(known: Enterprise | Site | Product, values: Json) -> str:
    """Whether the row says anything that the ledger does not."""
    for key, value in values.items():
        if key in {"pk", "seen", "enterprise", "enterprise_row"}:
            continue
        if key == "site_row":
            return "changed"
        if value != _as_json(known, key):
            return "changed"
    return "same"


def _as_json(known: Enterprise | Site | Product, key: str) -> object:
    if key in {"division", "industry", "site"}:
        return getattr(known, f"{key}_id")
    value = getattr(known, key)
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
