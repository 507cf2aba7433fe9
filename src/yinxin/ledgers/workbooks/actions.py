"""Importing: a workbook is checked, which changes nothing; then all or its good rows go in, or it is discarded."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import IO, Any

from django.db import transaction

from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers import queries
from yinxin.ledgers.lifecycle import IMPORT_LIFE
from yinxin.ledgers.models import Import, Industry, Site
from yinxin.ledgers.workbooks import columns, judging, reading
from yinxin.people import actions as people
from yinxin.people.models import Division, Office


class RowsBlocked(NotAcceptable):
    """Some rows cannot be imported, and only the good ones were not asked for."""

    code = "rows_blocked"


class CodesUnchecked(NotAcceptable):
    """Some credit codes fail their check character, and nobody said that they were compared with the licences."""

    code = "codes_unchecked"


class NothingToImport(NotAcceptable):
    """No row is good, or every row says what the ledger says already."""

    code = "nothing_to_import"


class ImportOutdated(WrongState):
    """The ledger changed after the workbook was checked: check it again."""

    code = "import_outdated"


@transaction.atomic
def check_workbook(file: IO[bytes], *, file_name: str, by: Office, at: datetime) -> Import:
    """Read a workbook and hold each row against the ledger. The ledger is not touched.

    Refuses what `reading.read` refuses. Rows of other banners than the officer's own are kept as blocked.
    """
    if by.as_role not in ledgers.KEEPERS:
        raise NotYours(noun="import", role=by.role)
    sheets = reading.read(file)
    file.seek(0)
    found = Import.objects.create(
        file_name=PurePath(file_name).name[-160:],
        sha256=hashlib.file_digest(file, "sha256").hexdigest(),  # type: ignore[arg-type]
        office=by,
        uploaded_at=at,
        rows=judging.judge(sheets, by=by),
        ignored=[
            {"sheet": sheet.title or sheet.sheet.title, "headings": list(sheet.ignored)}
            for sheet in sheets
            if sheet.ignored
        ],
    )
    people.record(
        "import.checked",
        subject=_subject(found),
        by=by,
        at=at,
        facts={"file": found.file_name, "sha256": found.sha256, "rows": len(found.rows)},
    )
    return found


@transaction.atomic
def apply_import(
    pk: int, *, only_good: bool, codes_checked: bool = False, by: Office, at: datetime
) -> Import:
    """Enter in the ledger what the rows say; rows that say what the ledger says already are left alone.

    Refuses RowsBlocked unless only the good rows are asked for, CodesUnchecked where a credit code is doubted and
    nobody said that it was compared, ImportOutdated where the ledger changed meanwhile. All rows go in, or none.
    """
    found = _locked(pk, by=by)
    move = IMPORT_LIFE.move("apply", state=found.state, role=by.as_role)
    blocked = sum(map(is_blocked, found.rows))
    if blocked and not only_good:
        raise RowsBlocked(rows=blocked)
    rows = [row for row in found.rows if not is_blocked(row) and row["change"] != "same"]
    if not rows:
        raise NothingToImport
    doubted = sum(map(is_doubted, rows))
    if doubted and not codes_checked:
        raise CodesUnchecked(field="codes_checked", rows=doubted)
    _Applying(by=by, at=at).apply(rows)
    found.state, found.applied_rows = move.target, len(rows)
    found.save(update_fields=["state", "applied_rows"])
    people.record(
        "import.applied",
        subject=_subject(found),
        by=by,
        at=at,
        facts={"rows": len(rows), "left_out": blocked, "codes_checked": doubted, "state": move.target},
    )
    return found


@transaction.atomic
def discard_import(pk: int, *, by: Office, at: datetime) -> Import:
    """Set a checked workbook aside."""
    found = _locked(pk, by=by)
    move = IMPORT_LIFE.move("discard", state=found.state, role=by.as_role)
    found.state = move.target
    found.save(update_fields=["state"])
    people.record("import.discarded", subject=_subject(found), by=by, at=at, facts={"state": move.target})
    return found


def is_blocked(row: judging.Json) -> bool:
    """Whether something must be put right before the row can be imported."""
    return any(problem["blocking"] for problem in row["problems"])


def is_doubted(row: judging.Json) -> bool:
    """Whether the row's credit code has to be compared with the licence."""
    return any(problem["code"] == judging.DOUBTED for problem in row["problems"])


def _subject(found: Import) -> str:
    return f"import/{found.pk}"


def _locked(pk: int, *, by: Office) -> Import:
    found = queries.imports_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="import")
    return found


class _Applying:
    """The rows go in one by one, through the actions that a person at a form uses, so that the register tells each."""

    def __init__(self, *, by: Office, at: datetime) -> None:
        self.by, self.at = by, at
        self.enterprises: dict[int, int] = {}  # by their row in the workbook
        self.sites: dict[int, Site] = {}

    def apply(self, rows: list[judging.Json]) -> None:
        """Enterprises first, as judging put them. The first row that is refused undoes all."""
        enter = {"enterprises": self._enterprise, "sites": self._site, "products": self._product}
        for row in rows:
            try:
                enter[row["sheet"]](row)
            except (NotAcceptable, WrongState, NotFound) as refusal:
                title = columns.BY_KEY[row["sheet"]].title
                raise ImportOutdated(sheet=title, row=row["row"], why=refusal.code) from refusal

    def _enterprise(self, row: judging.Json) -> None:
        values = dict(row["values"])
        pk, seen = values.pop("pk", None), values.pop("seen", None)
        values["division"] = Division.objects.get(pk=values["division"])
        values["industry"] = Industry.objects.get(pk=values["industry"])
        if values.get("established_on"):
            values["established_on"] = date.fromisoformat(values["established_on"])
        if is_doubted(row):
            values["credit_code_confirmed"] = True
        if pk is None:
            enterprise = ledgers.register_enterprise(**values, by=self.by, at=self.at)
        else:
            enterprise = ledgers.correct_enterprise(pk, changes=values, seen=seen, by=self.by, at=self.at)
        self.enterprises[row["row"]] = enterprise.pk

    def _site(self, row: judging.Json) -> None:
        values, owner = self._owned(row)
        values["division"] = Division.objects.get(pk=values["division"])
        for key in ("latitude", "longitude"):
            if key in values:
                values[key] = Decimal(values[key])
        pk = values.pop("pk", None)
        self.sites[row["row"]] = (
            ledgers.add_site(owner, **values, by=self.by, at=self.at)
            if pk is None
            else ledgers.correct_site(pk, changes=values, by=self.by, at=self.at)
        )

    def _product(self, row: judging.Json) -> None:
        values, owner = self._owned(row)
        site_row = values.pop("site_row", None)
        if site_row is not None:
            values["site"] = self.sites[site_row]
        elif "site" in values:
            values["site"] = Site.objects.get(pk=values["site"])
        pk = values.pop("pk", None)
        if pk is None:
            ledgers.add_product(owner, **values, by=self.by, at=self.at)
        else:
            ledgers.correct_product(pk, changes=values, by=self.by, at=self.at)

    def _owned(self, row: judging.Json) -> tuple[dict[str, Any], int]:
        values = dict(row["values"])
        sibling, known = values.pop("enterprise_row", None), values.pop("enterprise", None)
        return values, known if known is not None else self.enterprises[sibling]
