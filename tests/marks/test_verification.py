"""What a code stands for: each verdict with its reason, and what is kept of the question."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.given import certification, marks, people
from yinxin.certification.certificates import actions as certificates
from yinxin.kernel.alphabet import SYMBOLS, text_of, values_of
from yinxin.kernel.roles import Role
from yinxin.marks import actions, jobs, queries, verification
from yinxin.marks.codes.check_character import check_value
from yinxin.marks.models import Scan, ScanTotal

pytestmark = pytest.mark.django_db

GTIN = "06936983800013"


def answer(text: str, **facts) -> tuple[str, str]:
    verdict = verification.verdict(text, **{"at": people.NOW, **facts})
    return verdict.verdict, verdict.reason


def foreign_code() -> str:
    """Rightly typed, and not made with our keys."""
    body = values_of("0123456789ABCDEF")
    return text_of([*body, check_value(body)])


# -------------------------------------------------------------------------------------------- genuine


def test_a_label_that_was_never_checked_is_genuine():
    assert answer(marks.code()) == ("genuine", "first_check")


def test_a_label_that_was_checked_before_is_genuine_and_says_when():
    code = marks.code()

    verdict = marks.checked(code, times=3)

    assert (verdict.verdict, verdict.reason, verdict.ordinal) == ("genuine", "checked_before", 3)
    assert verdict.first_at == people.NOW
    assert verdict.last_at == people.NOW + timedelta(minutes=1)


def test_a_code_is_read_as_people_type_it():
    code = marks.code()
    typed = code.lower().replace("1", "l").replace("0", "o")

    for text in (typed, f" {code[:4]}-{code[4:9]} {code[9:]} ", "".join(chr(ord(c) + 0xFEE0) for c in code)):
        assert answer(text) == ("genuine", "first_check")


def test_the_verdict_names_certificate_lot_and_state_then_and_now():
    batch = marks.batch()

    verdict = verification.verdict(marks.code(batch, serial=7), at=people.NOW)

    assert verdict.certificate == batch.certificate
    assert (verdict.batch, verdict.serial) == (batch, 7)
    assert (verdict.state_when_produced, verdict.state_now) == ("valid", "valid")
    assert verdict.state_since == date(2024, 10, 24)


# ------------------------------------------------------------------------------- suspended and ended


def test_a_suspension_shows_at_the_next_scan_and_the_state_at_production_stays():
    batch = marks.batch()
    code = marks.code(batch)
    before = answer(code)

    certificates.suspend(
        batch.certificate.number,
        reason_code="0204",
        reason="正在调查。",
        until=date(2025, 2, 1),
        by=certification.staff(Role.CERTIFIER, of=batch.certificate.body),
        at=people.NOW,
    )
    verdict = verification.verdict(code, at=people.NOW)

    assert before == ("genuine", "first_check")
    assert (verdict.verdict, verdict.reason) == ("suspended", "certificate_suspended")
    assert (verdict.state_when_produced, verdict.state_now) == ("valid", "suspended")
    assert (verdict.state_since, verdict.suspended_until) == (date(2024, 11, 20), date(2025, 2, 1))


def test_after_reinstatement_the_label_is_genuine_again():
    batch = marks.batch()
    certificate = batch.certificate
    certifier = certification.staff(Role.CERTIFIER, of=certificate.body)
    certificates.suspend(
        certificate.number,
        reason_code="0299",
        reason="其他",
        until=date(2025, 2, 1),
        by=certifier,
        at=people.NOW,
    )
    certificates.reinstate(
        certificate.number, reason="已整改。", by=certifier, at=people.NOW + timedelta(days=3)
    )

    assert answer(marks.code(batch), at=people.NOW + timedelta(days=4)) == ("genuine", "first_check")


@pytest.mark.parametrize(
    ("end", "reason"), [(certificates.withdraw, "withdrawn"), (certificates.cancel, "cancelled")]
)
def test_a_certificate_that_was_ended_says_so(end, reason):
    batch = marks.batch()
    certifier = certification.staff(Role.CERTIFIER, of=batch.certificate.body)
    end(batch.certificate.number, reason_code="0204", reason="见决定书。", by=certifier, at=people.NOW)

    verdict = verification.verdict(marks.code(batch), at=people.NOW)

    assert (verdict.verdict, verdict.reason) == ("ended", reason)
    assert verdict.state_when_produced == "valid"


def test_a_certificate_has_expired_after_its_last_day_whether_or_not_the_job_ran():
    batch = marks.batch()
    last = batch.certificate.expires_on
    evening = datetime(last.year, last.month, last.day, 15, 59, tzinfo=UTC)

    assert answer(marks.code(batch), at=evening) == ("genuine", "first_check")
    assert answer(marks.code(batch), at=evening + timedelta(minutes=1)) == ("ended", "expired")
    verdict = verification.verdict(marks.code(batch), at=evening + timedelta(minutes=1))
    assert verdict.state_since == last + timedelta(days=1)


def test_a_surveillance_that_is_long_due_is_said_beside_a_genuine_label():
    batch = marks.batch()
    due = batch.certificate.surveillance_due_on
    noon = datetime(due.year, due.month, due.day, 4, tzinfo=UTC)

    in_grace = verification.verdict(marks.code(batch), at=noon + timedelta(days=30))
    late = verification.verdict(marks.code(batch), at=noon + timedelta(days=31))

    assert [each.is_surveillance_overdue for each in (in_grace, late)] == [False, True]
    assert late.verdict == "genuine"


# ------------------------------------------------------------------------------------ void and suspect


def test_voided_labels_say_so_and_their_neighbours_do_not():
    batch = marks.voided(first=3, count=2)

    answers = [answer(marks.code(batch, serial=serial)) for serial in (2, 3, 4, 5)]

    assert answers == [
        ("genuine", "first_check"),
        ("void", "label_voided"),
        ("void", "label_voided"),
        ("genuine", "first_check"),
    ]


def test_every_label_of_a_voided_batch_says_so():
    batch = marks.voided_batch()

    assert answer(marks.code(batch, serial=10)) == ("void", "batch_voided")


def test_a_label_in_three_places_within_a_day_looks_copied():
    code = marks.code()
    marks.checked(code, times=2, places=("north", "south"))

    here = marks.checked(code, places=("north",), at=people.NOW + timedelta(hours=1))
    elsewhere = marks.checked(code, places=("west",), at=people.NOW + timedelta(hours=2))

    assert (here.verdict, here.places) == ("genuine", 2)
    assert (elsewhere.verdict, elsewhere.reason, elsewhere.places) == ("suspect", "many_places", 3)


def test_a_package_may_travel():
    code = marks.code()
    for day, place in enumerate(("north", "south", "west", "east")):
        verdict = marks.checked(code, places=(place,), at=people.NOW + timedelta(days=2 * day))

    assert verdict.verdict == "genuine"


def test_places_that_are_not_known_accuse_nobody():
    assert marks.checked(marks.code(), times=60).verdict == "genuine"


def test_a_label_that_very_many_people_check_within_a_day_looks_copied():
    code = marks.code()
    for number in range(50):
        verdict = actions.check(code, at=people.NOW, place="here", device=f"device {number}")

    assert (verdict.verdict, verdict.reason, verdict.ordinal) == ("suspect", "many_devices", 50)


def test_a_code_under_the_number_of_another_product_is_suspect():
    batch = marks.batch(certification.certificate(certification.product(gtin=GTIN)))
    code = marks.code(batch)

    assert answer(code, gtin=GTIN) == ("genuine", "first_check")
    assert answer(code, gtin=GTIN[1:]) == ("genuine", "first_check")
    assert answer(code, gtin="06901234567892") == ("suspect", "gtin_mismatch")
    assert answer(code) == ("genuine", "first_check")


# --------------------------------------------------------------------------------- mistyped and unknown


@pytest.mark.parametrize(
    ("spoil", "reason", "position"),
    [
        (lambda code: code[:-1], "length", None),
        (lambda code: f"{code}7", "length", None),
        (lambda _: "", "length", None),
        (lambda code: f"{code[:4]}U{code[5:]}", "character", 5),
        (lambda code: f"{code[:-1]}{SYMBOLS[SYMBOLS.index(code[-1]) - 1]}", "check", None),
    ],
)
def test_a_slip_is_told_from_a_forgery(spoil, reason, position):
    verdict = verification.verdict(spoil(marks.code()), at=people.NOW)

    assert (verdict.verdict, verdict.reason, verdict.position) == ("mistyped", reason, position)


def test_a_very_long_text_is_answered_and_not_repeated():
    assert len(verification.verdict("7" * 100_000, at=people.NOW).code) == 40


def test_a_code_of_other_keys_is_not_of_this_scheme():
    assert answer(foreign_code()) == ("unknown", "not_of_this_scheme")


def test_a_code_of_ours_that_was_never_issued_is_unknown():
    batch = marks.batch()
    batch.count, code = batch.count + 1, None
    code = queries.unit_code(batch, 11)

    assert answer(code) == ("unknown", "not_issued")


# --------------------------------------------------------------------------------------- what is kept


def test_asking_without_counting_leaves_no_trace():
    code = marks.code()

    verification.verdict(code, at=people.NOW)

    assert (Scan.objects.count(), ScanTotal.objects.count()) == (0, 0)


def test_a_question_shown_again_is_the_same_question():
    code = marks.code()
    counted = marks.checked(code, times=2)

    again = verification.verdict(code, at=people.NOW, is_counted=True)
    first_again = verification.verdict(marks.code(counted.batch, serial=2), at=people.NOW, is_counted=True)

    assert (again.ordinal, again.reason) == (2, "checked_before")
    assert (first_again.ordinal, first_again.reason) == (1, "first_check")


def test_each_check_is_a_row_and_only_checked_labels_have_a_total():
    batch = marks.batch()
    marks.checked(marks.code(batch, serial=2), times=2, places=("north",))

    assert [(total.counter, total.times) for total in ScanTotal.objects.all()] == [(1, 2)]
    assert list(Scan.objects.values_list("epoch", "counter", "verdict", "place")) == [
        (0, 1, "genuine", "north"),
        (0, 1, "genuine", "north"),
    ]


def test_a_text_that_names_no_label_is_noted_without_one():
    marks.checked("hello")
    marks.checked(foreign_code())

    assert list(Scan.objects.values_list("epoch", "counter", "verdict")) == [
        (None, None, "mistyped"),
        (None, None, "unknown"),
    ]
    assert ScanTotal.objects.count() == 0


def test_who_asked_is_forgotten_after_ninety_days_and_the_count_is_not():
    code = marks.code()
    marks.checked(code, places=("north",))
    marks.checked(code, places=("south",), at=people.NOW + timedelta(days=10))

    dropped = jobs.forget_scans(at=people.NOW + timedelta(days=91))

    assert dropped == 1
    assert list(Scan.objects.order_by("at").values_list("place", "device")) == [
        ("", ""),
        ("south", "device south"),
    ]
    assert ScanTotal.objects.get().times == 2
    assert jobs.forget_scans(at=people.NOW + timedelta(days=91)) == 0
