"""A standard on paper, read back from the Word file and from the PDF: both say the same, in the order of GB/T 1.1."""

import io
from datetime import date

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from tests.given import people, projects
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Standard
from yinxin.web.standard_document.pdf import pdf
from yinxin.web.standard_document.structure import document_of
from yinxin.web.standard_document.word import word

pytestmark = pytest.mark.django_db

PLACES = {
    "divisions": ["152900"],
    "box": {"west": "119.60833", "east": "125.4", "south": "47.06111", "north": "53.33333"},
    "polygon": [["100", "38"], ["104.5", "38"], ["104.12345", "41"]],
    "altitude": {"min": 1100, "max": 2200},
}


@pytest.fixture
def by():
    return people.institute_officer()


@pytest.fixture
def text(by):
    """A draft with limits in a chapter and in an annex, and an origin rule with every part."""
    row = given.text()
    texts.edit_clause(row.clauses.get(number="2.1").pk, changes={"origin": PLACES}, by=by, at=NOW)
    given.indicator(
        row.clauses.get(number="A.1"),
        item="黄曲霉毒素 B1",
        unit="μg/kg",
        comparison="at_most",
        limit="5",
        national_limit=None,
    )
    given.indicator(row.clauses.get(number="2.3"), item="酸度", comparison="between", limit="16", upper="22")
    texts.describe(
        row.pk, changes={"ics": "67.100.10", "ccs": "X 16", "title_en": "Alxa camel milk"}, by=by, at=NOW
    )
    return Standard.objects.get(pk=row.pk)


def in_word(document):
    return docx.Document(io.BytesIO(word(document, at=NOW)))


def words_of(document):
    """Everything that the Word file says, without spaces."""
    file = in_word(document)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(each.text for each in file.paragraphs), *cells]).split())


def pages_of(document):
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf(document))).pages]


def test_both_files_say_the_same(text):
    document = document_of(text)
    said = ["".join(paragraph.split()) for paragraph in document.foreword]
    for section in document.sections:
        said += ["".join(part.split()) for part in (section.title, *section.paragraphs)]
        if section.table:
            said += ["".join(cell.split()) for row in section.table.rows for cell in row]

    in_file, on_pages = words_of(document), "".join(pages_of(document))

    assert [part for part in said if part not in in_file] == []
    assert [part for part in said if part not in on_pages] == []


def test_the_parts_stand_in_the_order_of_the_standard_for_standards(text):
    pages = pages_of(document_of(text))

    assert [pages[0].startswith("ICS67.100.10CCSX16"), "目次" in pages[1], "前言" in pages[2]] == [True] * 3
    assert "1范围" in pages[3]
    assert "附录A（规范性）饲养记录" in pages[4]


def test_pages_are_counted_in_roman_before_the_text_and_from_one_in_it(text):
    pages = pages_of(document_of(text))

    assert [page[-len(number) :] for page, number in zip(pages[1:], ("I", "II", "1", "2"), strict=True)] == [
        "I",
        "II",
        "1",
        "2",
    ]
    assert "前言" in pages[1] and "II1范围" in pages[1].replace(".", "")


def test_clauses_are_headings_and_every_run_names_its_chinese_font(text):
    file = in_word(document_of(text))

    headings = [each.text for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert headings == [
        "1　范围",
        "2　认证要求",
        "2.1　地域要求（关键条款）",
        "2.2　饲养管理",
        "2.3　理化指标",
        "3　认证程序",
        "附录A",
        "A.1　记录内容",
    ]
    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    paragraphs = [*file.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    fonts = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for paragraph in paragraphs for run in paragraph.runs}
    assert fonts == {"黑体", "宋体"}


def test_limits_stand_in_numbered_tables(text):
    tables = [section.table for section in document_of(text).sections if section.table]

    assert [(table.number, table.rows) for table in tables] == [
        ("表1", (("蛋白质/（g/100 g）", "≥ 3.2", "GB 5009.5"), ("酸度/（g/100 g）", "16～22", "GB 5009.5"))),
        ("表A.1", (("黄曲霉毒素 B1/（μg/kg）", "≤ 5", "GB 5009.5"),)),
    ]


def test_what_is_checked_of_a_place_stands_in_the_text(text):
    (section,) = [each for each in document_of(text).sections if each.number == "2.1"]

    assert section.paragraphs == (
        "产自阿拉善盟行政区域。",
        "行政区域：阿拉善盟。",
        "地理坐标：东经 119°36′30″～125°24′00″，北纬 47°03′40″～53°20′00″。",
        (
            "以下列拐点依次连线围成的区域：（东经 100°00′00″，北纬 38°00′00″）；"
            "（东经 104°30′00″，北纬 38°00′00″）；（东经 104.12345°，北纬 41°00′00″）。"
        ),
        "海拔：1100 m～2200 m。",
    )


@pytest.mark.parametrize(
    ("label", "stage"),
    [("draft", "工作组讨论稿"), ("comment", "征求意见稿"), ("review", "送审稿"), ("approval", "报批稿")],
)
def test_a_draft_says_which_it_is_and_has_no_days_yet(text, by, label, stage):
    version = texts.freeze(text.pk, label=label, by=by, at=NOW)

    cover = document_of(text, version=version).cover

    assert (cover.number, cover.stage, cover.drafted) == (
        "T/NMSP ××××—××××",
        stage,
        "（本稿完成时间：2024-11-20）",
    )
    assert (cover.published, cover.effective) == ("××××-××-×× 发布", "××××-××-×× 实施")
    assert ("专利" in cover.patents) is (label == "comment")


def test_a_version_says_what_it_said_then(text, by):
    version = texts.freeze(text.pk, label="comment", by=by, at=NOW)
    clause = text.clauses.get(number="2.2")
    texts.edit_clause(clause.pk, changes={"text": "后来的改动。"}, by=by, at=NOW)

    assert "后来的改动。" not in words_of(document_of(text, version=version))
    assert "后来的改动。" in words_of(document_of(text))


def test_a_published_standard_bears_its_number_and_days():
    standard = given.standard("T/NMSP.MZB02.14—2023", on=date(2023, 2, 13))

    document = document_of(standard)

    assert (document.cover.number, document.cover.stage) == ("T/NMSP.MZB02.14—2023", "")
    assert (document.cover.published, document.cover.effective) == ("2023-02-13 发布", "2023-02-13 实施")
    assert document.cover.society == "内蒙古标准发展促进会"
    assert document.file_name == "T-NMSP.MZB02.14—2023 “蒙”字标认证要求 畜产品 阿拉善驼奶"


def test_the_foreword_says_what_was_replaced_and_how_it_changed(by):
    old = given.standard()
    row = texts.begin(
        title=old.title, product_kinds=old.product_kinds, division=old.division, replaces=old, by=by, at=NOW
    )
    texts.copy_text(old.pk, to=row.pk, by=by, at=NOW)
    changed, removed = row.clauses.get(number="4.1"), row.clauses.get(number="4.2")
    texts.edit_clause(changed.pk, changes={"text": "产自阿拉善盟。"}, by=by, at=NOW)
    texts.remove_clause(removed.pk, by=by, at=NOW)
    last = row.clauses.order_by("ordinal").last()
    texts.insert_clause(
        row.pk, after=last.pk, depth=1, annex="normative", kind="process", title="记录表", by=by, at=NOW
    )

    document = document_of(Standard.objects.get(pk=row.pk))

    assert document.cover.replaces == "代替 T/NMSP MZB02.14-2023"
    assert document.foreword[2:5] == (
        "——更改了“地域要求”（见 4.1，2023年版的 4.1）；",
        "——增加了“记录表”（见 附录 A）；",
        "——删除了“饲养管理”（见2023年版的 4.2）。",
    )


def test_the_foreword_names_who_drafted_and_persons_only_when_the_text_is_settled():
    project = projects.project(state="published")
    standard = Standard.objects.get(pk=project.standard_id)
    drafter = project.drafters.get()
    comment = standard.versions.get(label="comment")

    settled, asked = document_of(standard).foreword, document_of(standard, version=comment).foreword

    assert f"本文件起草单位：{drafter.organisation_name}。" in settled
    assert f"本文件起草单位：{drafter.organisation_name}。" in asked
    assert [line for line in asked if line.startswith("本文件主要起草人")] == []
    assert any(line.startswith("本文件主要起草人") for line in settled) is bool(drafter.person)


def test_invented_standards_say_so_on_their_cover():
    row = given.draft_standard(is_placeholder=True)
    given.clause()

    document = document_of(row)

    assert document.cover.is_demonstration
    assert "演示数据" in words_of(document)
    assert "演示数据" in pages_of(document)[0]


def test_there_is_no_document_without_a_text():
    with pytest.raises(NotFound):
        document_of(given.draft_standard())
