"""Measurements in and out by workbook, each slip named by its cell; and the report as Word."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from tests.given import people, projects
from tests.given import studies as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotAcceptable, NotYours
from yinxin.standards.projects.models import PaperKind
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies import documents, queries
from yinxin.standards.studies.actions.refusals import NothingToReport
from yinxin.standards.studies.rules import workbook
from yinxin.standards.studies.rules.lines import Frame

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "measurements"
FRAME = Frame(given.STARTS_ON, NOW.date(), ["01", "02"])


def read(name):
    with (FIXTURES / name).open("rb") as file:
        return workbook.read(file, FRAME)


@pytest.mark.parametrize("name", ["good.xlsx", "good_gb18030.csv"])
def test_a_good_workbook_is_read_as_it_stands(name):
    found = read(name)

    assert found.is_good
    assert [(line.item, line.value, line.unit, line.sample) for line in found.lines] == [
        ("粗蛋白质", Decimal("2.8"), "g/100 g", "01"),
        ("粗蛋白质", Decimal("3.1"), "g/100 g", "02"),
        ("水分", Decimal("91.25"), "g/100 g", "01"),
    ]
    assert {line.measured_on for line in found.lines} == {date(2024, 11, 13)}
    assert [row.problems for row in found.rows] == [(), (), ()]


def test_what_people_type_in_chinese_is_read_and_said():
    (row,) = read("full_width_digits_chinese_units_text_dates.xlsx").rows

    assert (row.line.value, row.line.unit, row.line.sample) == (Decimal("2.8"), "g/100 g", "01")
    assert [(each.cell, each.code) for each in row.problems] == [
        ("measured_on", "day_as_text"),
        ("unit", "unit_taken"),
    ]


def test_other_headings_are_known_and_what_is_not_read_is_named():
    found = read("other_headings.xlsx")

    assert [(line.item, line.value, line.unit) for line in found.lines] == [("水分", Decimal("91.2"), "%")]
    assert found.ignored == ("备注",)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("item_missing.xlsx", ("item", "missing")),
        ("value_with_its_unit.xlsx", ("value", "value_unreadable")),
        ("value_not_detected.xlsx", ("value", "not_a_value")),
        ("value_with_six_decimals.xlsx", ("value", "too_fine")),
        ("day_in_the_future.xlsx", ("measured_on", "day_ahead")),
        ("day_before_the_study.xlsx", ("measured_on", "before_study")),
        ("day_without_a_year.xlsx", ("measured_on", "day_unreadable")),
        ("sample_unknown.xlsx", ("sample", "sample_unknown")),
    ],
)
def test_each_slip_is_named_by_its_row_and_cell(name, problem):
    found = read(name)

    assert not found.is_good
    assert [
        (row.number, (each.cell, each.code))
        for row in found.rows
        for each in row.problems
        if each.is_blocking
    ] == [(3, problem)]


def test_several_slips_of_a_row_are_named_together():
    found = read("several_slips.xlsx")

    assert [(each.cell, each.code) for each in found.rows[0].problems] == [
        ("item", "missing"),
        ("value", "value_unreadable"),
        ("measured_on", "day_unreadable"),
        ("sample", "sample_unknown"),
    ]
    assert [row.line is None for row in found.rows] == [True, False, False, False]


def test_a_merged_cell_stands_for_its_rows_unless_columns_run_together():
    merged, across = read("merged_items.xlsx"), read("merged_across_columns.xlsx")

    assert [line.item for line in merged.lines] == ["粗蛋白质", "粗蛋白质", "水分"]
    assert [each.code for each in merged.rows[1].problems] == ["merged"]
    assert {(each.cell, each.code) for each in across.rows[1].problems if each.is_blocking} == {
        ("item", "merged_across"),
        ("value", "merged_across"),
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("columns_missing.xlsx", "columns_missing"),
        ("headings_unknown.xlsx", "headings_missing"),
        ("headings_only.xlsx", "workbook_empty"),
        ("too_many_rows.xlsx", "too_many_rows"),
    ],
)
def test_a_workbook_that_is_none_of_ours_is_refused(name, code):
    with pytest.raises(NotAcceptable) as refused:
        read(name)

    assert refused.value.code == code


# ------------------------------------------------------------------------------------- what goes out


@pytest.mark.django_db
def test_the_template_and_the_export_are_read_by_the_import():
    project = projects.project(state="drafting")
    study = given.study(project)
    given.sample(study)
    given.measured(project, of=study, values=["2.8", "3.125"])
    template = io.BytesIO(documents.measurements_template(["01"], ["粗蛋白质"]))
    rows = queries.counted_measurements(project)
    exported = io.BytesIO(documents.measurements_workbook(project, rows, at=NOW))

    book = openpyxl.load_workbook(template)
    sheet = book["测量值"]
    sheet.append(["粗蛋白质", "2.9", "g/100 g", "01", "2024-11-13"])
    filled = io.BytesIO()
    book.save(filled)

    assert [line.value for line in workbook.read(filled, FRAME).lines] == [Decimal("2.9")]
    assert [line.value for line in workbook.read(exported, FRAME).lines] == [Decimal("2.8"), Decimal("3.125")]


def report(project, *, with_people=False):
    content = documents.report(
        project,
        queries.reported_studies(project),
        queries.proposed_limits(project),
        with_people=with_people,
        at=NOW,
    )
    return docx.Document(io.BytesIO(content))


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.django_db
def test_the_report_says_everything_but_whom_one_met(var):
    project = projects.project(state="drafting")
    study = given.findings(given.study(project), met="示例牧民甲")
    sample = given.sample(study)
    given.measurement(study, sample=sample, value="2.8")
    given.measurement(study, value="3.1")
    given.photo(study, caption="取样地块")
    given.study(project, state="dropped", place="不去了的地方")

    said = words_of(report(project))

    for part in (
        "吉兰泰镇沙日布日都嘎查",
        "鲜沙葱",
        "1-01",
        "2.95",
        "0.21",
        "沙葱以人工种植为主",
        "图1 取样地块",
    ):
        assert part in said
    assert "示例牧民甲" not in said
    assert "不去了的地方" not in said
    assert "示例牧民甲" in words_of(report(project, with_people=True))


@pytest.mark.django_db
def test_every_run_of_the_report_names_its_chinese_font(var):
    project = projects.project(state="drafting")
    given.photo(given.study(project))
    given.measured(project)

    document = report(project)

    runs = [run for run in document.element.iter(qn("w:r")) if run.findall(qn("w:t"))]
    fonts = {run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in runs}
    assert None not in fonts
    assert len(document.inline_shapes) == 1


@pytest.mark.django_db
def test_a_photo_that_cannot_be_opened_is_named_and_stops_nothing(var):
    project = projects.project(state="drafting")
    given.photo(given.study(project), content=b"\x89PNG\r\n\x1a\n broken", caption="坏照片")

    document = report(project)

    assert "坏照片（调研1）：照片文件无法读取。" in words_of(document)
    assert len(document.inline_shapes) == 0


@pytest.mark.django_db
def test_the_report_is_put_to_the_project_by_the_institute(var):
    project = projects.project(state="drafting")
    by = people.institute_officer()
    with pytest.raises(NothingToReport):
        studies.write_report(project.number, by=by, at=NOW)
    given.measured(project)

    paper = studies.write_report(project.number, by=by, at=NOW)

    assert (paper.kind, paper.is_generated, paper.name) == (
        PaperKind.TEST_DATA,
        True,
        f"{project.title} 实地调研报告.docx",
    )
    with pytest.raises(NotYours):
        studies.write_report(project.number, by=people.league_officer(), at=NOW)
