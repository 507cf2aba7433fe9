"""Surveillance: who records it, when it ended, and when the next is due (认证认可条例 art. 26)."""

from datetime import UTC, date, datetime

import pytest

from tests.given import certification as given
from tests.given import people
from yinxin.certification.certificates import actions as certificates
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import BODY_ROLES, Role
from yinxin.register.queries import acts, open_acts

A_YEAR_ON = datetime(2025, 10, 13, 2, 0, tzinfo=UTC)
FINISHED_ON = date(2025, 10, 10)


@pytest.fixture
def certificate(db, var):
    return given.certificate()


def record(certificate, by=None, **changes):
    facts = {"finished_on": FINISHED_ON, "summary": "现场和抽样检验符合要求。", "at": A_YEAR_ON}
    by = by or given.staff(Role.LEAD_AUDITOR, of=certificate.body)
    return certificates.record_surveillance(certificate.number, **{**facts, **changes}, by=by)


def test_the_next_is_due_within_the_rulebook_s_months_after_its_last_day(certificate):
    record(certificate)
    certificate.refresh_from_db()

    assert (certificate.state, certificate.surveillance_due_on) == ("valid", date(2026, 10, 10))


def test_the_public_learns_the_days_and_not_what_was_found(certificate):
    record(certificate)

    (act,) = acts(subjects=[certificate.subject], kinds=["certificate.surveillance_recorded"])
    (public,) = open_acts(kinds=["certificate.surveillance_recorded"])

    assert act.facts["reason"] == "现场和抽样检验符合要求。"
    assert public.facts == {
        "state": "valid",
        "finished_on": "2025-10-10",
        "surveillance_due_on": "2026-10-10",
    }


@pytest.mark.parametrize("role", sorted(BODY_ROLES - {Role.LEAD_AUDITOR}))
def test_only_the_lead_auditor_records_it(certificate, role):
    with pytest.raises(NotYours):
        record(certificate, given.staff(role, of=certificate.body))


def test_for_another_body_the_certificate_does_not_exist(certificate):
    stranger = given.staff(Role.LEAD_AUDITOR, of=given.body("示例第二认证中心"))

    with pytest.raises(NotFound):
        record(certificate, stranger)


@pytest.mark.parametrize("made", [given.suspended_certificate, given.withdrawn_certificate])
def test_a_certificate_that_is_not_valid_is_reinstated_first_or_not_at_all(db, var, made):
    with pytest.raises(WrongState):
        record(made(), at=people.NOW, finished_on=date(2024, 11, 19))


@pytest.mark.parametrize("day", [date(2024, 10, 24), date(2025, 10, 14)])
def test_it_ended_after_the_issue_and_not_in_the_future(certificate, day):
    with pytest.raises(certificates.SurveillanceDayOutOfRange):
        record(certificate, finished_on=day)


def test_it_says_what_was_found(certificate):
    with pytest.raises(certificates.ExplanationMissing):
        record(certificate, summary=" ")
