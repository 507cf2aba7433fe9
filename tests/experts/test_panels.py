"""A panel by lot: who is on the list, how weighty, and who is asked when the value is known."""

from datetime import date, timedelta

import pytest

from tests.given import assignments as given
from tests.given import draws as given_draws
from tests.given import experts as given_experts
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.draws import actions as draws
from yinxin.experts.assignments import actions, queries
from yinxin.experts.assignments.actions import refusals
from yinxin.kernel.refusals import NotFound
from yinxin.register import actions as register
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db
AFTER = given_draws.DUE + timedelta(hours=1)
SEATS = {"product": 2, "law": 1}


@pytest.fixture
def institute():
    return given_people.institute_officer()


@pytest.fixture
def pool():
    """Six experts of products, of whom one is of law too, and two of law alone."""
    fields = [("product",)] * 5 + [("product", "law")] + [("law",)] * 2
    return [given_experts.expert(f"示例专家 {n:02d}", fields=of) for n, of in enumerate(fields, 1)]


def committed(matter, **seats):
    row = actions.commit_panel(
        matter.pk,
        seats=seats or SEATS,
        source=given_draws.SOURCE,
        source_due_at=given_draws.DUE,
        by=given_people.institute_officer(),
        at=NOW,
    )
    register.sign_checkpoint(at=NOW)
    return row


def seated(matter, draw, *, by=None):
    return actions.seat_panel(
        matter.pk, draw=draw.number, value=given_draws.VALUE, by=by or given_draws.second_officer(), at=AFTER
    )


def test_the_list_holds_everybody_who_is_eligible_and_nobody_else(pool):
    given_experts.tie(pool[0], kind="family")
    given_experts.absence(pool[1], since=given.STARTS_ON, until=given.ENDS_ON)

    draw = committed(given.matter())

    found = {each.subject: each.strata for each in draw.candidates.all()}
    assert found == {
        pool[2].subject: ["product"],
        pool[3].subject: ["product"],
        pool[4].subject: ["product"],
        pool[5].subject: ["product", "law"],
        pool[6].subject: ["law"],
        pool[7].subject: ["law"],
    }
    assert [each["seats"] for each in draw.strata] == [2, 1]
    assert (draw.is_invented, draw.purpose) == (True, "panel")


def test_who_worked_of_late_has_fewer_tickets(pool):
    long_ago = NOW - timedelta(days=367)
    busy, former = pool[0], pool[1]
    given.finished(expert=busy, at=NOW - timedelta(days=100))
    given.finished(expert=busy, at=NOW - timedelta(days=50))
    given.finished(given.matter(starts_on=date(2024, 4, 2), at=long_ago), former, at=long_ago)
    declined = given.invited(expert=pool[2])
    actions.decline(declined.pk, by=given.office_of(declined), at=NOW)

    draw = committed(given.matter())

    weights = {each.subject: each.weight for each in draw.candidates.all()}
    assert [weights[each.subject] for each in pool[:4]] == [2, 4, 4, 4]


def test_everybody_who_is_drawn_is_asked(pool):
    matter = given.matter()
    draw = committed(matter)

    asked = seated(matter, draw)

    assert [(row.state, row.draw, row.seat) for row in asked] == [("invited", draw, "member")] * 3
    left = queries.seats_left(matter)
    assert (left["product"], left["law"]) == (1, 0)  # three and one, by the rulebook
    with pytest.raises(refusals.PanelSeated):
        seated(matter, draw)


def test_who_came_into_conflict_between_list_and_value_is_passed_over(pool, institute):
    matter = given.matter()
    draw = committed(matter)
    for expert in pool:
        given_experts.tie(expert, kind="consultancy", of="新来的厂")
    actions.add_party(matter.pk, kind="other", name="新来的厂", by=institute, at=NOW)

    asked = seated(matter, draw)

    assert asked == []
    passed = acts(subjects=[matter.subject], kinds=["matter.passed_over"])
    assert [act.facts["why"]["code"] for act in passed] == ["conflict_consultancy"] * 3
    assert queries.unseated_draw(matter) is None
    assert committed(given.matter()).state == "committed"


def test_who_was_drawn_by_another_office_is_asked_by_the_institute(pool, institute):
    matter = given.matter()
    draw = committed(matter)
    draws.draw(draw.number, value=given_draws.VALUE, by=given_people.league_officer(), at=AFTER)

    with pytest.raises(refusals.DrawPending):
        committed(matter)
    with pytest.raises(refusals.DrawPending):
        actions.close_matter(matter.pk, by=institute, at=AFTER)
    asked = actions.seat_panel(matter.pk, draw=draw.number, by=institute, at=AFTER)

    assert len(asked) == 3


def test_the_officer_who_committed_does_not_enter_the_value(pool, institute):
    matter = given.matter()
    draw = committed(matter)

    with pytest.raises(draws.SameOfficer):
        seated(matter, draw, by=institute)

    assert matter.assignments.count() == 0


def test_one_draw_at_a_time(pool):
    matter = given.matter()
    committed(matter)

    with pytest.raises(refusals.DrawPending):
        committed(matter)


@pytest.mark.parametrize("seats", [{"product": 0}, {"magic": 1}])
def test_seats_are_of_fields_that_there_are(pool, seats):
    with pytest.raises(refusals.SeatsUnclear):
        committed(given.matter(), **seats)


def test_no_list_is_committed_to_that_may_not_fill_its_seats(pool):
    with pytest.raises(draws.TooFewCandidates):
        committed(given.matter(), law=4)


def test_the_draw_of_another_matter_is_not_there(pool):
    draw = committed(given.matter())

    with pytest.raises(NotFound):
        seated(given.matter(), draw)


def test_without_seats_the_panel_of_the_rulebook_is_drawn(institute):
    fields = ["standardisation"] * 2 + ["product"] * 5 + ["process"] * 4 + ["law"] * 3
    for number, field in enumerate(fields):
        given_experts.expert(f"示例专家 {number:02d}", fields=[field])
    matter = given.matter()

    draw = actions.commit_panel(
        matter.pk, source=given_draws.SOURCE, source_due_at=given_draws.DUE, by=institute, at=NOW
    )

    assert {each["code"]: each["seats"] for each in draw.strata} == queries.seats_left(matter)
