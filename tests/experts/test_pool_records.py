"""What is kept of an expert: ties, the one certification body, qualifications, absences, trainings, the account."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from tests.given import certification
from tests.given import experts as given
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.models import Absence, Qualification, Tie, Training
from yinxin.experts.pool.rules import Reminder
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.people.actions import Barred
from yinxin.people.models import OrganisationKind
from yinxin.register.models import Entry
from yinxin.register.queries import acts

DAY = date(2024, 6, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def institute():
    return given_people.institute_officer()


@pytest.fixture
def expert():
    return given.expert()


def body(name):
    return given_people.organisation(name, kind=OrganisationKind.BODY)


# ------------------------------------------------------------------------------------------------- ties


def test_a_tie_is_linked_to_the_organisation_of_that_name(institute, expert):
    known = given_people.organisation("示例驼产业协会", kind=OrganisationKind.ASSOCIATION)

    linked = given.tie(expert, of=" 示例驼产业协会 ")
    unknown = given.tie(expert, of="外省某公司")

    assert (linked.organisation, linked.organisation_name) == (known, "示例驼产业协会")
    assert (unknown.organisation, unknown.organisation_name) == (None, "外省某公司")


def test_a_name_that_two_organisations_bear_links_to_neither(expert):
    first = given_people.organisation("示例同名公司", kind=OrganisationKind.ASSOCIATION)
    second = given_people.organisation("示例同名公司二", kind=OrganisationKind.ASSOCIATION)
    type(second).objects.filter(pk=second.pk).update(name=first.name)

    assert given.tie(expert, of="示例同名公司").organisation is None
    assert given.tie(expert, kind="family", of=second).organisation == second


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "friendship"}, experts.TieUnclear),
        ({"of": " "}, experts.TieUnclear),
        ({"since": DAY, "until": date(2024, 6, 2)}, experts.PeriodOutOfOrder),
    ],
)
def test_a_tie_says_what_it_is_and_to_whom(expert, facts, refusal):
    with pytest.raises(refusal):
        given.tie(expert, **facts)


def test_the_same_tie_is_entered_again_only_after_its_end(institute, expert):
    tie = given.tie(expert, of="甲公司")

    with pytest.raises(experts.TieKnown):
        given.tie(expert, of="甲公司")
    experts.end_tie(tie.pk, until=DAY, by=institute, at=NOW)

    assert given.tie(expert, of="甲公司", since=date(2024, 9, 1)).until is None
    assert Tie.objects.get(pk=tie.pk).until == DAY


def test_a_tie_ends_once_and_not_before_it_began(institute, expert):
    tie = given.tie(expert, since=date(2024, 1, 1))

    with pytest.raises(experts.PeriodOutOfOrder):
        experts.end_tie(tie.pk, until=date(2023, 12, 31), by=institute, at=NOW)
    experts.end_tie(tie.pk, until=DAY, by=institute, at=NOW)
    with pytest.raises(experts.TieEnded):
        experts.end_tie(tie.pk, until=DAY, by=institute, at=NOW)


def test_experts_enter_their_own_ties_and_the_register_says_so(expert):
    own = given.expert_office(expert)

    tie = given.tie(expert, by=own)

    last = acts(subjects=[expert.subject])[-1]
    assert (tie.is_own_entry, last.kind, last.role) == (True, "expert.tie_added", "expert")
    assert experts.end_tie(tie.pk, until=DAY, by=own, at=NOW).until == DAY


def test_experts_do_not_end_a_tie_that_the_institute_entered(expert):
    own = given.expert_office(expert)
    tie = given.tie(expert)

    with pytest.raises(experts.EnteredByInstitute):
        experts.end_tie(tie.pk, until=DAY, by=own, at=NOW)

    assert Tie.objects.get(pk=tie.pk).until is None


def test_only_the_institute_takes_out_a_tie_that_never_was_and_says_why(institute, expert):
    own = given.expert_office(expert)
    tie = given.tie(expert, by=own)

    with pytest.raises(NotYours):
        experts.remove_tie(tie.pk, reason="误填", by=own, at=NOW)
    with pytest.raises(experts.ExpertReasonMissing):
        experts.remove_tie(tie.pk, reason=" ", by=institute, at=NOW)
    experts.remove_tie(tie.pk, reason="误填", by=institute, at=NOW)

    assert not Tie.objects.filter(pk=tie.pk).exists()
    assert acts(subjects=[expert.subject])[-1].kind == "expert.tie_removed"


# ------------------------------------------------------------------------------------------- scope


def test_an_expert_reaches_nothing_of_another(expert):
    other = given.expert("示例专家 02")
    own = given.expert_office(expert)
    tie = given.tie(other)
    qualification = given.qualification(other)
    absence = given.absence(other)

    tried = [
        lambda: given.tie(other, by=own),
        lambda: given.qualification(other, by=own),
        lambda: given.absence(other, by=own),
        lambda: experts.end_tie(tie.pk, until=DAY, by=own, at=NOW),
        lambda: experts.remove_qualification(qualification.pk, by=own, at=NOW),
        lambda: experts.remove_absence(absence.pk, by=own, at=NOW),
    ]

    for act in tried:
        with pytest.raises(NotFound):
            act()
    assert list(queries.ties_in_reach(own)) == list(expert.ties.all())
    assert list(queries.qualifications_in_reach(own)) == list(queries.absences_in_reach(own)) == []


# ------------------------------------------------------------------------------- one certification body


def test_a_person_belongs_to_one_body_and_leaves_it_before_the_next(institute, expert):
    first, second = body("示例认证机构一"), body("示例认证机构二")
    experts.belong_to_body(expert.pk, body=first, by=institute, at=NOW)

    with pytest.raises(experts.SeveralBodies):
        experts.belong_to_body(expert.pk, body=second, by=institute, at=NOW)
    experts.belong_to_body(expert.pk, body=None, by=institute, at=NOW)

    assert experts.belong_to_body(expert.pk, body=second, by=institute, at=NOW).body == second


def test_only_a_certification_body_is_one(institute, expert):
    with pytest.raises(experts.NoBody):
        experts.belong_to_body(expert.pk, body=given_people.organisation(), by=institute, at=NOW)


def test_nobody_is_employed_by_another_body_than_the_own(institute, expert):
    first, second = body("示例认证机构一"), body("示例认证机构二")
    experts.belong_to_body(expert.pk, body=first, by=institute, at=NOW)

    with pytest.raises(experts.SeveralBodies):
        given.tie(expert, kind="employer", of=second)

    assert given.tie(expert, kind="employer", of=first).organisation == first
    assert given.tie(expert, kind="consultancy", of=second).organisation == second
    assert expert.ties.filter(kind="employer", organisation=second).count() == 0


def test_an_earlier_employer_does_not_count(institute, expert):
    first, second = body("示例认证机构一"), body("示例认证机构二")
    given.tie(expert, kind="employer", of=first, since=date(2020, 1, 1), until=date(2023, 12, 31))

    assert experts.belong_to_body(expert.pk, body=second, by=institute, at=NOW).body == second


def test_the_offices_that_the_user_holds_count(institute, expert):
    first, second = body("示例认证机构一"), body("示例认证机构二")
    own = given.expert_office(expert)
    given_people.office(Role.REVIEWER, of=first, username=own.user.username)

    with pytest.raises(experts.SeveralBodies):
        experts.belong_to_body(expert.pk, body=second, by=institute, at=NOW)

    assert experts.belong_to_body(expert.pk, body=first, by=institute, at=NOW).body == first


def test_an_account_of_another_body_is_not_linked(institute, expert):
    first, second = body("示例认证机构一"), body("示例认证机构二")
    experts.belong_to_body(expert.pk, body=first, by=institute, at=NOW)
    reviewer = given_people.office(Role.REVIEWER, of=second, username="reviewer-two")

    with pytest.raises(experts.SeveralBodies):
        experts.open_account(expert.pk, user=reviewer.user, by=institute, at=NOW)

    expert.refresh_from_db()
    assert expert.user is None


# --------------------------------------------------------------------------------------------- the account


def test_an_account_gives_the_office_of_an_expert_at_the_institute(institute, expert):
    office = experts.open_account(expert.pk, user=given_people.user("wang"), by=institute, at=NOW)

    expert.refresh_from_db()
    assert (office.role, office.organisation, office.since) == ("expert", institute.organisation, NOW.date())
    assert expert.user == office.user


def test_an_account_is_of_one_expert_and_an_expert_has_one_account(institute, expert):
    other = given.expert("示例专家 02")
    own = given.expert_office(expert)

    with pytest.raises(experts.UserIsExpert):
        experts.open_account(other.pk, user=own.user, by=institute, at=NOW)
    with pytest.raises(experts.AccountHeld):
        experts.open_account(expert.pk, user=given_people.user("second"), by=institute, at=NOW)


def test_the_office_is_given_by_the_rules_for_offices(institute, expert):
    """An account that is an expert already by appointment alone is refused as any office held twice would be."""
    certifier = certification.staff(Role.CERTIFIER)

    office = experts.open_account(expert.pk, user=certifier.user, by=institute, at=NOW)

    with pytest.raises(Barred):
        given_people.office(Role.REVIEWER, of=body("示例认证机构二"), username=office.user.username)


def test_who_left_still_reads_the_own_record(institute, expert):
    own = given.expert_office(expert)
    experts.leave(expert.pk, on=DAY, reason="退休", by=institute, at=NOW)

    assert list(queries.experts_in_reach(own)) == [expert]


# --------------------------------------------------------------------- qualifications, absences, trainings


def test_a_qualification_keeps_its_file_under_a_name_of_ours(institute, expert, var):
    row = experts.add_qualification(
        expert.pk,
        name="食品检验高级技师",
        number="ZS-1",
        issuer="示例人社厅",
        obtained_on=date(2015, 3, 1),
        expires_on=date(2027, 3, 1),
        file=ContentFile(b"%PDF-1.4", name="王某身份证扫描.PDF"),
        by=institute,
        at=NOW,
    )

    assert row.file.name.endswith(".pdf")
    assert "王某" not in row.file.name
    experts.remove_qualification(row.pk, by=institute, at=NOW)
    assert Qualification.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"name": " "}, experts.NameMissing),
        (
            {"name": "审核员", "obtained_on": DAY, "expires_on": date(2024, 6, 2)},
            experts.PeriodOutOfOrder,
        ),
    ],
)
def test_a_qualification_has_a_name_and_does_not_expire_before_it_begins(institute, expert, facts, refusal):
    with pytest.raises(refusal):
        experts.add_qualification(expert.pk, **facts, by=institute, at=NOW)


def test_experts_take_back_their_own_qualifications_only(expert):
    own = given.expert_office(expert)
    entered, kept = given.qualification(expert, by=own), given.qualification(expert)

    experts.remove_qualification(entered.pk, by=own, at=NOW)
    with pytest.raises(experts.EnteredByInstitute):
        experts.remove_qualification(kept.pk, by=own, at=NOW)

    assert list(expert.qualifications.all()) == [kept]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 6, 1), date(2024, 6, 10)),
        (date(2024, 6, 12), date(2024, 6, 12)),
        (date(2024, 6, 20), date(2024, 6, 25)),
        (date(2024, 6, 1), date(2024, 6, 30)),
    ],
)
def test_absences_do_not_overlap(expert, since, until):
    given.absence(expert, since=date(2024, 6, 10), until=date(2024, 6, 20))

    with pytest.raises(experts.AbsencesOverlap):
        given.absence(expert, since=since, until=until)

    assert Absence.objects.count() == 1


def test_an_absence_of_another_expert_does_not_matter(expert):
    given.absence(expert)

    assert given.absence(given.expert("示例专家 02")).pk


def test_an_absence_begins_before_it_ends_and_is_taken_back(expert):
    own = given.expert_office(expert)

    with pytest.raises(experts.PeriodOutOfOrder):
        given.absence(expert, since=DAY, until=date(2024, 6, 2))
    row = given.absence(expert, by=own)
    experts.remove_absence(row.pk, by=own, at=NOW)

    assert (row.is_own_entry, Absence.objects.count()) == (True, 0)


def test_trainings_are_entered_by_the_institute(institute, expert):
    row = experts.add_training(
        expert.pk, title="标准宣贯", held_on=DAY, hours=Decimal("7.5"), by=institute, at=NOW
    )

    assert (row.hours, row.is_passed) == (Decimal("7.5"), True)
    experts.remove_training(row.pk, by=institute, at=NOW)
    assert Training.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"title": " "}, experts.NameMissing), ({"hours": Decimal(0)}, experts.HoursImpossible)],
)
def test_a_training_has_a_title_and_takes_time(institute, expert, facts, refusal):
    given_facts = {"title": "标准宣贯", "hours": Decimal(8)} | facts

    with pytest.raises(refusal):
        experts.add_training(expert.pk, **given_facts, held_on=DAY, by=institute, at=NOW)


def test_the_log_says_nothing_of_what_is_kept(institute, expert):
    given.tie(expert, of="某某乳业")
    given.qualification(expert)
    given.absence(expert)
    given.expert_office(expert)

    entries = list(Entry.objects.filter(subject=expert.subject).values_list("is_open", "leaf"))

    assert {is_open for is_open, _ in entries} == {False}
    assert [leaf for _, leaf in entries if "某某乳业" in leaf or "tie" in leaf] == []


# ------------------------------------------------------------------------------------------------- reminders


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2027, 1, 29), []),
        (date(2027, 1, 30), [Reminder.TERM_ENDS_SOON]),
        (date(2027, 4, 30), [Reminder.TERM_ENDS_SOON]),
        (date(2027, 5, 1), [Reminder.TERM_ENDED]),
    ],
)
def test_the_program_reminds_of_the_end_of_a_term(on, expected):
    found = rules.warnings(on, until=date(2027, 4, 30), qualifications=[("职称", None)], reminder_days=90)

    assert [each.kind for each in found] == expected


def test_a_qualification_is_valid_on_its_last_day():
    last = date(2024, 6, 3)

    found = [
        rules.warnings(on, until=None, qualifications=[("审核员", last)], reminder_days=90)[0].kind
        for on in (last, date(2024, 6, 4))
    ]

    assert found == [Reminder.QUALIFICATION_EXPIRES_SOON, Reminder.QUALIFICATION_EXPIRED]
