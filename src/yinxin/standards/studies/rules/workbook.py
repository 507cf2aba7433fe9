"""Measurements in a workbook: the sheet and its headings, and its rows turned into lines. Pure but for the file.

Headings are Chinese because the workbooks are: they are data, not words for a reader.
"""

from dataclasses import dataclass
from typing import IO, Final

from yinxin.ledgers.workbooks import reading
from yinxin.ledgers.workbooks.columns import Column, Sheet
from yinxin.ledgers.workbooks.judging import SPOILED
from yinxin.standards.studies.rules import lines
from yinxin.standards.studies.rules.lines import Frame, Line, Problem

SHEET: Final = Sheet(
    "measurements",
    "测量值",
    ("测量数据", "检测数据", "检测结果", "测定结果", "数据"),
    (
        Column(
            "item", "项目", ("检测项目", "测量项目", "指标", "检验项目", "参数"), is_required=True, width=20
        ),
        Column(
            "value", "数值", ("测量值", "检测值", "结果", "检测结果", "测定值"), is_required=True, width=12
        ),
        Column("unit", "单位", ("计量单位",), width=12),
        Column("sample", "样品编号", ("样品", "样号", "样品号"), width=14),
        Column(
            "measured_on",
            "测量日期",
            ("日期", "检测日期", "检验日期", "测定日期"),
            is_required=True,
            width=14,
        ),
        Column("instrument", "仪器", ("仪器设备", "设备", "测量仪器", "检测仪器"), width=22),
        Column("method", "方法", ("检测方法", "检验方法", "方法标准", "检测依据"), width=20),
    ),
)
HEADINGS: Final = {column.key: column.heading for column in SHEET.columns}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A row of the workbook: its number there, what its cells say, and what is to be said of them."""

    number: int
    cells: dict[str, str]
    line: Line | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The rows of a workbook, and the headings of which nothing is read."""

    rows: tuple[ReadLine, ...]
    ignored: tuple[str, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines that can be taken; all of them where nothing stands in the way."""
        return [row.line for row in self.rows if row.line is not None]

    @property
    def is_good(self) -> bool:
        """Whether every row can be taken."""
        return all(row.line is not None for row in self.rows)


def read(file: IO[bytes], frame: Frame) -> ReadWorkbook:
    """The measurements of a workbook (.xlsx, .xls, .csv). Refuses what `ledgers.workbooks.reading.read` refuses."""
    sheets = reading.read(file, known=(SHEET,), limit=lines.MAX_LINES)
    rows = [_row(row, frame) for sheet in sheets for row in sheet.rows]
    return ReadWorkbook(tuple(rows), tuple(heading for sheet in sheets for heading in sheet.ignored))


def _row(row: reading.ReadRow, frame: Frame) -> ReadLine:
    spoiled = [
        Problem(key, cell.problem, {"value": cell.text}, is_blocking=cell.problem in SPOILED)
        for key, cell in row.cells.items()
        if cell.problem
    ]
    blocked = {problem.cell for problem in spoiled if problem.is_blocking}
    cells = {key: cell.text for key, cell in row.cells.items()}
    line, problems = lines.read({key: text for key, text in cells.items() if key not in blocked}, frame)
    # A cell that Excel spoiled is named for that, and not for being empty.
    problems = tuple(problem for problem in problems if problem.cell not in blocked)
    return ReadLine(row.number, cells, None if blocked else line, (*spoiled, *problems))
