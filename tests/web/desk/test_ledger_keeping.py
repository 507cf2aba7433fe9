"""Registering and correcting on the pages: nothing typed is lost, nothing leaks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import ledgers as given
from tests.given import people
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers.models import Enterprise, Product, Site, YearlyFigure

NEW = reverse("desk:enterprise_new")
JPG = b"\xff\xd8\xff\xe0" + bytes(32)


@pytest.fixture
def typed(db, var):
    """What an officer types."""
    people.division("152922")
    return {
        "name": "示例·神驼乳业有限公司",
        "credit_code": "91152922MA0Q000117",
        "division": "152922",
        "industry": given.industry().pk,
        "address": "巴丹吉林镇1号",
        "scale": "small",
        "contact_name": "其其格",
        "contact_phone": "0483-8331234",
    }


def test_an_enterprise_is_registered_and_its_page_opens(league, typed):
    answer = league.post(NEW, typed, follow=True)

    enterprise = Enterprise.objects.get()
    assert answer.redirect_chain == [(reverse("desk:enterprise", args=[enterprise.pk]), 302)]
    assert "登记企业" in answer.content.decode()
    assert enterprise.contact_name == "其其格"


def test_a_form_sent_twice_registers_once(league, typed):
    first = league.post(NEW, {**typed, "once": "a" * 32})
    second = league.post(NEW, {**typed, "once": "a" * 32})

    assert first.url == second.url
    assert Enterprise.objects.count() == 1


def test_an_impossible_credit_code_is_said_at_its_field(league, typed):
    answer = league.post(NEW, {**typed, "credit_code": "91152922MA0N0O016H"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["credit_code"] == [
        "“91152922MA0N0O016H”不是有效的统一社会信用代码。代码共18位，由数字和大写英文字母（不含I、O、S、V、Z）组成，第3至8位为数字。"
    ]
    assert answer.context["form"]["address"].value() == "巴丹吉林镇1号"


def test_a_doubted_credit_code_is_asked_about_and_then_kept(league, typed):
    doubted = {**typed, "credit_code": "91152922MA0N00016K"}
    assert "credit_code_confirmed" not in league.get(NEW).context["form"].fields

    asked = league.post(NEW, doubted)

    assert asked.status_code == 422
    assert asked.context["form"].errors["credit_code"] == [
        "“91152922MA0N00016K”的校验码不符。请与营业执照核对；确实如此的，请勾选下方确认后重新提交。"
    ]
    assert 'name="credit_code_confirmed"' in asked.content.decode()
    assert asked.context["form"]["contact_name"].value() == "其其格"

    league.post(NEW, {**doubted, "credit_code_confirmed": "on"})

    assert Enterprise.objects.get().credit_code_confirmed is True


def test_a_code_that_is_taken_leads_to_whoever_has_it_within_reach_only(league, banner, typed):
    existing = given.enterprise("示例·别旗企业", division_code="152921", credit_code=typed["credit_code"])
    link = reverse("desk:enterprise", args=[existing.pk])

    of_league = league.post(NEW, typed)
    of_banner = banner.post(NEW, typed)

    assert (of_league.status_code, of_banner.status_code) == (422, 422)
    assert link in of_league.content.decode()
    assert link not in of_banner.content.decode()
    assert "别旗企业" not in of_banner.content.decode()


def test_a_banner_officer_cannot_choose_another_banner(banner, typed):
    people.division("152921")

    answer = banner.post(NEW, {**typed, "division": "152921"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["division"]
    assert Enterprise.objects.count() == 0


def test_the_second_of_two_who_correct_keeps_what_was_typed_and_sees_what_changed(league, typed):
    enterprise = given.enterprise()
    url = reverse("desk:enterprise_correct", args=[enterprise.pk])
    opened = league.get(url).context["form"].initial
    ledgers.correct_enterprise(
        enterprise.pk, changes={"address": "别人的新址"}, by=people.league_officer(), at=people.NOW
    )
    mine = {**typed, "name": enterprise.name, "credit_code": enterprise.credit_code, "address": "我的新址"}

    late = league.post(url, {**mine, "seen": opened["seen"]})

    assert late.status_code == 409
    assert late.context["form"]["address"].value() == "我的新址"
    assert "别人的新址" in late.content.decode()

    league.post(url, {**mine, "seen": late.context["form"]["seen"].value()})

    enterprise.refresh_from_db()
    assert enterprise.address == "我的新址"


def test_the_second_of_two_who_correct_does_not_undo_what_the_first_did_elsewhere(league, typed):
    enterprise = given.enterprise()
    url = reverse("desk:enterprise_correct", args=[enterprise.pk])
    opened = league.get(url).context["form"]
    mine = {field.html_name: field.value() or "" for field in opened} | {"address": "我的新址"}
    mine.pop("is_leading")  # a box that is not ticked
    ledgers.correct_enterprise(
        enterprise.pk,
        changes={"contact_phone": "0483-7654321", "is_leading": True},
        by=people.league_officer(),
        at=people.NOW,
    )

    late = league.post(url, mine)
    again = {field.html_name: field.value() or "" for field in late.context["form"]}
    league.post(url, again)

    enterprise.refresh_from_db()
    assert (enterprise.address, enterprise.contact_phone) == ("我的新址", "0483-7654321")
    assert enterprise.is_leading is True


def test_sites_products_and_years_are_added_and_corrected(league):
    enterprise = given.enterprise()

    def post(page, pk, **data):
        assert league.post(reverse(page, args=[pk]), data).status_code == 302

    post(
        "desk:site_new",
        enterprise.pk,
        name="一号牧场",
        division="152922",
        latitude="39°12′57″",
        longitude="101.667",
    )
    site = Site.objects.get()
    post("desk:product_new", enterprise.pk, name="驼奶粉", kind="camel_milk", pack_g="300", site=site.pk)
    product = Product.objects.get()
    post("desk:year_new", enterprise.pk, year="2023", output_kg="12000", source="企业年报")
    post("desk:site", site.pk, name="一号牧场", division="152922", altitude_m="1510")
    post("desk:product", product.pk, name="驼奶粉（罐）", kind="camel_milk", pack_g="300")

    site.refresh_from_db()
    product.refresh_from_db()
    assert (site.latitude, site.altitude_m) == (None, 1510)
    assert (product.name, product.site) == ("驼奶粉（罐）", None)
    assert YearlyFigure.objects.get().output_kg == 12000


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("desk:site_new", {"name": "牧场", "division": "152922", "latitude": "北边"}, "latitude"),
        ("desk:site_new", {"name": "牧场", "division": "152922", "latitude": "39.2"}, "latitude"),
        ("desk:product_new", {"name": "驼奶粉", "kind": "moon_cheese"}, "kind"),
        ("desk:product_new", {"name": "驼奶粉", "kind": "camel_milk", "gtin": "6936983800014"}, "gtin"),
        ("desk:year_new", {"year": "2025", "output_kg": "1", "source": "年报"}, "year"),
        ("desk:year_new", {"year": "2023", "source": "年报"}, "output_kg"),
        ("desk:visit_new", {"on": "2024-11-21", "summary": "见闻"}, "on"),
        ("desk:visit_new", {"on": "2024-11-20", "summary": ""}, "summary"),
    ],
)
def test_a_slip_is_said_at_its_field_and_the_rest_is_kept(league, name, data, field):
    enterprise = given.enterprise()

    answer = league.post(reverse(name, args=[enterprise.pk]), data)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert {key: answer.context["form"][key].value() for key in data} == data


def test_a_visit_is_recorded_with_its_photo(league):
    enterprise = given.enterprise()
    photo = SimpleUploadedFile("车间.jpg", JPG)

    league.post(
        reverse("desk:visit_new", args=[enterprise.pk]),
        {"on": "2024-11-20", "met": "其其格", "summary": "查看车间", "needs": "检验指导", "photo": photo},
    )

    visit = enterprise.visits.get()
    page = league.get(reverse("desk:enterprise", args=[enterprise.pk])).content.decode()
    assert "检验指导" in page
    picture = league.get(reverse("desk:visit_photo", args=[visit.pk]))
    assert b"".join(picture.streaming_content) == JPG
    assert picture["Content-Type"] == "image/jpeg"


def test_a_photo_that_is_no_photo_is_refused_and_the_words_are_kept(league):
    enterprise = given.enterprise()

    answer = league.post(
        reverse("desk:visit_new", args=[enterprise.pk]),
        {"on": "2024-11-20", "summary": "查看车间", "photo": SimpleUploadedFile("车间.jpg", b"MZ")},
    )

    assert list(answer.context["form"].errors) == ["photo"]
    assert answer.context["form"]["summary"].value() == "查看车间"


ADDRESSES = [
    ("desk:enterprise", "enterprise"),
    ("desk:enterprise_correct", "enterprise"),
    ("desk:site_new", "enterprise"),
    ("desk:product_new", "enterprise"),
    ("desk:year_new", "enterprise"),
    ("desk:visit_new", "enterprise"),
    ("desk:site", "site"),
    ("desk:product", "product"),
    ("desk:visit_photo", "visit"),
]


@pytest.mark.parametrize(("name", "what"), ADDRESSES)
def test_what_lies_in_another_banner_is_not_there(league, banner, name, what):
    enterprise = given.enterprise(division_code="152921")
    rows = {
        "enterprise": enterprise,
        "site": given.site(enterprise),
        "product": given.product(enterprise),
        "visit": given.visit(enterprise, photo=SimpleUploadedFile("车间.jpg", JPG)),
    }
    url = reverse(name, args=[rows[what].pk])

    seen = league.get(url)
    if seen.streaming:
        b"".join(seen.streaming_content)  # to the end, which closes the file
    assert seen.status_code == 200
    assert banner.get(url).status_code == 404


def test_visits_of_another_banner_are_not_listed(league, banner):
    enterprise = given.enterprise(division_code="152921")
    given.visit(enterprise, summary="别旗见闻")
    url = reverse("desk:visits")

    assert "别旗见闻" in league.get(url).content.decode()
    assert "别旗见闻" not in banner.get(url).content.decode()
    assert banner.get(f"{url}?enterprise={enterprise.pk}").status_code == 404


def test_inspectors_read_an_enterprise_and_change_nothing(inspector):
    enterprise = given.enterprise()

    page = inspector.get(reverse("desk:enterprise", args=[enterprise.pk]))

    assert page.status_code == 200
    assert reverse("desk:enterprise_correct", args=[enterprise.pk]) not in page.content.decode()
    assert inspector.get(reverse("desk:enterprise_correct", args=[enterprise.pk])).status_code == 403
    assert inspector.post(reverse("desk:nominate", args=[enterprise.pk])).status_code == 403
