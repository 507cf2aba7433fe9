"""Starting an application: one question a page, and nothing on file before the place is known to fit."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.given import certification as given
from tests.given import ledgers, standards
from yinxin.certification.applications.models import Application
from yinxin.standards.texts.models import Standard

pytestmark = pytest.mark.django_db

HIGH = "T/NMSP MZB02.31-2024"


def check_page(product, standard):
    return reverse("enterprise:apply_check", args=[product.pk, standard.pk, product.site_id])


@pytest.fixture
def product(enterprise):
    given.standard()
    return given.product(enterprise)


@pytest.fixture
def high_standard():
    """A standard that asks for a division, an area and an altitude."""
    return standards.standard(
        HIGH,
        title="“蒙”字标认证要求 高海拔驼乳粉",
        origin={
            "divisions": ["152921"],
            "box": {"west": "104", "east": "106.5", "south": "37.5", "north": "40"},
            "altitude": {"min": 1600, "max": 2200},
        },
    )


def test_only_ones_own_products_are_offered(browser, product, other):
    given.product(other)

    page = browser.get(reverse("enterprise:apply"))

    assert [choice[0] for choice in page.context["choices"]] == [product]


def test_a_product_with_an_open_case_leads_to_it(browser, product):
    case = given.draft(product)

    page = browser.get(reverse("enterprise:apply"))

    assert [choice[2] for choice in page.context["choices"]] == [case]


def test_only_standards_for_the_kind_of_product_are_offered(browser, product):
    standards.standard("T/NMSP MZB02.77-2023", kinds=["mutton"], title="阿拉善羊肉")

    page = browser.get(reverse("enterprise:apply_standard", args=[product.pk]))

    assert [fit.standard.number for fit in page.context["fits"]] == [standards.NUMBER]


def test_a_kind_without_a_standard_says_so(browser, enterprise):
    product = given.product(enterprise, kind="mutton", name="羊肉")

    page = browser.get(reverse("enterprise:apply_standard", args=[product.pk]))

    assert page.context["fits"] == []
    assert "目前没有适用于此类产品的已发布标准" in page.content.decode()


def test_each_site_says_whether_it_meets_the_origin_rules(browser, product, high_standard, enterprise):
    up_high = ledgers.site(
        enterprise,
        name="贺兰山牧场",
        division=ledgers.given.division("152921"),
        latitude=Decimal("38.9"),
        longitude=Decimal("105.9"),
        altitude_m=1900,
    )

    page = browser.get(reverse("enterprise:apply_site", args=[product.pk, high_standard.pk]))

    assert page.context["sites"] == [(product.site, False), (up_high, True)]


def test_a_failing_place_is_refused_clause_by_clause_before_any_paper(browser, product, high_standard):
    page = browser.get(check_page(product, high_standard))

    (clause,) = page.context["checks"]
    assert page.context["is_met"] is False
    assert clause.clause.number == "4.1"
    assert [(check.part, check.asks, check.has, check.is_met) for check in clause.checks] == [
        ("行政区划", "152921", "阿拉善右旗", False),
        ("经纬度", "东经104°—106.5°，北纬37.5°—40°", "东经101.667°，北纬39.216°", False),
        ("海拔", "1600—2200米", "1510米", False),
    ]
    assert all(check.mend for check in clause.checks)
    assert reverse("enterprise:site", args=[product.site_id]) in page.content.decode()


def test_a_failing_place_opens_no_case_even_if_the_form_is_sent(browser, product, high_standard):
    page = browser.post(check_page(product, high_standard), {"body": given.body().pk})

    assert page.status_code == 422
    assert page.context["form"].refusal.code == "origin_not_met"
    assert Application.objects.count() == 0


def test_what_the_ledger_does_not_know_is_not_taken_for_met(browser, product, high_standard, enterprise):
    bare = ledgers.site(
        enterprise,
        name="新牧场",
        division=ledgers.given.division("152921"),
        latitude=None,
        longitude=None,
        altitude_m=None,
    )

    page = browser.get(reverse("enterprise:apply_check", args=[product.pk, high_standard.pk, bare.pk]))

    (clause,) = page.context["checks"]
    assert [(check.has, check.is_met) for check in clause.checks] == [
        ("阿拉善左旗", True),
        ("台账中没有记载", False),
        ("台账中没有记载", False),
    ]


def test_a_place_that_fits_leads_to_the_choice_of_an_approved_body(browser, product):
    able = given.body()
    given.body("示例·范围不含驼奶的机构", kinds=["mutton"])
    given.body("示例·批准已到期的机构", until=date(2024, 11, 19))

    page = browser.get(check_page(product, given.standard()))

    assert page.context["is_met"] is True
    assert page.context["offered"] == [able]


def test_starting_opens_a_draft_prefilled_from_the_ledger(browser, product, enterprise):
    body = given.body()

    answer = browser.post(check_page(product, given.standard()), {"body": body.pk})

    case = Application.objects.get()
    assert answer.url == reverse("enterprise:application", args=[case.number])
    assert (case.manufacturer_name, case.factory_name, str(case.annual_output_kg)) == (
        enterprise.name,
        product.site.name,
        "12000.0",
    )


def test_starting_twice_opens_one_case(browser, product):
    address = check_page(product, given.standard())
    form = {"body": given.body().pk, "once": "7" * 32}

    first, second = browser.post(address, form), browser.post(address, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Application.objects.count() == 1


def test_a_second_start_of_the_same_product_names_the_open_case(browser, product):
    case = given.draft(product)

    page = browser.post(check_page(product, given.standard()), {"body": given.body().pk})

    assert page.status_code == 409
    assert case.number in str(page.context["form"].non_field_errors())


def test_without_a_body_chosen_nothing_is_started(browser, product):
    given.body()

    page = browser.post(check_page(product, given.standard()), {})

    assert page.status_code == 422
    assert Application.objects.count() == 0


def test_a_standard_that_is_not_for_the_kind_is_not_found(browser, product):
    standards.standard("T/NMSP MZB02.77-2023", kinds=["mutton"], title="阿拉善羊肉")
    foreign = Standard.objects.get(number="T/NMSP MZB02.77-2023")

    assert browser.get(reverse("enterprise:apply_site", args=[product.pk, foreign.pk])).status_code == 404


def test_correcting_the_site_leads_back_to_the_check(browser, product, high_standard):
    address = check_page(product, high_standard)

    answer = browser.post(
        f"{reverse('enterprise:site', args=[product.site_id])}?next={address}",
        {
            "name": "一号牧场",
            "division": "152922",
            "longitude": "105.9",
            "latitude": "38.9",
            "altitude_m": "1900",
        },
    )

    product.site.refresh_from_db()
    assert answer.url == address
    assert str(product.site.longitude) == "105.90000"


def test_the_way_back_never_leaves_this_site(browser, product):
    answer = browser.post(
        f"{reverse('enterprise:site', args=[product.site_id])}?next=https://example.org/",
        {"name": "一号牧场", "division": "152922"},
    )

    assert answer.url == reverse("enterprise:home")


@pytest.mark.parametrize(
    ("corners", "is_met"),
    [
        ([["101", "39"], ["102", "39"], ["102", "40"], ["101", "40"]], True),
        ([["102", "39"], ["103", "39"], ["103", "40"]], False),
    ],
)
def test_a_line_on_the_map_is_checked_before_any_paper(browser, product, corners, is_met):
    drawn = standards.standard("T/NMSP MZB02.88-2023", origin={"polygon": corners})

    page = browser.get(check_page(product, drawn))

    (clause,) = page.context["checks"]
    assert [(check.part, check.asks, check.has, check.is_met) for check in clause.checks] == [
        ("拐点连线", f"在 {len(corners)} 个拐点的连线范围内", "东经101.667°，北纬39.216°", is_met)
    ]


def test_a_place_without_coordinates_meets_neither_an_area_nor_a_line(browser, product, enterprise):
    box = {"west": "101", "east": "102", "south": "39", "north": "40"}
    corners = [["101", "39"], ["102", "39"], ["102", "40"]]
    drawn = standards.standard("T/NMSP MZB02.88-2023", origin={"polygon": corners, "box": box})
    bare = ledgers.site(enterprise, name="新牧场", latitude=None, longitude=None)

    page = browser.get(reverse("enterprise:apply_check", args=[product.pk, drawn.pk, bare.pk]))

    (clause,) = page.context["checks"]
    assert [(check.part, check.is_met) for check in clause.checks] == [("经纬度", False), ("拐点连线", False)]
