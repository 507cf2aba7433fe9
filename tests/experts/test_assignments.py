"""The one door to an assignment, and what experts and the institute do with what came through it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.given import assignments as given
from tests.given import experts as given_experts
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.assignments import actions, queries
from yinxin.experts.assignments.actions import PartyLine, refusals
from yinxin.experts.assignments.models import Assignment, Matter
from yinxin.experts.pool import actions as pool
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, Role
from yinxin.people.models import OrganisationKind
from yinxin.register.models import Entry
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 20)


@pytest.fixture
def institute():
    return given_people.institute_officer()


def kinds_of(row):
    return [act.kind for act in acts(subjects=[row.subject])]


def declared(expert):
    return list(expert.ties.filter(kind="declared").values_list("organisation_name", flat=True))


def last_facts(row):
    return acts(subjects=[row.subject])[-1].facts


# ------------------------------------------------------------------------------------------------ door


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("employer", refusals.ConflictEmployer),
        ("ownership", refusals.ConflictOwnership),
        ("consultancy", refusals.ConflictConsultancy),
        ("family", refusals.ConflictFamily),
        ("declared", refusals.ConflictDeclared),
    ],
)
def test_each_tie_to_a_party_bars_with_its_own_reason(institute, kind, refusal):
    matter = given.matter(parties=["示例 乳业有限公司"])
    expert = given_experts.expert("示例专家甲", ties=[(kind, given.MILK)])

    with pytest.raises(refusal) as refused:
        actions.invite(matter.pk, expert.pk, by=institute, at=NOW)

    assert refused.value.facts == {
        "noun": "conflict",
        "field": "expert",
        "expert": "示例专家甲",
        "kind": kind,
        "tie": given.MILK,
        "party": "示例 乳业有限公司",
        "until": "open_ended",
    }
    assert Assignment.objects.count() == 0


def test_a_consultancy_bars_for_two_years_after_its_end(institute):
    matter = given.matter(starts_on=date(2024, 12, 2), ends_on=date(2024, 12, 6))
    barred, free = given_experts.expert("甲"), given_experts.expert("乙")
    given_experts.tie(barred, since=date(2020, 1, 1), until=date(2022, 12, 2))
    given_experts.tie(free, since=date(2020, 1, 1), until=date(2022, 12, 1))

    with pytest.raises(refusals.ConflictConsultancy) as refused:
        actions.invite(matter.pk, barred.pk, by=institute, at=NOW)

    assert refused.value.facts["until"] == "2024-12-02"
    assert actions.invite(matter.pk, free.pk, by=institute, at=NOW).state == "invited"


def test_the_employer_who_recommended_bars_from_the_first_day(institute):
    matter = given.matter(parties=["示例研究所"])
    expert = given_experts.expert(employer="示例研究所")

    with pytest.raises(refusals.ConflictEmployer):
        actions.invite(matter.pk, expert.pk, by=institute, at=NOW)


def test_a_sister_company_of_a_party_bars(institute):
    milk = given_people.organisation("示例乳业", kind=OrganisationKind.LABORATORY)
    pasture = given_people.organisation("示例牧业", kind=OrganisationKind.LABORATORY)
    type(milk).objects.update(group="示例集团")
    matter = given.matter(parties=[PartyLine("drafter", organisation=type(milk).objects.get(pk=milk.pk))])
    expert = given_experts.expert(ties=[("ownership", pasture)])

    with pytest.raises(refusals.ConflictSameGroup) as refused:
        actions.invite(matter.pk, expert.pk, by=institute, at=NOW)

    assert (refused.value.facts["tie"], refused.value.facts["party"]) == ("示例牧业", "示例乳业")


@pytest.mark.parametrize(
    ("kind", "refusal"), [("drafter", refusals.ConflictDrafter), ("other", refusals.ConflictParty)]
)
def test_who_drafted_or_is_a_party_does_not_judge(institute, kind, refusal):
    expert = given_experts.expert()
    matter = given.matter(parties=[PartyLine(kind, expert=expert)])

    with pytest.raises(refusal):
        actions.invite(matter.pk, expert.pk, by=institute, at=NOW)


def test_who_is_not_free_is_told_apart_from_who_is_barred(institute):
    matter = given.matter()
    gone, away, waiting = given_experts.left_expert("甲"), given_experts.expert("乙"), given.invited(matter)
    given_experts.absence(away, since=given.ENDS_ON, until=given.ENDS_ON)
    busy = given_experts.expert("丙")
    for _ in range(4):
        given.invited(given.matter(), busy)
    stale = given_experts.expert("丁", on=date(2021, 12, 5), at=datetime(2021, 12, 5, 2, tzinfo=UTC))

    expected = {
        gone.pk: refusals.ExpertNotInPool,
        away.pk: refusals.ExpertAbsent,
        busy.pk: refusals.ExpertOverloaded,
        waiting.expert_id: refusals.ExpertAskedAlready,
        stale.pk: refusals.ExpertOutOfTerm,
    }
    for pk, refusal in expected.items():
        with pytest.raises(refusal):
            actions.invite(matter.pk, pk, by=institute, at=NOW)


def test_there_is_one_chair(institute):
    matter = given.matter()
    given.invited(matter, seat="chair")

    with pytest.raises(refusals.ChairTaken):
        given.invited(matter, seat="chair")


def test_an_invitation_is_answered_within_the_working_days_of_the_rulebook():
    row = given.invited()

    assert row.answer_due_on == date(2024, 11, 25)  # three working days after a Wednesday
    assert last_facts(row)["due_on"] == "2024-11-25"


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.INSTITUTE_OFFICER}))
def test_only_the_institute_opens_matters_and_asks(role):
    matter, expert, office = given.matter(), given_experts.expert(), given_people.office(role)

    with pytest.raises(NotYours):
        given.matter(by=office)
    with pytest.raises(NotYours):
        actions.invite(matter.pk, expert.pk, by=office, at=NOW)
    with pytest.raises(NotYours):
        actions.add_party(matter.pk, kind="other", name="甲", by=office, at=NOW)
    with pytest.raises(NotYours):
        actions.close_matter(matter.pk, by=office, at=NOW)


def test_the_matter_of_another_institute_is_not_there(institute):
    other = given_people.office(Role.INSTITUTE_OFFICER, of=given_people.organisation("另一家研究院"))
    matter, row = given.matter(by=other), given.invited()

    assert list(queries.matters_in_reach(institute)) == [row.matter]
    with pytest.raises(NotFound):
        actions.invite(matter.pk, row.expert_id, by=institute, at=NOW)
    with pytest.raises(NotFound):
        actions.release(row.pk, reason="x", by=other, at=NOW)
    with pytest.raises(NotFound):
        actions.strike_party(row.matter.parties.first().pk, reason="x", by=other, at=NOW)


def test_the_assignment_of_another_expert_is_not_there():
    own, other = given.invited(), given.invited()

    assert list(queries.assignments_in_reach(given.office_of(own))) == [own]
    for act in (actions.accept, actions.declare):
        with pytest.raises(NotFound):
            act(other.pk, by=given.office_of(own), at=NOW)
    with pytest.raises(NotFound):
        actions.step_aside(other.pk, reason="x", by=given.office_of(own), at=NOW)
    with pytest.raises(NotFound):
        actions.decline(other.pk, by=given.office_of(own), at=NOW)


def test_the_log_says_nothing_of_who_was_asked():
    given.accepted()

    about = Entry.objects.filter(kind__startswith="assignment.") | Entry.objects.filter(kind="matter.opened")
    leaves = [(entry.is_open, "示例" in entry.leaf, "expert" in entry.leaf) for entry in about]

    assert leaves == [(False, False, False)] * 3


# --------------------------------------------------------------------------------- what the expert says


def test_a_declaration_holds_the_parties_that_it_was_made_against():
    matter = given.matter(parties=["甲厂", PartyLine("proposer", "乙社")])

    row = given.accepted(matter)

    assert (row.state, row.declaration.splitlines()) == ("accepted", ["甲厂", "乙社"])
    assert last_facts(row)["parties"] == [
        {"kind": "drafter", "name": "甲厂"},
        {"kind": "proposer", "name": "乙社"},
    ]


def test_who_came_into_conflict_since_the_invitation_cannot_accept():
    row = given.invited()
    given_experts.tie(row.expert, kind="family")

    with pytest.raises(refusals.ConflictFamily):
        actions.accept(row.pk, by=given.office_of(row), at=NOW)

    row.refresh_from_db()
    assert row.state == "invited"


@pytest.mark.parametrize("before", [given.invited, given.accepted])
def test_stepping_aside_leaves_a_tie_that_bars_the_next_time(institute, before):
    row = before(given.matter(parties=["甲厂", "乙厂"]))
    office = given.office_of(row)

    with pytest.raises(refusals.AssignmentReasonMissing):
        actions.step_aside(row.pk, reason=" ", by=office, at=NOW)
    row = actions.step_aside(row.pk, reason="与两家均有合作意向", by=office, at=NOW)

    assert (row.state, row.declaration) == ("stepped_aside", "与两家均有合作意向")
    assert sorted(
        row.expert.ties.filter(kind="declared").values_list("kind", "organisation_name", "note")
    ) == [
        ("declared", "乙厂", "与两家均有合作意向"),
        ("declared", "甲厂", "与两家均有合作意向"),
    ]
    with pytest.raises(refusals.ConflictDeclared):
        actions.invite(given.matter(parties=["乙厂"]).pk, row.expert_id, by=institute, at=NOW)


def test_stepping_aside_concerns_the_parties_that_are_named():
    row = given.invited(given.matter(parties=["甲厂", "乙厂"]))
    concerned = row.matter.parties.get(name="甲厂")

    actions.step_aside(row.pk, reason="亲属任职", parties=[concerned.pk], by=given.office_of(row), at=NOW)

    assert declared(row.expert) == ["甲厂"]


def test_stepping_aside_twice_from_the_same_party_leaves_one_tie():
    first = given.accepted(given.matter(parties=["甲厂"]))
    second = given.accepted(given.matter(parties=["甲厂"]), first.expert)

    for row in (first, second):
        actions.step_aside(row.pk, reason="亲属任职", by=given.office_of(row), at=NOW)

    assert len(declared(first.expert)) == 1


def test_no_time_leaves_no_tie():
    row = given.invited()

    row = actions.decline(row.pk, reason="出差", by=given.office_of(row), at=NOW)

    assert (row.state, row.end_reason, declared(row.expert)) == ("declined", "出差", [])


# -------------------------------------------------------------------------------------------- parties


def test_a_new_party_releases_whoever_it_brings_into_conflict(institute):
    matter = given.matter()
    tied = given_experts.expert("甲", ties=[("consultancy", "乙厂")])
    accepted, invited = given.accepted(matter, tied), given.invited(matter)

    actions.add_party(matter.pk, kind="proposer", name="乙厂", by=institute, at=NOW)

    states = {row.pk: row.state for row in matter.assignments.all()}
    assert states == {accepted.pk: "released", invited.pk: "invited"}
    why = last_facts(accepted)["why"]
    assert (why["code"], why["party"], why["tie"]) == ("conflict_consultancy", "乙厂", "乙厂")


def test_a_party_that_comes_in_later_is_declared_against_as_well(institute):
    row = given.accepted()
    office = given.office_of(row)

    with pytest.raises(refusals.NothingToDeclare):
        actions.declare(row.pk, by=office, at=NOW)
    actions.add_party(row.matter_id, kind="other", name="丙厂", by=institute, at=NOW)
    assert [party.name for party in queries.undeclared(row)] == ["丙厂"]
    row = actions.declare(row.pk, by=office, at=NOW)

    assert (row.state, queries.undeclared(row)) == ("accepted", [])
    assert kinds_of(row)[-1] == "assignment.declared"


def test_a_party_is_called_by_its_name_and_struck_out_with_a_reason(institute):
    matter = given.matter()

    with pytest.raises(refusals.PartyUnnamed):
        actions.add_party(matter.pk, kind="other", name=" ", by=institute, at=NOW)
    party = actions.add_party(matter.pk, kind="other", name=" 丙  厂 ", by=institute, at=NOW)
    with pytest.raises(refusals.AssignmentReasonMissing):
        actions.strike_party(party.pk, reason="", by=institute, at=NOW)
    actions.strike_party(party.pk, reason="录入错误", by=institute, at=NOW)

    assert [each.name for each in matter.parties.all()] == [given.MILK]
    assert last_facts(matter) == {"parties": [{"kind": "other", "name": "丙 厂"}], "reason": "录入错误"}


def test_a_matter_does_not_end_before_it_begins():
    with pytest.raises(refusals.MatterDaysOutOfOrder):
        given.matter(starts_on=date(2024, 12, 2), ends_on=date(2024, 12, 1))


def test_a_matter_is_closed_when_nothing_is_open(institute):
    row = given.accepted()
    matter = row.matter

    with pytest.raises(refusals.AssignmentsOpen):
        actions.close_matter(matter.pk, by=institute, at=NOW)
    actions.release(row.pk, reason="会议取消", by=institute, at=NOW)
    actions.close_matter(matter.pk, by=institute, at=NOW)

    with pytest.raises(refusals.MatterClosed):
        given.invited(matter)
    with pytest.raises(refusals.MatterClosed):
        actions.close_matter(matter.pk, by=institute, at=NOW)


# ------------------------------------------------------------------------------------------------ work


def test_work_that_is_done_makes_a_record(institute):
    first = given.finished(hours="6.5", at=NOW)
    second = given.finished(expert=first.expert, hours="2", is_punctual=False, feedback="", at=NOW)
    given.invited(expert=first.expert)

    record = queries.work_record(first.expert)

    assert (record.open, record.done, record.hours) == (1, 2, Decimal("8.5"))
    assert (record.punctual_share, record.feedback) == (0.5, ("意见具体。",))
    assert second.ended_at == NOW
    assert queries.work_record(given_experts.expert("无事")).punctual_share is None


@pytest.mark.parametrize("hours", ["0", "-1", "10000"])
def test_work_takes_some_hours(institute, hours):
    row = given.accepted()

    with pytest.raises(refusals.HoursUnclear):
        actions.finish(row.pk, hours=Decimal(hours), is_punctual=True, by=institute, at=NOW)


def test_a_member_is_given_the_chair_when_it_is_free(institute):
    chair = given.accepted(seat="chair")
    member = given.accepted(chair.matter)

    with pytest.raises(refusals.ChairTaken):
        actions.preside(member.pk, by=institute, at=NOW)
    actions.release(chair.pk, reason="生病", by=institute, at=NOW)

    assert actions.preside(member.pk, by=institute, at=NOW).seat == "chair"


def test_what_is_over_is_over(institute):
    row = given.finished()

    for act in (actions.accept, actions.declare):
        with pytest.raises(WrongState):
            act(row.pk, by=given.office_of(row), at=NOW)
    with pytest.raises(WrongState):
        actions.release(row.pk, reason="x", by=institute, at=NOW)


def test_service_is_certified_between_two_days_and_the_entry_has_a_number():
    row = given.finished(hours="6.5")
    given.finished(expert=row.expert, hours="3", at=NOW + timedelta(days=30))
    office = given.office_of(row)

    service = actions.certify_service(since=TODAY, until=TODAY, by=office, at=NOW + timedelta(days=60))

    assert (service.works, service.hours) == ((row,), Decimal("6.5"))
    entry = Entry.objects.get(seq=service.entry)
    assert (entry.kind, entry.subject, entry.is_open) == (
        "expert.service_certified",
        row.expert.subject,
        False,
    )
    with pytest.raises(refusals.NothingServed):
        actions.certify_service(since=date(2020, 1, 1), until=date(2020, 12, 31), by=office, at=NOW)
    with pytest.raises(NotYours):
        actions.certify_service(since=TODAY, until=TODAY, by=given_people.institute_officer(), at=NOW)


def test_an_expert_who_left_steps_aside_without_a_tie(institute):
    row = given.accepted()
    pool.leave(row.expert_id, on=TODAY, reason="退休", by=institute, at=NOW)

    stepped = actions.step_aside(row.pk, reason="亲属任职", by=given.office_of(row), at=NOW)

    assert (stepped.state, declared(stepped.expert)) == ("stepped_aside", [])


def test_a_matter_is_named_as_the_register_names_it():
    matter = given.matter(subject_of="project/XM2024-001")

    assert Matter.objects.get().subject == f"matter/{matter.pk}"
    assert last_facts(matter)["of"] == "project/XM2024-001"
