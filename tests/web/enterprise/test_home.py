"""The first page: what to do next, the own entry of the ledger, which standards fit, the pool."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.given import certification as given
from tests.given import ledgers, people, standards
from tests.given.people import NOW
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.cultivation import actions as cultivation
from yinxin.ledgers.models import Product, Site
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db

HOME = "/enterprise/"


def titles(page):
    return [step.title for step in page.context["steps"]]


def test_nothing_to_do_says_so(browser):
    page = browser.get(HOME)

    assert page.context["steps"] == []
    assert "目前没有待办事项" in page.content.decode()


def test_the_most_urgent_comes_first(browser, enterprise, at, sign_in):
    given.nonconformity(given.application_in(State.UNDER_EVALUATION, of=given.product(enterprise)))
    given.application_in(State.RETURNED, of=given.product(enterprise, name="驼乳片"))
    given.draft(given.product(enterprise, name="驼初乳粉"))

    assert titles(browser.get(HOME)) == ["补正申请材料", "答复不符合项N-01", "继续填写申请"]


def test_a_certificate_is_named_when_surveillance_and_renewal_are_near_or_when_it_is_suspended(
    enterprise, at, sign_in
):
    certificate = given.certificate(given.product(enterprise))
    found = {}
    for day in (
        certificate.surveillance_due_on - timedelta(days=61),
        certificate.surveillance_due_on - timedelta(days=60),
        certificate.expires_on - timedelta(days=90),
    ):
        at(NOW.replace(year=day.year, month=day.month, day=day.day))
        found[day] = set(titles(sign_in(given.applicant(enterprise)).get(HOME)))

    assert list(found.values()) == [set(), {"监督检查即将到期"}, {"监督检查即将到期", "证书即将到期"}]


def test_a_suspended_certificate_is_on_the_list(browser, enterprise):
    given.suspended_certificate(given.product(enterprise))

    assert titles(browser.get(HOME)) == ["证书已被暂停"]


def test_each_product_shows_where_each_standard_fits_and_which_clause_fails(browser, enterprise):
    given.standard()
    standards.standard(
        "T/NMSP MZB02.31-2024", title="高海拔驼乳粉", origin={"altitude": {"min": 1600, "max": 2200}}
    )
    product = given.product(enterprise)

    ((shown, kind, fits),) = browser.get(HOME).context["products"]

    assert (shown, kind) == (product, "阿拉善驼奶")
    assert [(fit.standard.number, fit.fitting, fit.failing) for fit in fits] == [
        (standards.NUMBER, (product.site,), ()),
        ("T/NMSP MZB02.31-2024", (), ((product.site, ("4.1",)),)),
    ]


def test_nobody_elses_things_show(browser, enterprise, other):
    given.product(enterprise)
    given.draft(given.product(other, name="他人的产品"))

    page = browser.get(HOME)

    assert "他人的产品" not in page.content.decode()
    assert other.name not in page.content.decode()
    assert len(page.context["timeline"]) == len(acts(subjects=[enterprise.subject]))


@pytest.mark.parametrize("is_in_pool", [False, True])
def test_anyone_may_apply_in_the_pool_or_not(browser, enterprise, is_in_pool):
    if is_in_pool:
        nominated = cultivation.nominate(
            enterprise.pk, reason="产品有特色", on=NOW.date(), by=people.banner_officer(), at=NOW
        )
        cultivation.admit(nominated.pk, on=NOW.date(), by=people.league_officer(), at=NOW)

    text = browser.get(HOME).content.decode()

    assert "是否入库，均可自主申请认证。" in text
    assert ("2024年11月20日入库" in text) is is_in_pool


def test_an_enterprise_adds_a_site_and_a_product_of_its_own(browser, enterprise):
    site = {
        "name": "二号牧场",
        "division": "152922",
        "longitude": "101.7",
        "latitude": "39.2",
        "altitude_m": "1500",
    }
    browser.post(reverse("enterprise:site_new"), site)
    place = Site.objects.get(name="二号牧场")
    product = {
        "name": "驼奶片",
        "kind": "camel_milk",
        "pack_g": "60",
        "site": place.pk,
        "gtin": "6936983800013",
    }
    answer = browser.post(reverse("enterprise:product_new"), product)

    made = Product.objects.get(name="驼奶片")
    assert answer.url == HOME
    assert (made.enterprise, made.site, made.gtin) == (enterprise, place, "06936983800013")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"gtin": "6936983800010"}, "gtin"), ({"name": ""}, "name"), ({"pack_g": "0"}, "pack_g")],
)
def test_a_product_that_cannot_be_so_keeps_what_was_typed(browser, enterprise, changes, field):
    form = {"name": "驼奶片", "kind": "camel_milk", "specification": "60 g/瓶", **changes}

    page = browser.post(reverse("enterprise:product_new"), form)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["specification"].value() == "60 g/瓶"
    assert Product.objects.count() == 0


def test_half_a_coordinate_is_refused_at_its_field(browser, enterprise):
    page = browser.post(
        reverse("enterprise:site_new"), {"name": "牧场", "division": "152922", "longitude": "101.7"}
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["latitude"]


def test_the_banner_is_named_to_ask(browser, enterprise):
    assert browser.get(HOME).context["contacts"] == [("阿拉善右旗市场监督管理局", "12315")]
    assert ledgers.enterprise().division.code == "152922"


@pytest.mark.parametrize(
    ("name", "current"), [("home", ["我的企业"]), ("applications", ["我的申请"]), ("labels", ["标签"])]
)
def test_one_line_of_the_navigation_is_where_one_is(browser, name, current):
    page = browser.get(reverse(f"enterprise:{name}"))

    assert [str(item.label) for item in page.context["nav"].tabs if item.current] == current
