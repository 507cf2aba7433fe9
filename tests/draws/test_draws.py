"""Committing to a list, drawing from it, abandoning: what is recorded and what is refused."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.given import draws as given
from tests.given import people as given_people
from tests.given.draws import DUE, VALUE
from tests.given.people import NOW
from yinxin.draws import actions as draws
from yinxin.draws import queries, rules
from yinxin.draws.lifecycle import DrawState
from yinxin.draws.models import Candidate, Draw
from yinxin.draws.rules import Entrant, Stratum
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.people.models import OrganisationKind
from yinxin.register import actions as register
from yinxin.register.models import Entry

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _signed(var):
    """A key of its own for every test."""


def leaf_of(row, kind):
    return json.loads(Entry.objects.get(subject=row.subject, kind=kind).leaf)


# ------------------------------------------------------------------------------------- committing


def test_a_commitment_is_an_open_entry_that_binds_the_list():
    row = given.unsealed_draw()

    leaf = leaf_of(row, "draw.committed")
    assert leaf["facts"] == {
        "state": "committed",
        "title": "示例标准审查专家组",
        "purpose": "review",
        "subject_of": "project/XM2024-001",
        "strata": [
            {"code": "product", "name": "产品", "seats": 2},
            {"code": "process", "name": "工艺", "seats": 1},
        ],
        "candidates": 9,
        "list_sha256": rules.list_sha256(queries.lines_of(row)),
        "source": given.SOURCE,
        "source_due_at": "2024-11-26T13:15:00Z",
    }
    assert leaf["seq"] == row.committed_entry
    assert (row.number, row.state) == ("CQ2024-001", "committed")


def test_the_public_entries_of_a_draw_name_no_candidate_and_no_person():
    row = given.drawn_draw()

    said = " ".join(Entry.objects.filter(subject=row.subject).values_list("leaf", flat=True))
    record = json.dumps(queries.record_of(row), ensure_ascii=False)

    for each in (
        *row.candidates.values_list("subject", flat=True),
        *row.candidates.values_list("salt", flat=True),
        given_people.institute_officer().person,
        given.second_officer().person,
    ):
        assert each not in said
        assert each not in record


def test_draws_are_numbered_within_their_year():
    rows = [given.unsealed_draw(subject_of=f"project/{place}") for place in range(2)]
    next_year = given.unsealed_draw(
        subject_of="project/3", at=NOW + timedelta(days=60), due=NOW + timedelta(days=70)
    )

    assert [row.number for row in (*rows, next_year)] == ["CQ2024-001", "CQ2024-002", "CQ2025-001"]


def test_a_candidate_stands_in_the_strata_of_the_draw_only():
    row = given.unsealed_draw(
        candidates=[
            Entrant("expert/1", ("law", "product")),
            Entrant("expert/2", ("law",)),
            Entrant("expert/3", ("product",), 3),
        ],
        strata=[Stratum("product", "产品", 1)],
    )

    assert list(row.candidates.values_list("ordinal", "subject", "strata", "weight")) == [
        (1, "expert/1", ["product"], 1),
        (2, "expert/3", ["product"], 3),
    ]


def test_two_candidates_have_tokens_that_tell_nothing_about_each_other():
    row = given.unsealed_draw()

    first, second = row.candidates.all()[:2]
    assert first.salt != second.salt
    assert first.token == rules.token_of(first.subject, salt=first.salt)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"strata": []}, draws.StrataUnclear),
        ({"strata": [Stratum("product", "产品", 0)]}, draws.StrataUnclear),
        ({"strata": [Stratum("产品", "产品", 1)]}, draws.StrataUnclear),
        ({"candidates": [*given.entrants(), given.entrants()[0]]}, draws.EnteredTwice),
        ({"candidates": []}, draws.TooFewCandidates),
        ({"candidates": given.entrants(2)}, draws.TooFewCandidates),
        ({"source": "  "}, draws.SourceMissing),
        ({"due": NOW}, draws.SourceKnown),
        ({"due": NOW - timedelta(days=1)}, draws.SourceKnown),
    ],
)
def test_what_cannot_be_drawn_from_is_not_committed_to(changed, refusal):
    with pytest.raises(refusal):
        given.unsealed_draw(**changed)

    assert (Draw.objects.count(), Candidate.objects.count()) == (0, 0)
    assert not Entry.objects.filter(kind="draw.committed").exists()


def test_too_few_candidates_are_refused_with_how_many_are_sure_to_be_left():
    with pytest.raises(draws.TooFewCandidates) as refused:
        given.unsealed_draw(strata=given.seats({"product": 4, "process": 4}))

    assert refused.value.facts == {"stratum": "工艺", "seats": 4, "left": 3}


def test_for_one_thing_there_is_one_list_at_a_time():
    first = given.unsealed_draw()

    with pytest.raises(draws.AlreadyCommitted) as refused:
        given.unsealed_draw()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=given.unsealed_draw(subject_of="project/2").pk).update(
            subject_of=first.subject_of
        )

    assert refused.value.facts == {"number": first.number}


@pytest.mark.parametrize("end", [given.drawn_draw, given.abandoned_draw])
def test_when_a_draw_is_over_the_next_for_the_same_thing_may_follow(end):
    end(given.committed_draw())

    assert given.unsealed_draw(at=NOW + timedelta(days=8), due=NOW + timedelta(days=9)).state == "committed"


@pytest.mark.parametrize("role", set(Role) - {Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER, Role.CALENDAR})
def test_others_commit_to_nothing(role):
    with pytest.raises(NotYours):
        given.unsealed_draw(by=given_people.office(role))


# ------------------------------------------------------------------------------------- drawing


def test_the_value_draws_those_whom_the_key_picks():
    row = given.drawn_draw()

    key = rules.key_of(bytes(queries.checkpoint_of(row).root), rules.numbers_of(VALUE))
    found = rules.selection(queries.lines_of(row), rules.strata_of(row.strata), key=key)
    tokens = {code: [each.line.token for each in all_taken] for code, all_taken in found.items()}
    assert (row.state, row.key, row.value) == ("drawn", key, VALUE)
    assert [(each.taken_in, each.taken_as) for each in queries.taken(row)] == [
        ("product", 1),
        ("product", 2),
        ("process", 3),
    ]
    assert [each.token for each in queries.taken(row)] == [*tokens["product"], *tokens["process"]]
    facts = leaf_of(row, "draw.drawn")["facts"]
    assert (facts["taken"], facts["key"], facts["checkpoint"]) == (tokens, key, row.checkpoint_size)
    assert facts["numbers"] == ["3", "7", "8", "15", "22", "27", "33"]


def test_later_checkpoints_do_not_change_the_key():
    row = given.committed_draw()
    root = bytes(queries.checkpoint_of(row).root)
    given.committed_draw(subject_of="project/another", at=NOW + timedelta(hours=1))

    drawn = given.drawn_draw(row)

    assert drawn.key.startswith(root.hex().upper())


def test_whoever_committed_does_not_enter_the_value():
    row = given.committed_draw()

    with pytest.raises(draws.SameOfficer):
        given.drawn_draw(row, by=given_people.institute_officer())


def test_nor_in_another_office_of_the_same_person():
    officer = given_people.institute_officer()
    row = given.committed_draw(by=officer)
    elsewhere = given_people.office(Role.LEAGUE_OFFICER, username=officer.user.username)

    with pytest.raises(draws.SameOfficer):
        given.drawn_draw(row, by=elsewhere)


def test_an_officer_of_the_league_may_be_the_second():
    row = given.committed_draw()

    assert given.drawn_draw(row, by=given_people.league_officer()).state == "drawn"


def test_before_the_value_can_be_known_it_is_not_taken():
    row = given.committed_draw()

    with pytest.raises(draws.ValueNotDue):
        given.drawn_draw(row, at=DUE - timedelta(seconds=1))

    assert given.drawn_draw(row, at=DUE).state == "drawn"


@pytest.mark.parametrize("value", ["", "开奖了", "第 2024138 期：03 08", "03.08.15"])
def test_a_value_that_is_not_numbers_is_not_taken(value):
    row = given.committed_draw()

    with pytest.raises(draws.ValueUnreadable) as refused:
        given.drawn_draw(row, value=value)

    assert refused.value.facts == {"field": "value"}
    assert Draw.objects.get(pk=row.pk).state == "committed"


def test_without_a_signed_checkpoint_nothing_is_drawn():
    row = given.unsealed_draw()

    with pytest.raises(draws.NotSealed):
        given.drawn_draw(row)


def test_a_checkpoint_that_was_signed_when_the_value_was_known_seals_nothing():
    row = given.unsealed_draw()
    register.sign_checkpoint(at=DUE)

    with pytest.raises(draws.NotSealed):
        given.drawn_draw(row)


def test_a_draw_is_drawn_once():
    row = given.drawn_draw()

    with pytest.raises(WrongState):
        given.drawn_draw(row, value="1 2 3")


# ------------------------------------------------------------------------------------- abandoning


@pytest.mark.parametrize(("at", "could_be_known"), [(NOW, False), (DUE, True), (LATER, True)])
def test_an_abandoned_draw_stays_in_public_and_says_whether_its_value_could_be_known(at, could_be_known):
    row = given.abandoned_draw(at=at)

    assert leaf_of(row, "draw.abandoned")["facts"] == {
        "state": "abandoned",
        "reason": "审查会取消。",
        "value_could_be_known": could_be_known,
    }
    assert list(queries.public_draws()) == [row]


def test_a_draw_is_not_abandoned_without_a_reason():
    with pytest.raises(draws.DrawReasonMissing) as refused:
        given.abandoned_draw(reason="  ")

    assert refused.value.facts == {"field": "reason"}


def test_what_was_drawn_is_not_abandoned():
    with pytest.raises(WrongState):
        given.abandoned_draw(given.drawn_draw())


# ------------------------------------------------------------------------------------- reach


def test_an_operator_reaches_what_its_own_unit_committed_to_and_a_league_what_lies_in_it():
    of_institute = given.committed_draw(subject_of="project/1")
    of_league = given.committed_draw(subject_of="project/2", by=given_people.league_officer())
    other_institute = given_people.organisation("另一示例研究院", kind=OrganisationKind.INSTITUTE)
    given.committed_draw(
        subject_of="project/3", by=given_people.office(Role.INSTITUTE_OFFICER, of=other_institute)
    )
    elsewhere = given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400"))

    assert list(queries.draws_in_reach(given_people.institute_officer())) == [of_institute]
    assert of_league in queries.draws_in_reach(given_people.league_officer())
    assert queries.draws_in_reach(given_people.league_officer()).count() == 3
    assert queries.draws_in_reach(elsewhere).count() == 0
    assert queries.draws_in_reach(given_people.inspector()).count() == 0
    assert queries.public_draws().count() == 3


@pytest.mark.parametrize("act", [given.drawn_draw, given.abandoned_draw])
def test_a_draw_beyond_reach_is_not_found(act):
    row = given.committed_draw()
    elsewhere = given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400"))

    with pytest.raises(NotFound):
        act(row, by=elsewhere)


def test_a_number_that_nobody_gave_is_not_found():
    with pytest.raises(NotFound):
        queries.public_draw("CQ2024-999")


def test_a_candidate_without_a_ticket_cannot_stand_in_a_list():
    with pytest.raises(IntegrityError), transaction.atomic():
        given.unsealed_draw(candidates=[*given.entrants(), Entrant("expert/99", ("product",), 0)])


def test_only_what_is_drawn_has_a_key():
    row = given.committed_draw()

    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=row.pk).update(key="ABC/1./")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=row.pk).update(state=DrawState.DRAWN)
