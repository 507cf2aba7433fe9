"""A new version of a standard touches certificates, cases and readiness, and each is followed until it is converted."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.given import certification as given
from tests.given import ledgers, people, standards
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.transitions import actions, queries, rules
from yinxin.certification.transitions.rules import Step
from yinxin.cultivation import actions as cultivation
from yinxin.cultivation.models import Assessment
from yinxin.kernel.roles import Role
from yinxin.standards.texts import actions as texts

NEW = "T/NMSP MZB02.14-2025"
PUBLISHED, EFFECTIVE, UNTIL = date(2024, 12, 2), date(2025, 1, 2), date(2025, 12, 31)
DURING = date(2025, 3, 3)


def noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def superseding(standard, **facts):
    days = {"on": PUBLISHED, "effective_on": EFFECTIVE, "transition_until": UNTIL}
    return standards.revision(standard, number=NEW, at=noon(PUBLISHED), **(days | facts))


@pytest.mark.parametrize(
    ("is_live", "has_new", "has_case", "is_over"), list(itertools.product([True, False], repeat=4))
)
def test_a_certificate_stands_at_one_step_whatever_holds(is_live, has_new, has_case, is_over):
    today = UNTIL + timedelta(days=1) if is_over else UNTIL
    expected = (
        Step.CONVERTED
        if has_new
        else Step.ENDED
        if not is_live
        else Step.OVERDUE
        if is_over
        else Step.APPLIED
        if has_case
        else Step.WAITING
    )

    step = rules.step(
        is_live=is_live, has_new_certificate=has_new, has_open_case=has_case, until=UNTIL, today=today
    )

    assert step is expected


@pytest.mark.django_db
class TestCertificates:
    @pytest.fixture
    def certificate(self, var):
        return given.certificate()

    def test_a_certificate_is_not_touched_before_the_new_version_takes_effect(self, certificate):
        superseding(certificate.standard)
        certificate.refresh_from_db()

        assert queries.transition_of(certificate, today=EFFECTIVE - timedelta(days=1)) is None
        assert queries.transition_of(certificate, today=EFFECTIVE).step is Step.WAITING

    def test_it_says_which_version_takes_its_place_and_until_when(self, certificate):
        new = superseding(certificate.standard)
        certificate.refresh_from_db()

        found = queries.transition_of(certificate, today=DURING)

        assert (found.successor, found.until, found.days_left(DURING)) == (new, UNTIL, 303)

    def test_it_is_applied_for_while_a_case_by_the_new_version_is_open(self, certificate):
        superseding(certificate.standard)
        case = apply(certificate, NEW, at=noon(DURING))
        certificate.refresh_from_db()

        found = queries.transition_of(certificate, today=DURING)

        assert (found.step, found.open_case) == (Step.APPLIED, case)

    def test_it_is_overdue_when_the_transition_ended_first(self, certificate):
        superseding(certificate.standard)
        certificate.refresh_from_db()

        found = queries.transition_of(certificate, today=UNTIL + timedelta(days=1))

        assert (found.step, found.days_left(UNTIL + timedelta(days=1))) == (Step.OVERDUE, -1)

    def test_it_stays_overdue_after_the_calendar_withdrew_the_old_version(self, certificate):
        superseding(certificate.standard)
        day = UNTIL + timedelta(days=1)
        texts.withdraw_due(on=day, at=noon(day))
        certificate.refresh_from_db()

        assert [each.step for each in queries.unfinished(holder(certificate), today=day)] == [Step.OVERDUE]

    def test_a_version_further_down_the_chain_is_the_one_to_reach(self, certificate):
        second = superseding(certificate.standard, transition_until=date(2026, 12, 31))
        third = standards.revision(
            second,
            number="T/NMSP MZB02.14-2026",
            on=date(2025, 6, 2),
            effective_on=date(2025, 7, 1),
            transition_until=date(2026, 6, 30),
            at=noon(date(2025, 6, 2)),
        )
        certificate.refresh_from_db()

        found = queries.transition_of(certificate, today=date(2025, 8, 1))

        assert found.successor == third

    def test_whoever_is_in_reach_follows_it_and_nobody_else(self, certificate):
        superseding(certificate.standard)
        holders = {
            "league": people.league_officer(),
            "its banner": people.banner_officer("152922"),
            "another banner": people.banner_officer("152921"),
            "its body": given.staff(Role.CERTIFIER, of=certificate.body),
            "another body": given.staff(Role.CERTIFIER, of=given.body("示例第二认证中心")),
            "its holder": holder(certificate),
            "another enterprise": given.applicant(ledgers.enterprise(name="示例·别家")),
        }

        seen = {name: len(queries.unfinished(by, today=DURING)) for name, by in holders.items()}

        assert seen == {
            "league": 1,
            "its banner": 1,
            "another banner": 0,
            "its body": 1,
            "another body": 0,
            "its holder": 1,
            "another enterprise": 0,
        }

    def test_the_institute_follows_every_certificate_but_sees_no_case(self, certificate):
        superseding(certificate.standard)
        institute = people.institute_officer()
        certificate.standard.refresh_from_db()

        found = queries.touched_certificates(institute, certificate.standard, today=DURING)

        assert [each.certificate for each in found] == [certificate]
        assert list(queries.touched_cases(institute, certificate.standard)) == []

    def test_a_list_asks_the_database_as_often_for_three_as_for_one(
        self, certificate, django_assert_num_queries
    ):
        superseding(certificate.standard)
        rows = list(queries.public_certificates().filter(pk=certificate.pk))

        with django_assert_num_queries(3):
            queries.transitions_of(rows, today=DURING)
        with django_assert_num_queries(3):
            queries.transitions_of(rows * 3, today=DURING)


@pytest.mark.django_db
class TestCases:
    def test_no_case_is_started_by_the_old_version_once_the_new_one_is_in_effect(self, var):
        product = given.product(given.certificate().enterprise, name="另一种驼乳")
        superseding(given.standard())

        with pytest.raises(applications.StandardSuperseded) as refused:
            apply_with(product, given.standard().number, at=noon(EFFECTIVE))

        assert refused.value.facts["successor"] == NEW

    def test_before_that_day_the_old_version_is_still_applied_for(self, var):
        product = given.product(given.certificate().enterprise, name="另一种驼乳")
        superseding(given.standard())

        case = apply_with(product, given.standard().number, at=noon(EFFECTIVE - timedelta(days=1)))

        assert case.standard.number == given.standard().number

    def test_a_draft_by_the_old_version_is_not_handed_in_afterwards(self, var):
        case = given.application_in(State.DRAFT)
        superseding(case.standard)

        with pytest.raises(applications.StandardSuperseded):
            applications.submit(
                case.number, seen=case.revision, by=given.applicant(case.enterprise), at=noon(DURING)
            )

    @pytest.mark.parametrize(("day", "is_granted"), [(UNTIL, True), (UNTIL + timedelta(days=1), False)])
    def test_a_case_under_way_may_be_granted_until_the_transition_ends(self, var, day, is_granted):
        case = given.application_in(State.REVIEWED)
        superseding(case.standard)
        by = given.staff(Role.CERTIFIER, of=case.body)

        def decide():
            return decisions.decide(
                case.number, outcome="granted", reasons="符合。", seen=case.revision, by=by, at=noon(day)
            )

        if is_granted:
            assert decide().state == State.DECIDED
        else:
            with pytest.raises(applications.StandardDoesNotFit):
                decide()


@pytest.mark.django_db
class TestReadiness:
    @pytest.fixture
    def product(self, var):
        product = given.product()
        for clause in given.standard().clauses.all():
            ledgers.assessment(product, clause, note="已核对。")
        return product

    def test_what_the_new_text_asks_just_the_same_still_holds(self, product):
        old = given.standard()
        new = standards.revision(
            old, number=NEW, on=PUBLISHED, effective_on=EFFECTIVE, transition_until=UNTIL
        )
        old.refresh_from_db()

        [found] = queries.touched_readiness(people.league_officer(), old)

        assert (found.product, found.assessed, found.still_holding, found.to_carry) == (product, 3, 3, 3)
        assert len(queries.unchanged_clauses(old)) == new.clauses.count()

    def test_carried_over_it_stands_under_the_new_clauses_once(self, product):
        old = given.standard()
        new = standards.revision(
            old, number=NEW, on=PUBLISHED, effective_on=EFFECTIVE, transition_until=UNTIL
        )
        by = people.league_officer()

        count = actions.carry_over(product.pk, standard_number=old.number, by=by, at=noon(DURING))

        assert count == 3
        carried = Assessment.objects.filter(product=product, clause__standard=new)
        assert set(carried.values_list("fulfilment", "note")) == {("met", "已核对。")}
        with pytest.raises(actions.NothingToCarry):
            actions.carry_over(product.pk, standard_number=old.number, by=by, at=noon(DURING))

    def test_a_clause_that_changed_has_to_be_looked_at_again(self, product):
        old = given.standard()
        institute = people.institute_officer()
        row = texts.begin(
            title=old.title,
            product_kinds=old.product_kinds,
            division=old.division,
            replaces=old,
            by=institute,
            at=people.NOW,
        )
        texts.copy_text(old.pk, to=row.pk, by=institute, at=people.NOW)
        changed = row.clauses.get(number="4.2")
        texts.edit_clause(changed.pk, changes={"text": "全部按新的附录执行。"}, by=institute, at=people.NOW)
        texts.give_number(row.pk, number=NEW, by=institute, at=people.NOW)
        texts.publish(
            row.pk,
            on=PUBLISHED,
            effective_on=EFFECTIVE,
            transition_until=UNTIL,
            by=institute,
            at=noon(PUBLISHED),
        )

        count = actions.carry_over(
            product.pk, standard_number=old.number, by=people.league_officer(), at=noon(DURING)
        )

        assert count == 2
        assert not Assessment.objects.filter(product=product, clause=changed).exists()

    def test_what_was_found_for_the_new_text_is_not_overwritten(self, product):
        old = given.standard()
        new = standards.revision(
            old, number=NEW, on=PUBLISHED, effective_on=EFFECTIVE, transition_until=UNTIL
        )
        clause = new.clauses.get(number="4.2")
        by = people.league_officer()
        cultivation.assess(product.pk, clause.pk, fulfilment="not_met", by=by, at=noon(DURING))

        count = actions.carry_over(product.pk, standard_number=old.number, by=by, at=noon(DURING))

        assert count == 2
        assert Assessment.objects.get(product=product, clause=clause).fulfilment == "not_met"


def apply(certificate, number, *, at):
    return apply_with(certificate.product, number, at=at)


def apply_with(product, number, *, at):
    return applications.start(
        product.pk,
        standard_number=number,
        site_pk=product.site_id or ledgers.site(product.enterprise).pk,
        body_pk=given.body().pk,
        by=given.applicant(product.enterprise),
        at=at,
    )


def holder(certificate):
    return given.applicant(certificate.enterprise)
