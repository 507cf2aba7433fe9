"""The certificate page: everything that art. 7 asks for, and where it stands now, as a page, as data and as a PDF."""

import io
from datetime import UTC, datetime

import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.given import certification as given
from tests.given import ledgers
from tests.given.people import NOW
from yinxin.certification.certificates import actions as certificates
from yinxin.kernel.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(monkeypatch, var):
    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOW)
    return turn


@pytest.fixture
def product():
    return given.product(
        ledgers.enterprise(address="巴丹吉林镇示例路1号"), specification="300 g/罐", brand="示例牌"
    )


@pytest.fixture
def certificate(product):
    return given.certificate(product)


def page_of(row, **options):
    return Client().get(reverse("public:certificate", args=[row.number]), **options)


def data_of(row):
    return page_of(row, headers={"accept": "application/json"}).json()


def pdf_of(row):
    answer = Client().get(reverse("public:certificate_pdf", args=[row.number]))
    return answer, PdfReader(io.BytesIO(answer.content))


def plain(text):
    return "".join(text.split())


# ------------------------------------------------------------------------------------------------ the page


def test_it_states_all_nine_things_that_article_7_asks_for(certificate):
    statements = dict(page_of(certificate).context["statements"])

    assert statements == {
        "委托人名称、地址": ["示例·神驼乳业有限公司", "巴丹吉林镇示例路1号"],
        "产品名称、型号、规格": ["驼奶粉", "300 g/罐", "全脂驼乳粉，300 g/罐"],
        "商标、制造商名称、地址": ["商标：示例牌", "示例·神驼乳业有限公司", "巴丹吉林镇示例路1号"],
        "生产厂名称、地址": ["一号牧场", "巴丹吉林镇示例路1号"],
        "依据的标准、技术要求": [
            "T/NMSP MZB02.14-2023 “蒙”字标认证要求 畜产品 阿拉善驼奶",
            "技术要求：蛋白质 ≥ 3.2 g/100 g",
        ],
        "认证模式": ["初次认证和再认证", "文件审查＋现场检查＋产品检验＋认证决定＋获证后监督"],
        "证书编号": [certificate.number],
        "发证机构、发证日期和有效期": [
            "示例认证中心",
            f"批准号：{certificate.body.approval_number}",
            "发证日期：2024年10月24日",
            "有效期至：2027年10月24日（含当日）",
            "下次监督检查：2025年10月24日前",
        ],
        "其他需要说明的内容": ["认证产量：每年12,000千克，标志在此数量内使用。"],
    }


def test_it_is_there_in_english(certificate):
    page = page_of(certificate, headers={"accept-language": "en"})

    names = [name for name, _lines in page.context["statements"]]
    assert names[0] == "Applicant's name and address"
    assert "Valid until 24 Oct 2027." in page.content.decode()


def test_a_valid_one_says_until_when(certificate):
    page = page_of(certificate)

    assert page.context["standing"].state == "valid"
    assert "有效期至2027年10月24日。" in page.content.decode()


def test_a_suspended_one_says_since_when_why_by_code_and_until_when(product):
    text = page_of(given.suspended_certificate(product)).content.decode()

    assert "自2024年11月20日起。" in text
    assert "暂停至2025年2月1日，在此期间不得使用标志。" in text
    assert "涉嫌不当使用证书或者标志，正在调查" in text
    assert "代码 0204" in text


def test_every_state_that_it_was_in_is_kept_latest_first(product):
    row = given.suspended_certificate(product)
    certificates.reinstate(
        row.number,
        reason="查无实据。",
        by=given.staff(Role.CERTIFIER),
        at=datetime(2024, 11, 21, 2, tzinfo=UTC),
    )

    history = page_of(row).context["sheet"].history

    assert [(past.state, past.explanation) for past in history] == [
        ("valid", "查无实据。"),
        ("suspended", "涉嫌在非认证产品上使用标志，正在调查。"),
        ("valid", ""),
    ]


def test_the_day_after_its_last_day_it_shows_as_expired_though_the_calendar_has_not_run(certificate, at):
    at(datetime(2027, 10, 24, 4, tzinfo=UTC))
    on_its_last_day = page_of(certificate).context["standing"].state
    at(datetime(2027, 10, 25, 4, tzinfo=UTC))
    after = page_of(certificate)

    assert (on_its_last_day, after.context["standing"].state) == ("valid", "expired")
    assert "有效期已于2027年10月24日届满。" in after.content.decode()


def test_invented_data_are_marked(certificate):
    assert "本证书为展示程序而虚构，实际并不存在。" in page_of(certificate).content.decode()
    assert data_of(certificate)["is_invented"] is True


def test_it_names_no_person_and_praises_nothing(certificate):
    text = page_of(certificate).content.decode()

    people = [given.staff(role).person for role in (Role.LEAD_AUDITOR, Role.CERTIFIER, Role.HEAD_OF_BODY)]
    assert [name for name in people if name in text] == []
    assert "推荐" not in text


def test_a_number_that_was_never_issued_is_not_found():
    assert Client().get(reverse("public:certificate", args=["MZ209915292200001"])).status_code == 404
    assert Client().get(reverse("public:certificate_pdf", args=["MZ209915292200001"])).status_code == 404


def test_it_is_only_read(certificate):
    assert Client().post(reverse("public:certificate", args=[certificate.number])).status_code == 405


# ------------------------------------------------------------------------------------------------ the data


def test_the_data_say_the_same_with_stable_keys(certificate):
    assert data_of(certificate) == {
        "number": certificate.number,
        "register_number": "",
        "url": f"{settings.PUBLIC_URL}/certificates/{certificate.number}/",
        "is_invented": True,
        "state": "valid",
        "state_code": "01",
        "standing": (
            standing := {
                "state": "valid",
                "since": "2024-10-24T02:00:00+00:00",
                "until": None,
                "reason_code": "",
                "reason": "",
                "explanation": "",
            }
        ),
        "history": [standing],
        "holder": {"name": "示例·神驼乳业有限公司", "address": "巴丹吉林镇示例路1号"},
        "product": {"name": "驼奶粉", "specification": "300 g/罐", "features": "全脂驼乳粉，300 g/罐"},
        "trademark": "示例牌",
        "manufacturer": {"name": "示例·神驼乳业有限公司", "address": "巴丹吉林镇示例路1号"},
        "factory": {"name": "一号牧场", "address": "巴丹吉林镇示例路1号"},
        "standard": {"number": "T/NMSP MZB02.14-2023", "title": "“蒙”字标认证要求 畜产品 阿拉善驼奶"},
        "mode": {"code": "full", "name": "初次认证和再认证"},
        "body": {"name": "示例认证中心", "approval_number": certificate.body.approval_number},
        "certified_kg": "12000.0",
        "issued_on": "2024-10-24",
        "expires_on": "2027-10-24",
        "surveillance_due_on": "2025-10-24",
        "remarks": certificate.remarks,
    }


@pytest.mark.parametrize(
    ("reached", "year", "code"),
    [
        (given.suspended_certificate, 2024, "02"),
        (given.withdrawn_certificate, 2028, "03"),
        (given.cancelled_certificate, 2028, "04"),
        (given.expired_certificate, 2028, "05"),
    ],
)
def test_each_state_has_the_code_of_the_national_register(reached, year, code, product, at):
    row = reached(product)
    at(datetime(year, 12, 1, tzinfo=UTC))

    assert data_of(row)["state_code"] == code


# ------------------------------------------------------------------------------------------------- the PDF


def test_the_pdf_is_one_page_of_a4_in_both_languages(certificate):
    answer, document = pdf_of(certificate)

    text = plain(document.pages[0].extract_text())
    assert answer["Content-Type"] == "application/pdf"
    assert len(document.pages) == 1
    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]
    for said in (
        "产品认证证书",
        "Product certificate",
        "示例·神驼乳业有限公司",
        "委托人名称、地址",
        "Applicant's name and address",
        "有效期至：2027年10月24日（含当日）",
        "Valid until 24 Oct 2027, that day included",
        "示意图",
        "演示",
        certificate.number,
    ):
        assert plain(said) in text


def test_the_pdf_says_that_the_live_page_decides_and_leads_there(certificate):
    _answer, document = pdf_of(certificate)

    (picture,) = document.pages[0].images
    assert "证书状态以扫码所示页面为准" in plain(document.pages[0].extract_text())
    assert [code.text for code in zxingcpp.read_barcodes(picture.image)] == [
        f"{settings.PUBLIC_URL}/certificates/{certificate.number}/"
    ]


def test_the_pdf_of_one_that_is_not_valid_bears_its_state(product, certificate):
    valid = plain(pdf_of(certificate)[1].pages[0].extract_text())
    suspended = given.suspended_certificate(given.product(product.enterprise, name="驼奶片"))

    text = plain(pdf_of(suspended)[1].pages[0].extract_text())

    assert "SUSPENDED" in text
    assert "SUSPENDED" not in valid


def test_the_pdf_carries_its_title_and_issuer(certificate):
    _answer, document = pdf_of(certificate)

    assert document.metadata.title == f"产品认证证书 {certificate.number}"
    assert document.metadata.author == "示例认证中心"
    assert certificate.number in document.metadata["/Keywords"]
    assert document.root_object["/Lang"] == "zh-CN"
