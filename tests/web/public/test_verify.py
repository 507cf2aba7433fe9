"""The page of a verdict, as a phone sees it, and the same as data."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.given import certification, marks, people
from yinxin.certification.certificates import actions as certificates
from yinxin.kernel.alphabet import text_of, values_of
from yinxin.kernel.roles import Role
from yinxin.marks.codes.check_character import check_value
from yinxin.marks.models import LabelBatch, Scan, ScanTotal

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


CHANGES = {
    "certificate_suspended": lambda number, by: certificates.suspend(
        number,
        reason_code="0299",
        reason="正在调查。",
        until=timezone.localdate() + timedelta(days=30),
        by=by,
        at=timezone.now(),
    ),
    "withdrawn": lambda number, by: certificates.withdraw(
        number, reason_code="0206", reason="发生事故。", by=by, at=timezone.now()
    ),
    "cancelled": lambda number, by: certificates.cancel(
        number, reason_code="0204", reason="持证人申请。", by=by, at=timezone.now()
    ),
}


@pytest.mark.parametrize(
    ("reason", "verdict", "headline", "tone"),
    [
        ("certificate_suspended", "suspended", "认证暂停", "verdict warn"),
        ("withdrawn", "ended", "证书已撤销", "verdict bad"),
        ("cancelled", "ended", "证书已注销", "verdict warn"),
    ],
)
def test_each_state_of_a_certificate_has_its_verdict(client, reason, verdict, headline, tone):
    certificate = certification.certificate()
    code = marks.code(marks.batch(certificate))
    CHANGES[reason](certificate.number, certification.staff(Role.CERTIFIER, of=certificate.body))

    answer, html = data(client, code), page(client, code)

    assert (answer["verdict"], answer["reason"]) == (verdict, reason)
    assert [
        words
        for words in (headline, tone, "本品生产时（2024年11月8日）证书状态：有效。")
        if words not in html
    ] == []


@pytest.mark.parametrize(
    ("spoil", "reason", "said"),
    [
        (lambda code: code[:-2], "length", "编码共 17 位，您输入的是 15 位"),
        (lambda code: f"{code[:3]}-u{code[4:]}", "character", "第 4 位不是编码中会出现的字符"),
        (lambda code: code[:-2] + code[-1] + code[-2], "check", "校验未通过"),
    ],
)
def test_a_slip_keeps_what_was_typed_and_offers_the_box_again(client, spoil, reason, said):
    code = next(
        each for serial in range(1, 11) if (each := marks.code(one_batch(), serial=serial))[-1] != each[-2]
    )
    typed = spoil(code)

    answer, html = data(client, typed), page(client, typed)

    assert (answer["verdict"], answer["reason"]) == ("mistyped", reason)
    assert said in html
    assert f'value="{typed}"' in html


def one_batch():
    return LabelBatch.objects.first() or marks.batch()


def test_the_wrong_character_is_pointed_out_where_it_was_typed(client):
    code = marks.code()

    html = page(client, f"{code[:4]}-u{code[5:]}")

    assert f"{code[:4]}-<mark>u</mark>{code[5:]}" in html


@pytest.mark.parametrize(
    "text", ["0123456789ABCDEFX", "ZZZZZZZZZZZZZZZZZ", "<script>alert(1)</script>", "%00", "../x"]
)
def test_whatever_is_typed_gets_an_answer_and_nobody_is_called_a_forger(client, text):
    html = page(client, quote(text))

    assert [word for word in ("假冒产品", "伪造", "fake", "<script>alert") if word in html] == []


def test_an_unknown_code_says_what_was_checked(client):
    body = values_of("0123456789ABCDEF")
    code = text_of([*body, check_value(body)])

    answer, html = data(client, code), page(client, code)

    assert (answer["verdict"], answer["reason"]) == ("unknown", "not_of_this_scheme")
    assert [words for words in ("没有查到这个编码", "查询了哪些内容", "编码写法") if words not in html] == []


def test_the_box_takes_a_code_or_a_whole_address(client):
    code = marks.code()

    for typed in (code, f"http://127.0.0.1:8000/v/{code}", f" https://example.cn/01/{GTIN}/21/{code}/ "):
        response = client.get("/check/", {"code": typed})

        assert (response.status_code, response["Location"]) == (302, f"/v/{code}")
    assert client.get("/check/").status_code == 200


def test_three_networks_within_a_day_look_like_copies(client):
    code = marks.code()

    answers = [
        client.get(f"/v/{code}", headers={"accept": "application/json"}, REMOTE_ADDR=address).json()[
            "verdict"
        ]
        for address in ("10.1.1.7", "10.1.1.200", "10.2.2.7", "2001:db8::1", "::ffff:10.1.1.9")
    ]

    assert answers == ["genuine", "genuine", "genuine", "suspect", "suspect"]


def test_neither_address_nor_browser_is_kept(client):
    client.get(f"/v/{marks.code()}", REMOTE_ADDR="203.0.113.77", headers={"user-agent": "Phone 7"})

    scan = Scan.objects.get()

    assert (len(scan.place), len(scan.device)) == (32, 32)
    assert not {"203.0.113", "Phone"} & {scan.place, scan.device}


def test_a_region_that_the_proxy_states_is_the_place(client, settings):
    settings.CLIENT_REGION_HEADER = "X-Region"
    code = marks.code()

    for region, address in (("Alxa", "10.1.1.1"), ("Alxa", "10.2.2.2"), ("Baotou", "10.3.3.3")):
        client.get(f"/v/{code}", REMOTE_ADDR=address, headers={"x-region": region})

    assert len(set(Scan.objects.values_list("place", flat=True))) == 2


def test_the_client_is_the_last_address_that_the_proxy_states(client, settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    code = marks.code()

    for stated in ("1.2.3.4, 10.9.9.9", "5.6.7.8, 10.9.9.9"):
        client.get(f"/v/{code}", headers={"x-forwarded-for": stated})

    assert len(set(Scan.objects.values_list("place", flat=True))) == 1


def test_the_page_asks_a_fixed_number_of_questions_of_the_database(client, django_assert_max_num_queries):
    code = marks.code(marks.voided())
    marks.checked(code, times=3)

    with django_assert_max_num_queries(16):
        page(client, code)


def test_the_page_needs_no_script_and_is_small(client):
    html = page(client, marks.code())

    assert re.findall(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", html) == []
    assert len(html.encode()) < 30_000
