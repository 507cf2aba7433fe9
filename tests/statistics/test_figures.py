"""Figures as of a day, from dated facts: what counts, from when, until when, and for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.given import calls, certification, ledgers, marks, people, standards, supervision
from tests.given import experts as given_experts
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.certificates import actions as certificates
from yinxin.experts.pool import actions as experts
from yinxin.kernel.roles import Role
from yinxin.standards.texts import actions as standard_actions
from yinxin.statistics import queries
from yinxin.statistics.rules import OF_THE_NOTICE

pytestmark = pytest.mark.django_db


@pytest.fixture
def league():
    return people.division()


def value(name, day, division=None):
    return queries.figure(name, division=division or people.division(), as_of=day).value


def values(name, *days, division=None):
    return [value(name, day, division) for day in days]


def test_there_is_no_figure_without_a_name(league):
    with pytest.raises(queries.UnknownFigure):
        queries.figure("happiness", division=league, as_of=date(2024, 12, 6))


@pytest.mark.parametrize("name", sorted(queries.FIGURES))
def test_every_figure_says_what_it_counts_and_is_zero_where_nothing_is(name):
    assert queries.FIGURES[name].__doc__
    assert value(name, date(2024, 12, 6)) == 0


def test_a_standard_counts_from_its_publication_until_its_withdrawal():
    standard = standards.standard(on=date(2023, 2, 13))
    standards.draft_standard("T/NMSP MZB02.99-2024")
    standard_actions.withdraw(
        standard.number, on=date(2024, 9, 1), by=people.institute_officer(), at=people.NOW
    )

    days = (date(2023, 2, 12), date(2023, 2, 13), date(2024, 8, 31), date(2024, 9, 1))

    assert values("standards_published", *days) == [0, 1, 1, 0]


def test_what_belongs_to_another_division_does_not_count(league):
    chifeng, right = people.division("150400"), people.division("152922")
    standards.standard("T/NMSP MZB02.01-2023", division=chifeng)
    standards.standard("T/NMSP MZB02.02-2023", division=people.division("150000"))
    standards.standard("T/NMSP MZB02.03-2023", division=right)
    standards.standard("T/NMSP MZB02.04-2023")

    day = date(2024, 12, 6)

    assert value("standards_published", day) == 2
    assert value("standards_published", day, right) == 1
    assert value("standards_published", day, people.division("150000")) == 4


def test_an_expert_counts_from_admission_until_leaving():
    expert = given_experts.expert(on=date(2024, 4, 1))
    given_experts.recommended_expert("示例专家 02")
    experts.leave(
        expert.pk, on=date(2024, 11, 1), reason="调离", by=people.institute_officer(), at=people.NOW
    )

    days = (date(2024, 3, 31), date(2024, 4, 1), date(2024, 10, 31), date(2024, 11, 1))

    assert values("experts_in_pool", *days) == [0, 1, 1, 0]


def test_experts_are_counted_without_their_names():
    given_experts.expert("甲乙丙")

    (row,) = queries.figure("experts_in_pool", division=people.division(), as_of=date(2024, 12, 6)).rows

    assert "甲乙丙" not in str(row)


def test_an_enterprise_counts_while_it_stays_in_the_pool():
    ledgers.released(on=date(2024, 6, 1))
    ledgers.nominated(ledgers.enterprise("示例·只被推荐的企业"))

    days = (date(2023, 5, 31), date(2023, 6, 1), date(2024, 5, 31), date(2024, 6, 1))

    assert values("enterprises_in_pool", *days) == [0, 1, 1, 0]


def test_proposals_count_in_the_year_in_which_they_were_made():
    calls.proposal(on=date(2023, 12, 31))
    calls.proposal("锁阳", on=date(2024, 1, 1))
    calls.proposal("肉苁蓉饮料", on=date(2024, 12, 31))

    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1))

    assert values("standards_proposed_this_year", *days) == [1, 1, 1, 2, 0]


def test_an_enterprise_is_certified_from_the_issue_to_the_last_day_of_validity():
    certificate = certification.expired_certificate()

    days = (
        certificate.issued_on - timedelta(days=1),
        certificate.issued_on,
        certificate.expires_on,
        certificate.expires_on + timedelta(days=1),
    )

    assert values("enterprises_certified", *days) == [0, 1, 1, 0]


def test_a_certificate_is_not_in_force_after_its_last_day_though_nobody_recorded_the_expiry():
    certificate = certification.certificate()

    assert value("certificates_in_force", certificate.expires_on + timedelta(days=1)) == 0


def test_an_enterprise_with_two_certificates_counts_once():
    enterprise = ledgers.enterprise()
    certification.certificate(certification.product(enterprise))
    certification.certificate(certification.product(enterprise, name="示例驼乳粉"))

    day = date(2024, 12, 6)

    assert (value("enterprises_certified", day), value("certificates_in_force", day)) == (1, 2)


def test_a_suspended_certificate_does_not_count_while_it_is_suspended():
    suspended_at = datetime(2024, 11, 20, 2, tzinfo=UTC)
    certificate = certification.suspended_certificate(at=suspended_at)
    certificates.reinstate(
        certificate.number,
        reason="整改到位。",
        by=certification.staff(Role.CERTIFIER, of=certificate.body),
        at=datetime(2024, 12, 2, 2, tzinfo=UTC),
    )

    days = (date(2024, 11, 19), date(2024, 11, 20), date(2024, 12, 1), date(2024, 12, 2))

    assert values("enterprises_certified", *days) == [1, 0, 0, 1]
    assert values("certificates_suspended", *days) == [0, 1, 1, 0]


def test_a_day_ends_at_midnight_in_alxa():
    """16:00 UTC is midnight: what is done at 15:59 belongs to the day, what is done at 16:00 to the next."""
    first = certification.certificate(certification.product(ledgers.enterprise("示例·甲")))
    second = certification.certificate(certification.product(ledgers.enterprise("示例·乙")))
    for certificate, minute in ((first, 59), (second, 60)):
        certificates.cancel(
            certificate.number,
            reason_code="0204",
            reason="持证人申请注销。",
            by=certification.staff(Role.CERTIFIER, of=certificate.body),
            at=datetime(2024, 11, 20, 15, tzinfo=UTC) + timedelta(minutes=minute),
        )

    assert values("certificates_in_force", date(2024, 11, 20), date(2024, 11, 21)) == [1, 0]


def test_a_withdrawn_certificate_still_counts_for_the_days_on_which_it_held():
    certification.withdrawn_certificate()

    assert values("enterprises_certified", date(2024, 11, 19), date(2024, 11, 20)) == [1, 0]


def test_the_certified_stand_in_the_order_in_which_they_were_certified(league):
    names = ["示例·丙", "示例·甲", "示例·乙"]
    for name in names:
        certification.certificate(certification.product(ledgers.enterprise(name)))

    figure = queries.figure("enterprises_certified", division=league, as_of=date(2024, 12, 6))

    assert [row.name for row in figure.rows] == names


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ApplicationState.DRAFT, [0, 0]),
        (ApplicationState.SUBMITTED, [1, 1]),
        (ApplicationState.RETURNED, [1, 1]),
        (ApplicationState.DECLINED, [1, 0]),
        (ApplicationState.WITHDRAWN, [1, 0]),
        (ApplicationState.UNDER_EVALUATION, [1, 1]),
        (ApplicationState.CONCLUDED, [1, 0]),
    ],
)
def test_an_application_is_open_from_its_submission_to_its_end(state, expected):
    certification.application_in(state)

    assert values("applications_open", date(2024, 9, 3), date(2024, 12, 6)) == expected
    assert value("applications_open", date(2024, 9, 2)) == 0


def test_a_report_is_open_until_it_is_answered():
    report = supervision.report(state=supervision.ReportState.SET_ASIDE)
    received = report.received_at.date()
    answered = report.answered_at.date()

    days = (received - timedelta(days=1), received, answered - timedelta(days=1), answered)

    assert values("reports_open", *days) == [0, 1, 1 if answered > received else 0, 0]


def test_enterprises_are_spread_over_the_stages_that_they_reached(league):
    ledgers.enterprise("示例·甲")
    ledgers.member(ledgers.enterprise("示例·乙", industry_code="mutton"))
    certification.application_in(
        ApplicationState.SUBMITTED, of=certification.product(ledgers.enterprise("示例·丙"))
    )
    certification.application_in(
        ApplicationState.UNDER_EVALUATION, of=certification.product(ledgers.enterprise("示例·戊"))
    )
    certification.certificate(certification.product(ledgers.enterprise("示例·丁")))

    stages = queries.stages_by_industry(division=league, as_of=date(2024, 12, 6))

    assert [
        (row.industry.code, row.in_ledger, row.in_pool, row.applying, row.certified) for row in stages
    ] == [
        ("camel_milk", 1, 0, 1, 1),
        ("mutton", 0, 1, 0, 0),
    ]
    funnel = queries.funnel(division=league, as_of=date(2024, 12, 6))
    assert [figure.value for figure in funnel.values()] == [5, 1, 3, 2, 1]


def test_checks_of_labels_are_counted_day_by_day_for_the_division_of_the_holder(league):
    code = marks.code()
    marks.checked(code, times=2, at=datetime(2024, 11, 20, 15, 30, tzinfo=UTC))
    marks.checked(code, at=datetime(2024, 11, 20, 16, tzinfo=UTC))
    marks.checked("这不是码", at=datetime(2024, 11, 20, 3, tzinfo=UTC))

    scans = queries.scans_of_days(division=league, as_of=date(2024, 11, 21))

    assert len(scans) == 30
    assert [(day.on, day.checks) for day in scans if day.checks] == [
        (date(2024, 11, 20), 2),
        (date(2024, 11, 21), 1),
    ]
    elsewhere = queries.scans_of_days(division=people.division("150400"), as_of=date(2024, 11, 21))
    assert [day for day in elsewhere if day.checks] == []


def test_what_ends_or_falls_due_within_a_year_is_foreseen(league):
    certificate = certification.certificate()

    due, ends = certificate.surveillance_due_on, certificate.expires_on

    assert list(queries.coming_surveillance(division=league, as_of=due - timedelta(days=365))) == [
        certificate
    ]
    assert list(queries.coming_expiries(division=league, as_of=ends - timedelta(days=366))) == []
    assert list(queries.coming_expiries(division=league, as_of=ends - timedelta(days=365))) == [certificate]
    assert list(queries.coming_expiries(division=people.division("152921"), as_of=ends)) == []


def test_the_bulletin_states_the_figures_of_its_day(league):
    certification.certificate(certification.product(ledgers.enterprise("示例·甲")))

    before = queries.bulletin(division=league, as_of=date(2024, 10, 23))
    after = queries.bulletin(division=league, as_of=date(2024, 12, 6))

    assert [part.text for part in before if part.figure == "enterprises_certified"] == []
    assert [part.text for part in after if part.figure == "enterprises_certified"] == ["1"]
    assert set(OF_THE_NOTICE) <= queries.FIGURES.keys()
