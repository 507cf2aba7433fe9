"""The inspector's pages: reports, cases and what may be done with them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.given import certification, ledgers, marks, people, supervision
from yinxin.kernel.roles import Role
from yinxin.supervision.lifecycle import CaseState, ReportState, RequestState
from yinxin.supervision.models import Case, Finding, Report

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60


def signed_in(office) -> Client:
    client = Client()
    client.force_login(office.user)
    return client


@pytest.fixture
def inspector() -> Client:
    return signed_in(people.inspector())


def act(client: Client, case: Case, verb: str, **facts):
    case.refresh_from_db()
    stated = {"verb": verb, "seen": case.revision, **facts}
    return client.post(f"/field/cases/{case.number}/", stated)


# ---------------------------------------------------------------------------------------------- reports


def test_reports_that_wait_are_listed_with_the_time_that_is_left(inspector):
    report = supervision.report(at=timezone.now() - timedelta(days=60))
    set_aside = supervision.report(code_text="", state=ReportState.SET_ASIDE)

    html = inspector.get("/field/reports/").content.decode()

    assert report.tracking in html
    assert "超期" in html
    assert set_aside.tracking not in html
    assert set_aside.tracking in inspector.get("/field/reports/?state=all").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    inspector, count, django_assert_num_queries
):
    for _ in range(count):
        supervision.case(supervision.report())
        supervision.report()
    inspector.get("/field/reports/")

    with django_assert_num_queries(10):
        inspector.get("/field/reports/?state=all")
    with django_assert_num_queries(10):
        inspector.get("/field/cases/")


def test_the_contact_is_for_inspectors_only():
    report = supervision.report(contact="13912345678")

    pages = {
        office.role: signed_in(office).get(f"/field/reports/{report.tracking}/").content.decode()
        for office in (people.inspector(), people.league_officer(), people.banner_officer())
    }

    assert {role for role, html in pages.items() if "13912345678" in html} == {"inspector"}
    assert {role for role, html in pages.items() if report.text in html} == set(pages)


def test_an_inspector_opens_a_case(inspector):
    report = supervision.report()

    response = inspector.post(f"/field/reports/{report.tracking}/", {"verb": "open_case"})

    case = Case.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/field/cases/{case.number}/")
    assert case.report == report


def test_an_inspector_answers_without_a_case(inspector):
    report = supervision.report()

    empty = inspector.post(f"/field/reports/{report.tracking}/", {"verb": "set_aside", "answer": ""})
    done = inspector.post(
        f"/field/reports/{report.tracking}/", {"verb": "set_aside", "answer": "属实的标签。"}
    )

    assert (empty.status_code, done.status_code) == (422, 302)
    assert Report.objects.get().answer == "属实的标签。"


def test_officers_look_and_do_not_act():
    report, case = supervision.report(), supervision.case(supervision.report(code_text="", division="152922"))

    for office in (people.league_officer(), people.banner_officer()):
        client = signed_in(office)
        assert client.get(f"/field/reports/{report.tracking}/").status_code == 200
        page = client.get(f"/field/cases/{case.number}/")
        assert page.status_code == 200
        assert 'name="verb"' not in page.content.decode()
        assert client.post(f"/field/reports/{report.tracking}/", {"verb": "open_case"}).status_code == 403
        assert act(client, case, "dismiss", conclusion="无。", answer="无。").status_code == 403


def test_beyond_ones_area_there_is_nothing():
    report = supervision.report(state=ReportState.IN_CASE)
    client = signed_in(people.inspector("152921"))

    statuses = [
        client.get(address).status_code
        for address in (
            f"/field/reports/{report.tracking}/",
            f"/field/reports/{report.tracking}/photo",
            f"/field/cases/{report.case.number}/",
            f"/field/cases/{report.case.number}/findings/1/photo",
        )
    ]

    assert statuses == [404, 404, 404, 404]


@pytest.mark.parametrize("address", ["/field/reports/", "/field/cases/"])
def test_these_pages_are_for_regulators(client, address):
    assert client.get(address).status_code == 302
    for office in (
        certification.applicant(ledgers.enterprise()),
        certification.staff(Role.CERTIFIER),
        people.institute_officer(),
    ):
        assert signed_in(office).get(address).status_code == 403


def test_a_photo_is_shown_to_those_who_may_see_the_report(inspector, client, var):
    client.post("/report/", {"kind": "forge", "text": "看。", "photo": SimpleUploadedFile("x.jpg", JPEG)})
    report = Report.objects.get()

    response = inspector.get(f"/field/reports/{report.tracking}/photo")

    assert b"".join(response.streaming_content) == JPEG
    assert client.get(f"/field/reports/{report.tracking}/photo").status_code == 302


# ------------------------------------------------------------------------------------------------ cases


def test_a_finding_with_its_photo_is_recorded(inspector, var):
    case = supervision.case()

    response = act(
        inspector,
        case,
        "record_finding",
        text="三袋贴有标签。",
        place="示例超市",
        seen_on=timezone.localdate().isoformat(),
        photo=SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20),
    )

    finding = Finding.objects.get()
    assert (response.status_code, finding.text) == (302, "三袋贴有标签。")
    photo = inspector.get(f"/field/cases/{case.number}/findings/{finding.pk}/photo")
    assert photo["Content-Type"] == "image/png"
    assert b"".join(photo.streaming_content).startswith(b"\x89PNG")


def test_what_was_typed_of_a_finding_stays_when_somebody_was_faster(inspector):
    case = supervision.case()
    seen = case.revision
    supervision.finding(case)

    response = inspector.post(
        f"/field/cases/{case.number}/",
        {"verb": "record_finding", "seen": seen, "text": "另一处也有。", "seen_on": "2024-11-22"},
    )

    assert response.status_code == 409
    assert "另一处也有。" in response.content.decode()
    assert Finding.objects.count() == 1

    again = response.context["forms"]["record_finding"]
    sent = inspector.post(
        f"/field/cases/{case.number}/",
        {"verb": "record_finding", **again.data.dict(), "seen_on": "2024-11-22"},
    )

    assert sent.status_code == 302
    assert Finding.objects.count() == 2


def test_a_misuse_without_a_finding_is_not_confirmed_and_says_why(inspector):
    case = supervision.case()

    response = act(inspector, case, "confirm", conclusion="属实。")

    assert response.status_code == 422
    assert "请先记录至少一条检查情况" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (CaseState.OPEN, {"record_finding", "confirm", "dismiss"}),
        (CaseState.CONFIRMED, {"ask_to_suspend", "close"}),
        (CaseState.DISMISSED, set()),
        (CaseState.CLOSED, set()),
    ],
)
def test_the_page_offers_what_may_be_done_now(inspector, state, verbs):
    case = supervision.case(state=state)

    html = inspector.get(f"/field/cases/{case.number}/").content.decode()

    every = {"record_finding", "confirm", "dismiss", "ask_to_suspend", "close"}
    assert {verb for verb in every if f'name="verb" value="{verb}"' in html} == verbs


def test_while_the_body_owes_its_answer_there_is_nothing_to_do_but_wait(inspector):
    request = supervision.request()

    html = inspector.get(f"/field/cases/{request.case.number}/").content.decode()

    assert 'name="verb"' not in html
    assert "待认证机构答复" in html


def test_the_case_shows_the_law_and_what_the_body_answered(inspector):
    request = supervision.request(state=RequestState.REFUSED)

    html = inspector.get(f"/field/cases/{request.case.number}/").content.decode()

    assert [words for words in ("认证认可条例", "企业已提供证据。", "不予暂停") if words not in html] == []


def test_a_verb_that_there_is_not_does_nothing(inspector):
    case = supervision.case()

    assert act(inspector, case, "suspend").status_code == 404


# ------------------------------------------------------------------- from a report to the scan and back


def test_from_the_report_to_the_suspended_scan_and_back_to_genuine(inspector, client):
    """Row 6b of the mission, by browser: consumer, inspector, body, consumer."""
    batch = marks.batch()
    code = marks.code(batch)

    def verdict() -> str:
        return client.get(f"/v/{code}?format=json").json()["verdict"]

    assert verdict() == "genuine"

    client.post("/report/", {"kind": "uncertified_product", "text": "散装的也贴了。", "code_text": code})
    report = Report.objects.get()
    inspector.post(f"/field/reports/{report.tracking}/", {"verb": "open_case"})
    case = Case.objects.get()
    today = timezone.localdate()
    act(inspector, case, "record_finding", text="三袋贴有标签。", seen_on=today.isoformat())
    act(inspector, case, "confirm", conclusion="属实。")
    asked = act(inspector, case, "ask_to_suspend", reason_code="0204", reason="正在调查。")
    assert (asked.status_code, verdict()) == (302, "genuine")

    certifier = signed_in(certification.staff(Role.CERTIFIER, of=batch.certificate.body))
    request = case.suspension_requests.get()
    granted = certifier.post(
        f"/body/requests/{request.pk}/",
        {"verb": "grant", "until": (today + timedelta(days=30)).isoformat(), "answer": "已暂停。"},
    )
    assert (granted.status_code, verdict()) == (302, "suspended")

    act(inspector, case, "close", answer="证书已暂停，责令改正。")
    tracked = client.get("/report/track/", {"number": report.tracking}).content.decode()
    assert "证书已暂停，责令改正。" in tracked

    certification.certificates.reinstate(
        batch.certificate.number,
        reason="已改正。",
        by=certification.staff(Role.CERTIFIER, of=batch.certificate.body),
        at=timezone.now(),
    )
    assert verdict() == "genuine"
