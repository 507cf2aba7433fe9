"""Workbooks that go out: the template, the report on an import, and any table of the desk.

Text is written as text, whatever it begins with, so that no cell of a stranger becomes a formula or a link.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from yinxin.ledgers.workbooks import columns
from yinxin.ledgers.workbooks.actions import is_blocked
from yinxin.ledgers.workbooks.judging import Json

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_ROWS_WITH_LISTS: Final = 2000
_FONT: Final = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}

Value = str | int | float | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table that goes out."""

    text: str
    width: int = 14


def table(title: str, note: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet: a title, a line that says what is shown, headings that stay in view, rows."""
    return _written(lambda book: _table(book, title, note, headings, rows))


def _table(
    book: Any, title: str, note: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]]
) -> None:
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.write_string(0, 0, title, book.add_format({**_FONT, "bold": True, "font_size": 15}))
    sheet.write_string(1, 0, note, book.add_format({**_FONT, "font_color": "#5b6470"}))
    sheet.set_row(0, 26)
    styles = _Styles(book)
    for position, heading in enumerate(headings):
        sheet.set_column(position, position, heading.width)
        sheet.write_string(2, position, heading.text, styles.heading)
    last = 2
    for last, row in enumerate(rows, 3):
        for position, value in enumerate(row):
            styles.write(sheet, last, position, value)
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, last, len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def template(divisions: Sequence[str], industries: Sequence[str], kinds: Sequence[str]) -> bytes:
    """The ledger's workbook to fill in."""
    lists = {
        "division": divisions,
        "industry": industries,
        "kind": kinds,
        "is_leading": ("是", "否"),
        "scale": tuple(names[0] for names in columns.SCALES.values()),
    }
    return blank(columns.SHEETS, lists=lists, hints=_HINTS, lead=_LEAD)


def blank(
    sheets: Sequence[columns.Sheet],
    *,
    lists: Mapping[str, Sequence[str]],
    hints: Mapping[str, str],
    lead: Sequence[str],
) -> bytes:
    """A workbook to fill in: a sheet that explains, then each sheet with lists to choose from, the first one open."""

    def fill(book: Any) -> None:
        styles = _Styles(book)
        explained = book.add_worksheet("填表说明")
        _explain(explained, styles, sheets, lists=lists, hints=hints, lead=lead)
        for sheet in sheets:
            shown = [column for column in sheet.columns if column.in_template]
            page = book.add_worksheet(sheet.title)
            for position, column in enumerate(shown):
                page.set_column(position, position, column.width, styles.as_text)
                mark = "*" if column.is_required else ""
                page.write_string(0, position, f"{mark}{column.heading}", styles.heading)
                if lists.get(column.key):
                    page.data_validation(
                        1, position, _ROWS_WITH_LISTS, position, _choice(lists[column.key], column)
                    )
            page.freeze_panes(1, 1)
        book.get_worksheet_by_name(sheets[0].title).activate()

    return _written(fill)


def _choice(values: Sequence[str], column: columns.Column) -> dict[str, object]:
    # Excel takes a list of 255 characters at most; a longer one is only explained.
    if len(",".join(values)) > 255:
        return {"validate": "any", "input_title": column.heading, "input_message": "请按“填表说明”填写"}
    return {"validate": "list", "source": list(values), "error_type": "warning"}


def _explain(
    page: Any,
    styles: "_Styles",
    sheets: Sequence[columns.Sheet],
    *,
    lists: Mapping[str, Sequence[str]],
    hints: Mapping[str, str],
    lead: Sequence[str],
) -> None:
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 20)
    page.set_column(2, 2, 90)
    for row, text in enumerate(lead):
        for position, part in enumerate(("" if row else "填表要求", "", text)):
            page.write_string(row, position, part, styles.wrapped)
    row = len(lead) + 1
    for position, text in enumerate(("工作表", "栏目", "可填内容")):
        page.write_string(row, position, text, styles.heading)
    for sheet in sheets:
        for column in sheet.columns:
            if column.in_template:
                row += 1
                choices = "、".join(lists.get(column.key, ())) or hints.get(column.key, "")
                for position, text in enumerate((sheet.title, column.heading, choices)):
                    page.write_string(row, position, text, styles.wrapped)


_LEAD: Final = (
    "带*号的为必填项。不要修改表头，不要合并单元格；信用代码、电话、条码请按文本填写。",
    "已在台账中的企业按统一社会信用代码（无代码的按企业名称）识别，空白单元格不改动台账内容。",
    "上传后先核对，核对无误后由您确认导入；核对不改动台账。",
)
_HINTS: Final = {
    "credit_code": "18位，以营业执照为准",
    "enterprise_code": "18位；填写后按代码识别企业，可不填",
    "established_on": "如2019-05-03",
    "latitude": "十进制度或度分秒，如39.21600或39°12′57″",
    "longitude": "十进制度或度分秒，如101.66700或101°40′01″",
    "altitude_m": "整数，单位为米",
    "pack_g": "一件最小销售包装的净含量，整数，单位为克",
    "gtin": "8、12、13或14位数字",
    "site": "填写“生产场所”表中的场所名称",
    "enterprise": "填写“企业”表中或台账中已有的企业名称",
}


def report(rows: Sequence[Json], *, say: Callable[[Json], str], outcome: Callable[[Json], str]) -> bytes:
    """The rows of an import as they were given, each slip as a comment on its cell and in a column of its own.

    The headings are the template's, so that the workbook can be put right and sent in again.
    """

    def fill(book: Any) -> None:
        styles = _Styles(book)
        for sheet in columns.SHEETS:
            own = [row for row in rows if row["sheet"] == sheet.key]
            if own:
                page = book.add_worksheet(sheet.title)
                _report_sheet(page, sheet, own, styles=styles, say=say, outcome=outcome)

    return _written(fill)


def _report_sheet(
    page: Any,
    sheet: columns.Sheet,
    rows: Sequence[Json],
    *,
    styles: "_Styles",
    say: Callable[[Json], str],
    outcome: Callable[[Json], str],
) -> None:
    shown = [
        column
        for column in sheet.columns
        if column.in_template or any(r["given"].get(column.key) for r in rows)
    ]
    extra = (columns.SOURCE_ROW, columns.OUTCOME, columns.PROBLEMS)
    for position, column in enumerate(shown):
        page.set_column(position, position, column.width, styles.as_text)
        page.write_string(0, position, column.heading, styles.heading)
    for position, text in enumerate(extra, len(shown)):
        page.set_column(position, position, 60 if text == columns.PROBLEMS else 12)
        page.write_string(0, position, text, styles.heading)
    for at, row in enumerate(rows, 1):
        for position, column in enumerate(shown):
            wrong = [problem for problem in row["problems"] if problem["column"] == column.key]
            style = styles.of_problems(wrong)
            page.write_string(at, position, row["given"].get(column.key, ""), style)
            if wrong:
                page.write_comment(at, position, "\n".join(map(say, wrong)), {"x_scale": 2})
        page.write_number(at, len(shown), row["row"], styles.plain)
        page.write_string(at, len(shown) + 1, outcome(row), styles.bad if is_blocked(row) else styles.plain)
        text = "；".join(
            f"{sheet.column(problem['column']).heading}：{say(problem)}" for problem in row["problems"]
        )
        page.write_string(at, len(shown) + 2, text, styles.wrapped)
    page.freeze_panes(1, 1)


class _Styles:
    """The few formats that every sheet shares."""

    def __init__(self, book: Any) -> None:
        cell = {**_FONT, "border": 1, "border_color": "#d9d4c8"}
        self.heading = book.add_format({**cell, "bold": True, "bg_color": "#e8eef6", "text_wrap": True})
        self.plain = book.add_format(cell)
        self.wrapped = book.add_format({**cell, "text_wrap": True})
        self.as_text = book.add_format({**_FONT, "num_format": "@"})
        self.text_cell = book.add_format({**cell, "num_format": "@"})
        self.day = book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"})
        self.bad = book.add_format(
            {**cell, "num_format": "@", "bg_color": "#fbe3e0", "font_color": "#8f1d13"}
        )
        self.doubtful = book.add_format(
            {**cell, "num_format": "@", "bg_color": "#fdf0d5", "font_color": "#7d4a00"}
        )

    def of_problems(self, problems: Sequence[Json]) -> object:
        if not problems:
            return self.text_cell
        return self.bad if any(problem["blocking"] for problem in problems) else self.doubtful

    def write(self, sheet: Any, row: int, position: int, value: Value) -> None:
        if value is None:
            sheet.write_blank(row, position, None, self.plain)
        elif isinstance(value, bool):
            sheet.write_string(row, position, "是" if value else "否", self.plain)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, position, float(value), self.plain)
        elif isinstance(value, date):
            sheet.write_datetime(row, position, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001 - Excel has no zones
        else:
            sheet.write_string(row, position, value, self.plain)


def _written(fill: Callable[[Any], None]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    fill(book)
    book.close()
    return content.getvalue()


def _sheet_name(title: str) -> str:
    """Excel takes 31 characters without these seven."""
    return "".join(" " if c in "[]:*?/\\" else c for c in title)[:31]
