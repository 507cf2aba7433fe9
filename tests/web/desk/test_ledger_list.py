"""The enterprise ledger: filters, tabs, order, pages, print, and the workbook that leaves it."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.given import certification, people, standards
from tests.given import ledgers as given

LIST, EXPORT = reverse("desk:enterprises"), reverse("desk:enterprises_export")


@pytest.fixture
def three(db, var):
    """Three enterprises in two banners: one in the pool, one certified, one just listed."""
    certified = given.enterprise(
        "阿拉善右旗神驼乳业科技有限公司", contact_name="其其格", contact_phone="0483-8331234"
    )
    member = given.enterprise("示例·苍天驼绒制品有限公司", division_code="152921", industry_code="camel_down")
    listed = given.enterprise("示例·雅布赖盐藻科技有限公司", industry_code="dunaliella")
    certification.certificate(certification.product(certified))
    given.member(member)
    return certified, member, listed


def names(response) -> list[str]:
    return [line.enterprise.name for line in response.context["lines"]]


def cells(response) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("", [0, 1, 2]),
        ("?q=驼", [0, 1]),
        ("?q=stry", [0]),
        ("?q=驼奶粉", [0]),
        ("?banner=152921", [1]),
        ("?banner=152900", [0, 1, 2]),
        ("?industry=dunaliella", [2]),
        ("?stage=certified", [0]),
        ("?stage=in_pool", [1]),
        ("?stage=listed", [2]),
        ("?view=pool", [1]),
        ("?view=certified", [0]),
        ("?view=unvisited", [1]),
        ("?q=驼&industry=camel_milk&stage=certified&view=certified", [0]),
        ("?sort=-name", [2, 1, 0]),
        ("?sort=banner", [1, 0, 2]),
        ("?q=没有这家", []),
        (
            "?banner=nonsense&industry=nonsense&stage=nonsense&view=nonsense&sort=nonsense&page=nonsense",
            [0, 1, 2],
        ),
    ],
)
def test_the_list_and_its_workbook_show_the_same_rows_in_the_same_order(league, three, query, hits):
    shown = league.get(LIST + query)
    exported = league.get(EXPORT + query)

    expected = [three[hit].name for hit in hits]
    assert names(shown) == expected
    assert [row[0] for row in cells(exported)[3:]] == expected


def test_the_tabs_count_what_the_filters_leave(league, three):
    shown = league.get(f"{LIST}?banner=152922")

    assert [(tab.key, count) for tab, count in shown.context["tabs"]] == [
        ("", 2),
        ("pool", 0),
        ("applying", 0),
        ("certified", 1),
        ("unvisited", 0),
    ]


def test_a_filter_that_is_on_can_be_taken_off(league, three):
    page = league.get(f"{LIST}?q=驼&industry=camel_milk").content.decode()

    assert "关键词：驼" in page
    assert 'href="?q=%E9%A9%BC"' in page
    assert 'href="?industry=camel_milk"' in page


def test_a_line_says_what_is_next(league, three):
    standards.standard("T/NMSP MZB02.40-2024", kinds=["camel_down"], title="阿拉善驼绒")
    given.product(three[1], name="驼绒衫", kind="camel_down")

    lines = league.get(LIST).context["lines"]

    assert [line.next_step for line in lines] == [
        "2025年10月24日前接受监督",
        "开展对标评估",
        "企业自愿的可推荐入库",
    ]


def test_the_number_of_queries_does_not_grow_with_the_rows(league, django_assert_num_queries, three):
    league.get(LIST)  # what is read once for the life of the process
    with CaptureQueriesContext(connection) as few:
        league.get(LIST)
    for number in range(4):
        enterprise = given.enterprise(f"示例·第{number}家")
        given.member(enterprise)
        given.visit(enterprise)
        given.product(enterprise)

    with django_assert_num_queries(len(few)):
        league.get(LIST)


def test_pages_hold_fifty_and_print_holds_all(league):
    for number in range(51):
        given.enterprise(f"示例·第{number:02}家")

    assert len(league.get(LIST).context["lines"]) == 50
    assert len(league.get(f"{LIST}?page=2").context["lines"]) == 1
    assert len(league.get(f"{LIST}?print=1").context["lines"]) == 51


def test_the_workbook_has_the_usual_headings_and_can_be_imported_again(league, three):
    rows = cells(league.get(EXPORT))

    assert rows[0][0] == "企业台账"
    assert rows[1][0] == "阿拉善盟 · 截至2024年11月20日 · 共3家企业"
    assert rows[2][:4] == ["企业名称", "统一社会信用代码", "所属旗区", "产业"]
    assert rows[3][:6] == [
        "阿拉善右旗神驼乳业科技有限公司",
        three[0].credit_code,
        "阿拉善右旗",
        "驼奶",
        "已获证",
        0,
    ]


def test_text_that_looks_like_a_formula_leaves_as_text(league):
    given.enterprise('=HYPERLINK("http://x.example")', note="+cmd|' /C calc'!A0")

    exported = league.get(EXPORT)

    sheet = openpyxl.load_workbook(io.BytesIO(exported.content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet["A4"].value == '=HYPERLINK("http://x.example")'


def test_an_empty_ledger_says_what_to_do(league, inspector):
    assert reverse("desk:import") in league.get(LIST).content.decode()
    assert "台账由辖区工作人员维护" in inspector.get(LIST).content.decode()


def test_filters_that_find_nothing_say_what_to_do(league, three):
    page = league.get(f"{LIST}?q=没有这家").content.decode()

    assert "没有符合条件的企业" in page


def test_a_banner_officer_sees_its_own_banner_and_nothing_of_another(banner, three):
    shown = banner.get(LIST)
    exported = banner.get(EXPORT)

    assert names(shown) == [three[0].name, three[2].name]
    assert [row[0] for row in cells(exported)[3:]] == names(shown)
    assert three[1].name not in shown.content.decode()
    assert names(banner.get(f"{LIST}?banner=152921")) == names(shown)  # a banner beyond reach filters nothing


def test_inspectors_read_and_are_offered_no_deeds(inspector, three):
    page = inspector.get(LIST).content.decode()

    assert three[1].name in page
    assert reverse("desk:enterprise_new") not in page
    assert reverse("desk:import") not in page


def test_search_finds_in_every_ledger_within_reach(league, banner, three):
    url = reverse("desk:search")
    given.product(three[1], name="驼绒衫", kind="camel_down")

    found = league.get(f"{url}?q=驼")
    seen = banner.get(f"{url}?q=驼")

    assert {line.enterprise.name for line in found.context["enterprises"]} == {three[0].name, three[1].name}
    assert "驼绒衫" in {product.name for product in found.context["products"]}
    assert {line.enterprise.name for line in seen.context["enterprises"]} == {three[0].name}
    assert "驼绒衫" not in seen.content.decode()
    assert league.get(f"{url}?q=zzzz").context["is_empty"] is True
    assert league.get(url).status_code == 200


def test_search_finds_cases_and_certificates_by_part_of_their_number(league, sign_in, three):
    certificate = three[0].certificates.get()
    elsewhere = sign_in(people.banner_officer("152921"))

    page = league.get(reverse("desk:search"), {"q": certificate.number[-4:]})
    seen = elsewhere.get(reverse("desk:search"), {"q": certificate.number[-4:]})

    assert [found.number for found in page.context["certificates"]] == [certificate.number]
    assert list(seen.context["certificates"]) == []
