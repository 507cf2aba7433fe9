"""Recommendations as rows of a workbook: each is judged by the form that is filled in by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import IO, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.experts.pool.rules import ExpertField
from yinxin.kernel.refusals import NotAcceptable
from yinxin.ledgers.rules import day_of, number_of
from yinxin.ledgers.workbooks import reading, writing
from yinxin.ledgers.workbooks.columns import Column, Sheet
from yinxin.people.models import Office
from yinxin.web import phrases
from yinxin.web.desk.forms.experts import RecommendForm
from yinxin.web.desk.ledger import divisions_of

SHEET: Final = Sheet(
    "experts",
    "专家推荐",
    ("推荐表", "技术专家", "专家名单", "技术专家库"),
    (
        Column("name", "姓名", ("专家姓名",), is_required=True, length=40, width=14),
        Column("fields_of_work", "专业领域", ("领域",), is_required=True, width=24),
        Column("employer", "工作单位", ("单位",), length=120, width=30),
        Column("title", "职称", ("技术职称", "专业技术职称"), length=60, width=18),
        Column("speciality", "专业", ("所学专业", "从事专业"), length=120, width=24),
        Column("in_field_since", "从业起始年份", ("从业年份", "参加工作年份"), width=14),
        Column("division", "推荐单位", ("所属旗区", "推荐旗区"), width=18),
        Column("on", "推荐日期", (), width=14),
    ),
)
FIELDS: Final = {
    "产品": ExpertField.PRODUCT,
    "工艺": ExpertField.PROCESS,
    "标准化": ExpertField.STANDARDISATION,
    "审核": ExpertField.AUDIT,
    "法律法规": ExpertField.LAW,
}
_OTHERS: Final = {"过程": ExpertField.PROCESS, "法律": ExpertField.LAW, "法规": ExpertField.LAW}
_HINTS: Final = {
    "fields_of_work": f"{'、'.join(FIELDS)}，可填多项，用顿号隔开",
    "in_field_since": "四位年份，如2012；批准入库时据此计算从业年限",
    "on": "如2026-03-01；不填按今天",
}
_LEAD: Final = (
    "带*号的为必填项。每行推荐一名专家，不要修改表头，不要合并单元格。",
    "推荐前请告知本人。姓名和工作单位只用于专家库工作。",
    "推荐单位不填，按本单位。",
)
_LIVE: Final = (ExpertState.RECOMMENDED, ExpertState.ADMITTED)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the workbook: who is meant, what would be recommended, and what is wrong, by column."""

    number: int
    name: str
    employer: str
    facts: dict[str, Any] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()


def template(office: Office) -> bytes:
    """The workbook to fill in, with the office's own divisions to choose from."""
    divisions = [division.name for division in divisions_of(office)]
    return writing.blank((SHEET,), lists={"division": divisions}, hints=_HINTS, lead=_LEAD)


def judged(file: IO[bytes], *, by: Office, today: date) -> list[Row]:
    """Every row with what is wrong with it. Refuses what `reading.read` refuses of the whole file."""
    (sheet, *_others) = reading.read(file, known=(SHEET,))
    known = set(experts_in_reach(by).filter(state__in=_LIVE).values_list("name", "employer"))
    rows: list[Row] = []
    for read in sheet.rows:
        row = _judged(read, by=by, today=today)
        who = (row.name, row.employer)
        if who in known:
            said = _(
                "Recommended already, or twice in this workbook. Another person of this name is entered by hand."
            )
            row = replace(row, problems=(*row.problems, (_heading("name"), said)))
        known.add(who)
        rows.append(row)
    return rows


@transaction.atomic
def recommend(rows: Sequence[Row], *, only_good: bool, by: Office, at: datetime) -> list[Row]:
    """Recommend whom these rows name, and say what is wrong with which.

    Where anything is wrong, nobody is recommended, unless the rows with something wrong are to be left out.
    """
    tried = [_recommended(row, by=by, at=at) for row in rows]
    if not only_good and any(row.problems for row in tried):
        transaction.set_rollback(True)
    return tried


def _recommended(row: Row, *, by: Office, at: datetime) -> Row:
    if row.problems:
        return row
    try:
        experts.recommend(**row.facts, by=by, at=at)
    except NotAcceptable as refusal:
        return replace(row, problems=((_heading(str(refusal.facts["field"])), phrases.sentence(refusal)),))
    return row


def _heading(key: str) -> str:
    return SHEET.column("fields_of_work" if key == "fields" else key).heading


def _judged(read: reading.ReadRow, *, by: Office, today: date) -> Row:
    text = {
        column.key: read.cells[column.key].text if column.key in read.cells else ""
        for column in SHEET.columns
    }
    problems: list[tuple[str, str]] = []
    codes = _codes(text["fields_of_work"])
    unknown = [code for code in codes if code not in set(ExpertField)]
    if unknown:
        said = _("“%(value)s” is none of %(known)s.") % {
            "value": phrases.listed(unknown),
            "known": "、".join(FIELDS),
        }
        problems.append((_heading("fields_of_work"), said))
    division, on, year = text["division"], text["on"], text["in_field_since"]
    keys = {each.name: each.pk for each in divisions_of(by)}
    day, number = day_of(on) if on else today, number_of(year.removesuffix("年"))
    form = RecommendForm(
        {
            **{key: text[key] for key in ("name", "employer", "title", "speciality")},
            "fields_of_work": [code for code in codes if code not in unknown],
            "in_field_since": f"{number.normalize():f}" if number is not None else year,
            "division": keys.get(division, division) if division else by.division_id,
            "on": day.isoformat() if day else on,
        },
        office=by,
        today=today,
    )
    for name, errors in form.errors.items():
        if name != "fields_of_work" or not unknown:
            problems += [(_heading(name), str(error)) for error in errors]
    facts = form.facts() if form.is_valid() and not problems else {}
    return Row(read.number, text["name"], text["employer"], facts, tuple(problems))


def _codes(text: str) -> list[str]:
    """The codes of the fields that a cell names, in whatever way they are set apart; a word that is no field stays."""
    words = [word for word in re.split(r"[、,，;；/\s]+", text) if word]
    return [{**FIELDS, **_OTHERS}.get(word, word) for word in words]
