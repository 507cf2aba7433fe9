"""Nobody but the enterprise sees or touches what is its own. Everything that could leak is there."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.given import certification as given
from tests.given import people
from tests.given.people import NOW
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.marks import actions as marks
from yinxin.register.queries import size

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(other):
    """A page of everything that the other enterprise has."""
    certificate = given.certificate(given.product(other))
    standard = certificate.standard
    drafted = given.draft(given.product(other, name="驼乳片"))
    document = given.document(drafted, "business_licence")
    evaluated = given.nonconformity(
        given.application_in(State.UNDER_EVALUATION, of=given.product(other, name="驼初乳粉"))
    )
    batch = marks.issue_batch(
        certificate.number,
        lot="A1",
        produced_on=date(2024, 11, 1),
        count=10,
        by=given.applicant(other),
        at=NOW,
    )
    case, site, product = drafted.number, drafted.site, drafted.product
    return {
        "site": [site.pk],
        "product": [product.pk],
        "apply_standard": [product.pk],
        "apply_site": [product.pk, standard.pk],
        "apply_check": [product.pk, standard.pk, site.pk],
        "application": [case],
        "application_details": [case],
        "application_documents": [case],
        "application_document": [case, "business_licence"],
        "application_undertaking": [case],
        "application_check": [case],
        "application_submitted": [case],
        "application_withdraw": [case],
        "file": [case, document.pk],
        "nonconformity": [evaluated.application.number, evaluated.number],
        "evidence": [evaluated.application.number, evaluated.number],
        "label_order": [certificate.number],
        "batch": [batch.number],
        "batch_codes": [batch.number],
    }


LISTS = ("home", "apply", "applications", "certificates", "labels", "site_new", "product_new")


def test_what_is_somebody_elses_is_not_there(browser, theirs):
    answers = {name: browser.get(reverse(f"enterprise:{name}", args=args)) for name, args in theirs.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(theirs, 404)


def test_nothing_of_somebody_elses_can_be_done(browser, theirs):
    before = size()
    form = {
        "seen": "1",
        "reasons": "x",
        "answer": "x",
        "lot": "B2",
        "produced_on": "2024-11-01",
        "count": "1",
        "first": "1",
        "reason": "x",
        "name": "x",
        "division": "152922",
        "kind": "camel_milk",
        "body": given.body().pk,
    }

    answers = {
        name: browser.post(reverse(f"enterprise:{name}", args=args), form).status_code
        for name, args in theirs.items()
        if name not in {"apply_standard", "apply_site", "file", "evidence", "batch_codes"}
    }

    assert set(answers.values()) == {404}
    assert size() == before


def test_the_lists_show_ones_own_only(browser, theirs, enterprise):
    given.certificate(given.product(enterprise, name="自己的驼奶粉"))

    for name in LISTS:
        text = browser.get(reverse(f"enterprise:{name}")).content.decode()
        assert "示例·另一家企业有限公司" not in text
        assert "驼乳片" not in text
        assert "驼初乳粉" not in text


def test_a_site_of_somebody_elses_cannot_be_used_for_ones_own_product(browser, enterprise, theirs):
    own = given.product(enterprise)
    address = reverse("enterprise:apply_check", args=[own.pk, theirs["apply_site"][1], theirs["site"][0]])

    assert browser.get(address).status_code == 404


def test_a_document_of_ones_own_other_case_is_not_handed_out_under_this_one(browser, enterprise):
    first = given.draft(given.product(enterprise))
    second = given.draft(given.product(enterprise, name="驼乳片"))
    document = given.document(first, "business_licence")

    assert browser.get(reverse("enterprise:file", args=[second.number, document.pk])).status_code == 404


def test_who_did_not_sign_in_is_asked_to(theirs):
    addresses = [reverse(f"enterprise:{name}", args=args) for name, args in theirs.items()]
    addresses += [reverse(f"enterprise:{name}") for name in LISTS]

    answers = [Client().get(address) for address in addresses]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url.partition("?")[0] for answer in answers} == {reverse("login")}


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.ENTERPRISE}))
def test_every_other_office_is_refused_even_those_that_may_see_the_case(sign_in, theirs, role):
    if role in REGULATORS:
        office = people.office(role)
    elif role is Role.INSTITUTE_OFFICER:
        office = people.institute_officer()
    else:
        office = given.staff(role)
    browser = sign_in(office)

    addresses = [reverse(f"enterprise:{name}", args=args) for name, args in theirs.items()]
    addresses += [reverse(f"enterprise:{name}") for name in LISTS]

    assert {
        browser.get(address, headers={"accept": "application/json"}).status_code for address in addresses
    } == {403}
