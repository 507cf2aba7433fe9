"""The door of the API: an expert is asked by an officer of the institute, and refused as everywhere else."""

import pytest
from django.test import Client

from tests.given import assignments as given
from tests.given import experts as given_experts
from tests.given import people
from yinxin.experts.assignments.models import Assignment
from yinxin.kernel.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(monkeypatch):
    monkeypatch.setattr("yinxin.web.clock.now", lambda: people.NOW)
    monkeypatch.setattr("yinxin.web.clock.today", people.NOW.date)


def session(office, *, checks_csrf=False):
    browser = Client(enforce_csrf_checks=checks_csrf)
    browser.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def ask(browser, matter, expert, **more):
    return browser.post(
        f"/api/v1/matters/{matter.pk}/assignments",
        {"expert": expert.pk, **more},
        content_type="application/json",
    )


def test_an_officer_of_the_institute_asks_an_expert():
    matter, expert = given.matter(), given_experts.expert()

    answer = ask(session(people.institute_officer()), matter, expert, seat="chair")

    row = Assignment.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "number": row.pk,
        "matter": matter.pk,
        "expert": expert.pk,
        "seat": "chair",
        "state": "invited",
        "answer_due_on": "2024-11-25",
    }


def test_a_conflict_is_refused_with_its_code_and_its_sentence():
    matter = given.matter()
    expert = given_experts.expert("示例专家甲", ties=[("consultancy", given.MILK)])

    answer = ask(session(people.institute_officer()), matter, expert)

    assert answer.status_code == 422
    assert answer.json()["code"] == "conflict_consultancy"
    assert "示例专家甲" in answer.json()["message"]
    assert given.MILK in answer.json()["message"]
    assert Assignment.objects.count() == 0


def test_who_is_away_is_refused_with_another_code():
    matter, expert = given.matter(), given_experts.expert()
    given_experts.absence(expert, since=given.STARTS_ON, until=given.ENDS_ON)

    answer = ask(session(people.institute_officer()), matter, expert)

    assert (answer.status_code, answer.json()["code"]) == (422, "expert_absent")


def test_who_has_not_signed_in_is_told_so(client):
    answer = ask(client, given.matter(), given_experts.expert())

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")


@pytest.mark.parametrize("role", [Role.LEAGUE_OFFICER, Role.EXPERT, Role.ENTERPRISE, Role.CERTIFIER])
def test_another_office_is_refused(role):
    answer = ask(session(people.office(role)), given.matter(), given_experts.expert())

    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")
    assert Assignment.objects.count() == 0


def test_the_matter_of_another_institute_is_not_there():
    other = people.office(Role.INSTITUTE_OFFICER, of=people.organisation("另一家研究院"))

    answer = ask(session(other), given.matter(), given_experts.expert())

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_session_alone_is_not_enough():
    browser = session(people.institute_officer(), checks_csrf=True)

    answer = ask(browser, given.matter(), given_experts.expert())

    assert (answer.status_code, answer.json()["code"]) == (403, "stale_form")


@pytest.mark.parametrize("body", [{}, {"expert": "甲"}, {"expert": 1, "seat": "king"}])
def test_a_question_that_cannot_be_read_is_refused(body):
    browser = session(people.institute_officer())

    answer = browser.post(
        f"/api/v1/matters/{given.matter().pk}/assignments", body, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "question_unreadable")


def test_what_is_no_json_is_refused():
    browser = session(people.institute_officer())

    answer = browser.post(
        f"/api/v1/matters/{given.matter().pk}/assignments", "{", content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "question_unreadable")


def test_the_operation_is_documented(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    operation = paths["/api/v1/matters/{matter}/assignments"]["post"]
    assert set(operation["responses"]) == {"201", "401", "403", "404", "409", "422"}
    assert operation["security"]
