"""Importing on the pages: each wrong file gets its sentence, nothing goes in before it was decided."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import ledgers as given
from tests.given import people
from yinxin.ledgers.models import Enterprise, Import

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "workbooks"
UPLOAD = reverse("desk:import")


@pytest.fixture(autouse=True)
def _league(db, var):
    for code in given.INDUSTRIES:
        given.industry(code)
    for code in ("152921", "152922", "152923"):
        people.division(code)


def send(browser, name, content=None):
    content = (FIXTURES / name).read_bytes() if content is None else content
    return browser.post(UPLOAD, {"workbook": SimpleUploadedFile(name, content)}, follow=True)


def decide(browser, *, only_good=False, **data):
    url = reverse("desk:import_apply", args=[Import.objects.first().pk])
    return browser.post(url, {"only_good": "1" if only_good else "0", **data})


def test_a_good_workbook_is_checked_and_then_imported(league):
    checked = send(league, "three_sheets.xlsx")
    assert checked.context["counts"] == {
        "rows": 6,
        "blocked": 0,
        "new": 6,
        "changed": 0,
        "same": 0,
        "to_import": 6,
    }
    assert Enterprise.objects.count() == 0

    done = decide(league)

    assert done.status_code == 302
    assert Enterprise.objects.count() == 3
    assert "已导入6行。同一次核对不能重复导入。" in league.get(done.url).content.decode()
    assert decide(league).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "台账.docx",
            b"PK\x03\x04",
            "“台账.docx”不是工作簿。请上传.xlsx、.xls或.csv文件；其他格式的表格可另存为.xlsx。",
        ),
        (
            "damaged.xlsx",
            None,
            "无法读取该文件：不是工作簿，或者文件已损坏。请用Excel或WPS另存为.xlsx后重新上传。",
        ),
        ("empty.csv", None, "表头之下没有数据，未读取任何内容。"),
        (
            "wrong_sheet.xlsx",
            None,
            "工作表（工资表）中没有可识别的表头。前20行中须有一行至少包含：企业名称、所属旗区、产业。请对照模板检查。",
        ),
        ("columns_missing.xlsx", None, "“企业”表缺少以下栏目：所属旗区、产业。请对照模板检查。"),
        (
            "a_cell_in_the_last_corner.xlsx",
            None,
            "工作簿内容过大：可能在表格之外很远处有多余单元格，或者含有图片。请将表格复制到模板中再上传。",
        ),
    ],
)
def test_a_wrong_file_is_told_from_a_right_one_in_words(league, name, content, sentence):
    answer = send(league, name, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Import.objects.count() == 0


def test_a_file_over_the_limit_is_refused_with_its_name(league, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    answer = send(league, "good.xlsx")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["workbook"]
    assert "good.xlsx" in answer.context["form"].errors["workbook"][0]


def test_each_slip_is_shown_with_its_sheet_row_column_and_cell(league):
    page = send(league, "banner_unknown.xlsx")

    (line,) = page.context["bad"]
    assert (line["sheet"], line["row"], line["name"]) == ("企业", 2, "示例·神驼乳业有限公司")
    assert line["problems"] == [
        {
            "column": "所属旗区",
            "given": "阿拉善中旗",
            "text": "没有名为“阿拉善中旗”的盟或旗区。",
            "blocking": True,
        }
    ]


def test_blocked_rows_are_left_out_only_by_choice(league):
    send(league, "banner_unknown.xlsx")

    refused = decide(league)

    assert refused.status_code == 422
    assert "有1行须先改正" in refused.content.decode()
    assert Enterprise.objects.count() == 0

    decide(league, only_good=True)

    assert Enterprise.objects.count() == 2


def test_doubted_codes_need_the_tick(league):
    page = send(league, "credit_code_fails_its_check.xlsx")
    assert 'name="codes_checked"' in page.content.decode()

    refused = decide(league)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["codes_checked"]
    assert decide(league, codes_checked="on").status_code == 302
    assert Enterprise.objects.count() == 3


def test_a_discarded_workbook_changes_nothing(league):
    send(league, "good.xlsx")

    league.post(reverse("desk:import_discard", args=[Import.objects.get().pk]))

    assert Import.objects.get().state == "discarded"
    assert Enterprise.objects.count() == 0
    assert decide(league).status_code == 409


def test_columns_that_are_not_read_are_named(league):
    page = send(league, "title_rows_and_other_headings.xlsx").content.decode()

    assert "“Sheet1”表中下列栏目不属于台账内容，未予读取：法定代表人" in page


def test_the_report_is_a_workbook_with_a_comment_on_each_slip_that_can_be_sent_again(league):
    send(league, "dates_as_text.xlsx")

    report = league.get(reverse("desk:import_report", args=[Import.objects.get().pk]))

    sheet = openpyxl.load_workbook(io.BytesIO(report.content))["企业"]
    comments = {
        cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment
    }
    assert comments == {
        "F2": "“2016年3月18日”已按2016-03-18读取。",
        "F3": "“2012.7.1”已按2012-07-01读取。",
        "F4": "“12年7月”不是有效日期，请写成2019-05-03的形式。",
    }
    again = send(league, "report.xlsx", report.content)
    assert (again.context["counts"]["rows"], again.context["counts"]["blocked"]) == (3, 1)
    assert again.context["found"].ignored == []


def test_the_template_can_be_filled_in_and_sent(league, banner):
    content = banner.get(reverse("desk:import_template")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["填表说明", "企业", "生产场所", "产品"]
    book["企业"].append(["示例·甲有限公司", "", "阿拉善右旗", "驼奶"])
    filled = io.BytesIO()
    book.save(filled)

    page = send(banner, "填好的.xlsx", filled.getvalue())

    assert page.context["counts"]["to_import"] == 1


def test_an_export_can_be_imported_again_and_changes_nothing(league):
    given.enterprise(
        "示例·甲有限公司", scale="small", is_leading=True, address="某街1号", contact_name="其其格"
    )
    content = league.get(reverse("desk:enterprises_export")).content

    page = send(league, "台账.xlsx", content)

    assert page.context["counts"]["same"] == 1
    assert page.context["counts"]["rows"] == 1


def test_text_that_looks_like_a_formula_comes_in_as_text(league):
    send(league, "text_that_looks_like_formulas.xlsx")

    decide(league)

    enterprise = Enterprise.objects.get(name="示例·神驼乳业有限公司")
    assert enterprise.note == '=HYPERLINK("http://x.example","点我")'


def test_a_banner_officer_imports_its_own_rows_and_sees_its_own_imports(league, banner, sign_in):
    elsewhere = sign_in(people.banner_officer("152921"))
    page = send(banner, "good.xlsx")
    assert [line["row"] for line in page.context["bad"]] == [4]

    url = reverse("desk:import_check", args=[Import.objects.get().pk])

    assert [browser.get(url).status_code for browser in (banner, league, elsewhere)] == [200, 200, 404]
    for name in ("desk:import_report", "desk:import_apply", "desk:import_discard"):
        target = reverse(name, args=[Import.objects.get().pk])
        call = elsewhere.get if name == "desk:import_report" else elsewhere.post
        assert call(target).status_code == 404
    assert list(elsewhere.get(UPLOAD).context["recent"]) == []


def test_inspectors_import_nothing(inspector):
    assert inspector.get(UPLOAD).status_code == 403
    assert inspector.get(reverse("desk:import_template")).status_code == 403
