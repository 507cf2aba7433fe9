"""The working-day clocks of a case: what they count, what makes them stand still, which is the most urgent."""

from datetime import date

import pytest

from tests.given import certification as given
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications import queries, rules
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.applications.rules import Moved
from yinxin.certification.decisions import actions as decisions
from yinxin.kernel.roles import Role
from yinxin.scheme.queries import rulebook


def clocks(case, today):
    return {each.limit.code: each.clock for each in queries.clocks_of([case], today=today)[case.number]}


def figures(case, today):
    return {code: (clock.used, clock.left, clock.paused) for code, clock in clocks(case, today).items()}


@pytest.mark.django_db
def test_a_draft_and_a_case_that_has_ended_have_no_clock(var):
    for state, name in [
        (State.DRAFT, "甲"),
        (State.CONCLUDED, "乙"),
        (State.DECLINED, "丙"),
        (State.WITHDRAWN, "丁"),
    ]:
        case = given.application_in(state, of=given.product(name=name))

        assert queries.clock_of(case, today=date(2024, 12, 1)) is None


@pytest.mark.django_db
def test_the_day_of_submission_is_not_counted_and_holidays_are_not_either(var):
    """民法典 art. 201. Submitted on Tuesday, 3 September 2024; the 14th is a make-up day before Mid-Autumn."""
    case = given.application_in(State.SUBMITTED)

    found = [clocks(case, date(2024, 9, day))["acceptance"] for day in (3, 4, 10, 18)]

    assert [(clock.used, clock.left, clock.is_overdue) for clock in found] == [
        (0, 5, False),
        (1, 4, False),
        (5, 0, False),
        (10, -5, True),
    ]
    assert found[0].due_on == date(2024, 9, 10)


@pytest.mark.django_db
def test_a_returned_case_stands_still_and_goes_on_where_it_stood(var):
    case = given.application_in(State.RETURNED)  # on the 4th, after one working day
    asleep = figures(case, date(2024, 11, 1))["acceptance"]

    by = given.applicant(case.enterprise)
    given.document(case, "business_licence", at=given.on(9, 23))
    case.refresh_from_db()
    applications.submit(case.number, seen=case.revision, by=by, at=given.on(9, 23))
    awake = clocks(case, date(2024, 9, 24))["acceptance"]

    assert asleep == (1, 4, True)
    assert (awake.used, awake.left, awake.due_on) == (2, 3, date(2024, 9, 27))


@pytest.mark.django_db
def test_an_elements_clock_ends_with_its_report_and_the_report_clock_begins_with_the_last(var):
    case = given.application_in(State.UNDER_EVALUATION)  # accepted on 5 September
    first = set(clocks(case, date(2024, 9, 6)))

    given.element(case, "documents")
    given.element(case, "site")
    second = set(clocks(case, date(2024, 9, 26)))
    given.laboratory_report(case)
    given.element(case, "test")
    third = clocks(case, date(2024, 10, 15))

    assert first == {"documents", "site", "test", "total"}
    assert second == {"test", "total"}
    assert set(third) == {"report", "total"}
    assert (third["report"].used, third["report"].left) == (1, 9)


@pytest.mark.django_db
def test_while_the_enterprise_corrects_the_auditors_clock_stands_still(var):
    case = given.application_in(State.UNDER_EVALUATION)

    open_case = given.nonconformity(case, at=given.on(9, 12)).application
    while_open = figures(open_case, date(2024, 10, 30))
    waits_for = queries.clocks_of([case], today=date(2024, 10, 30))[case.number]

    assert while_open["documents"] == (5, 5, True)
    assert while_open["site"] == (5, 25, True)
    assert not while_open["test"][2]
    assert {each.limit.code: each.waits_for for each in waits_for}["documents"] == "correction"


@pytest.mark.django_db
def test_two_nonconformities_stop_the_clock_until_both_are_answered(var):
    case = given.application_in(State.UNDER_EVALUATION)

    given.nonconformity(case, state="answered", at=given.on(9, 12))  # answered on the 15th
    given.nonconformity(case, state="answered", at=given.on(9, 13))  # answered on the 16th
    used = figures(case, date(2024, 9, 18))["documents"]

    assert used == (6, 4, False)


@pytest.mark.django_db
def test_a_case_that_is_sent_back_ends_the_clock_of_the_decision(var):
    case = given.application_in(State.EVALUATED)
    before = set(clocks(case, date(2024, 10, 17)))
    decisions.send_back(
        case.number, reasons="补充", seen=case.revision, by=given.staff(Role.REVIEWER), at=given.REVIEWED
    )
    after = set(clocks(case, date(2024, 10, 21)))

    assert before == {"decision", "total"}
    assert after == {"report", "total"}


@pytest.mark.django_db
def test_the_most_urgent_clock_comes_first_and_those_that_stand_still_last(var):
    case = given.application_in(State.UNDER_EVALUATION)

    urgent = [each.limit.code for each in queries.clocks_of([case], today=date(2024, 9, 6))[case.number]]
    given.nonconformity(case, at=given.on(9, 12))
    stopped = [each.limit.code for each in queries.clocks_of([case], today=date(2024, 9, 20))[case.number]]

    assert urgent == ["documents", "site", "test", "total"]
    assert stopped == ["test", "documents", "site", "total"]


@pytest.mark.django_db
def test_i15_a_year_whose_holidays_are_not_published_gives_an_estimate(var):
    case = given.application_in(State.SUBMITTED)

    assert clocks(case, date(2024, 9, 10))["acceptance"].is_estimate is False
    assert clocks(case, date(2031, 1, 10))["acceptance"].is_estimate is True


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_many_clocks_are_read_at_once(count, var, django_assert_num_queries):
    cases = [given.application_in(State.SUBMITTED, of=given.product(name=name)) for name in "甲乙丙"[:count]]
    rows = list(queries.applications_in_reach(given.staff(Role.REVIEWER)))

    with django_assert_num_queries(1):
        found = queries.clocks_of(rows, today=date(2024, 9, 10))

    assert len(found) == len(cases) == count


@pytest.mark.parametrize(
    ("states", "starts"),
    [
        (["draft"], None),
        (["draft", "submitted"], 1),
        (["draft", "submitted", "returned"], 1),
        (["draft", "submitted", "returned", "submitted"], 1),
        (["draft", "submitted", "under_evaluation"], None),
        (["draft", "submitted", "withdrawn"], None),
    ],
)
def test_the_clock_of_acceptance_runs_from_the_first_submission_until_it_is_answered(states, starts):
    limit = rulebook().clock("acceptance", on=date(2024, 1, 1))
    moves = [Moved(date(2024, 9, 1 + place), state) for place, state in enumerate(states)]

    since = rules.started_on(limit, moves)

    assert since == (None if starts is None else moves[starts].on)
