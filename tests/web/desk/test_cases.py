"""What regulators see of cases and certificates: everything in reach, and never a deciding button."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.given import certification as given
from tests.given import ledgers, people
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.kernel.roles import REGULATORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    """An enterprise of another banner."""
    return ledgers.enterprise("示例·苍天驼绒制品有限公司", division_code="152921", industry_code="camel_down")


def numbers(answer):
    return [line.row.number for line in answer.context["page"].object_list]


def posting_forms(answer):
    """What the page could send, but for signing out, the language and the office."""
    text = answer.content.decode()
    return re.findall(r'name="act"|name="verb"', text)


@pytest.mark.parametrize("role", sorted(REGULATORS))
@pytest.mark.parametrize("state", list(State))
def test_a_regulator_reads_a_case_in_any_state_and_finds_no_button(role, state, sign_in):
    """认证认可条例 art. 13."""
    case = given.application_in(state)
    browser = sign_in(people.office(role))
    page = reverse("desk:application", args=[case.number])

    opened = browser.get(page)
    sent = browser.post(page, {"act": "accept", "seen": case.revision})
    case.refresh_from_db()

    assert opened.status_code == 200
    assert posting_forms(opened) == []
    assert (sent.status_code, case.state) == (405, state)


@pytest.mark.parametrize("role", sorted(REGULATORS))
def test_a_regulator_reads_a_certificate_and_cannot_suspend_it(role, sign_in):
    certificate = given.suspended_certificate()
    browser = sign_in(people.office(role))
    page = reverse("desk:certificate", args=[certificate.number])

    opened = browser.get(page)

    assert opened.status_code == 200
    assert posting_forms(opened) == []
    assert browser.post(page, {"act": "reinstate"}).status_code == 405
    assert browser.post(reverse("body:certificate", args=[certificate.number])).status_code == 403


def test_a_banner_sees_its_own_and_nothing_of_its_neighbour(other, league, banner):
    mine = given.certificate()
    theirs = given.certificate(given.product(other))
    document = theirs.application.documents.first()

    addresses = [
        reverse("desk:application", args=[theirs.application.number]),
        reverse("desk:certificate", args=[theirs.number]),
        reverse("desk:case_document", args=[theirs.application.number, document.pk]),
    ]

    assert numbers(banner.get(reverse("desk:applications"))) == [mine.application.number]
    assert [line[0] for line in banner.get(reverse("desk:certificates")).context["lines"]] == [mine]
    assert [banner.get(address).status_code for address in addresses] == [404] * 3
    assert len(numbers(league.get(reverse("desk:applications")))) == 2
    for address in addresses:
        answer = league.get(address)
        answer.getvalue()  # a file is closed when it has been read
        assert answer.status_code == 200


def test_the_list_is_narrowed_by_place_industry_body_state_and_lateness(other, league):
    second = given.body("示例第二认证中心")
    milk = given.application_in(State.SUBMITTED)
    down = given.application_in(State.CONCLUDED, of=given.product(other), by_body=second)
    queries = {
        "": [down.number, milk.number],
        "division=152921": [down.number],
        "division=152900": [down.number, milk.number],
        "industry=camel_milk": [milk.number],
        f"body={second.pk}": [down.number],
        "state=submitted": [milk.number],
        "overdue=on": [milk.number],
        "division=150400": [down.number, milk.number],  # not of this league: left out
        "q=苍天": [down.number],
    }

    found = {query: numbers(league.get(f"{reverse('desk:applications')}?{query}")) for query in queries}

    assert found == queries


def test_the_workbook_holds_the_rows_that_are_shown(other, league):
    given.application_in(State.SUBMITTED)
    down = given.application_in(State.SUBMITTED, of=given.product(other, name="驼绒围巾"))

    answer = league.get(f"{reverse('desk:applications_export')}?division=152921")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert rows[0][:4] == ("申请编号", "企业", "行政区划", "产品")
    assert [row[:4] for row in rows[1:]] == [
        (down.number, "示例·苍天驼绒制品有限公司", "阿拉善左旗", "驼绒围巾")
    ]


def test_a_correction_with_its_evidence_is_read_within_reach(other, league, banner):
    found = given.nonconformity(given.application_in(State.UNDER_EVALUATION, of=given.product(other)))
    address = reverse("desk:case_evidence", args=[found.application.number, found.number])

    assert league.get(address).status_code == 404  # none was handed in yet
    assert banner.get(address).status_code == 404  # and for the neighbour there is no case


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_as_often_for_three_cases_as_for_one(
    count, league, django_assert_max_num_queries
):
    for name in "甲乙丙"[:count]:
        given.application_in(State.SUBMITTED, of=given.product(name=name))

    with django_assert_max_num_queries(10):
        answer = league.get(reverse("desk:applications"))

    assert len(numbers(answer)) == count
