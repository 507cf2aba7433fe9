"""Who may hold which offices, and what an office reaches."""

from datetime import date

import pytest

from tests.given import people as given
from yinxin.kernel.roles import BODY_ROLES, HUMAN_ROLES, REGULATORS, Role
from yinxin.people import queries, rules
from yinxin.people.actions import Barred, appoint
from yinxin.people.models import Office, Organisation, OrganisationKind
from yinxin.register.models import Entry

HERE, THERE = "organisation/1", "organisation/2"


def test_a_certification_person_works_for_one_body() -> None:
    barred = {
        (role, other)
        for role in BODY_ROLES
        for other in BODY_ROLES
        if rules.barred_by(role, HERE, [(other, THERE)])
    }

    assert barred == {(role, other) for role in BODY_ROLES for other in BODY_ROLES}


def test_a_person_may_hold_several_roles_in_one_body() -> None:
    assert {rules.barred_by(role, HERE, [(other, HERE)]) for role in BODY_ROLES for other in BODY_ROLES} == {
        ""
    }


def test_certification_supervision_and_enterprise_never_meet_in_one_person() -> None:
    camps = (frozenset(REGULATORS), frozenset(BODY_ROLES), frozenset({Role.ENTERPRISE}))
    apart = {(one, other) for one in camps for other in camps if one is not other}

    barred = {
        (role, other)
        for role in HUMAN_ROLES
        for other in HUMAN_ROLES
        if rules.barred_by(role, HERE, [(other, HERE)]) == "impartiality"
    }

    assert barred == {(role, other) for one, two in apart for role in one for other in two}


@pytest.mark.django_db
def test_an_appointment_that_impartiality_forbids_is_refused() -> None:
    officer = given.league_officer()
    enterprise = given.organisation("示例·企业", kind=OrganisationKind.ENTERPRISE)

    with pytest.raises(Barred) as refused:
        appoint(officer.user, Role.ENTERPRISE, organisation=enterprise, since=date(2024, 1, 1), at=given.NOW)

    assert refused.value.facts == {"why": "impartiality", "role": Role.ENTERPRISE}
    assert Office.objects.filter(user=officer.user).count() == 1


@pytest.mark.django_db
def test_an_office_is_held_from_its_first_to_its_last_day() -> None:
    officer = given.league_officer()
    officer.until = date(2024, 6, 30)
    officer.save()

    held = {
        day: queries.offices_of(officer.user, on=day).exists()
        for day in (date(2020, 1, 1), date(2020, 1, 2), date(2024, 6, 30), date(2024, 7, 1))
    }

    assert list(held.values()) == [False, True, True, False]


@pytest.mark.django_db
def test_a_league_reaches_its_banners_and_a_banner_only_itself() -> None:
    codes = ("152900", "152921", "152922", "150400")
    for code in codes:
        Organisation.objects.create(
            kind=OrganisationKind.LABORATORY,
            name=code,
            division=given.division(code),
            registered_at=given.NOW,
        )

    def reached(office: Office) -> set[str]:
        reach = queries.within_reach(office, division="division", organisation="pk")
        return set(
            Organisation.objects.filter(reach, kind=OrganisationKind.LABORATORY).values_list(
                "name", flat=True
            )
        )

    assert reached(given.league_officer()) == {"152900", "152921", "152922"}
    assert reached(given.banner_officer("152922")) == {"152922"}


@pytest.mark.django_db
def test_every_other_office_reaches_its_own_organisation_only() -> None:
    institute = given.institute_officer()
    given.organisation("示例实验室", kind=OrganisationKind.LABORATORY)

    reach = queries.within_reach(institute, division="division", organisation="pk")

    assert list(Organisation.objects.filter(reach)) == [institute.organisation]


@pytest.mark.django_db
def test_an_appointment_is_in_the_register_and_the_name_is_not_public() -> None:
    officer = given.league_officer()

    entry = Entry.objects.get(kind="office.given", subject=f"user/{officer.user.pk}")

    assert not entry.is_open
    assert officer.user.name not in entry.leaf
    assert officer.user.name in entry.detail.text
