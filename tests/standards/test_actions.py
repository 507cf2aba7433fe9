"""Standards and proposals, from draft to withdrawal."""

from datetime import date
from decimal import Decimal

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.register import queries as register
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries as calls_queries
from yinxin.standards.texts import actions as standards
from yinxin.standards.texts import queries
from yinxin.standards.texts.models import Standard

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def institute():
    return given_people.institute_officer()


def test_a_number_in_another_spelling_is_the_same_number(institute):
    given.draft_standard("T/NMSP.MZB02.14—2023")

    with pytest.raises(standards.StandardExists) as refused:
        given.draft_standard("T/NMSP MZB02.14-2023")

    assert refused.value.facts == {"field": "number", "number": "T/NMSP MZB02.14-2023"}
    (row,) = Standard.objects.all()
    assert (row.number, row.printed_number) == ("T/NMSP MZB02.14-2023", "T/NMSP.MZB02.14—2023")


def test_a_text_that_is_no_number_is_refused():
    with pytest.raises(standards.NumberUnreadable):
        given.draft_standard("GB 19644-2010")

    assert Standard.objects.count() == 0


@pytest.mark.parametrize("kinds", [[], ["unicorn_milk"], ["camel_milk", "unicorn_milk"]])
def test_a_standard_is_for_kinds_of_product_that_the_rulebook_knows(kinds):
    with pytest.raises(standards.UnknownKinds):
        given.draft_standard(kinds=kinds)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INSTITUTE_OFFICER, Role.CALENDAR}))
def test_only_the_institute_drafts(role):
    with pytest.raises(NotYours):
        standards.draft(
            given.NUMBER,
            title="x",
            product_kinds=["mutton"],
            division=given_people.division(),
            by=given_people.office(role),
            at=NOW,
        )


def test_a_draft_is_published_in_the_open_and_stays_as_it_is(institute):
    standard = given.draft_standard()
    clause = given.clause()

    standards.publish(standard.number, on=DAY, effective_on=date(2024, 7, 1), by=institute, at=NOW)

    (act,) = register.open_acts(kinds=["standard.published"])
    assert (act.subject, act.facts) == (
        "standard/T/NMSP MZB02.14-2023",
        {
            "state": "published",
            "title": standard.title,
            "published_on": "2024-06-01",
            "effective_on": "2024-07-01",
        },
    )
    with pytest.raises(WrongState):
        given.clause(clause="4.9")
    with pytest.raises(WrongState):
        given.indicator(clause)
    with pytest.raises(WrongState):
        standards.remove_clause(clause.pk, by=institute, at=NOW)


def test_a_standard_without_clauses_is_not_published_unless_its_text_is_not_public(institute):
    empty = given.draft_standard("T/NMSP MZB02.14-2023")
    placeholder = given.draft_standard("T/NMSP MZB02.15-2023", is_placeholder=True)

    with pytest.raises(standards.NothingAsked):
        standards.publish(empty.number, on=DAY, effective_on=DAY, by=institute, at=NOW)
    published = standards.publish(placeholder.number, on=DAY, effective_on=DAY, by=institute, at=NOW)

    assert published.state == "published"


def test_a_standard_does_not_take_effect_before_it_is_published(institute):
    standard = given.draft_standard()
    given.clause()

    with pytest.raises(standards.DaysOutOfOrder):
        standards.publish(standard.number, on=DAY, effective_on=date(2024, 5, 31), by=institute, at=NOW)


def test_a_standard_is_withdrawn_after_the_day_of_publication(institute):
    standard = given.standard(on=DAY)

    with pytest.raises(standards.DaysOutOfOrder):
        standards.withdraw(standard.number, on=DAY, by=institute, at=NOW)
    withdrawn = standards.withdraw(standard.number, on=date(2024, 6, 2), by=institute, at=NOW)

    assert (withdrawn.state, withdrawn.withdrawn_on) == ("withdrawn", date(2024, 6, 2))


def test_a_clause_number_is_given_once():
    given.draft_standard()
    given.clause(clause="4.1")

    with pytest.raises(standards.ClauseExists):
        given.clause(clause="4.1")


def test_clauses_keep_the_order_in_which_they_were_added():
    standard = given.draft_standard()
    for number in ("4.2", "4.10", "4.1"):
        given.clause(clause=number)

    assert [clause.number for clause in standard.clauses.all()] == ["4.2", "4.10", "4.1"]


@pytest.mark.parametrize("origin", [{}, {"divisions": []}, {"box": {"west": "1"}}])
def test_an_origin_rule_that_cannot_be_checked_is_not_added(origin):
    standard = given.draft_standard()

    with pytest.raises(standards.OriginUnreadable):
        given.clause(origin=origin)

    assert standard.clauses.count() == 0


def test_degrees_are_kept_as_text(institute):
    given.draft_standard()

    clause = given.clause(origin={"box": {"west": 97.1, "east": 106.9, "south": 37.4, "north": 42.8}})

    assert clause.origin == {"box": {"west": "97.1", "east": "106.9", "south": "37.4", "north": "42.8"}}


def test_a_range_needs_its_upper_limit():
    given.draft_standard()
    clause = given.clause()

    with pytest.raises(standards.LimitsDisagree):
        given.indicator(clause, comparison="between", limit="1")

    assert given.indicator(clause, comparison="between", limit="1", upper="2").upper == Decimal(2)


def test_a_clause_is_taken_out_of_a_draft_with_its_indicators(institute):
    standard = given.draft_standard()
    clause = given.clause()
    given.indicator(clause)

    standards.remove_clause(clause.pk, by=institute, at=NOW)

    assert standard.clauses.count() == 0
    assert [act.kind for act in register.acts(subjects=[standard.subject])][-1] == "standard.clause_removed"


def test_others_see_no_draft(institute):
    given.draft_standard("T/NMSP MZB02.15-2023")
    published = given.standard()
    officer = given_people.league_officer()

    assert list(queries.standards_in_reach(officer)) == [published]
    assert queries.standards_in_reach(institute).count() == 2
    with pytest.raises(NotFound):
        standards.publish("T/NMSP MZB02.15-2023", on=DAY, effective_on=DAY, by=officer, at=NOW)


def test_the_standards_of_a_day_are_those_published_and_not_withdrawn_by_then(institute):
    standard = given.standard(on=DAY)
    standards.withdraw(standard.number, on=date(2024, 9, 1), by=institute, at=NOW)

    days = [date(2024, 5, 31), DAY, date(2024, 8, 31), date(2024, 9, 1)]

    assert [queries.published(day).count() for day in days] == [0, 1, 1, 0]
    assert queries.published().count() == 0
    assert list(queries.ever_published()) == [standard]


def test_a_product_is_certified_against_standards_of_its_kind_that_took_effect(institute):
    standard = given.draft_standard(kinds=["mutton", "beef"])
    given.clause()
    standards.publish(standard.number, on=DAY, effective_on=date(2024, 7, 1), by=institute, at=NOW)
    given.standard("T/NMSP MZB02.99-2023", kinds=["camel_milk"])

    assert queries.standards_for_kind("beef", date(2024, 6, 30)) == []
    assert queries.standards_for_kind("beef", date(2024, 7, 1)) == [standard]


def test_an_officer_proposes_and_the_institute_accepts(institute):
    proposal = given.proposal()

    accepted = calls.accept(proposal.pk, answer="列入计划。", on=DAY, by=institute, at=NOW)

    assert (accepted.state, accepted.decided_on) == ("accepted", DAY)
    assert [act.kind for act in register.acts(subjects=[proposal.subject])] == [
        "proposal.made",
        "proposal.accepted",
    ]


def test_a_proposal_is_declined_with_a_reason_only(institute):
    proposal = given.proposal()

    with pytest.raises(standards.ReasonMissing):
        calls.decline(proposal.pk, answer=" ", on=DAY, by=institute, at=NOW)
    declined = calls.decline(proposal.pk, answer="已有同类标准。", on=DAY, by=institute, at=NOW)

    assert declined.state == "declined"


def test_an_officer_answers_no_proposal():
    proposal = given.proposal()

    with pytest.raises(NotYours):
        calls.accept(proposal.pk, on=DAY, by=given_people.league_officer(), at=NOW)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ENTERPRISE, Role.LEAD_AUDITOR])
def test_others_do_not_propose(role):
    with pytest.raises(NotYours):
        given.proposal(by=given_people.office(role))


def test_a_banner_proposes_for_itself_only_and_sees_its_own_only():
    banner = given_people.banner_officer("152922")
    of_the_league = given.proposal()

    with pytest.raises(NotFound):
        given.proposal(by=banner)
    own = given.proposal("右旗驼绒制品", division=given_people.division("152922"), by=banner)

    assert list(calls_queries.proposals_in_reach(banner)) == [own]
    assert set(calls_queries.proposals_in_reach(given_people.league_officer())) == {own, of_the_league}
    with pytest.raises(NotFound):
        calls.accept(of_the_league.pk, on=DAY, by=banner, at=NOW)
