"""Certificates of one's own, and labels within what they allow."""

import csv
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.given import certification as given
from tests.given.people import NOW
from yinxin.marks import actions as marks
from yinxin.marks.models import LabelBatch
from yinxin.marks.queries import unit_code, verification_url

pytestmark = pytest.mark.django_db

ORDER = {"lot": "20241101-A", "produced_on": "2024-11-01", "count": "100"}


@pytest.fixture
def certificate(enterprise):
    """12 000 kg a year in packs of 300 g: 40 000 labels."""
    return given.certificate(given.product(enterprise))


def order_page(certificate):
    return reverse("enterprise:label_order", args=[certificate.number])


def ordered(certificate, *, lot="20241101-A", count=100):
    return marks.issue_batch(
        certificate.number,
        lot=lot,
        produced_on=date(2024, 11, 1),
        count=count,
        by=given.applicant(certificate.enterprise),
        at=NOW,
    )


def test_certificates_are_listed_with_state_last_day_and_surveillance(browser, certificate, other):
    given.certificate(given.product(other))

    lines = browser.get(reverse("enterprise:certificates")).context["lines"]

    assert [(line["certificate"], line["state"], line["days_left"]) for line in lines] == [
        (certificate, "valid", (certificate.expires_on - NOW.date()).days)
    ]


def test_a_certificate_past_its_last_day_is_listed_as_expired_before_the_calendar_ran(
    sign_in, certificate, at
):
    at(NOW.replace(year=2028))
    browser = sign_in(given.applicant(certificate.enterprise))

    lines = browser.get(reverse("enterprise:certificates")).context["lines"]

    assert [line["state"] for line in lines] == ["expired"]


def test_the_quota_shows_what_is_used_and_left(browser, certificate):
    ordered(certificate, count=1000)

    quotas = browser.get(reverse("enterprise:labels")).context["quotas"]

    assert [(quota.total, quota.used, quota.left) for _certificate, quota, _may in quotas] == [
        (40000, 1000, 39000)
    ]


def test_a_batch_is_ordered(browser, certificate):
    answer = browser.post(order_page(certificate), ORDER)

    batch = LabelBatch.objects.get()
    assert answer.url == reverse("enterprise:batch", args=[batch.number])
    assert (batch.lot, batch.count) == ("20241101-A", 100)


def test_an_order_beyond_the_quota_is_told_what_is_left(browser, certificate):
    ordered(certificate, lot="B", count=39_950)

    page = browser.post(order_page(certificate), ORDER)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["count"]
    assert "50" in str(page.context["form"].errors["count"])
    assert page.context["form"]["lot"].value() == "20241101-A"


def test_an_order_sent_twice_draws_labels_once(browser, certificate):
    form = {**ORDER, "once": "9" * 32}

    first, second = browser.post(order_page(certificate), form), browser.post(order_page(certificate), form)

    assert first.url == second.url
    assert LabelBatch.objects.count() == 1


def test_no_labels_while_the_certificate_is_suspended(browser, enterprise):
    suspended = given.suspended_certificate(given.product(enterprise))

    page = browser.post(order_page(suspended), ORDER)

    assert page.status_code == 409
    assert LabelBatch.objects.count() == 0


def test_a_day_of_production_that_is_no_day_is_asked_again(browser, certificate):
    page = browser.post(order_page(certificate), {**ORDER, "produced_on": "上周"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["produced_on"]


def test_the_file_of_codes_has_one_line_a_label(browser, certificate):
    batch = ordered(certificate)

    answer = browser.get(reverse("enterprise:batch_codes", args=[batch.number]))

    rows = list(csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert answer["Content-Disposition"] == f'attachment; filename="{batch.number}.csv"'
    assert len(rows) == 100
    assert rows[0]["url"] == verification_url(unit_code(batch, 1))


def test_spoiled_labels_are_declared_void_and_leave_the_file(browser, certificate):
    batch = ordered(certificate)
    address = reverse("enterprise:batch", args=[batch.number])

    answer = browser.post(address, {"first": "11", "count": "5", "reason": "印刷模糊"})

    page = browser.get(address)
    file = b"".join(browser.get(reverse("enterprise:batch_codes", args=[batch.number])).streaming_content)
    assert answer.url == address
    assert [(span.first, span.count, span.reason) for span in page.context["voided"]] == [(11, 5, "印刷模糊")]
    assert len(file.decode().splitlines()) == 1 + 95


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"first": "99", "count": "5", "reason": "遗失"}, "first"),
        ({"first": "1", "count": "0", "reason": "遗失"}, "count"),
        ({"first": "1", "count": "1", "reason": ""}, "reason"),
    ],
)
def test_labels_that_are_not_there_or_no_reason_void_nothing(browser, certificate, form, field):
    batch = ordered(certificate)

    page = browser.post(reverse("enterprise:batch", args=[batch.number]), form)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert batch.voided_ranges.count() == 0


def test_a_batch_shows_how_its_first_label_looks(browser, certificate):
    batch = ordered(certificate)

    page = browser.get(reverse("enterprise:batch", args=[batch.number]))

    assert page.context["address"] == verification_url(unit_code(batch, 1))
    assert page.context["qr"].startswith("<svg")


def test_a_lot_keeps_its_day_of_production(browser, certificate):
    ordered(certificate)

    page = browser.post(order_page(certificate), {**ORDER, "produced_on": "2024-11-02"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["lot"]


def test_production_before_the_certificate_gets_no_labels(browser, certificate):
    day = certificate.issued_on - timedelta(days=1)

    page = browser.post(order_page(certificate), {**ORDER, "produced_on": day.isoformat()})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["produced_on"]
