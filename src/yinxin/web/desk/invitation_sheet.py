"""Experts to be asked, as rows of a workbook: read, looked up, and each sent through the one door.

Every row stands alone: what is refused in one keeps no other back, and its sentence says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments import queries
from yinxin.experts.assignments.models import Matter, Seat
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import Refusal
from yinxin.ledgers.workbooks import reading
from yinxin.ledgers.workbooks.columns import Column, Sheet
from yinxin.ledgers.workbooks.writing import Heading, table
from yinxin.people.models import Office
from yinxin.web import phrases

SHEET: Final = Sheet(
    "assignments",
    "专家指派",
    ("指派", "专家邀请", "专家组"),
    (
        Column("matter", "事项", ("事项编号", "事项名称"), is_required=True, length=160, width=40),
        Column("expert", "专家", ("专家编号", "专家姓名", "姓名"), is_required=True, length=40, width=18),
        Column("seat", "席位", ("职务", "角色"), length=10, width=12),
    ),
)
SEATS: Final = {
    "": Seat.MEMBER,
    "成员": Seat.MEMBER,
    "组员": Seat.MEMBER,
    "组长": Seat.CHAIR,
    "主任": Seat.CHAIR,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the workbook and what became of it; `problem` is empty where the expert was asked."""

    number: int
    matter: str
    expert: str
    seat: str
    problem: str


def template(matters: Iterable[Matter]) -> bytes:
    """The workbook to fill in, with a line for every open matter."""
    headings = [Heading(f"*{c.heading}" if c.is_required else c.heading, c.width) for c in SHEET.columns]
    note = "每行邀请一名专家：事项填编号或者全称，专家填编号或者姓名，席位填“成员”或者“组长”（可不填）。"
    return table(SHEET.title, note, headings, [(matter.title, "", "成员") for matter in matters])


def invite_rows(file: IO[bytes], *, by: Office, at: datetime) -> list[Row]:
    """Ask the expert of each row. Refuses what `reading.read` refuses of the whole file."""
    (sheet, *_others) = reading.read(file, known=(SHEET,))
    return [_invited(row, by=by, at=at) for row in sheet.rows]


def _invited(row: reading.ReadRow, *, by: Office, at: datetime) -> Row:
    given = {key: row.cells[key].text if key in row.cells else "" for key in ("matter", "expert", "seat")}
    problem = ""
    try:
        problem = _ask(given, by=by, at=at)
    except Refusal as refusal:
        problem = phrases.sentence(refusal)
    return Row(row.number, given["matter"], given["expert"], given["seat"], problem)


def _ask(given: dict[str, str], *, by: Office, at: datetime) -> str:
    matters = _found(queries.matters_in_reach(by), given["matter"], "title")
    experts = _found(experts_in_reach(by), given["expert"], "name")
    if not matters:
        return _("There is no matter of this number or name.")
    if len(matters) > 1:
        return _("Several matters have this name. Write the number.")
    if not experts:
        return _("There is no expert of this number or name.")
    if len(experts) > 1:
        return _("Several experts have this name. Write the number.")
    if given["seat"] not in SEATS:
        return _("The seat is “成员” or “组长”.")
    assignments.invite(matters[0], experts[0], seat=SEATS[given["seat"]], by=by, at=at)
    return ""


def _found(rows: QuerySet[Matter] | QuerySet[Expert], text: str, name: str) -> list[int]:
    """The keys of the rows with this number, or else this name."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return list(rows.filter(pk=int(text)).values_list("pk", flat=True))
    return list(rows.filter(**{name: text}).values_list("pk", flat=True)) if text else []
