"""Calls for proposals, from preparation to closing."""

from datetime import date, timedelta

import pytest

from tests.given import calls as given
from tests.given import ledgers, people
from tests.given.calls import CLOSES_ON, DAY
from tests.given.people import NOW
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register import queries as register
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import CallState
from yinxin.standards.calls.models import Call

pytestmark = pytest.mark.django_db
TEXTS = {"title": "征集", "text": "面向社会征集。", "industries": [], "closes_on": CLOSES_ON}


@pytest.fixture
def institute():
    return people.institute_officer()


def kinds_of(row):
    return [act.kind for act in register.acts(subjects=[row.subject])]


def open_kinds():
    return [act.kind for act in register.open_acts() if act.kind.startswith("call.")]


def test_a_call_is_prepared_opened_extended_and_closed(institute):
    call = given.call(state=CallState.DRAFT)

    calls.open_call(call.pk, seen=given.revision_of(call), on=DAY, by=institute, at=NOW)
    calls.extend_call(
        call.pk, seen=given.revision_of(call), closes_on=date(2025, 1, 31), by=institute, at=NOW
    )
    closed = calls.close_call(call.pk, seen=given.revision_of(call), on=DAY, by=institute, at=NOW)

    assert (closed.state, closed.opened_on, closed.closes_on) == ("closed", DAY, DAY)
    assert kinds_of(call) == ["call.prepared", "call.opened", "call.extended", "call.closed"]


def test_a_call_is_public_from_its_opening_on(institute):
    draft = given.call(state=CallState.DRAFT)

    before = list(queries.public_calls())
    calls.open_call(draft.pk, seen=given.revision_of(draft), on=DAY, by=institute, at=NOW)

    assert before == []
    assert list(queries.public_calls()) == [draft]
    assert open_kinds() == ["call.opened"]
    (opened,) = register.open_acts(kinds=["call.opened"])
    assert (opened.subject, opened.facts) == (
        "call/2024-1",
        {
            "state": "open",
            "title": draft.title,
            "industries": [],
            "opened_on": "2024-11-20",
            "closes_on": "2024-12-31",
        },
    )


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.INSTITUTE_OFFICER}))
def test_nobody_else_prepares_or_moves_a_call(role):
    call = given.call()
    office = people.office(role, of=people.division() if role in REGULATORS else None)

    for act in (
        lambda: calls.prepare_call(year=2024, batch=2, **TEXTS, by=office, at=NOW),
        lambda: calls.extend_call(
            call.pk, seen=given.revision_of(call), closes_on=date(2025, 1, 31), by=office, at=NOW
        ),
        lambda: calls.close_call(call.pk, seen=given.revision_of(call), on=DAY, by=office, at=NOW),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_call_that_is_prepared_is_not_there_for_others():
    draft = given.call(state=CallState.DRAFT)
    league = people.league_officer()

    with pytest.raises(NotFound):
        calls.open_call(draft.pk, seen=given.revision_of(draft), on=DAY, by=league, at=NOW)
    with pytest.raises(NotFound):
        queries.call_of(queries.calls_in_reach(league), "2024-1")
    assert queries.call_of(queries.calls_in_reach(people.institute_officer()), "2024-1") == draft


@pytest.mark.parametrize("key", ["", "2024", "2024-", "2024-2", "x-1", "²-1", "2024-99999999999999999999"])
def test_a_key_that_names_no_call_finds_none(key):
    given.call()

    with pytest.raises(NotFound):
        queries.call_of(queries.public_calls(), key)


def test_year_and_batch_name_one_call(institute):
    given.call(batch=1)

    with pytest.raises(calls.BatchTaken) as refused:
        given.call(batch=1)

    assert refused.value.facts == {"field": "batch", "year": 2024, "batch": 1}
    assert given.call(batch=2).key == "2024-2"
    assert (queries.next_batch(2024), queries.next_batch(2025)) == (3, 1)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"title": " "}, calls.CallTextMissing, "title"),
        ({"text": ""}, calls.CallTextMissing, "text"),
        ({"industries": ["no-such"]}, calls.SubjectAreaUnknown, "industries"),
        ({"closes_on": DAY - timedelta(days=1)}, calls.DeadlinePassed, "closes_on"),
    ],
)
def test_a_call_that_nobody_could_answer_is_neither_prepared_nor_edited(institute, changes, refusal, field):
    draft = given.call(state=CallState.DRAFT)

    with pytest.raises(refusal) as prepared:
        calls.prepare_call(year=2024, batch=2, **(TEXTS | changes), by=institute, at=NOW)
    with pytest.raises(refusal) as edited:
        calls.edit_call(draft.pk, seen=given.revision_of(draft), **(TEXTS | changes), by=institute, at=NOW)

    assert (prepared.value.facts["field"], edited.value.facts["field"]) == (field, field)
    assert Call.objects.count() == 1


def test_a_call_is_edited_until_it_is_opened(institute):
    draft = given.call(state=CallState.DRAFT)
    milk = ledgers.enterprise().industry

    calls.edit_call(
        draft.pk, seen=given.revision_of(draft), **(TEXTS | {"industries": [milk.pk]}), by=institute, at=NOW
    )
    calls.open_call(draft.pk, seen=given.revision_of(draft), on=DAY, by=institute, at=NOW)

    with pytest.raises(WrongState):
        calls.edit_call(draft.pk, seen=given.revision_of(draft), **TEXTS, by=institute, at=NOW)
    draft.refresh_from_db()
    assert (draft.title, draft.industries) == ("征集", [milk.pk])


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (CallState.DRAFT, lambda pk, **facts: calls.edit_call(pk, **TEXTS, **facts)),
        (CallState.DRAFT, lambda pk, **facts: calls.open_call(pk, on=DAY, **facts)),
        (CallState.OPEN, lambda pk, **facts: calls.extend_call(pk, closes_on=date(2025, 1, 31), **facts)),
        (CallState.OPEN, lambda pk, **facts: calls.close_call(pk, on=DAY, **facts)),
    ],
)
def test_of_two_who_saw_the_same_call_the_second_is_refused(institute, state, act):
    call = given.call(state=state)
    seen = given.revision_of(call)

    first = act(call.pk, seen=seen, by=institute, at=NOW)
    with pytest.raises((ChangedMeanwhile, WrongState)):
        act(call.pk, seen=seen, by=institute, at=NOW)
    other = given.call(state=state, batch=2)
    with pytest.raises(ChangedMeanwhile):
        act(other.pk, seen=other.revision - 1, by=institute, at=NOW)

    assert first.revision == given.revision_of(call) == seen + 1


def test_the_calendar_counts_as_an_act(institute):
    call = given.call(closes_on=DAY)

    calls.close_due(on=DAY + timedelta(days=1), at=NOW)

    assert given.revision_of(call) == call.revision + 1


def test_a_call_is_not_opened_after_its_last_day(institute):
    draft = given.call(state=CallState.DRAFT, closes_on=DAY)

    with pytest.raises(calls.DeadlinePassed):
        calls.open_call(
            draft.pk, seen=given.revision_of(draft), on=DAY + timedelta(days=1), by=institute, at=NOW
        )

    assert Call.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("closes_on", "refusal"),
    [(CLOSES_ON, calls.NoLonger), (date(2024, 12, 30), calls.NoLonger)],
)
def test_a_call_is_never_cut_short_by_extending_it(institute, closes_on, refusal):
    call = given.call()

    with pytest.raises(refusal):
        calls.extend_call(call.pk, seen=given.revision_of(call), closes_on=closes_on, by=institute, at=NOW)


def test_a_call_is_not_extended_to_a_day_that_is_over(institute):
    call = given.call(closes_on=DAY)

    with pytest.raises(calls.DeadlinePassed):
        calls.extend_call(
            call.pk,
            seen=given.revision_of(call),
            closes_on=DAY + timedelta(days=1),
            by=institute,
            at=NOW + timedelta(days=3),
        )


def test_the_calendar_closes_what_is_over_once():
    over, running = given.call(batch=1, closes_on=DAY), given.call(batch=2)
    given.call(batch=3, state=CallState.DRAFT, closes_on=DAY)

    early = calls.close_due(on=DAY, at=NOW)
    closed = calls.close_due(on=DAY + timedelta(days=1), at=NOW)
    again = calls.close_due(on=DAY + timedelta(days=1), at=NOW)

    assert (early, closed, again) == ([], [over], [])
    assert list(queries.open_calls(today=DAY)) == [running]
    (act,) = register.open_acts(kinds=["call.closed"])
    assert (act.subject, act.role, act.facts) == (
        "call/2024-1",
        "calendar",
        {"state": "closed", "closes_on": "2024-11-20"},
    )


def test_calls_that_take_proposals_are_listed_the_next_to_close_first():
    later = given.call(batch=1)
    sooner = given.call(batch=2, closes_on=DAY)
    given.call(batch=3, state=CallState.CLOSED)

    assert list(queries.open_calls(today=DAY)) == [sooner, later]
    assert list(queries.open_calls(today=DAY + timedelta(days=1))) == [later]
