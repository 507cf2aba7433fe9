"""From the first question to the labels, through the pages alone, with the mistakes that people make on the way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import certification as given
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import documents_needed
from yinxin.kernel.roles import Role

pytestmark = pytest.mark.django_db

CONTENT = {
    "pdf": given.PDF,
    "xlsx": b"PK\x03\x04" + b"0" * 40,
    "png": b"\x89PNG\r\n\x1a\n" + b"0" * 40,
    "jpg": b"\xff\xd8\xff" + b"0" * 40,
    "docx": b"PK\x03\x04" + b"0" * 40,
}


def once_token(page):
    """The token of the form on a page, as a browser would send it back."""
    return page.content.decode().split('name="once" value="')[-1][:32]


def test_from_the_first_question_to_the_certificate(browser, enterprise):
    standard, product, body = given.standard(), given.product(enterprise), given.body()

    # The questions: product, standard, site, body.
    assert browser.get(reverse("enterprise:apply")).status_code == 200
    assert browser.get(reverse("enterprise:apply_standard", args=[product.pk])).status_code == 200
    assert browser.get(reverse("enterprise:apply_site", args=[product.pk, standard.pk])).status_code == 200
    check = reverse("enterprise:apply_check", args=[product.pk, standard.pk, product.site_id])
    page = browser.get(check)
    forgot_the_body = browser.post(check, {"once": once_token(page)})
    assert forgot_the_body.status_code == 422
    started = browser.post(check, {"once": once_token(forgot_the_body), "body": body.pk}, follow=True)
    case = Application.objects.get()
    assert started.redirect_chain == [(reverse("enterprise:application", args=[case.number]), 302)]

    # Sent too early: everything that is missing is named, and nothing happens.
    check = reverse("enterprise:application_check", args=[case.number])
    early = browser.post(check, {"seen": case.revision, "once": once_token(browser.get(check))})
    assert early.status_code == 422
    assert len(early.context["lacks"]) == 14

    # Details, with a slip.
    details = reverse("enterprise:application_details", args=[case.number])
    form = browser.get(details).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    slip = browser.post(details, {**typed, "annual_output_kg": "一万二千"})
    assert (slip.status_code, list(slip.context["form"].errors)) == (422, ["annual_output_kg"])
    assert browser.post(details, {**typed, "annual_output_kg": "12000"}).status_code == 302

    # Documents one by one; the first as a photo in the wrong wrapping.
    for place, needed in enumerate(each for each in documents_needed(case) if each.item.required):
        address = reverse("enterprise:application_document", args=[case.number, needed.item.code])
        kind = needed.item.formats[-1]
        if place == 0:
            wrong = browser.post(address, {"file": SimpleUploadedFile(f"scan.{kind}", b"<html>")})
            assert wrong.status_code == 422
        file = SimpleUploadedFile(f"{needed.item.code}.{kind}", CONTENT[kind])
        assert browser.post(address, {"file": file}).status_code == 302

    # The undertaking, on a page that was opened before the last upload.
    undertaking = reverse("enterprise:application_undertaking", args=[case.number])
    stale = browser.post(undertaking, {"seen": "1", "undertaking_given": "on"})
    assert stale.status_code == 409
    seen = stale.context["form"]["seen"].value()
    assert browser.post(undertaking, {"seen": seen, "undertaking_given": "on"}).status_code == 302

    # Sent, by an impatient finger.
    case.refresh_from_db()
    form = {"seen": case.revision, "once": once_token(browser.get(check))}
    assert browser.post(check, form).url == browser.post(check, form).url
    case.refresh_from_db()
    assert case.state == "submitted"

    # Returned with two gaps, mended, sent again, accepted.
    acceptance = given.staff(Role.ACCEPTANCE_OFFICER, of=body)
    applications.return_for_completion(
        case.number,
        gaps=[("business_licence", "看不清有效期。"), ("", "请写明原料来源。")],
        seen=case.revision,
        by=acceptance,
        at=given.on(11, 20, 3),
    )
    page = browser.get(reverse("enterprise:application", args=[case.number]))
    assert [gap.text for gap, _url in page.context["gaps"]] == ["看不清有效期。", "请写明原料来源。"]
    licence = reverse("enterprise:application_document", args=[case.number, "business_licence"])
    browser.post(licence, {"file": SimpleUploadedFile("clear.pdf", given.PDF)})
    case.refresh_from_db()
    assert browser.post(check, {"seen": case.revision}).status_code == 302
    case.refresh_from_db()
    applications.accept(case.number, seen=case.revision, by=acceptance, at=given.on(11, 20, 4))

    # A nonconformity, answered with a photo.
    found = given.nonconformity(case, by=given.staff(Role.LEAD_AUDITOR, of=body), at=given.on(11, 20, 5))
    address = reverse("enterprise:nonconformity", args=[case.number, found.number])
    photo = SimpleUploadedFile("after.png", CONTENT["png"])
    answered = browser.post(address, {"answer": "已补录牧户编号。", "evidence": photo}, follow=True)
    assert [each.row.state for each in answered.context["nonconformities"]] == ["answered"]
