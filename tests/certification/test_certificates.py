"""The states of a certificate: who changes them, why, until when, and which one held at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as having
from hypothesis import strategies

from tests.given import certification as given
from tests.given import ledgers, people
from yinxin.certification.certificates import actions as certificates
from yinxin.certification.certificates import queries, rules
from yinxin.certification.certificates.lifecycle import CertificateState as State
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.certification.certificates.rules import Change
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.models import Entry
from yinxin.register.queries import acts, open_acts

NOW = people.NOW
UNTIL = date(2025, 2, 1)


@pytest.fixture
def certificate(db, var):
    return given.certificate()


@pytest.fixture
def certifier(certificate):
    return given.staff(Role.CERTIFIER)


def suspend(certificate, by, **changes):
    facts = {"reason_code": "0204", "reason": "正在调查", "until": UNTIL, "by": by, "at": NOW}
    return certificates.suspend(certificate.number, **{**facts, **changes})


def every_change(certificate, by):
    """The four changes, each with facts that would do."""
    number, common = certificate.number, {"reason": "说明", "by": by, "at": NOW}
    return {
        "suspend": lambda: suspend(certificate, by),
        "reinstate": lambda: certificates.reinstate(number, **common),
        "withdraw": lambda: certificates.withdraw(number, reason_code="0206", **common),
        "cancel": lambda: certificates.cancel(number, reason_code="0204", **common),
    }


# ------------------------------------------------------------------------------------ who, and from where


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "withdraw", "cancel"])
def test_a_certifier_of_its_own_body_changes_a_certificate(certificate, verb):
    by = people.office(Role.CERTIFIER, of=certificate.body)
    if verb == "reinstate":
        suspend(certificate, by)

    changed = every_change(certificate, by)[verb]()

    assert (
        changed.state
        == {
            "suspend": "suspended",
            "reinstate": "valid",
            "withdraw": "withdrawn",
            "cancel": "cancelled",
        }[verb]
    )


def test_nobody_else_changes_a_certificate(certificate):
    """A regulator can never do any of it (认证认可条例 art. 13): it asks the body."""
    units = {Role.ENTERPRISE: certificate.enterprise, **dict.fromkeys(people.OUTSIDE_CERTIFICATION)}
    verbs = ("suspend", "reinstate", "withdraw", "cancel")

    answers = {}
    for role in HUMAN_ROLES - {Role.CERTIFIER}:
        by = people.office(role, of=None if role in REGULATORS else units.get(role, certificate.body))
        for verb in verbs:
            with pytest.raises((NotFound, NotYours)) as refused:
                every_change(certificate, by)[verb]()
            answers[role, verb] = refused.type
    certificate.refresh_from_db()

    assert answers == {
        (role, verb): NotFound if role in people.OUTSIDE_CERTIFICATION else NotYours
        for role in HUMAN_ROLES - {Role.CERTIFIER}
        for verb in verbs
    }
    assert certificate.state == "valid"


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "withdraw", "cancel"])
def test_for_another_body_it_does_not_exist(certificate, verb):
    stranger = given.staff(Role.CERTIFIER, of=given.body("示例第二认证中心"))

    with pytest.raises(NotFound):
        every_change(certificate, stranger)[verb]()


ALLOWED = {
    "valid": {"suspend", "withdraw", "cancel"},
    "suspended": {"reinstate", "withdraw", "cancel"},
    "withdrawn": set(),
    "cancelled": set(),
    "expired": set(),
}
MADE = {
    "valid": given.certificate,
    "suspended": given.suspended_certificate,
    "withdrawn": given.withdrawn_certificate,
    "cancelled": given.cancelled_certificate,
    "expired": given.expired_certificate,
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["suspend", "reinstate", "withdraw", "cancel"])
@pytest.mark.parametrize("state", ALLOWED)
def test_i5_from_each_state_the_certifier_can_do_this_and_no_more(state, verb, var):
    row = MADE[state]()
    at = datetime(2027, 11, 1, tzinfo=UTC) if state == "expired" else NOW
    by = given.staff(Role.CERTIFIER)
    number, common = row.number, {"reason": "说明", "by": by, "at": at}
    changes = {
        "suspend": lambda: suspend(row, by, at=at, until=at.date() + timedelta(days=9)),
        "reinstate": lambda: certificates.reinstate(number, **common),
        "withdraw": lambda: certificates.withdraw(number, reason_code="0206", **common),
        "cancel": lambda: certificates.cancel(number, reason_code="0204", **common),
    }

    if verb in ALLOWED[state]:
        assert changes[verb]().state != state
    else:
        with pytest.raises(WrongState):
            changes[verb]()


# ---------------------------------------------------------------------------------------- reasons and ends


@pytest.mark.parametrize(
    ("code", "latest"),
    [
        ("0204", date(2025, 2, 20)),  # three months
        ("0201", date(2025, 5, 20)),  # six, as no other is said
        ("0208", date(2025, 11, 20)),  # a season: twelve, at the holder's wish
    ],
)
def test_i8_a_suspension_has_an_end_that_its_reason_allows(certificate, certifier, code, latest):
    with pytest.raises(certificates.SuspensionTooLong) as refused:
        suspend(certificate, certifier, reason_code=code, until=latest + timedelta(days=1))
    with pytest.raises(certificates.SuspensionTooLong):
        suspend(certificate, certifier, reason_code=code, until=date(2024, 11, 20))
    suspended = suspend(certificate, certifier, reason_code=code, until=latest)

    assert refused.value.facts["latest"] == latest.isoformat()
    assert queries.present_suspension(suspended).until == latest


@pytest.mark.parametrize(("verb", "code"), [("suspend", "9999"), ("withdraw", "0208x"), ("cancel", "")])
def test_i6_a_change_has_a_coded_reason(certificate, certifier, verb, code):
    facts = {"reason_code": code, "reason": "x", "by": certifier, "at": NOW}
    if verb == "suspend":
        facts["until"] = UNTIL

    with pytest.raises(certificates.ReasonUnknown):
        getattr(certificates, verb)(certificate.number, **facts)


def test_another_reason_is_explained(certificate, certifier):
    with pytest.raises(certificates.ExplanationMissing):
        suspend(certificate, certifier, reason_code="0299", reason=" ")


def test_a_suspension_is_lifted_with_words(certificate, certifier):
    suspend(certificate, certifier)

    with pytest.raises(certificates.ExplanationMissing):
        certificates.reinstate(certificate.number, reason="", by=certifier, at=NOW)


def test_i6_every_change_has_reason_decider_and_moment(certificate, certifier):
    suspend(certificate, certifier)
    certificates.reinstate(certificate.number, reason="已整改", by=certifier, at=NOW + timedelta(days=9))

    rows = StateChange.objects.filter(certificate=certificate).values_list(
        "state", "reason_code", "office", "at"
    )

    assert list(rows) == [
        ("valid", "", given.staff(Role.HEAD_OF_BODY).pk, given.COUNTERSIGNED),
        ("suspended", "0204", certifier.pk, NOW),
        ("valid", "", certifier.pk, NOW + timedelta(days=9)),
    ]


def test_the_public_reads_the_coded_reason_and_not_the_words(certificate, certifier):
    suspend(certificate, certifier)

    public = open_acts(kinds=["certificate.suspended"])[0]
    leaf = Entry.objects.get(kind="certificate.suspended").leaf
    inside = acts(subjects=[certificate.subject])[-1]

    assert public.facts == {"state": "suspended", "reason_code": "0204", "until": "2025-02-01"}
    assert "正在调查" not in leaf
    assert inside.facts["reason"] == "正在调查"


def test_a_suspension_that_has_ended_asks_for_a_word(certificate, certifier):
    """I8: uncured at the end, a withdrawal is proposed; nothing happens by itself."""
    suspend(certificate, certifier)

    on_its_last_day = queries.suspensions_ended(certifier, today=UNTIL)
    after = queries.suspensions_ended(certifier, today=UNTIL + timedelta(days=1))

    assert on_its_last_day == []
    assert [change.certificate for change in after] == [certificate]
    assert (
        queries.suspensions_ended(given.staff(Role.CERTIFIER, of=given.body("乙")), today=date(2026, 1, 1))
        == []
    )


# ---------------------------------------------------------------------------------------------- the calendar


def test_a_certificate_expires_after_its_last_day_and_once(certificate):
    last = certificate.expires_on

    assert certificates.expire_due(on=last, at=NOW) == []
    assert certificates.expire_due(on=last + timedelta(days=1), at=NOW) == [certificate]
    assert certificates.expire_due(on=last + timedelta(days=1), at=NOW) == []
    entry = acts(subjects=[certificate.subject])[-1]
    assert (entry.kind, entry.role, entry.person) == ("certificate.expired", "calendar", "")


@pytest.mark.django_db
def test_what_has_ended_does_not_expire(var):
    given.withdrawn_certificate()

    assert certificates.expire_due(on=date(2030, 1, 1), at=NOW) == []


def test_before_the_night_has_come_round_it_has_expired_all_the_same(certificate, certifier):
    after = datetime(2027, 10, 24, 16, 0, tzinfo=UTC)  # midnight in Alxa

    with pytest.raises(WrongState):
        suspend(certificate, certifier, at=after, until=date(2027, 11, 1))

    assert queries.state_at(certificate, after) == "expired"
    assert queries.state_at(certificate, after - timedelta(seconds=1)) == "valid"


# --------------------------------------------------------------------------------- which state held when


def test_i11_the_state_on_a_day_is_that_of_its_end(certificate, certifier):
    suspend(certificate, certifier)
    certificates.reinstate(certificate.number, reason="已整改", by=certifier, at=NOW + timedelta(days=2))

    found = {
        day: queries.state_on(certificate, day)
        for day in (
            date(2024, 10, 23),
            date(2024, 10, 24),
            date(2024, 11, 19),
            date(2024, 11, 20),
            date(2024, 11, 22),
            date(2027, 10, 24),
            date(2027, 10, 25),
        )
    }

    assert list(found.values()) == [None, "valid", "valid", "suspended", "valid", "valid", "expired"]


def test_at_a_moment_a_change_holds_from_its_own_moment_on(certificate, certifier):
    suspend(certificate, certifier)

    assert queries.state_at(certificate, NOW - timedelta(seconds=1)) == "valid"
    assert queries.state_at(certificate, NOW) == "suspended"


MOMENTS = strategies.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=strategies.just(UTC))
CHANGES = strategies.lists(
    strategies.builds(Change, at=MOMENTS, state=strategies.sampled_from(State)), max_size=6
)


@having(changes=CHANGES, moment=MOMENTS)
def test_the_state_at_the_last_second_of_a_day_is_the_state_of_the_day(changes, moment):
    day = rules.day_of(moment)
    midnight = datetime(day.year, day.month, day.day, 15, 59, 59, 999_999, tzinfo=UTC)

    assert rules.state_on(changes, expires_on=date(2026, 6, 1), day=day) == rules.state_at(
        changes, expires_on=date(2026, 6, 1), moment=midnight
    )


@having(day=strategies.dates(date(2000, 1, 1), date(2100, 1, 1)), months=strategies.integers(1, 60))
def test_a_term_ends_on_the_same_day_or_the_last_of_a_shorter_month(day, months):
    end = months_after(day, months)

    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


# ------------------------------------------------------------------------------------------------ who sees


@pytest.mark.django_db
def test_each_office_reaches_its_own_certificates_and_no_others(var):
    other_body = given.body("示例第二认证中心")
    other = ledgers.enterprise("示例·苍天驼绒制品有限公司", division_code="152921")
    mine = given.certificate()
    theirs = given.certificate(given.product(other), by_body=other_body)

    def seen_by(office):
        return set(queries.certificates_in_reach(office))

    assert seen_by(given.applicant(mine.enterprise)) == {mine}
    assert seen_by(given.applicant(other)) == {theirs}
    assert seen_by(given.staff(Role.CERTIFIER)) == {mine}
    assert seen_by(given.staff(Role.CERTIFIER, of=other_body)) == {theirs}
    assert seen_by(people.league_officer()) == {mine, theirs}
    assert seen_by(people.banner_officer("152921")) == {theirs}
    assert seen_by(people.institute_officer()) == set()


@pytest.mark.django_db
def test_i18_the_public_list_is_by_number_whatever_the_state(var):
    """No ranking, nothing recommended (产品质量法 art. 25)."""
    first = given.withdrawn_certificate()
    second = given.certificate(given.product(name="驼乳片"))

    assert list(queries.public_certificates()) == [first, second]
    assert list(Certificate.objects.values_list("state", flat=True)) == ["withdrawn", "valid"]
