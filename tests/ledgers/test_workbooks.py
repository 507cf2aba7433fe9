"""Workbooks as officers keep them: what is read, and what is said of each slip, word for word."""

from pathlib import Path

import pytest
from django.utils.translation import override

from tests.given import ledgers as given
from tests.given import people
from yinxin.kernel.refusals import NotAcceptable
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.workbooks import actions as workbooks
from yinxin.ledgers.workbooks import columns
from yinxin.web import phrases
from yinxin.web.wording.ledgers import PROBLEMS

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "workbooks"

NO_HEADINGS = (
    "None of the sheets (工资表) has a row of headings that is known here. Among the first 20 rows there must be one "
    "with at least: 企业名称, 所属旗区, 产业. Compare it with the template."
)
NO_COLUMNS = "On the sheet “企业” these columns are missing: 所属旗区, 产业. Compare it with the template."
EMPTY = "There are no rows below the headings. Nothing was read."
UNREADABLE = (
    "This file is not a workbook that can be read here, or it is damaged. Save it as .xlsx in Excel or WPS and "
    "send it again."
)
TOO_LARGE = (
    "Unpacked, this workbook is larger than any ledger: there may be a stray cell far outside the table, or "
    "pictures. Copy the table into the template and send that."
)
DOUBTED = (
    "The last character of “91152922MA0Q000119” does not agree with the others. "
    "Compare it with the business licence."
)
IMPOSSIBLE = (
    "“91152922MA0Q0001” cannot be a credit code: "
    "18 characters, digits and capital letters without I, O, S, V and Z."
)
DIGITS_LOST = (
    "Excel turned this into a number and lost its last digits. Format the cell as text and type it again."
)


@pytest.fixture(autouse=True)
def _league():
    for code in given.INDUSTRIES:
        given.industry(code)
    for code in ("152921", "152922", "152923"):
        people.division(code)


def check(name, *, by=None):
    with (FIXTURES / name).open("rb") as file:
        return workbooks.check_workbook(file, file_name=name, by=by or people.league_officer(), at=people.NOW)


def said(found) -> list[str]:
    """Each problem as the report has it: row, heading, sentence, and whether it stands in the way."""
    lines = []
    for row in found.rows:
        sheet = columns.BY_KEY[row["sheet"]]
        for problem in row["problems"]:
            mark = "!" if problem["blocking"] else "?"
            text = str(PROBLEMS[problem["code"]]) % problem["facts"]
            lines.append(f"{mark} {row['row']} {sheet.column(problem['column']).heading}: {text}")
    return lines


@pytest.mark.parametrize("name", ["good.xlsx", "good_utf8.csv", "good_gb18030.csv"])
def test_a_good_table_is_read_alike_from_excel_and_from_text(name):
    found = check(name)

    assert said(found) == []
    assert [(row["row"], row["change"], row["values"]["division"]) for row in found.rows] == [
        (2, "new", "152922"),
        (3, "new", "152922"),
        (4, "new", "152921"),
    ]
    assert found.rows[0]["values"] == {
        "name": "示例·神驼乳业有限公司",
        "credit_code": "91152922MA0Q000117",
        "division": "152922",
        "industry": "camel_milk",
        "address": "巴丹吉林镇1号",
        "established_on": "2016-03-18",
        "is_leading": True,
        "scale": "medium",
        "contact_name": "其其格",
        "contact_phone": "13800000001",
    }
    assert Enterprise.objects.count() == 0


def test_headings_are_found_under_title_rows_in_the_words_that_officers_use():
    found = check("title_rows_and_other_headings.xlsx")

    assert said(found) == []
    assert found.ignored == [{"sheet": "Sheet1", "headings": ["法定代表人"]}]
    (row,) = found.rows
    assert row["row"] == 4
    assert row["values"] == {
        "name": "示例·神驼乳业有限公司",
        "credit_code": "91152922MA0Q000117",
        "division": "152922",
        "industry": "camel_milk",
        "contact_phone": "13800000001",
    }


def test_sites_and_products_come_in_with_their_enterprise():
    found = check("three_sheets.xlsx")

    assert said(found) == []
    assert [row["sheet"] for row in found.rows] == ["enterprises"] * 3 + ["sites"] + ["products"] * 2
    assert found.rows[3]["values"] == {
        "enterprise_row": 2,
        "name": "一号牧场",
        "division": "152922",
        "address": "巴丹吉林镇",
        "latitude": "39.21583",
        "longitude": "101.66700",
        "altitude_m": 1510,
    }
    assert found.rows[4]["values"] == {
        "enterprise_row": 2,
        "name": "驼奶粉",
        "brand": "示例牌",
        "specification": "300 g/罐",
        "kind": "camel_milk",
        "pack_g": 300,
        "gtin": "06936983800013",
        "site_row": 2,
    }


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("credit_code_repeated.xlsx", ["! 3 统一社会信用代码: The same credit code as in row 2."]),
        ("credit_code_fails_its_check.xlsx", [f"? 2 统一社会信用代码: {DOUBTED}"]),
        ("credit_code_impossible.xlsx", [f"! 2 统一社会信用代码: {IMPOSSIBLE}"]),
        ("credit_code_as_number.xlsx", [f"! 2 统一社会信用代码: {DIGITS_LOST}"]),
        ("banner_unknown.xlsx", ["! 2 所属旗区: No league or banner is called “阿拉善中旗”."]),
        ("industry_unknown.xlsx", ["! 2 产业: No industry is called “驼绒毛衫”."]),
        ("name_missing.xlsx", ["! 2 企业名称: This cell must not be empty."]),
        ("name_repeated.xlsx", ["! 3 企业名称: The same as in row 2."]),
        ("name_too_long.xlsx", ["! 2 企业名称: Longer than 120 characters."]),
        (
            "scale_and_yes_no_unknown.xlsx",
            [
                "! 2 规模: “巨型” is none of 大型、中型、小型、微型.",
                "! 2 是否龙头: “也许” is neither 是 nor 否.",
            ],
        ),
        (
            "dates_as_text.xlsx",
            [
                "? 2 成立日期: “2016年3月18日” was taken as 2016-03-18.",
                "? 3 成立日期: “2012.7.1” was taken as 2012-07-01.",
                "! 4 成立日期: “12年7月” is not a day. Write it as 2019-05-03.",
            ],
        ),
        ("merged_banners.xlsx", ["? 3 所属旗区: Part of a merged cell: taken as “阿拉善右旗”."]),
        (
            "merged_across_columns.xlsx",
            [
                "! 2 所属旗区: A merged cell runs over several columns. Unmerge it and fill in each cell.",
                "! 2 产业: A merged cell runs over several columns. Unmerge it and fill in each cell.",
            ],
        ),
        (
            "sites_and_products_with_slips.xlsx",
            [
                "! 3 所属旗区: No league or banner is called “阿拉善中旗”.",
                "! 2 纬度: Latitude and longitude must both be given and lie on earth; the altitude is in metres.",
                "! 3 纬度: “北边” is neither degrees (39.216) nor degrees, minutes and seconds (39°12′57″).",
                "! 3 海拔(米): “很高” is not a whole number that can stand here.",
                "! 4 企业名称: The row of this enterprise (row 3) has to be put right first.",
                "! 5 企业名称: Neither this workbook nor the ledger has an enterprise called “示例·无此企业”.",
                "! 2 产品种类: The scheme knows no kind of product called “月亮奶酪”.",
                "! 2 净含量(克): “三百” is not a whole number that can stand here.",
                "! 2 商品条码: “6936983800014” cannot be an item number: 8, 12, 13 or 14 digits with a check digit.",
                "! 2 生产场所: The enterprise has no site called “三号牧场” that can be imported.",
                "! 4 商品条码: The same item number as in row 3.",
            ],
        ),
    ],
)
def test_each_slip_is_named_by_its_cell(name, lines):
    with override("en"):
        assert said(check(name)) == lines


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("wrong_sheet.xlsx", NO_HEADINGS),
        ("columns_missing.xlsx", NO_COLUMNS),
        ("headings_only.xlsx", EMPTY),
        ("nothing_at_all.xlsx", EMPTY),
        ("empty.csv", EMPTY),
        ("damaged.xlsx", UNREADABLE),
        ("a_picture.xlsx", UNREADABLE),
        ("a_cell_in_the_last_corner.xlsx", TOO_LARGE),
        ("unpacks_to_too_much.xlsx", TOO_LARGE),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_what_to_do(name, sentence):
    with pytest.raises(NotAcceptable) as refused:
        check(name)

    with override("en"):
        assert phrases.sentence(refused.value).replace(", ", "、").replace("、", ", ") == sentence.replace(
            "、", ", "
        )


def test_more_rows_than_are_taken_at_once_are_refused(monkeypatch):
    monkeypatch.setattr("yinxin.ledgers.workbooks.reading.MAX_ROWS", 2)

    with pytest.raises(NotAcceptable) as refused:
        check("good.xlsx")

    assert (refused.value.code, refused.value.facts) == ("too_many_rows", {"rows": 3, "limit": 2})


def test_rows_of_other_banners_are_blocked_for_a_banner_officer():
    found = check("good.xlsx", by=people.banner_officer("152922"))

    with override("en"):
        assert said(found) == [
            "! 4 所属旗区: “阿拉善左旗” is not in your area. Your office imports its own rows only."
        ]


def test_rows_are_known_again_by_credit_code_or_by_name():
    given.enterprise("示例·神驼乳业（旧名）有限公司", credit_code="91152922MA0Q000117", is_invented=False)
    given.enterprise("示例·曼德拉生物有限公司", credit_code="", industry_code="cistanche")

    found = check("good.xlsx")

    assert [row["change"] for row in found.rows] == ["changed", "changed", "new"]


def test_an_enterprise_under_another_credit_code_is_not_registered_twice():
    given.enterprise("示例·神驼乳业有限公司", credit_code="91152922MA0N00016H")

    with override("en"):
        assert said(check("good.xlsx")) == [
            "! 2 统一社会信用代码: The ledger has this enterprise under the credit code 91152922MA0N00016H."
        ]


def test_a_code_of_another_banners_enterprise_tells_nothing_of_it():
    given.enterprise("示例·别旗企业", division_code="152921", credit_code="91152922MA0Q000117")

    found = check("good.xlsx", by=people.banner_officer("152922"))

    with override("en"):
        assert said(found)[0] == (
            "! 2 统一社会信用代码: “91152922MA0Q000117” belongs to an organisation outside your area, "
            "or to one that is no enterprise."
        )
    assert "pk" not in found.rows[0]["values"]


def test_every_problem_that_a_cell_can_have_has_its_words():
    source = "".join(
        (Path(workbooks.__file__).parent / name).read_text(encoding="utf-8")
        for name in ("judging.py", "reading.py")
    )

    assert [code for code in PROBLEMS if f'"{code}"' not in source] == []
