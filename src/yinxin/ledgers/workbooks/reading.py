"""A file as an officer sends it, turned into rows of text with their sheet row numbers. Pure but for the file.

Time and memory are bounded before a workbook is opened: by its unpacked size, and by the area its cells span.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, WorksheetNotFound

from yinxin.kernel.refusals import NotAcceptable
from yinxin.ledgers.workbooks import columns
from yinxin.ledgers.workbooks.columns import Column, Sheet

MAX_ROWS: Final = 5000
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_AREA: Final = 3_000_000
HEADING_WITHIN: Final = 20
EXACT_DIGITS: Final = 15  # Excel keeps no more of a number

_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLACE = re.compile(rb'<(?:\w+:)?(?:c|row)\b[^>]*?\sr="([A-Z]{0,3})(\d{1,9})"')

Cell = str | float | bool | date | datetime | time | timedelta


class WorkbookUnreadable(NotAcceptable):
    """The file is no workbook and no table of text, or it is damaged."""

    code = "workbook_unreadable"


class WorkbookLocked(NotAcceptable):
    """The workbook needs a password."""

    code = "workbook_locked"


class WorkbookTooLarge(NotAcceptable):
    """Unpacked, the workbook would be larger than any ledger."""

    code = "workbook_too_large"


class WorkbookEmpty(NotAcceptable):
    """There is no row below the headings, or nothing at all."""

    code = "workbook_empty"


class TooManyRows(NotAcceptable):
    """More rows than are imported at once."""

    code = "too_many_rows"


class HeadingsMissing(NotAcceptable):
    """No sheet has a row of headings that is known here."""

    code = "headings_missing"


class ColumnsMissing(NotAcceptable):
    """A sheet that is known has no column for what every row must say."""

    code = "columns_missing"


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as text, and what is to be said about how it was stored."""

    text: str
    problem: str = ""  # "merged", "merged_across", "digits_lost", "date_as_number"
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row below the headings: its number in the sheet, and its cells by column."""

    number: int
    cells: dict[str, ReadCell]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that is known, its rows, and the headings of which nothing is read."""

    sheet: Sheet
    title: str
    rows: tuple[ReadRow, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    title: str
    rows: list[list[Cell]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


def read(
    file: IO[bytes], *, known: Sequence[Sheet] = columns.SHEETS, limit: int | None = None
) -> tuple[ReadSheet, ...]:
    """The known sheets of a workbook (.xlsx, .xls) or of a table of text (.csv, in UTF-8 or GB18030).

    Refuses what cannot be read, what is too large, what has no headings that are known, and what has no rows.
    """
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if not head:
        raise WorkbookEmpty
    grids = list(_grids(file, head))
    if not any(any(map(_is_filled, row)) for grid in grids for row in grid.rows):
        raise WorkbookEmpty
    sheets = [found for grid in grids if (found := _recognised(grid, known)) is not None]
    if not sheets:
        raise HeadingsMissing(
            sheets=[grid.title for grid in grids], wanted=[c.heading for c in known[0].required]
        )
    rows = sum(len(sheet.rows) for sheet in sheets)
    if rows == 0:
        raise WorkbookEmpty
    limit = MAX_ROWS if limit is None else limit
    if rows > limit:
        raise TooManyRows(rows=rows, limit=limit)
    return tuple(sheets)


def _grids(file: IO[bytes], head: bytes) -> Iterator[_Grid]:
    if head.startswith(_XLSX):
        _check_size(file)
    elif not head.startswith(_XLS):
        yield _Grid("", _text_rows(file.read()), [])
        return
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            for title in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(title)
                rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
                yield _Grid(title, rows, _merged(sheet))
    except PasswordError as error:
        raise WorkbookLocked from error
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        raise WorkbookUnreadable from error


def _merged(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(sheet.merged_cell_ranges or ())


def _check_size(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise WorkbookUnreadable
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise WorkbookTooLarge
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _check_area(package.read(part))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise WorkbookUnreadable from error
    finally:
        file.seek(0)


def _check_area(sheet: bytes) -> None:
    """One cell in the last corner makes a sheet of seventeen thousand million cells."""
    rows, width = 1, 1
    for letters, digits in _PLACE.findall(sheet):
        rows = max(rows, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        width = max(width, column)
    if rows * width > MAX_AREA:
        raise WorkbookTooLarge


def _text_rows(content: bytes) -> list[list[Cell]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if any(ord(c) < 32 and c not in "\t\r\n" for c in text[:4096]):
            break
        return _split(text)
    raise WorkbookUnreadable


def _split(text: str) -> list[list[Cell]]:
    sample = "\n".join(text.splitlines()[:HEADING_WITHIN])
    delimiter = max(",\t;，", key=sample.count)
    try:
        return [[*row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise WorkbookUnreadable from error


def _recognised(grid: _Grid, known: Sequence[Sheet]) -> ReadSheet | None:
    """The known sheet that this is: by its headings, and by its title where headings fit two."""
    best: tuple[int, int, Sheet, dict[int, Column]] | None = None
    for position, row in enumerate(grid.rows[:HEADING_WITHIN]):
        cells = [_text(cell) for cell in row]
        for sheet in known:
            found = columns.recognised(sheet, cells)
            keys = {column.key for column in found.values()}
            has_all = all(column.key in keys for column in sheet.required)
            is_titled = grid.title.strip() in {sheet.title, *sheet.others}
            if len(found) < 2 or not (has_all or is_titled):
                continue
            score = len(found) + 100 * has_all + 50 * is_titled
            if best is None or score > best[0]:
                best = (score, position, sheet, found)
    if best is None:
        return None
    _, position, sheet, found = best
    missing = [c.heading for c in sheet.required if c not in found.values()]
    if missing:
        raise ColumnsMissing(sheet=grid.title or sheet.title, columns=missing)
    others = [_text(cell) for at, cell in enumerate(grid.rows[position]) if at not in found]
    ignored = tuple(text for text in others if text and text not in columns.UNREAD)
    return ReadSheet(sheet, grid.title, tuple(_rows(grid, position, found)), ignored)


def _rows(grid: _Grid, heading: int, found: dict[int, Column]) -> Iterator[ReadRow]:
    merged = _merged_cells(grid, heading, found)
    for at, row in enumerate(grid.rows[heading + 1 :], heading + 1):
        cells: dict[str, ReadCell] = {}
        for position, column in found.items():
            source, problem = merged.get((at, position), ((at, position), ""))
            cells[column.key] = _cell(grid.rows, source, problem)
        own = [cells[column.key].text for position, column in found.items() if (at, position) not in merged]
        if any(own) and not _is_remark(own, row):
            yield ReadRow(at + 1, cells)


def _merged_cells(
    grid: _Grid, heading: int, found: Iterable[int]
) -> dict[tuple[int, int], tuple[tuple[int, int], str]]:
    """For each cell that is part of a merged one: where its text stands, and whether columns run together."""
    known = set(found)
    result: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}
    for (top, left), (bottom, right) in grid.merged:
        touched = known & set(range(left, right + 1))
        if bottom <= heading or not touched:
            continue
        if not any(_is_filled(cell) for cell in _part(grid.rows, top, left, right)):
            continue
        problem = "merged_across" if len(touched) > 1 else "merged"
        for row in range(max(top, heading + 1), bottom + 1):
            for column in touched:
                if (row, problem) != (top, "merged"):  # the top cell says itself what it says
                    result[row, column] = ((top, left), problem)
    return result


def _part(rows: Sequence[Sequence[Cell]], row: int, left: int, right: int) -> Sequence[Cell]:
    return rows[row][left : right + 1] if row < len(rows) else ()


def _cell(rows: Sequence[Sequence[Cell]], place: tuple[int, int], problem: str) -> ReadCell:
    row, column = place
    value: Cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    if isinstance(value, float) and abs(value) >= 10**EXACT_DIGITS:
        problem = "digits_lost"
    return ReadCell(_text(value), problem, isinstance(value, date))


def _text(value: Cell) -> str:
    """A cell as one would read it aloud: 3.0 is 3, a day is 2019-05-03."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def _is_filled(cell: Cell) -> bool:
    return _text(cell) != ""


def _is_remark(own: Sequence[str], row: Sequence[Cell]) -> bool:
    """A line below the table: one or two cells, the first of which begins like a remark or a sum."""
    filled = [text for text in map(_text, row) if text]
    return sum(map(bool, own)) <= 1 and bool(filled) and columns.REMARK.match(filled[0]) is not None
