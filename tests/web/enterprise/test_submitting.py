"""Sending an application, being told what happens next, and taking it back."""

import pytest
from django.urls import reverse

from tests.given import certification as given
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db


def page_of(name, case):
    return reverse(f"enterprise:{name}", args=[case.number])


@pytest.fixture
def draft(enterprise):
    return given.draft(given.product(enterprise))


@pytest.fixture
def complete(draft):
    return given.completed(draft)


def test_the_check_page_links_each_answer_to_where_it_is_changed(browser, complete):
    page = browser.get(page_of("application_check", complete)).content.decode()

    assert page_of("application_details", complete) in page
    assert page_of("application_documents", complete) in page
    assert page_of("application_undertaking", complete) in page


def test_an_incomplete_application_is_not_sent_and_all_that_is_missing_is_named(browser, draft):
    page = browser.post(page_of("application_check", draft), {"seen": draft.revision})

    draft.refresh_from_db()
    lacks = [lack.label for lack in page.context["lacks"]]
    assert page.status_code == 422
    assert draft.state == State.DRAFT
    assert len(lacks) == 14
    assert page.context["form"].refusal.code == "application_incomplete"


def test_a_complete_application_is_sent_and_confirmed_with_number_and_time_limit(browser, complete):
    answer = browser.post(page_of("application_check", complete), {"seen": complete.revision})

    page = browser.get(answer.url)
    text = page.content.decode()
    assert answer.url == page_of("application_submitted", complete)
    assert complete.number in text
    assert "办理期限至2024年11月27日（5个工作日）" in text


def test_sending_twice_submits_once(browser, complete):
    form = {"seen": complete.revision, "once": "5" * 32}

    first = browser.post(page_of("application_check", complete), form)
    second = browser.post(page_of("application_check", complete), form)

    sent = [act for act in acts(subjects=[complete.subject]) if act.kind == "application.submitted"]
    assert (first.url, second.url) == (page_of("application_submitted", complete),) * 2
    assert len(sent) == 1


def test_what_was_not_seen_is_not_sent(browser, complete):
    seen = complete.revision
    applications.save_draft(
        complete.number,
        changes={"product_description": "同事改过"},
        seen=seen,
        by=given.applicant(complete.enterprise),
        at=given.STARTED,
    )

    page = browser.post(page_of("application_check", complete), {"seen": seen})

    complete.refresh_from_db()
    assert page.status_code == 409
    assert complete.state == State.DRAFT
    assert "同事改过" in page.content.decode()
    assert page.context["form"]["seen"].value() == str(complete.revision)


def test_a_returned_application_is_completed_and_sent_again(browser, enterprise):
    case = given.application_in(State.RETURNED, of=given.product(enterprise))
    given.document(case, "business_licence", at=given.ACCEPTED)
    case.refresh_from_db()

    answer = browser.post(page_of("application_check", case), {"seen": case.revision})

    case.refresh_from_db()
    assert answer.status_code == 302
    assert case.state == State.SUBMITTED


def test_the_list_shows_each_case_with_its_time_limit(browser, enterprise):
    case = given.application_in(State.SUBMITTED, of=given.product(enterprise))
    draft = given.draft(given.product(enterprise, name="驼乳片"))

    lines = browser.get(reverse("enterprise:applications")).context["lines"]

    assert [(row.number, running.limit.code if running else "") for row, running in lines] == [
        (draft.number, ""),
        (case.number, "acceptance"),
    ]


def test_withdrawing_asks_why_and_keeps_the_reason(browser, enterprise):
    case = given.application_in(State.SUBMITTED, of=given.product(enterprise))
    address = page_of("application_withdraw", case)

    unanswered = browser.post(address, {"seen": case.revision, "reasons": " "})
    answered = browser.post(address, {"seen": case.revision, "reasons": "包装改版，明年再申请。"})

    case.refresh_from_db()
    assert (unanswered.status_code, answered.status_code) == (422, 302)
    assert case.state == State.WITHDRAWN
    assert acts(subjects=[case.subject])[-1].facts["reasons"] == "包装改版，明年再申请。"


def test_a_case_that_is_decided_cannot_be_withdrawn(browser, enterprise):
    case = given.application_in(State.DECIDED, of=given.product(enterprise))

    assert browser.get(page_of("application_withdraw", case)).status_code == 409


def test_a_declined_case_says_why(browser, enterprise):
    case = given.application_in(State.DECLINED, of=given.product(enterprise))

    page = browser.get(page_of("application", case))

    assert "产品不在认证范围内。" in page.content.decode()
    assert [step.state for step in page.context["steps"]] == ["done", "bad", "", "", "", ""]


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.DRAFT, ["now", "", "", "", "", ""]),
        (State.SUBMITTED, ["done", "now", "", "", "", ""]),
        (State.RETURNED, ["done", "now", "", "", "", ""]),
        (State.UNDER_EVALUATION, ["done", "done", "now", "", "", ""]),
        (State.EVALUATED, ["done", "done", "done", "now", "", ""]),
        (State.REVIEWED, ["done", "done", "done", "done", "now", ""]),
        (State.DECIDED, ["done", "done", "done", "done", "done", "now"]),
        (State.CONCLUDED, ["done"] * 6),
        (State.WITHDRAWN, ["done", "bad", "", "", "", ""]),
    ],
)
def test_every_state_stands_on_its_step(browser, enterprise, state, steps):
    case = given.application_in(state, of=given.product(enterprise))

    page = browser.get(page_of("application", case))

    assert [step.state for step in page.context["steps"]] == steps


def test_a_refused_case_shows_the_decision_and_its_reasons(browser, enterprise):
    case = given.application_in(State.CONCLUDED, of=given.product(enterprise), outcome="refused")

    page = browser.get(page_of("application", case))

    assert page.context["steps"][-1].state == "bad"
    assert "同意复核意见。" in page.content.decode()


@pytest.mark.parametrize("state", [State.REVIEWED, State.DECIDED])
def test_what_the_body_thinks_does_not_show_before_it_is_countersigned(browser, enterprise, state):
    case = given.application_in(state, of=given.product(enterprise), outcome="refused")

    text = browser.get(page_of("application", case)).content.decode()

    assert "评价材料完整，结论有据。" not in text
    assert "同意复核意见。" not in text
    assert "不予认证" not in text


def test_the_bodys_people_are_named_by_office_only(browser, enterprise):
    case = given.application_in(State.CONCLUDED, of=given.product(enterprise))
    people = [given.staff(role).person for role in (Role.LEAD_AUDITOR, Role.REVIEWER, Role.CERTIFIER)]

    text = browser.get(page_of("application", case)).content.decode()

    assert [name for name in people if name in text] == []
    assert given.applicant(enterprise).person in text
