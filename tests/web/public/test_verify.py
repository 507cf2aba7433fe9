"""The page of a verdict, as a phone sees it, and the same as data."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.given import certification, marks, people
from yinxin.certification.certificates import actions as certificates
from yinxin.kernel.roles import Role
from yinxin.marks.models import Scan, ScanTotal

pytestmark = pytest.mark.django_db

GTIN = "06936983800013"


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def data(client, code: str, **headers) -> dict:
    response = client.get(f"/v/{code}", headers={"accept": "application/json", **headers})
    assert response.status_code == 200
    return response.json()


def page(client, code: str, **options) -> str:
    response = client.get(f"/v/{code}", **options)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_check_of_a_genuine_label(client):
    batch = marks.batch()

    html = page(client, marks.code(batch))

    assert "认证有效" in html
    assert "Certificate valid" in html
    assert "首次查询" in html
    for fact in ("驼奶粉", "示例·神驼乳业有限公司", batch.certificate.number, "20241108A", "12315"):
        assert fact in html


def test_a_repeated_check_says_how_often_and_since_when(client):
    code = marks.code()
    marks.checked(code, at=people.NOW)

    html = page(client, code)

    assert "第 2 次" in html
    assert "2024年11月20日 10:00" in html


def test_the_page_is_complete_in_english(client):
    html = page(client, marks.code(), headers={"accept-language": "en"})

    assert "Certificate valid" in html
    assert "Three things to compare on the pack" in html
    assert 'lang="en"' in html


def test_the_same_as_data_with_stable_names(client):
    batch = marks.batch()
    code = marks.code(batch)

    answer = data(client, code)

    assert (answer["verdict"], answer["reason"]) == ("genuine", "first_check")
    assert answer["code"] == f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}"
    assert answer["checks"]["ordinal"] == 1
    assert answer["label"] == {"lot": "20241108A", "produced_on": "2024-11-08", "pack_g": 300, "gtin": None}
    assert answer["certificate"]["number"] == batch.certificate.number
    assert answer["certificate"]["state_when_produced"] == "valid"


def test_data_may_be_asked_for_in_the_address(client):
    assert client.get(f"/v/{marks.code()}?format=json").json()["verdict"] == "genuine"


def test_an_answer_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get(f"/v/{marks.code()}")["Cache-Control"]


def test_head_asks_and_does_not_count(client):
    code = marks.code()

    assert client.head(f"/v/{code}").status_code == 200

    assert Scan.objects.count() == 0
    assert data(client, code)["reason"] == "first_check"


def test_a_browser_that_fetches_ahead_does_not_count(client):
    code = marks.code()

    page(client, code, headers={"sec-purpose": "prefetch;prerender"})

    assert ScanTotal.objects.count() == 0


def test_switching_the_language_is_not_another_check(client):
    code = marks.code()
    page(client, code)

    html = page(client, code, headers={"referer": f"http://testserver/v/{code}"})

    assert "首次查询" in html
    assert ScanTotal.objects.get().times == 1


def test_a_gs1_address_opens_the_same_verdict(client):
    batch = marks.batch(certification.certificate(certification.product(gtin=GTIN)))
    code = marks.code(batch)

    right = client.get(f"/01/{GTIN}/21/{code}", headers={"accept": "application/json"}).json()
    wrong = client.get(f"/01/06901234567892/21/{code}", headers={"accept": "application/json"}).json()

    assert (right["verdict"], wrong["verdict"], wrong["reason"]) == ("genuine", "suspect", "gtin_mismatch")


@pytest.mark.parametrize(
    ("given", "verdict", "reason", "headline"),
    [
        (certification.suspended_certificate, "suspended", "certificate_suspended", "认证暂停"),
        (certification.withdrawn_certificate, "ended", "withdrawn", "证书已撤销"),
        (certification.cancelled_certificate, "ended", "cancelled", "证书已注销"),
    ],
)
def test_each_state_of_a_certificate_has_its_verdict(client, given, verdict, reason, headline):
    product = certification.product()
    certificate = certification.certificate(product)
    code = marks.code(marks.batch(certificate))
    change = {
        "suspended": lambda by: certificates.suspend(
            certificate.number,
            reason_code="0299",
            reason="调查。",
            until=timezone.localdate() + timedelta(days=30),
            by=by,
            at=timezone.now(),
        ),
        "withdrawn": lambda by: certificates.withdraw(
            certificate.number, reason_code="0206", reason="事故。", by=by, at=timezone.now()
        ),
        "cancelled": lambda by: certificates.cancel(
            certificate.number, reason_code="0204", reason="申请。", by=by, at=timezone.now()
        ),
    }
    change[reason.removeprefix("certificate_")](certification.staff(Role.CERTIFIER, of=certificate.body))

    answer, html = data(client, code), page(client, code)

    assert (answer["verdict"], answer["reason"]) == (verdict, reason)
    assert headline in html
    assert "生产时" in html
