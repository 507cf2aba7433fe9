"""Surveillance on the certificate's page."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.given import certification as given
from yinxin.kernel.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("var")]


@pytest.fixture
def certificate(at):
    row = given.certificate()
    at(datetime(2025, 10, 13, 2, 0, tzinfo=UTC))
    return row


def send(browser, certificate, **typed):
    fields = {"record_surveillance-finished_on": "2025-10-10", "record_surveillance-summary": "符合要求"}
    return browser.post(
        reverse("body:certificate", args=[certificate.number]),
        {"act": "record_surveillance", **fields, **typed},
    )


def test_the_lead_auditor_records_it_and_the_next_day_is_shown(certificate, sign_in):
    browser = sign_in(given.staff(Role.LEAD_AUDITOR))

    answer = send(browser, certificate)
    certificate.refresh_from_db()

    assert (answer.status_code, certificate.surveillance_due_on) == (302, date(2026, 10, 10))
    assert "2026" in browser.get(answer.url).content.decode()


def test_a_day_that_cannot_be_is_refused_at_its_field_and_the_words_are_kept(certificate, sign_in):
    answer = send(
        sign_in(given.staff(Role.LEAD_AUDITOR)),
        certificate,
        **{
            "record_surveillance-finished_on": "2025-11-01",
            "record_surveillance-summary": "抽取三批均合格",
        },
    )

    (form,) = [act["form"] for act in answer.context["acting"] if act["name"] == "record_surveillance"]

    assert answer.status_code == 422
    assert list(form.errors) == ["finished_on"]
    assert "抽取三批均合格" in answer.content.decode()
