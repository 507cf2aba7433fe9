"""Ordering labels, voiding them, and the file for the printer."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.given import certification, ledgers, marks, people
from yinxin.certification.certificates import actions as certificates
from yinxin.certification.models import Certificate
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Product
from yinxin.marks import actions, queries
from yinxin.marks.models import LabelBatch
from yinxin.register.models import Entry

pytestmark = pytest.mark.django_db


def order(certificate: Certificate, **facts):
    stated = {
        "lot": "20241108A",
        "produced_on": marks.PRODUCED_ON,
        "count": 10,
        "by": certification.applicant(certificate.enterprise),
        "at": marks.ORDERED,
        **facts,
    }
    return actions.issue_batch(certificate.number, **stated)


def rows_of(batch: LabelBatch) -> list[dict[str, str]]:
    text = b"".join(queries.code_lines(batch)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# -------------------------------------------------------------------------------------------- ordering


def test_the_holder_orders_labels_for_a_lot():
    certificate = certification.certificate()

    batch = order(certificate)

    assert (batch.number, batch.lot, batch.count, batch.pack_g) == ("LB-2024-0001", "20241108A", 10, 300)


def test_batches_draw_one_counter_after_the_other_and_none_twice():
    certificate = certification.certificate()

    first, second = order(certificate), order(certificate, count=3)

    assert (first.first_counter, first.count) == (0, 10)
    assert (second.first_counter, second.count, second.number) == (10, 3, "LB-2024-0002")


def test_an_order_is_open_to_the_public_without_persons():
    batch = marks.batch()

    entry = Entry.objects.get(kind="label_batch.issued")

    assert entry.is_open
    assert json.loads(entry.leaf)["facts"] == {
        "state": "issued",
        "certificate": batch.certificate.number,
        "product": "驼奶粉",
        "epoch": 0,
        "first": 0,
        "count": 10,
        "lot": "20241108A",
        "produced_on": "2024-11-08",
    }


def test_no_more_labels_than_the_certified_quantity_allows():
    certificate = certification.certificate()
    quota = queries.quota_of(certificate, 2024)

    with pytest.raises(actions.QuotaExceeded) as refused:
        order(certificate, count=quota.total + 1)

    assert refused.value.facts["left"] == quota.total == 40_000  # 12,000 kg in packs of 300 g


def test_what_was_ordered_before_is_counted():
    certificate = certification.certificate()
    order(certificate, count=39_999)

    with pytest.raises(actions.QuotaExceeded) as refused:
        order(certificate, count=2, lot="20241109A", produced_on=date(2024, 11, 9))

    assert refused.value.facts["left"] == 1


def test_voided_labels_may_be_ordered_again_up_to_the_loss_of_the_rulebook():
    certificate = certification.certificate()
    batch = order(certificate, count=40_000)

    marks.voided(batch, first=1, count=5)
    some = queries.quota_of(certificate, 2024).left
    marks.voided_batch(batch)
    many = queries.quota_of(certificate, 2024).left

    assert (some, many) == (5, 800)  # 2 %


def test_each_calendar_year_of_alxa_has_its_own_quota():
    certificate = certification.certificate()

    order(certificate, at=datetime(2024, 12, 31, 15, 59, tzinfo=UTC))
    order(certificate, at=datetime(2024, 12, 31, 16, 0, tzinfo=UTC))

    assert queries.quota_of(certificate, 2024).used == 10
    assert queries.quota_of(certificate, 2025).used == 10


def test_the_quota_of_one_certificate_is_not_used_by_another():
    milk = certification.certificate()
    other = certification.certificate(certification.product(name="驼奶片", pack_g=100))

    order(milk, count=100)

    assert queries.quota_of(other, 2024).used == 0


@pytest.mark.parametrize(
    ("certificate_in", "state"),
    [
        (certification.suspended_certificate, "suspended"),
        (certification.withdrawn_certificate, "withdrawn"),
        (certification.cancelled_certificate, "cancelled"),
    ],
)
def test_no_label_is_issued_while_the_certificate_is_not_valid(certificate_in, state):
    certificate = certificate_in()

    with pytest.raises(actions.NoMarkWhileNotValid) as refused:
        order(certificate, at=certification.on(11, 21))

    assert refused.value.facts["state"] == state


def test_no_label_is_issued_after_the_last_day_though_the_nightly_job_slept():
    certificate = certification.certificate()

    with pytest.raises(actions.NoMarkWhileNotValid) as refused:
        order(certificate, at=datetime(2027, 10, 25, 2, tzinfo=UTC))

    assert refused.value.facts["state"] == "expired"


@pytest.mark.parametrize("day", [date(2024, 10, 23), date(2024, 11, 11)])
def test_the_lot_was_produced_after_the_issue_and_not_in_the_future(day):
    certificate = certification.certificate()

    with pytest.raises(actions.ProductionDayOutOfRange) as refused:
        order(certificate, produced_on=day)

    assert refused.value.facts == {"field": "produced_on", "first": "2024-10-24", "last": "2024-11-10"}


def test_what_was_produced_during_a_suspension_bears_no_mark_even_after_it():
    certificate = certification.suspended_certificate()
    certifier = certification.staff(Role.CERTIFIER, of=certificate.body)
    certificates.reinstate(certificate.number, reason="已整改。", by=certifier, at=certification.on(12, 2))

    with pytest.raises(actions.ProducedWhileNotValid):
        order(certificate, produced_on=date(2024, 11, 25), at=certification.on(12, 3))

    assert order(certificate, produced_on=date(2024, 12, 2), at=certification.on(12, 3)).count == 10


def test_a_lot_has_one_production_day():
    certificate = certification.certificate()
    order(certificate)

    with pytest.raises(actions.LotOfAnotherDay) as refused:
        order(certificate, produced_on=date(2024, 11, 7))

    assert refused.value.facts["batch"] == "LB-2024-0001"
    assert order(certificate, count=5).count == 5


def test_a_product_without_a_pack_size_gets_no_labels():
    certificate = certification.certificate(certification.product(pack_g=None))

    with pytest.raises(actions.PackSizeMissing):
        order(certificate)

    assert queries.quota_of(certificate, 2024).total == 0


@pytest.mark.parametrize("count", [0, -1])
def test_an_order_asks_for_at_least_one_label(count):
    with pytest.raises(actions.QuotaExceeded):
        order(certification.certificate(), count=count)


def test_a_lot_that_cannot_be_printed_is_refused():
    with pytest.raises(actions.LotUnreadable):
        order(certification.certificate(), lot="=HYPERLINK(1)")


def test_nobody_but_the_holder_orders():
    certificate = certification.certificate()
    other = certification.applicant(ledgers.enterprise("示例·别家乳业有限公司"))

    with pytest.raises(NotFound):
        order(certificate, by=other)
    for office in (
        certification.staff(Role.CERTIFIER, of=certificate.body),
        people.league_officer(),
        people.inspector(),
    ):
        with pytest.raises(NotYours):
            order(certificate, by=office)

    assert LabelBatch.objects.count() == 0


def test_a_later_pack_size_leaves_what_was_issued_as_it_is():
    certificate = certification.certificate()
    order(certificate, count=20_000)
    product = Product.objects.get(pk=certificate.product_id)
    product.pack_g = 600
    product.save()
    certificate.refresh_from_db()

    quota = queries.quota_of(certificate, 2024)

    assert (quota.total, quota.left) == (20_000, 10_000)


# --------------------------------------------------------------------------------------------- voiding


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.CERTIFIER])
def test_holder_and_certifier_void_labels(role):
    batch = marks.batch()
    by = (
        certification.applicant(batch.certificate.enterprise)
        if role is Role.ENTERPRISE
        else certification.staff(role, of=batch.certificate.body)
    )

    marks.voided(batch, first=3, count=2, by=by)

    assert queries.voided_spans(batch) == [(3, 2)]


@pytest.mark.parametrize(("first", "count"), [(0, 1), (11, 1), (10, 2), (1, 11), (1, 0), (-1, 3)])
def test_only_labels_of_the_batch_are_voided(first, count):
    batch = marks.batch()

    with pytest.raises(actions.OutsideBatch):
        marks.voided(batch, first=first, count=count)


def test_a_label_is_voided_once():
    batch = marks.voided(first=3, count=4)

    with pytest.raises(actions.AlreadyVoided):
        marks.voided(batch, first=6, count=1)


def test_voiding_says_why():
    batch = marks.batch()
    holder = certification.applicant(batch.certificate.enterprise)

    with pytest.raises(actions.ReasonMissing):
        actions.void_range(batch.number, first=1, count=1, reason="  ", by=holder, at=people.NOW)
    with pytest.raises(actions.ReasonMissing):
        actions.void(batch.number, reason="", by=holder, at=people.NOW)


def test_why_labels_were_voided_is_not_public():
    marks.voided()

    entry = Entry.objects.get(kind="label_batch.range_voided")

    assert entry.is_open
    assert "打印损坏" not in entry.leaf
    assert "打印损坏" in entry.detail.text


def test_a_voided_batch_stays_voided():
    batch = marks.voided_batch()

    with pytest.raises(WrongState):
        marks.voided_batch(batch)
    with pytest.raises(WrongState):
        marks.voided(batch)


def test_others_do_not_even_learn_that_a_batch_exists():
    batch = marks.batch()
    stranger = certification.applicant(ledgers.enterprise("示例·别家乳业有限公司"))
    other_body = certification.staff(Role.CERTIFIER, of=certification.body("示例第二认证中心"))

    for office in (stranger, other_body, people.banner_officer("152921")):
        assert list(queries.batches_in_reach(office)) == []
        with pytest.raises(NotFound):
            marks.voided(batch, by=office)
    for office in (people.league_officer(), people.banner_officer("152922")):
        assert list(queries.batches_in_reach(office)) == [batch]


# ---------------------------------------------------------------------------------- the printer's file


def test_the_file_has_a_line_for_each_label():
    batch = marks.batch(count=3)

    rows = rows_of(batch)

    code = queries.unit_code(batch, 2)
    assert [row["serial"] for row in rows] == ["1", "2", "3"]
    assert rows[1] == {
        "code": f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}",
        "url": f"http://127.0.0.1:8000/v/{code}",
        "lot": "20241108A",
        "serial": "2",
        "gs1_url": "",
    }


def test_excel_is_told_that_the_file_is_unicode():
    assert next(queries.code_lines(marks.batch())) == b"\xef\xbb\xbfcode,url,lot,serial,gs1_url\r\n"


def test_a_product_with_a_number_gets_the_other_address_too():
    product = certification.product(gtin="06936983800013")
    batch = marks.batch(certification.certificate(product), count=1)

    (row,) = rows_of(batch)

    assert row["gs1_url"] == f"http://127.0.0.1:8000/01/06936983800013/21/{queries.unit_code(batch, 1)}"


def test_voided_labels_are_not_printed_again():
    batch = marks.voided(marks.batch(count=5), first=2, count=3)

    assert [row["serial"] for row in rows_of(batch)] == ["1", "5"]


def test_a_voided_batch_has_nothing_to_print():
    assert rows_of(marks.voided_batch()) == []


def test_a_file_is_the_same_each_time_and_longer_than_one_chunk():
    batch = marks.batch(count=20_000)

    first, again = rows_of(batch), rows_of(batch)

    assert first == again
    assert len({row["code"] for row in first}) == 20_000


@pytest.mark.parametrize("serial", [0, 11])
def test_a_label_that_the_batch_does_not_have_has_no_code(serial):
    with pytest.raises(IndexError):
        queries.unit_code(marks.batch(), serial)


def test_certified_quantities_are_in_kilograms_to_one_decimal():
    certificate = certification.certificate()
    certificate.certified_kg = Decimal("0.9")

    assert queries.quota_of(certificate, 2024).total == 3
