"""What was found is answered by the one whose case it is, with a photo if there is one."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import certification as given
from tests.given.people import NOW
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.evaluations import actions as evaluations
from yinxin.kernel.roles import Role

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


@pytest.fixture
def found(enterprise):
    return given.nonconformity(given.application_in(State.UNDER_EVALUATION, of=given.product(enterprise)))


def address(found):
    return reverse("enterprise:nonconformity", args=[found.application.number, found.number])


def test_it_says_what_was_found_on_which_clause_how_grave_and_how_long_there_is(browser, found):
    page = browser.get(address(found))
    shown = page.context["shown"]

    assert shown.row.statement == "原奶入库记录缺少两批的牧户编号。"
    assert (shown.row.clause.number, shown.grade, shown.blocks_decision) == ("4.2", "主要不符合", True)
    assert shown.days_left == (found.due_on - NOW.date()).days


def test_a_late_one_counts_the_days_that_it_is_late(sign_in, found, at):
    at(NOW + timedelta(days=30))
    browser = sign_in(given.applicant(found.application.enterprise))

    shown = browser.get(address(found)).context["shown"]

    assert found.due_on == date(2024, 11, 25)
    assert shown.days_left == -25


def test_an_answer_with_a_photo_goes_to_the_auditor(browser, found):
    answer = browser.post(
        address(found), {"answer": "已补录两批编号。", "evidence": SimpleUploadedFile("photo.png", PNG)}
    )

    found.refresh_from_db()
    evidence = browser.get(reverse("enterprise:evidence", args=[found.application.number, found.number]))
    assert answer.url == reverse("enterprise:application", args=[found.application.number])
    assert (found.state, found.answer) == ("answered", "已补录两批编号。")
    assert b"".join(evidence.streaming_content) == PNG


def test_an_answer_needs_words_but_no_photo(browser, found):
    wordless = browser.post(address(found), {"answer": ""})
    plain = browser.post(address(found), {"answer": "已整改。"})

    assert (wordless.status_code, plain.status_code) == (422, 302)


def test_a_photo_that_is_none_is_refused_and_the_words_are_kept(browser, found):
    page = browser.post(
        address(found), {"answer": "已补录。", "evidence": SimpleUploadedFile("photo.png", b"GIF89a")}
    )

    found.refresh_from_db()
    assert page.status_code == 422
    assert page.context["form"]["answer"].value() == "已补录。"
    assert found.state == "open"


def test_it_is_answered_once(browser, found):
    browser.post(address(found), {"answer": "已整改。"})

    again = browser.post(address(found), {"answer": "又一次。"})

    found.refresh_from_db()
    assert again.status_code == 409
    assert found.answer == "已整改。"


def test_a_reopened_one_shows_what_the_auditor_says_and_takes_another_answer(browser, found):
    browser.post(address(found), {"answer": "已整改。"})
    evaluations.reopen_nonconformity(
        found.pk, verification="照片看不清编号。", by=given.staff(Role.LEAD_AUDITOR), at=NOW
    )

    page = browser.get(address(found)).content.decode()
    answer = browser.post(address(found), {"answer": "已重新拍照。"})

    assert "照片看不清编号。" in page
    assert answer.status_code == 302


def test_the_application_leads_to_the_open_ones_first(browser, found):
    given.nonconformity(found.application, grade="minor", state="closed")

    page = browser.get(reverse("enterprise:application", args=[found.application.number]))

    shown = [(each.row.number, each.is_open) for each in page.context["nonconformities"]]
    assert shown == [("N-01", True), ("N-02", False)]


def test_one_that_does_not_exist_is_not_found(browser, found):
    assert browser.get(address(found).replace("N-01", "N-99")).status_code == 404
