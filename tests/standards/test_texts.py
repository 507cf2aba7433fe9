"""A standard from its draft to its withdrawal: numbers, versions, publication, supersession, review."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.register import queries as register
from yinxin.register.rules import canonical
from yinxin.standards.texts import actions as standards
from yinxin.standards.texts import queries
from yinxin.standards.texts.models import Indicator, Standard

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
        standard.subject,
        {
            "state": "published",
            "number": "T/NMSP MZB02.14-2023",
            "title": standard.title,
            "published_on": "2024-06-01",
            "effective_on": "2024-07-01",
            "replaces": "",
            "sha256": standard.versions.get().sha256,
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


def test_a_text_is_published_by_its_key_under_the_number_that_it_was_given(institute):
    text = given.text()
    with pytest.raises(standards.NumberMissing):
        standards.publish(text.pk, on=DAY, effective_on=DAY, by=institute, at=NOW)

    standards.give_number(text.pk, number="T/NMSP.MZB02.21—2024", by=institute, at=NOW)
    published = standards.publish(text.pk, on=DAY, effective_on=DAY, by=institute, at=NOW)

    assert (published.number, published.printed_number) == ("T/NMSP MZB02.21-2024", "T/NMSP.MZB02.21—2024")
    assert published.subject == f"standard/{text.pk}"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [("GB 1-2020", standards.NumberUnreadable), ("T/NMSP MZB2.14-2023", standards.StandardExists)],
)
def test_a_number_is_readable_and_free(institute, number, refusal):
    given.standard()
    text = given.text()

    with pytest.raises(refusal):
        standards.give_number(text.pk, number=number, by=institute, at=NOW)


def test_the_cover_of_a_draft_is_corrected(institute):
    text = given.text()

    changes = {"title": " 新名称 ", "ics": "67.100.10", "division": given_people.division("152922")}
    standards.describe(text.pk, changes=changes, by=institute, at=NOW)

    text = Standard.objects.get(pk=text.pk)
    assert (text.title, text.ics, text.division_id) == ("新名称", "67.100.10", "152922")
    with pytest.raises(standards.TitleMissing):
        standards.describe(text.pk, changes={"title": " "}, by=institute, at=NOW)
    with pytest.raises(standards.UnknownKinds):
        standards.describe(text.pk, changes={"product_kinds": ["unicorn_milk"]}, by=institute, at=NOW)


def test_a_frozen_version_keeps_the_text_and_its_hash_is_in_the_open(institute):
    text = given.text()

    first = standards.freeze(text.pk, label="comment", by=institute, at=NOW)
    clause = text.clauses.get(number="2.2")
    standards.edit_clause(clause.pk, changes={"text": "改动"}, by=institute, at=NOW)
    second = standards.freeze(text.pk, label="review", by=institute, at=NOW)

    assert [(version.ordinal, version.label) for version in text.versions.all()] == [
        (1, "comment"),
        (2, "review"),
    ]
    texts = [version.text["clauses"][3]["text"] for version in (first, second)]
    assert texts == ["按附录 A 执行。", "改动"]
    (_, act) = register.open_acts(kinds=["standard.frozen"])
    assert act.facts == {"version": 1, "label": "comment", "sha256": first.sha256}
    assert hashlib.sha256(canonical(first.text)).hexdigest() == first.sha256


def test_nothing_is_frozen_where_there_is_no_text(institute):
    empty = given.text(lines=())

    with pytest.raises(standards.NothingAsked):
        standards.freeze(empty.pk, label="comment", by=institute, at=NOW)


def test_a_text_that_was_frozen_last_is_published_as_that_version(institute):
    text = given.text()
    version = standards.freeze(text.pk, label="approval", by=institute, at=NOW)
    standards.give_number(text.pk, number="T/NMSP MZB02.21-2024", by=institute, at=NOW)

    standards.publish(text.pk, on=DAY, effective_on=DAY, by=institute, at=NOW)

    assert list(text.versions.all()) == [version]


def test_a_copy_says_the_same_and_knows_what_it_succeeds(institute):
    old = given.standard()
    new = given.text(lines=(), replaces=old)

    standards.copy_text(old.pk, to=new.pk, by=institute, at=NOW)

    pairs = [(clause.number, clause.succeeds.number) for clause in new.clauses.all()]
    assert pairs == [("4.1", "4.1"), ("4.2", "4.2"), ("4.3", "4.3")]
    (limit,) = Indicator.objects.filter(clause__standard=new)
    assert (limit.item, limit.limit, limit.national_limit) == ("蛋白质", Decimal("3.2"), Decimal("2.9"))
    with pytest.raises(standards.TextNotEmpty):
        standards.copy_text(old.pk, to=new.pk, by=institute, at=NOW)


def test_only_a_standard_in_force_is_replaced(institute):
    with pytest.raises(standards.NotReplaceable):
        given.text(replaces=given.draft_standard())
    with pytest.raises(standards.NotReplaceable):
        given.text(replaces=given.superseded("T/NMSP MZB02.30-2020"))


def test_the_successor_supersedes_openly_from_the_day_on_which_it_takes_effect(institute):
    old = given.standard()

    new = given.revision(old)

    old.refresh_from_db()
    assert (old.state, old.superseded_on, old.transition_until) == (
        "superseded",
        date(2024, 7, 1),
        date(2025, 6, 30),
    )
    (act,) = register.open_acts(kinds=["standard.superseded"])
    assert (act.subject, act.facts["successor"], act.facts["transition_until"]) == (
        old.subject,
        new.number,
        "2025-06-30",
    )


def test_a_transition_lasts_as_long_as_the_rulebook_says_unless_a_day_is_given():
    old = given.standard()

    given.revision(old, transition_until=None)

    old.refresh_from_db()
    assert old.transition_until == date(2025, 7, 1)


def test_a_transition_does_not_end_before_the_successor_takes_effect():
    old = given.standard()

    with pytest.raises(standards.TransitionTooShort):
        given.revision(old, transition_until=date(2024, 6, 30))

    old.refresh_from_db()
    assert (old.state, Standard.objects.filter(state="published").count()) == ("published", 1)


def test_a_standard_is_superseded_once(institute):
    old = given.standard()
    rival = given.text(replaces=old)
    given.revision(old)
    standards.give_number(rival.pk, number="T/NMSP MZB02.22-2024", by=institute, at=NOW)

    with pytest.raises(WrongState):
        standards.publish(rival.pk, on=DAY, effective_on=DAY, by=institute, at=NOW)


def test_what_was_withdrawn_meanwhile_is_not_superseded(institute):
    old = given.standard()
    text = given.text(replaces=old)
    standards.withdraw(old.number, on=DAY, by=institute, at=NOW)
    standards.give_number(text.pk, number="T/NMSP MZB02.22-2024", by=institute, at=NOW)

    published = standards.publish(text.pk, on=DAY, effective_on=DAY, by=institute, at=NOW)

    old.refresh_from_db()
    assert (old.state, published.state) == ("withdrawn", "published")
    assert register.open_acts(kinds=["standard.published"])[0].facts["replaces"] == ""


BEFORE, SINCE, LAST, AFTER = (date(2024, 6, 30), date(2024, 7, 1), date(2025, 6, 30), date(2025, 7, 1))


def test_of_two_versions_a_product_is_certified_against_the_one_in_effect():
    old = given.standard()
    new = given.revision(old)

    assert queries.standards_for_kind("camel_milk", BEFORE) == [old]
    assert queries.standards_for_kind("camel_milk", SINCE) == [new]
    assert set(queries.current(BEFORE)) == {old, new}  # one may make ready for what is not in effect yet
    assert list(queries.current(SINCE)) == [new]


def test_a_superseded_standard_stays_published_until_the_end_of_its_transition():
    old = given.standard()
    new = given.revision(old)

    assert [set(queries.published(day)) for day in (BEFORE, SINCE, LAST, AFTER)] == [
        {old, new},
        {old, new},
        {old, new},
        {new},
    ]
    assert set(queries.published()) == {old, new}


def test_the_calendar_withdraws_after_the_last_day_and_once(institute):
    old = given.superseded()

    assert standards.withdraw_due(on=LAST, at=NOW) == []
    # It may run late: the day is that of the transition.
    assert standards.withdraw_due(on=date(2025, 7, 9), at=NOW) == [old]
    assert standards.withdraw_due(on=date(2025, 7, 9), at=NOW) == []

    old.refresh_from_db()
    assert (old.state, old.withdrawn_on) == ("withdrawn", AFTER)
    (act,) = register.open_acts(kinds=["standard.withdrawn"])
    assert (act.role, act.facts["withdrawn_on"]) == ("calendar", "2025-07-01")
    assert queries.published(LAST).filter(pk=old.pk).exists()


def test_a_superseded_standard_may_be_withdrawn_before_the_end_of_its_transition(institute):
    old = given.superseded()

    assert standards.withdraw(old.number, on=date(2024, 12, 1), by=institute, at=NOW).state == "withdrawn"


def test_a_review_confirms_for_another_term(institute):
    standard = given.standard(on=date(2019, 6, 1))
    assert queries.review_due_on(standard) == date(2024, 6, 1)
    assert list(queries.due_for_review(Standard.objects.all(), by=DAY)) == [standard]

    confirmed = standards.confirm(
        standard.number, on=DAY, reason="专家组复审，指标仍适用。", by=institute, at=NOW
    )

    assert (confirmed.state, confirmed.reviewed_on) == ("published", DAY)
    assert queries.review_due_on(confirmed) == date(2029, 6, 1)
    assert list(queries.due_for_review(Standard.objects.all(), by=DAY)) == []
    assert register.open_acts(kinds=["standard.confirmed"])[0].facts["reviewed_on"] == "2024-06-01"


@pytest.mark.parametrize(
    ("on", "reason", "refusal"),
    [
        (DAY, " ", standards.StandardReasonMissing),
        (date(2019, 6, 1), "复审", standards.DaysOutOfOrder),
    ],
)
def test_a_review_has_its_grounds_and_its_day(institute, on, reason, refusal):
    standard = given.standard(on=date(2019, 6, 1))

    with pytest.raises(refusal):
        standards.confirm(standard.number, on=on, reason=reason, by=institute, at=NOW)


def test_what_is_superseded_or_withdrawn_is_due_for_no_review():
    old = given.superseded()

    assert queries.review_due_on(old) is None


def test_headings_ask_for_nothing():
    text = given.text()

    asked = queries.requirements().filter(standard=text)

    assert [clause.number for clause in asked] == ["2.1", "2.2", "2.3", "3", "A", "A.1"]
