"""What a file or data must be, besides being there."""

import csv
import io
import json
from collections.abc import Callable, Mapping

from openpyxl import load_workbook

from yinxin.console.demonstration.walk.visitor import Answer

Fault = str  # what is wrong with an answer; empty where nothing is
Check = Callable[[Answer], Fault]


def is_pdf(answer: Answer) -> Fault:
    """A PDF that begins and ends as one."""
    is_whole = answer.content.startswith(b"%PDF-") and b"%%EOF" in answer.content[-1024:]
    return "" if is_whole else "is no PDF"


def is_text(*words: str) -> Check:
    """A plain text in which these words stand."""

    def check(answer: Answer) -> Fault:
        missing = [each for each in words if each not in answer.text]
        return f"does not say “{missing[0]}”" if missing else ""

    return check


def is_workbook(*names: str) -> Check:
    """A workbook in which these names stand."""

    def check(answer: Answer) -> Fault:
        book = load_workbook(io.BytesIO(answer.content), read_only=True)
        cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
        missing = [name for name in names if name not in cells]
        return f"without {missing[0]}" if missing else ""

    return check


def is_code_list(count: int) -> Check:
    """A file for printers: a line for each label, below its headings, and no code twice."""

    def check(answer: Answer) -> Fault:
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        codes = {row["code"] for row in rows}
        return (
            ""
            if len(rows) == len(codes) == count
            else f"{len(codes)} codes in {len(rows)} lines, not {count}"
        )

    return check


def has_members(expected: Mapping[str, object]) -> Check:
    """An object of JSON with these members."""

    def check(answer: Answer) -> Fault:
        given = json.loads(answer.content)
        wrong = [
            f"{name} is {given.get(name)}" for name, value in expected.items() if given.get(name) != value
        ]
        return ", ".join(wrong)

    return check
