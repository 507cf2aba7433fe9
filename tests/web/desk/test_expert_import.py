"""Recommendations from a workbook."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.given import experts as given
from tests.given import people
from yinxin.experts.pool.models import Expert


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


HEADINGS = ["*姓名", "*专业领域", "工作单位", "职称", "专业", "从业起始年份", "推荐单位", "推荐日期"]
GOOD = ["示例专家 甲", "产品、标准化", "示例大学", "教授", "畜产品", "2010", "阿拉善左旗", "2024-11-01"]


def book(*rows):
    content = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.title = "专家推荐"
    for row in (HEADINGS, *rows):
        made.active.append(row)
    made.save(content)
    return ContentFile(content.getvalue(), name="推荐.xlsx")


def problems(response):
    return [(row.number, [column for column, _ in row.problems]) for row in response.context["bad"]]


def test_a_workbook_recommends_all_of_its_rows(league):
    people.division("152921")

    response = league.post(
        to("expert_import"),
        {"workbook": book(GOOD, ["示例专家 乙", "法律", None, None, None, None, None, None])},
    )

    first, second = Expert.objects.order_by("pk")
    assert response.status_code == 302
    assert (first.fields, first.division_id, first.in_field_since, first.recommended_on) == (
        ["product", "standardisation"],
        "152921",
        2010,
        date(2024, 11, 1),
    )
    assert (second.fields, second.division_id, second.recommended_on) == (
        ["law"],
        "152900",
        date(2024, 11, 20),
    )


BAD = [
    ["", "产品", "", "", "", "", "", ""],
    ["示例专家 丙", "魔法", "", "", "", "", "", ""],
    ["示例专家 丁", "产品", "", "", "", "去年", "", ""],
    ["示例专家 戊", "产品", "", "", "", "2030", "", ""],
    ["示例专家 己", "产品", "", "", "", "", "赤峰市", ""],
    ["示例专家 庚", "产品", "", "", "", "", "", "前天"],
    GOOD,
    ["示例专家 01", "产品", "示例研究所", "", "", "", "", ""],
]


def test_a_workbook_with_anything_wrong_recommends_nobody_and_says_what_is_wrong(league):
    people.division("152921")
    people.division("150400")
    given.recommended_expert("示例专家 01")

    response = league.post(to("expert_import"), {"workbook": book(GOOD, *BAD)})

    assert response.status_code == 422
    assert problems(response) == [
        (3, ["姓名"]),
        (4, ["专业领域"]),
        (5, ["从业起始年份"]),
        (6, ["从业起始年份"]),
        (7, ["推荐单位"]),
        (8, ["推荐日期"]),
        (9, ["姓名"]),
        (10, ["姓名"]),
    ]
    assert Expert.objects.count() == 1


def test_the_good_rows_alone_are_recommended_where_that_is_asked_for(league):
    people.division("152921")

    response = league.post(to("expert_import"), {"workbook": book(GOOD, *BAD[:2]), "only_good": "on"})

    assert (response.status_code, Expert.objects.get().name) == (200, "示例专家 甲")
    assert [number for number, _ in problems(response)] == [3, 4]


def test_a_file_that_is_no_list_of_experts_is_refused_at_its_field(league):
    made = io.BytesIO()
    openpyxl.Workbook().save(made)

    response = league.post(to("expert_import"), {"workbook": ContentFile(made.getvalue(), name="空.xlsx")})

    assert (response.status_code, Expert.objects.count()) == (422, 0)
    assert response.context["form"].errors


def test_the_template_is_taken_back_once_it_is_filled_in(league):
    content = league.get(to("expert_import_template")).getvalue()
    filled = openpyxl.load_workbook(io.BytesIO(content))
    filled["专家推荐"].append(["示例专家 甲", "审核"])
    sent_in = io.BytesIO()
    filled.save(sent_in)

    league.post(to("expert_import"), {"workbook": ContentFile(sent_in.getvalue(), name="推荐.xlsx")})

    assert Expert.objects.get().fields == ["audit"]


def test_the_institute_imports_nobody(institute):
    assert institute.post(to("expert_import"), {"workbook": book(GOOD)}).status_code == 403
