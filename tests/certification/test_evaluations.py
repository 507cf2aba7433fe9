"""What an evaluation takes, and what it is not concluded without."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from tests.given import certification as given
from tests.given import ledgers, people, standards
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.evaluations import actions as evaluations
from yinxin.certification.evaluations import queries, rules
from yinxin.certification.evaluations.models import TestReport
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.queries import acts
from yinxin.standards.texts.models import Clause

DAY = date(2024, 10, 11)


@pytest.fixture
def case(db, var):
    return given.application_in(State.UNDER_EVALUATION)


@pytest.fixture
def auditor(case):
    return given.staff(Role.LEAD_AUDITOR)


def report(case, by, **changes):
    facts = {
        "element": "documents",
        "conforms": True,
        "summary": "符合",
        "started_on": date(2024, 9, 11),
        "finished_on": date(2024, 9, 12),
        "by": by,
        "at": given.DOCUMENTS_READ,
    }
    return evaluations.record_element(case.number, **{**facts, **changes})


def enter(case, by, **changes):
    facts = {
        "report_number": "WT-1",
        "laboratory": "示例检验检测中心",
        "cma_number": "240500140001",
        "cma_until": date(2027, 3, 1),
        "sampled_on": date(2024, 9, 25),
        "tested_on": DAY,
        "sample": "CY-1",
        "values": {each.pk: Decimal("3.6") for each in queries.indicators_of(case)},
        "by": by,
        "at": given.TESTED,
    }
    return evaluations.record_test(case.number, **{**facts, **changes})


def conclude(case, by):
    case.refresh_from_db()
    return evaluations.conclude(case.number, seen=case.revision, by=by, at=given.CONCLUDED)


# --------------------------------------------------------------------------------------------- elements


def test_i3_no_element_is_added_to_the_mode(case, auditor):
    """认证认可条例 art. 21: no step added."""
    with pytest.raises(evaluations.ElementNotOfMode):
        report(case, auditor, element="tasting")


def test_a_later_report_takes_the_place_of_the_earlier_which_is_kept(case, auditor):
    report(case, auditor, conforms=False)
    report(case, auditor, at=given.SITE_SEEN)

    assert list(case.element_reports.values_list("conforms", "replaced_at")) == [
        (False, given.SITE_SEEN),
        (True, None),
    ]


@pytest.mark.parametrize(
    ("started_on", "finished_on"),
    [(date(2024, 9, 12), date(2024, 9, 11)), (date(2024, 9, 12), date(2024, 9, 13))],
    ids=["ends before it begins", "ends tomorrow"],
)
def test_the_days_of_an_element_are_in_order_and_have_come(case, auditor, started_on, finished_on):
    with pytest.raises(evaluations.DaysDisagree):
        report(case, auditor, started_on=started_on, finished_on=finished_on)


@pytest.mark.parametrize("man_days", [None, Decimal("1.5")])
def test_a_site_visit_is_not_cut_short(case, auditor, man_days):
    with pytest.raises(evaluations.SiteDaysTooFew) as refused:
        report(case, auditor, element="site", man_days=man_days)

    assert refused.value.facts["minimum"] == 2


def test_a_report_says_something(case, auditor):
    with pytest.raises(applications.ReasonsMissing):
        report(case, auditor, summary="  ")


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.LEAD_AUDITOR}))
def test_only_the_lead_auditor_evaluates(case, role):
    units = {Role.ENTERPRISE: case.enterprise, **dict.fromkeys(people.OUTSIDE_CERTIFICATION)}
    unit = units.get(role, case.body)
    by = people.office(role, of=None if role in REGULATORS else unit)
    refusal = NotFound if role in people.OUTSIDE_CERTIFICATION else NotYours

    with pytest.raises(refusal):
        report(case, by)


@pytest.mark.parametrize("state", [s for s in State if s not in {State.DRAFT, State.UNDER_EVALUATION}])
@pytest.mark.django_db
def test_an_evaluation_is_written_only_between_acceptance_and_conclusion(state, var):
    case = given.application_in(state)

    with pytest.raises(WrongState):
        report(case, given.staff(Role.LEAD_AUDITOR))


# --------------------------------------------------------------------------------------- nonconformities


@pytest.mark.parametrize(
    ("grade", "due_on"),
    [
        ("critical", date(2024, 10, 25)),
        ("major", date(2024, 11, 25)),  # the sixtieth day is a Sunday
        ("minor", date(2024, 12, 24)),
    ],
)
def test_a_nonconformity_is_due_when_its_grade_says(case, grade, due_on):
    found = given.nonconformity(case, grade=grade)

    assert (found.number, found.due_on) == ("N-01", due_on)


def test_a_nonconformity_names_a_clause_of_the_cases_own_standard(case, auditor):
    other = standards.standard("T/NMSP MZB02.15-2023")
    clause = Clause.objects.get(standard=other, number="4.2")

    with pytest.raises(evaluations.ClauseNotOfStandard):
        evaluations.raise_nonconformity(
            case.number, clause_pk=clause.pk, grade="major", statement="x", by=auditor, at=given.SITE_SEEN
        )


def test_a_nonconformity_has_a_grade_of_the_rulebook(case, auditor):
    clause = Clause.objects.get(standard=case.standard, number="4.2")

    with pytest.raises(evaluations.GradeUnknown):
        evaluations.raise_nonconformity(
            case.number, clause_pk=clause.pk, grade="tiny", statement="x", by=auditor, at=given.SITE_SEEN
        )


def test_a_correction_is_answered_sent_back_answered_and_closed(case, auditor):
    found = given.nonconformity(case, state="answered")

    evaluations.reopen_nonconformity(found.pk, verification="照片看不清", by=auditor, at=given.on(9, 29))
    evaluations.answer_nonconformity(
        found.pk,
        answer="重拍照片",
        evidence=ContentFile(b"\xff\xd8\xff", name="照片.jpg"),
        by=given.applicant(case.enterprise),
        at=given.on(9, 30),
    )
    closed = evaluations.close_nonconformity(
        found.pk, verification="可以追溯", by=auditor, at=given.on(10, 8)
    )

    assert (closed.state, closed.answer, closed.verification) == ("closed", "重拍照片", "可以追溯")
    with closed.evidence.open() as photo:
        assert photo.read() == b"\xff\xd8\xff"
    assert [act.kind for act in acts(subjects=[case.subject])][-5:] == [
        "nonconformity.raised",
        "nonconformity.answered",
        "nonconformity.reopened",
        "nonconformity.answered",
        "nonconformity.closed",
    ]


def test_nobody_answers_for_another_enterprise(case):
    found = given.nonconformity(case)
    stranger = given.applicant(ledgers.enterprise("示例·苍天驼绒制品有限公司", division_code="152921"))

    with pytest.raises(NotFound):
        evaluations.answer_nonconformity(found.pk, answer="我来", by=stranger, at=given.TESTED)


def test_nobody_verifies_for_another_body(case):
    found = given.nonconformity(case, state="answered")
    stranger = given.staff(Role.LEAD_AUDITOR, of=given.body("示例第二认证中心"))

    with pytest.raises(NotFound):
        evaluations.close_nonconformity(found.pk, verification="好", by=stranger, at=given.TESTED)


def test_nothing_is_answered_in_a_case_that_was_withdrawn(case):
    found = given.nonconformity(case)
    by = given.applicant(case.enterprise)
    case.refresh_from_db()
    applications.withdraw(case.number, seen=case.revision, by=by, at=given.TESTED)

    with pytest.raises(evaluations.CaseEnded):
        evaluations.answer_nonconformity(found.pk, answer="晚了", by=by, at=given.TESTED)


# ------------------------------------------------------------------------------------------- test reports


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"cma_number": "24050014000"}, "cma_unreadable"),
        ({"cma_number": "CMA24050014000X"}, "cma_unreadable"),
        ({"cma_until": DAY - timedelta(days=1)}, "cma_not_valid"),
        ({"sampled_on": DAY + timedelta(days=1)}, "sampled_after_tested"),
        ({"tested_on": date(2024, 10, 15)}, "tested_in_future"),
    ],
)
def test_a_laboratory_is_relied_on_only_within_its_approval(case, auditor, changes, why):
    """吴市监处罚〔2023〕00112号: a body was fined for a report whose CMA nobody had looked at."""
    with pytest.raises(evaluations.LaboratoryNotRelied) as refused:
        enter(case, auditor, **changes)

    assert refused.value.facts["why"] == why
    assert TestReport.objects.count() == 0


def test_the_last_day_of_the_approval_is_still_covered(case, auditor):
    assert enter(case, auditor, cma_until=DAY).cma_number == "240500140001"


def test_a_report_tests_what_the_standard_asks_and_nothing_else(case, auditor):
    other = standards.indicator(
        standards.clause(
            standards.draft_standard("T/NMSP MZB02.15-2023").number, clause="5", kind="indicator"
        )
    )

    with pytest.raises(evaluations.IndicatorsDisagree) as missing:
        enter(case, auditor, values={})
    with pytest.raises(evaluations.IndicatorsDisagree) as foreign:
        enter(case, auditor, values={each.pk: Decimal(4) for each in [*queries.indicators_of(case), other]})

    assert missing.value.facts["missing"] == ("蛋白质",)
    assert foreign.value.facts["foreign"] == [other.pk]


def test_a_report_is_entered_once(case, auditor):
    enter(case, auditor)

    with pytest.raises(evaluations.TestReportTwice):
        enter(case, auditor)


@pytest.mark.parametrize(("value", "conforms"), [("3.2", True), ("3.1999", False)])
def test_each_value_is_judged_at_once_as_it_was_measured(case, auditor, value, conforms):
    values = {each.pk: Decimal(value) for each in queries.indicators_of(case)}

    found = enter(case, auditor, values=values)

    assert [result.conforms for result in found.results.all()] == [conforms]


# ----------------------------------------------------------------------------------------- the conclusion


def test_i3_an_evaluation_is_not_concluded_before_every_element(case, auditor):
    """认证认可条例 art. 21: no step left out; all that is missing is said at once."""
    with pytest.raises(evaluations.NotConcludable) as refused:
        conclude(case, auditor)

    assert list(refused.value.facts["lacking"]) == [
        ("element", "documents"),
        ("element", "site"),
        ("element", "test"),
        ("test_report", "test_report"),
    ]


def everything(case, *, value="3.6", site=True):
    given.element(case, "documents")
    given.element(case, "site", conforms=site)
    given.laboratory_report(case, value=value)
    given.element(case, "test")


@pytest.mark.parametrize("state", ["open", "answered"])
@pytest.mark.parametrize("grade", ["critical", "major"])
def test_what_blocks_the_decision_is_closed_first(case, auditor, grade, state):
    everything(case)
    given.nonconformity(case, grade=grade, state=state)

    with pytest.raises(evaluations.NotConcludable) as refused:
        conclude(case, auditor)

    assert list(refused.value.facts["lacking"]) == [("nonconformity", "N-01")]


def test_a_minor_nonconformity_may_wait_for_surveillance(case, auditor):
    everything(case)
    given.nonconformity(case, grade="minor")

    assert conclude(case, auditor).state == "evaluated"


def test_a_value_beyond_its_limit_keeps_a_good_conclusion_back_until_a_second_test(case, auditor):
    everything(case, value="3.0")

    with pytest.raises(evaluations.NotConcludable) as refused:
        conclude(case, auditor)
    given.laboratory_report(case, number="WT-2", value="3.4")

    assert list(refused.value.facts["lacking"]) == [("value", "蛋白质")]
    assert conclude(case, auditor).state == "evaluated"


def test_a_case_that_fails_can_be_concluded_and_refused_but_not_granted(case, auditor):
    everything(case, value="3.0", site=False)
    given.nonconformity(case, grade="critical")
    case = conclude(case, auditor)
    reviewer = given.staff(Role.REVIEWER)

    with pytest.raises(decisions.EvaluationNegative):
        decisions.review(
            case.number,
            recommendation="granted",
            reasons="x",
            seen=case.revision,
            by=reviewer,
            at=given.REVIEWED,
        )
    reviewed = decisions.review(
        case.number,
        recommendation="refused",
        reasons="不符合",
        seen=case.revision,
        by=reviewer,
        at=given.REVIEWED,
    )

    assert reviewed.state == "reviewed"


def test_the_page_is_told_what_the_action_would_say(case):
    assert queries.lacking_of(case) == (
        rules.Lacking("element", "documents"),
        rules.Lacking("element", "site"),
        rules.Lacking("element", "test"),
        rules.Lacking("test_report", "test_report"),
    )
