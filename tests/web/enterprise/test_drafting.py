"""Filling in an application: saved at any time, documents one by one, and nothing that was typed is ever lost."""

from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import certification as given
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State

pytestmark = pytest.mark.django_db

TYPED = {
    "manufacturer_name": "示例·神驼乳业有限公司",
    "manufacturer_address": "巴丹吉林镇示例路1号",
    "factory_name": "一号牧场",
    "factory_address": "巴丹吉林镇示例路1号",
    "annual_output_kg": "9000",
    "product_description": "全脂驼乳粉",
}


@pytest.fixture
def case(enterprise):
    return given.draft(given.product(enterprise))


def page_of(name, case, *rest):
    return reverse(f"enterprise:{name}", args=[case.number, *rest])


def pdf(name="licence.pdf", content=given.PDF):
    return SimpleUploadedFile(name, content)


# ------------------------------------------------------------------------------------------ the task list


def test_a_fresh_draft_has_what_the_ledger_knows_done_and_the_rest_to_do(browser, case):
    page = browser.get(page_of("application", case))

    assert [task.status for task in page.context["tasks"]] == ["done", "not_started", "not_started"]


def test_a_document_puts_its_task_in_progress(browser, case):
    given.document(case, "business_licence")

    page = browser.get(page_of("application", case))

    assert [task.status for task in page.context["tasks"]] == ["done", "in_progress", "not_started"]


def test_a_completed_draft_has_nothing_to_do(browser, case):
    given.completed(case)

    page = browser.get(page_of("application", case))

    assert [task.status for task in page.context["tasks"]] == ["done", "done", "done"]
    assert page.context["lacks"] == []


def test_every_lack_leads_to_the_page_that_mends_it(browser, case):
    page = browser.get(page_of("application", case))

    links = {lack.label: lack.url for lack in page.context["lacks"]}
    assert links["自我承诺"] == page_of("application_undertaking", case)
    assert links["营业执照"] == page_of("application_document", case, "business_licence")
    assert {browser.get(url).status_code for url in links.values()} == {200}


# ----------------------------------------------------------------------------------------------- details


def test_details_are_saved_half_done(browser, case):
    form = {**TYPED, "annual_output_kg": "", "seen": case.revision}

    answer = browser.post(page_of("application_details", case), form)

    case.refresh_from_db()
    assert answer.url == page_of("application", case)
    assert (case.annual_output_kg, case.product_description) == (None, "全脂驼乳粉")


def test_an_output_of_nothing_is_refused_at_its_field(browser, case):
    page = browser.post(
        page_of("application_details", case), {**TYPED, "annual_output_kg": "0", "seen": case.revision}
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["annual_output_kg"]
    assert "全脂驼乳粉" in page.content.decode()


def test_a_stale_page_keeps_what_was_typed_and_shows_what_was_saved_meanwhile(browser, case):
    seen = case.revision
    applications.save_draft(
        case.number,
        changes={"product_description": "同事写的说明"},
        seen=seen,
        by=given.applicant(case.enterprise),
        at=given.STARTED,
    )

    page = browser.post(page_of("application_details", case), {**TYPED, "seen": seen})

    case.refresh_from_db()
    assert page.status_code == 409
    assert page.context["form"]["product_description"].value() == "全脂驼乳粉"
    assert ("产品特征", "同事写的说明") in page.context["meanwhile"]
    assert case.product_description == "同事写的说明"


def test_after_looking_at_the_change_the_same_form_is_taken(browser, case):
    seen = case.revision
    given.document(case, "business_licence")
    stale = browser.post(page_of("application_details", case), {**TYPED, "seen": seen})

    answer = browser.post(
        page_of("application_details", case), {**TYPED, "seen": stale.context["form"]["seen"].value()}
    )

    case.refresh_from_db()
    assert answer.status_code == 302
    assert case.annual_output_kg == Decimal(9000)


def test_the_undertaking_is_given_and_taken_back(browser, case):
    address = page_of("application_undertaking", case)

    browser.post(address, {"undertaking_given": "on", "seen": case.revision})
    case.refresh_from_db()
    was_given = case.undertaking_given
    browser.post(address, {"seen": case.revision})
    case.refresh_from_db()

    assert (was_given, case.undertaking_given) == (True, False)


# --------------------------------------------------------------------------------------------- documents


def test_the_rulebooks_list_is_shown_the_required_apart_from_the_conditional(browser, case):
    page = browser.get(page_of("application_documents", case))

    required = [line["code"] for line in page.context["required"]]
    conditional = {line["code"]: line["condition"] for line in page.context["conditional"]}
    assert "business_licence" in required
    assert conditional["food_licence"] == "申请认证的产品属于加工食品的"
    assert not set(required) & set(conditional)


def test_an_upload_is_kept_with_its_size_and_hash(browser, case):
    answer = browser.post(page_of("application_document", case, "business_licence"), {"file": pdf()})

    document = case.documents.get()
    assert answer.url == page_of("application_documents", case)
    assert (document.name, document.size, document.sha256) == (
        "licence.pdf",
        len(given.PDF),
        sha256(given.PDF).hexdigest(),
    )


def test_a_newer_file_takes_the_place_of_the_older_one_which_stays(browser, case):
    address = page_of("application_document", case, "business_licence")
    browser.post(address, {"file": pdf("old.pdf")})
    browser.post(address, {"file": pdf("new.pdf")})

    line = browser.get(address).context["line"]

    assert line["present"].name == "new.pdf"
    assert [file.name for file in line["earlier"]] == ["old.pdf"]


def test_the_page_says_what_is_taken_and_how_much(browser, case):
    page = browser.get(page_of("application_document", case, "business_licence")).content.decode()

    assert "可上传PDF、JPG、PNG格式，不超过20.0" in page
    assert 'accept=".pdf,.jpg,.png,application/pdf,image/jpeg,.jpeg,image/png"' in page


def test_a_file_of_another_kind_than_its_name_says_is_refused(browser, case):
    page = browser.post(
        page_of("application_document", case, "business_licence"),
        {"file": pdf("licence.pdf", b"MZ not a pdf")},
    )

    assert page.status_code == 422
    assert "格式不符" in str(page.context["form"].errors)
    assert case.documents.count() == 0


def test_a_file_in_a_format_that_this_document_is_not_taken_in_is_refused(browser, case):
    page = browser.post(
        page_of("application_document", case, "breeding_record"),
        {"file": SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n0")},
    )

    assert page.status_code == 422
    assert case.documents.count() == 0


def test_a_file_that_is_too_large_is_refused_and_nothing_saved_is_lost(browser, case, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    given.document(case, "business_licence")

    page = browser.post(
        page_of("application_document", case, "business_licence"),
        {"file": pdf("scan.pdf", given.PDF + b"0" * 70_000)},
    )

    assert page.status_code == 422
    assert "“scan.pdf”超过" in str(page.context["form"].errors)
    assert case.documents.get(replaced_at__isnull=True).name == "business_licence.pdf"


def test_sending_no_file_asks_for_one(browser, case):
    page = browser.post(page_of("application_document", case, "business_licence"), {})

    assert page.status_code == 422


def test_a_document_that_is_not_asked_for_is_not_found(browser, case):
    assert browser.get(page_of("application_document", case, "slaughter_permit")).status_code == 404


def test_an_upload_sent_twice_is_kept_once(browser, case):
    address = page_of("application_document", case, "business_licence")

    browser.post(address, {"file": pdf(), "once": "3" * 32})
    second = browser.post(address, {"file": pdf(), "once": "3" * 32})

    assert second.status_code == 302
    assert case.documents.count() == 1


def test_a_document_is_handed_out_as_a_download(browser, case):
    document = given.document(case, "business_licence")

    answer = browser.get(page_of("file", case, document.pk))

    assert b"".join(answer.streaming_content) == given.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="business_licence.pdf"'


# ---------------------------------------------------------------------------------------- after a return


def test_after_a_return_all_gaps_stand_on_top_each_linked_to_where_it_is_mended(browser, enterprise):
    case = given.application_in(State.RETURNED, of=given.product(enterprise))

    page = browser.get(page_of("application", case))

    assert [(gap.text, url) for gap, url in page.context["gaps"]] == [
        ("营业执照已过期。", page_of("application_document", case, "business_licence")),
        ("请写明年产量的依据。", page_of("application_details", case)),
    ]


def test_the_page_of_a_returned_document_says_what_is_asked(browser, enterprise):
    case = given.application_in(State.RETURNED, of=given.product(enterprise))

    page = browser.get(page_of("application_document", case, "business_licence"))

    assert page.context["gaps"] == ["营业执照已过期。"]


def test_what_was_submitted_cannot_be_changed(browser, enterprise):
    case = given.application_in(State.SUBMITTED, of=given.product(enterprise))

    answers = {
        name: browser.get(page_of(name, case)).status_code
        for name in (
            "application_details",
            "application_documents",
            "application_undertaking",
            "application_check",
        )
    }

    assert set(answers.values()) == {409}
