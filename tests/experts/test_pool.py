"""The expert pool: who recommends, who admits, and who may know."""

from datetime import date

import pytest

from tests.given import experts as given
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.kernel.roles import HUMAN_ROLES, Role
from yinxin.people.models import OrganisationKind
from yinxin.register.models import Entry
from yinxin.web import phrases

DAY = date(2024, 5, 1)


@pytest.fixture
def institute():
    return given_people.institute_officer()


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2024, 4, 30), False), (DAY, True), (date(2024, 8, 31), True), (date(2024, 9, 1), False)],
)
def test_a_stay_begins_with_admission_and_ends_before_the_day_of_leaving(day, expected):
    assert rules.is_in_pool(day, admitted_on=DAY, left_on=date(2024, 9, 1)) is expected


@pytest.mark.django_db
def test_the_pool_of_a_day_is_counted_as_the_rule_says(institute):
    stayed = given.expert("示例专家 01", on=DAY)
    gone = given.expert("示例专家 02", on=DAY)
    experts.leave(gone.pk, on=date(2024, 9, 1), reason="退休", by=institute, at=NOW)
    given.recommended_expert("示例专家 03")

    league = given_people.division()
    found = {
        day: set(queries.in_pool(league, day))
        for day in (date(2024, 4, 30), DAY, date(2024, 8, 31), date(2024, 9, 1))
    }

    assert list(found.values()) == [set(), {stayed, gone}, {stayed, gone}, {stayed}]


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.LEAGUE_OFFICER}))
def test_only_a_league_recommends(role):
    with pytest.raises(NotYours):
        experts.recommend(
            name="甲",
            fields=["law"],
            division=given_people.division(),
            on=DAY,
            by=given_people.office(role),
            at=NOW,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [[], ["magic"], ["law", "magic"]])
def test_an_expert_is_one_in_something(fields):
    with pytest.raises(experts.UnknownFields):
        experts.recommend(
            name="甲",
            fields=fields,
            division=given_people.division(),
            on=DAY,
            by=given_people.league_officer(),
            at=NOW,
        )

    assert Expert.objects.count() == 0


@pytest.mark.django_db
def test_days_follow_each_other(institute):
    expert = given.recommended_expert(on=DAY)

    with pytest.raises(experts.ExpertDaysOutOfOrder):
        experts.admit(expert.pk, on=date(2024, 4, 30), criteria=given.criteria(), by=institute, at=NOW)
    experts.admit(expert.pk, on=DAY, criteria=given.criteria(), by=institute, at=NOW)
    with pytest.raises(experts.ExpertDaysOutOfOrder):
        experts.renew(expert.pk, on=date(2024, 4, 30), by=institute, at=NOW)
    with pytest.raises(experts.ExpertDaysOutOfOrder):
        experts.leave(expert.pk, on=date(2024, 4, 30), reason="x", by=institute, at=NOW)


@pytest.mark.django_db
def test_nobody_is_declined_or_sent_away_without_a_reason(institute):
    waiting, inside = given.recommended_expert("甲"), given.expert("乙")

    with pytest.raises(experts.ExpertReasonMissing):
        experts.decline(waiting.pk, on=DAY, reason=" ", by=institute, at=NOW)
    with pytest.raises(experts.ExpertReasonMissing):
        experts.leave(inside.pk, on=DAY, reason="", by=institute, at=NOW)

    assert experts.decline(waiting.pk, on=DAY, reason="无相关经历", by=institute, at=NOW).state == "declined"


@pytest.mark.django_db
def test_experts_are_known_to_few(institute):
    own = given.expert("甲")
    league = given_people.league_officer()
    chifeng = given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400"))

    sees = {office.role: set(queries.experts_in_reach(office)) for office in (league, institute)}

    assert sees == {"league_officer": {own}, "institute_officer": {own}}
    assert list(queries.experts_in_reach(given.expert_office(own))) == [own]
    unconcerned = HUMAN_ROLES - {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER}
    others = [chifeng, given_people.banner_officer(), *map(given_people.office, sorted(unconcerned))]
    assert [list(queries.experts_in_reach(office)) for office in others] == [[]] * len(others)
    with pytest.raises(NotFound):
        experts.leave(own.pk, on=DAY, reason="x", by=chifeng, at=NOW)


@pytest.mark.django_db
def test_the_log_says_nothing_of_an_expert(institute):
    expert = given.expert("甲乙丙")
    experts.leave(expert.pk, on=DAY, reason="退休", by=institute, at=NOW)

    leaves = list(Entry.objects.filter(subject=expert.subject).values_list("leaf", "is_open"))

    assert {is_open for _, is_open in leaves} == {False}
    assert [leaf for leaf, _ in leaves if "expert" in leaf or "甲乙丙" in leaf] == []


@pytest.mark.django_db
def test_admission_shows_each_criterion_and_begins_a_term(institute):
    row = given.recommended_expert(employer="示例研究所", on=DAY)

    expert = experts.admit(
        row.pk, on=DAY, criteria=given.criteria(title=" 正高级工程师 "), by=institute, at=NOW
    )

    expert.refresh_from_db()
    assert (expert.state, expert.admitted_on, expert.term_until) == ("admitted", DAY, date(2027, 4, 30))
    assert set(expert.criteria) == {"title", "experience", "knows_scheme", "integrity", "recommended"}
    assert expert.criteria["title"] == "正高级工程师"


@pytest.mark.django_db
def test_the_employer_of_whom_is_admitted_bars_like_any_tie(institute):
    known = given_people.organisation("示例驼产业协会", kind=OrganisationKind.ASSOCIATION)

    expert = given.expert(employer="示例驼产业协会")
    other = given.expert("示例专家 02", employer="")

    tie = expert.ties.get()
    assert (tie.kind, tie.organisation, tie.until, tie.is_own_entry) == ("employer", known, None, False)
    assert other.ties.count() == 0


@pytest.mark.django_db
def test_admission_names_the_criteria_for_which_nothing_was_shown(institute):
    row = given.recommended_expert()
    shown = given.criteria(integrity="  ")
    del shown["title"]

    with pytest.raises(experts.CriteriaNotMet) as refused:
        experts.admit(row.pk, on=DAY, criteria=shown, by=institute, at=NOW)

    assert refused.value.facts["codes"] == ["title", "integrity"]
    assert "具有相关专业高级职称" in phrases.sentence(refused.value)
    row.refresh_from_db()
    assert row.state == "recommended"


@pytest.mark.django_db
@pytest.mark.parametrize(("since", "years"), [(2020, 4), (None, 0)])
def test_years_in_the_field_are_computed_and_too_few_are_refused(institute, since, years):
    row = given.recommended_expert(in_field_since=since)

    with pytest.raises(experts.ExperienceTooShort) as refused:
        experts.admit(row.pk, on=DAY, criteria=given.criteria(), by=institute, at=NOW)

    assert refused.value.facts == {"years": years, "least": 5}


@pytest.mark.django_db
def test_five_years_in_the_field_are_enough(institute):
    row = given.recommended_expert(in_field_since=2019)

    assert experts.admit(row.pk, on=DAY, criteria=given.criteria(), by=institute, at=NOW).state == "admitted"


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1949, 2025])
def test_the_year_since_which_somebody_works_in_the_field_is_possible(year):
    with pytest.raises(experts.FieldYearImpossible):
        given.recommended_expert(in_field_since=year)


@pytest.mark.django_db
def test_a_recommendation_names_the_person():
    with pytest.raises(experts.NameMissing):
        given.recommended_expert(" ")


@pytest.mark.django_db
def test_a_league_recommends_within_itself():
    chifeng = given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400"))

    with pytest.raises(NotFound):
        given.recommended_expert(by=chifeng)


@pytest.mark.django_db
def test_what_is_known_is_corrected_by_the_league_until_admission_and_by_the_institute_after_it(institute):
    league = given_people.league_officer()
    row = given.recommended_expert(in_field_since=2022)
    experts.correct(row.pk, changes={"in_field_since": 2012}, by=league, at=NOW)
    experts.admit(row.pk, on=DAY, criteria=given.criteria(), by=institute, at=NOW)

    with pytest.raises(NotYours):
        experts.correct(row.pk, changes={"title": "研究员"}, by=league, at=NOW)
    experts.correct(row.pk, changes={"title": "研究员", "fields": ["law", "product"]}, by=institute, at=NOW)

    row.refresh_from_db()
    assert (row.in_field_since, row.title, row.fields) == (2012, "研究员", ["law", "product"])


@pytest.mark.django_db
def test_a_correction_that_changes_nothing_leaves_no_entry(institute):
    row = given.expert()
    before = Entry.objects.count()

    experts.correct(row.pk, changes={"title": row.title}, by=institute, at=NOW)

    assert Entry.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": " "}, experts.NameMissing),
        ({"fields": []}, experts.UnknownFields),
        ({"in_field_since": 2030}, experts.FieldYearImpossible),
        ({"term_until": date(2099, 1, 1)}, NotAcceptable),
    ],
)
def test_a_correction_is_held_to_what_a_recommendation_is(institute, changes, refusal):
    row = given.expert()

    with pytest.raises(refusal):
        experts.correct(row.pk, changes=changes, by=institute, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2027, 1, 30), date(2030, 4, 30)),
        (date(2027, 4, 30), date(2030, 4, 30)),
        (date(2027, 5, 1), date(2030, 4, 30)),
        (date(2027, 6, 1), date(2030, 5, 31)),
    ],
)
def test_a_new_term_follows_the_old_one(institute, on, until):
    expert = given.expert(on=DAY)
    given.qualification(expert)

    assert experts.renew(expert.pk, on=on, by=institute, at=NOW).term_until == until


@pytest.mark.django_db
def test_a_term_is_not_renewed_before_the_program_reminds_of_its_end(institute):
    expert = given.expert(on=DAY)
    given.qualification(expert)

    with pytest.raises(experts.TooEarlyToRenew) as refused:
        experts.renew(expert.pk, on=date(2027, 1, 29), by=institute, at=NOW)

    assert refused.value.facts["earliest"] == date(2027, 1, 30)


@pytest.mark.django_db
def test_a_term_is_not_renewed_without_a_valid_qualification(institute):
    expert = given.expert(on=DAY)
    given.qualification(expert, expires_on=date(2027, 3, 31))

    with pytest.raises(experts.NoValidQualification):
        experts.renew(expert.pk, on=date(2027, 4, 1), by=institute, at=NOW)

    assert experts.renew(expert.pk, on=date(2027, 3, 31), by=institute, at=NOW).term_until.year == 2030
