"""The public register: standards, certificates and enterprises, found by anyone and ranked by nobody."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from tests.given import certification, ledgers, people, standards
from yinxin.standards.texts import actions as writing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def page(client, address: str, *, status: int = 200, **options) -> str:
    response = client.get(address, **options)
    assert response.status_code == status
    return response.content.decode()


def main_of(html: str) -> str:
    """The page without its frame."""
    return html[html.index('<main id="main"') : html.index("</main>")]


# ------------------------------------------------------------------------------------------- standards


def test_a_draft_is_not_public(client):
    standards.standard()
    standards.draft_standard("T/NMSP MZB01.77-2024", title="未发布的标准")

    html = page(client, "/standards/")

    assert standards.NUMBER in html
    assert "未发布的标准" not in html
    page(client, "/standards/T/NMSP%20MZB01.77-2024/", status=404)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("?q=驼奶", True),
        ("?q=T/NMSP.MZB02.14—2023", True),
        ("?q=camel", True),
        ("?q=羊肉", False),
        ("?industry=camel_milk", True),
        ("?industry=mutton", False),
        ("?klass=MZB02", True),
        ("?klass=MZB01", False),
        ("?state=published", True),
        ("?state=withdrawn", False),
        ("?division=150000", True),
        ("?division=152900", True),
        ("?state=unheard-of", True),
    ],
)
def test_a_standard_is_found_by_words_and_filters(client, query, is_found):
    standards.standard(industry=ledgers.industry())
    ledgers.industry("mutton")

    html = main_of(page(client, f"/standards/{query}"))

    assert (f"/standards/{standards.NUMBER.replace(' ', '%20')}/" in html) == is_found


def test_a_standard_stands_clause_by_clause_beside_the_national_limits(client):
    people.division("152922")
    standards.standard(origin={"divisions": ["152922"], "altitude": {"min": 1100, "max": 2200}})

    html = main_of(page(client, "/standards/T/NMSP.MZB02.14—2023/"))

    for words in (
        "4.1",
        "地域要求",
        "阿拉善右旗",
        "1100",
        "2200",
        "蛋白质",
        "≥ 3.2 g/100 g",
        "≥ 2.9 g/100 g",
    ):
        assert words in html
    assert "0.3 g/100 g" in html
    assert "10%" in html
    assert "GB 19301-2010" in html


def test_a_placeholder_is_called_one(client):
    standards.draft_standard(is_placeholder=True)
    standards.clause()
    writing.publish(
        standards.NUMBER,
        on=standards.PUBLISHED_ON,
        effective_on=standards.PUBLISHED_ON,
        by=people.institute_officer(),
        at=people.LONG_AGO,
    )

    assert "占位" in main_of(page(client, "/standards/"))
    assert "占位" in main_of(page(client, "/standards/T/NMSP%20MZB02.14-2023/"))


def test_a_withdrawn_standard_can_still_be_read(client):
    standards.standard()
    writing.withdraw(standards.NUMBER, on=date(2024, 3, 1), by=people.institute_officer(), at=people.NOW)

    html = main_of(page(client, "/standards/T/NMSP%20MZB02.14-2023/"))

    assert "废止" in html
    assert "2024年3月1日" in html


def test_a_standard_lists_the_certificates_under_it(client):
    certificate = certification.certificate()

    html = main_of(page(client, "/standards/T/NMSP%20MZB02.14-2023/"))

    assert f"/certificates/{certificate.number}/" in html
    assert certificate.holder_name in html


# ---------------------------------------------------------------------------------------- certificates


@pytest.mark.parametrize(
    ("given", "state", "words"),
    [
        (certification.suspended_certificate, "suspended", "暂停"),
        (certification.withdrawn_certificate, "withdrawn", "撤销"),
        (certification.cancelled_certificate, "cancelled", "注销"),
    ],
)
def test_certificates_are_listed_in_whatever_state(client, given, state, words):
    certificate = given()

    for query in ("", f"?state={state}"):
        html = main_of(page(client, f"/certificates/{query}"))
        assert f"/certificates/{certificate.number}/" in html
        assert words in html
    assert certificate.number not in main_of(page(client, "/certificates/?state=valid"))


def test_a_certificate_past_its_last_day_is_expired_before_the_calendar_says_so(client, monkeypatch):
    certificate = certification.certificate()
    monkeypatch.setattr("yinxin.web.clock.now", lambda: datetime(2027, 10, 26, tzinfo=UTC))
    monkeypatch.setattr("yinxin.web.clock.today", lambda: date(2027, 10, 26))

    assert certificate.number in main_of(page(client, "/certificates/?state=expired"))
    assert certificate.number not in main_of(page(client, "/certificates/?state=valid"))
    assert "/enterprises/1" not in main_of(page(client, "/enterprises/?holding=in_force"))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("驼奶粉", True),
        ("naifen", True),
        ("神驼", True),
        ("shentuo", True),
        ("示例牌", True),
        ("MZB02.14", True),
        ("驼 粉", True),
        ("羊肉", False),
        ("--", False),
        ("13800000000", False),
    ],
)
def test_a_certificate_is_found_by_product_holder_brand_and_standard(client, text, is_found):
    ledgers.enterprise(contact_phone="13800000000", contact_name="巴图")
    certificate = certification.certificate()

    html = main_of(page(client, "/certificates/", data={"q": text}))

    assert (f"/certificates/{certificate.number}/" in html) == is_found


# ----------------------------------------------------------------------------------------- enterprises


def test_only_enterprises_that_were_given_a_certificate_are_public(client):
    holder = certification.certificate().enterprise
    other = ledgers.enterprise("示例·没有证书有限公司")

    html = main_of(page(client, "/enterprises/"))

    assert f"/enterprises/{holder.pk}/" in html
    assert other.name not in html
    page(client, f"/enterprises/{holder.pk}/")
    page(client, f"/enterprises/{other.pk}/", status=404)


def test_enterprises_stand_in_the_order_of_their_names_in_pinyin(client):
    for name in ("示例·左旗驼奶厂", "示例·阿拉善驼奶厂", "示例·沙漠驼奶厂"):
        certification.certificate(certification.product(ledgers.enterprise(name)))

    html = main_of(page(client, "/enterprises/"))

    assert re.findall(r'class="nm"[^>]*>([^<]+)<', html) == [
        "示例·阿拉善驼奶厂",
        "示例·沙漠驼奶厂",
        "示例·左旗驼奶厂",
    ]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?q=神驼", True),
        ("?q=shentuo", True),
        ("?q=巴图", False),
        ("?banner=152922", True),
        ("?banner=152900", True),
        ("?banner=152921", False),
        ("?industry=camel_milk", True),
        ("?holding=in_force", True),
    ],
)
def test_an_enterprise_is_found_by_name_banner_and_industry_and_never_by_a_contact(client, query, is_found):
    people.division("152921")
    ledgers.enterprise(contact_name="巴图")
    holder = certification.certificate().enterprise

    html = main_of(page(client, f"/enterprises/{query}"))

    assert (f"/enterprises/{holder.pk}/" in html) == is_found


def test_an_enterprise_shows_its_certificates_and_no_contact(client):
    owner = ledgers.enterprise(contact_name="巴图", contact_phone="13812340417", note="内部备注")
    certificate = certification.certificate(certification.product(owner))

    html = page(client, f"/enterprises/{owner.pk}/")

    assert f"/certificates/{certificate.number}/" in html
    for private in ("巴图", "13812340417", "内部备注"):
        assert private not in html


@pytest.mark.parametrize("address", ["/standards/?q=zzz", "/certificates/?q=zzz", "/enterprises/?q=zzz"])
def test_an_empty_list_says_what_to_do(client, address):
    assert 'class="empty"' in page(client, address)


def test_a_chip_takes_one_filter_off_and_leaves_the_others(client):
    standards.standard(industry=ledgers.industry())

    html = page(client, "/standards/?q=驼奶&state=published&page=1")

    assert 'href="?state=published"' in html
    assert 'href="?q=%E9%A9%BC%E5%A5%B6"' in html
