"""Readiness clause by clause, and what is kept of a visit."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from tests.given import ledgers as given
from tests.given import people
from tests.given import standards as given_standards
from yinxin.cultivation import actions as cultivation
from yinxin.cultivation import queries, rules
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Clause, Standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard() -> Standard:
    return given_standards.standard(kinds=("camel_milk",))


def test_readiness_shows_every_clause_and_the_latest_word_on_each(standard):
    product = given.product()
    first, second, third = standard.clauses.all()
    given.assessment(product, first, fulfilment="not_met")

    given.assessment(product, first, fulfilment="met")
    given.assessment(product, second, fulfilment="not_applicable", note="不放牧")

    rows = queries.readiness(product, standard)
    assert [(row.clause, row.fulfilment) for row in rows] == [
        (first, "met"),
        (second, "not_applicable"),
        (third, ""),
    ]
    assert rules.progress(row.fulfilment for row in rows) == rules.Progress(
        applicable=2, met=1, partly=0, not_met=0, unassessed=1
    )
    words = [
        act.facts["fulfilment"]
        for act in acts(subjects=[product.enterprise.subject], kinds=["readiness.assessed"])
    ]
    assert words == ["not_met", "met", "not_applicable"]


def test_evidence_stays_until_other_evidence_comes(standard, var):
    product, clause = given.product(), standard.clauses.first()

    def assess(evidence):
        return cultivation.assess(
            product.pk,
            clause.pk,
            fulfilment="met",
            evidence=evidence,
            by=people.league_officer(),
            at=people.NOW,
        )

    def kept(evidence):
        with assess(evidence).evidence.open() as file:
            return file.read()

    assert kept(ContentFile(b"%PDF-1", name="记录.pdf")) == b"%PDF-1"
    assert kept(None) == b"%PDF-1"
    assert kept(ContentFile(b"%PDF-2", name="记录.pdf")) == b"%PDF-2"


def test_that_a_clause_does_not_apply_is_explained(standard):
    with pytest.raises(cultivation.WordsMissing):
        given.assessment(given.product(), standard.clauses.first(), fulfilment="not_applicable")


def test_a_product_is_not_held_against_a_standard_for_other_kinds(standard):
    product = given.product(kind="mutton", name="羊肉卷")

    with pytest.raises(cultivation.ClauseDoesNotFit):
        given.assessment(product, standard.clauses.first())


def test_a_product_is_not_held_against_a_draft():
    draft = given_standards.draft_standard("T/NMSP MZB02.77-2024", kinds=("camel_milk",))
    given_standards.clause(draft.number)

    with pytest.raises(cultivation.ClauseDoesNotFit):
        given.assessment(given.product(), draft.clauses.first())


def test_a_banner_officer_assesses_products_of_its_banner_only(standard):
    product = given.product(given.enterprise(division_code="152921"))

    with pytest.raises(NotFound):
        given.assessment(product, standard.clauses.first(), by=people.banner_officer("152922"))


def test_a_clause_that_is_not_there_is_not_assessed(standard):
    product = given.product()

    with pytest.raises(NotFound):
        cultivation.assess(product.pk, 0, fulfilment="met", by=people.league_officer(), at=people.NOW)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ENTERPRISE, Role.LEAD_AUDITOR, Role.INSTITUTE_OFFICER])
def test_only_officers_assess_and_visit(standard, role):
    product, office = given.product(), people.office(role)

    with pytest.raises(NotYours):
        given.assessment(product, standard.clauses.first(), by=office)
    with pytest.raises(NotYours):
        cultivation.record_visit(
            product.enterprise_id, on=people.NOW.date(), summary="见闻", by=office, at=people.NOW
        )


def test_readiness_of_many_products_pairs_each_with_the_standards_of_its_kind(standard):
    milk, meat = given.product(), given.product(name="羊肉卷", kind="mutton")
    given.assessment(milk, standard.clauses.first())

    found = queries.readiness_of_products([milk, meat], list(Standard.objects.all()))

    assert [(row.product, row.standard, row.progress.share) for row in found] == [(milk, standard, 33)]


def test_the_number_of_queries_does_not_grow_with_the_products(standard, django_assert_num_queries):
    products = [given.product(name=f"驼奶粉{n}") for n in range(3)]

    with django_assert_num_queries(2):
        queries.readiness_of_products(products, [standard])


def test_a_visit_keeps_what_was_seen_and_keeps_names_out_of_the_stated_facts(var):
    enterprise = given.enterprise()

    visit = given.visit(enterprise, photo=ContentFile(b"\xff\xd8\xff", name="车间.jpg"))

    with visit.photo.open() as photo:
        assert photo.read() == b"\xff\xd8\xff"
    assert visit.summary == "查看了生产车间。"
    assert queries.last_visits([enterprise.pk]) == {enterprise.pk: visit.visited_on}
    (act,) = acts(subjects=[enterprise.subject], kinds=["visit.recorded"])
    assert act.facts["summary"] == "查看了生产车间。"


def test_a_visit_has_happened_and_says_something():
    with pytest.raises(cultivation.DayAhead):
        given.visit(on=people.NOW.date() + timedelta(days=1))
    with pytest.raises(cultivation.WordsMissing):
        given.visit(summary="  ")


def test_a_banner_officer_sees_visits_and_assessments_of_its_banner(standard):
    for name, code in [("示例·甲", "152921"), ("示例·乙", "152922")]:
        product = given.product(given.enterprise(name, division_code=code))
        given.assessment(product, Clause.objects.first())
        given.visit(product.enterprise)
    officer = people.banner_officer("152922")

    assert {visit.enterprise.name for visit in queries.visits_in_reach(officer)} == {"示例·乙"}
    assert {found.product.enterprise.name for found in queries.assessments_in_reach(officer)} == {"示例·乙"}


def tree(kinds=("camel_milk",)) -> Standard:
    """A published standard with chapters, headings and an annex."""
    text, by = given_standards.text(kinds=kinds), people.institute_officer()
    texts.give_number(text.pk, number="T/NMSP MZB02.40-2023", by=by, at=people.LONG_AGO)
    day = given_standards.PUBLISHED_ON
    return texts.publish(text.pk, on=day, effective_on=day, by=by, at=people.LONG_AGO)


def test_what_only_orders_the_text_asks_nothing_of_a_product():
    standard, product = tree(), given.product()
    heading, asked = standard.clauses.get(number="2"), standard.clauses.get(number="2.1")

    with pytest.raises(cultivation.ClauseDoesNotFit):
        given.assessment(product, heading)
    given.assessment(product, asked)

    rows = queries.readiness(product, standard)
    assert [row.clause.number for row in rows] == ["2.1", "2.2", "2.3", "3", "A", "A.1"]
    (found,) = queries.readiness_of_products([product], [standard])
    assert (found.progress.applicable, found.progress.met) == (6, 1)


def test_a_product_is_assessed_against_the_version_that_is_current(standard):
    product, old = given.product(), standard.clauses.first()
    given_standards.revision(standard, effective_on=people.NOW.date())

    with pytest.raises(cultivation.ClauseDoesNotFit):
        given.assessment(product, old)
    new = Clause.objects.get(succeeds=old)

    assert given.assessment(product, new).clause == new
