"""Reporting a misuse without saying who one is, and looking up what became of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.given import marks, people, supervision
from yinxin.supervision.lifecycle import ReportState
from yinxin.supervision.models import Report
from yinxin.web.public.views.report import LOOK_UPS_AN_HOUR, REPORTS_AN_HOUR

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60


@pytest.fixture(autouse=True)
def _inspector():
    people.inspector()


def send(client, **facts):
    stated = {"kind": "forge", "text": "网店在卖空白标签。", "contact": "13800000000", **facts}
    return client.post("/report/", {key: value for key, value in stated.items() if value is not None})


def test_the_six_kinds_are_those_of_the_rulebook_with_their_meaning(client):
    html = client.get("/report/").content.decode()

    kinds = ("forge", "fraudulent_use", "transfer", "trade", "false_publicity", "uncertified_product")
    assert [kind for kind in kinds if f'value="{kind}"' not in html] == []
    assert "把证书、标志或者编码出借、转让给他人使用" in html


def test_the_code_of_the_verdict_is_filled_in(client):
    assert 'value="7KQ2-M9XD"' in client.get("/report/?code=7KQ2-M9XD").content.decode()


def test_a_report_is_taken_and_its_number_is_shown(client):
    batch = marks.batch()

    response = send(client, code_text=marks.code(batch), place="巴彦浩特镇示例超市")

    report = Report.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/report/sent/{report.tracking}/")
    assert report.tracking in client.get(response["Location"]).content.decode()
    assert (report.certificate, report.place) == (batch.certificate, "巴彦浩特镇示例超市")


def test_what_was_typed_stays_when_something_is_missing(client):
    response = send(client, kind=None, text="看见有人卖标签")

    html = response.content.decode()
    assert response.status_code == 422
    assert "看见有人卖标签" in html
    assert 'value="13800000000"' in html
    assert Report.objects.count() == 0


def test_a_photo_of_another_kind_is_refused_and_all_else_is_kept(client):
    response = send(client, photo=SimpleUploadedFile("x.jpg", b"GIF89a"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "“x.jpg”" in html
    assert "网店在卖空白标签。" in html


def test_a_photo_too_large_is_dropped_and_all_else_is_kept(client, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    response = send(client, photo=SimpleUploadedFile("x.jpg", JPEG + b"\0" * 2000))

    assert response.status_code == 422
    assert "网店在卖空白标签。" in response.content.decode()


def test_a_photo_is_kept(client, var):
    send(client, photo=SimpleUploadedFile("IMG_0001.JPG", JPEG))

    with Report.objects.get().photo.open() as photo:
        assert photo.read() == JPEG


def test_sending_twice_reports_once(client):
    first = send(client, once="0123456789abcdef")
    again = send(client, once="0123456789abcdef")

    assert (first["Location"], Report.objects.count()) == (again["Location"], 1)


def test_one_address_sends_a_few_reports_an_hour_and_loses_nothing_typed(client):
    for _ in range(REPORTS_AN_HOUR):
        send(client)

    refused = send(client, text="还有一处。")
    from_elsewhere = client.post("/report/", {"kind": "forge", "text": "别处。"}, REMOTE_ADDR="10.7.7.7")

    assert (refused.status_code, from_elsewhere.status_code) == (429, 302)
    assert "还有一处。" in refused.content.decode()
    assert Report.objects.count() == REPORTS_AN_HOUR + 1


def test_whoever_has_the_number_sees_state_and_answer_and_nothing_else(client):
    report = supervision.report(state=ReportState.ANSWERED, contact="13912345678")

    html = client.get("/report/track/", {"number": report.tracking.lower()}).content.decode()

    assert "经核查未发现违法行为。" in html
    hidden = ("13912345678", report.text, report.place, "示例·神驼乳业", "AJ-2024", "标签与产品一致")
    assert [words for words in hidden if words in html] == []


def test_a_number_that_nobody_was_given_finds_nothing_and_stays_typed(client):
    response = client.get("/report/track/", {"number": "JB-0000-0000"})

    assert response.status_code == 422
    assert 'value="JB-0000-0000"' in response.content.decode()


def test_numbers_cannot_be_tried_out(client):
    for _ in range(LOOK_UPS_AN_HOUR):
        client.get("/report/track/", {"number": "JB-0000-0000"})

    report = supervision.report(code_text="")
    response = client.get("/report/track/", {"number": report.tracking})

    assert response.status_code == 429
    assert "待处理" not in response.content.decode()


def test_thanks_for_a_report_that_is_none_are_not_given(client):
    assert client.get("/report/sent/JB-0000-0000/").status_code == 404


def test_the_pages_are_complete_in_english(client):
    html = client.get("/report/", headers={"accept-language": "en"}).content.decode()

    assert "Report misuse of the mark" in html
    assert "Lending or handing the certificate" in html
