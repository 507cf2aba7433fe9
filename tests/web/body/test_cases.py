"""A case on the body's pages: each office sees what it can do now, and nothing else can be done."""

import re

import pytest
from django.urls import reverse

from tests.given import certification as given
from tests.given import ledgers, people
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.applications.models import Application
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.evaluations.queries import indicators_of
from yinxin.kernel.roles import BODY_ROLES, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "var")]

# Written out again by hand: the acts that the page of a case shows.
SHOWN = {
    ("submitted", "acceptance_officer"): {"accept", "decline", "return"},
    ("under_evaluation", "lead_auditor"): {"element", "nonconformity", "test-report"},
    ("evaluated", "reviewer"): {"review", "send_back"},
    ("reviewed", "certifier"): {"decide"},
    ("decided", "head_of_body"): {"countersign"},
}
OF_ROLE = {
    "accept": "acceptance_officer",
    "decline": "acceptance_officer",
    "element": "lead_auditor",
    "nonconformity": "lead_auditor",
    "conclude": "lead_auditor",
    "verify": "lead_auditor",
    "review": "reviewer",
    "send_back": "reviewer",
    "decide": "certifier",
    "countersign": "head_of_body",
}
REACHED = [state for state in State if state is not State.DRAFT]


def page_of(case):
    return reverse("body:application", args=[case.number])


def acts_on(response, case):
    text = response.content.decode()
    forms = set(re.findall(r'name="act" value="(\w+)"', text))
    return forms | {name for name in ("return", "test-report") if f'{page_of(case)}{name}/"' in text}


@pytest.mark.parametrize("state", REACHED)
def test_each_office_is_shown_what_the_table_gives_it_now(state, sign_in):
    case = given.application_in(state)

    shown = {
        role.value: acts_on(sign_in(given.staff(role)).get(page_of(case)), case)
        for role in sorted(BODY_ROLES)
    }

    assert shown == {role.value: SHOWN.get((state.value, role.value), set()) for role in BODY_ROLES}


def test_an_act_of_another_office_is_refused_however_it_is_sent(sign_in):
    case = given.application_in(State.SUBMITTED)
    others = [(act, role) for act in OF_ROLE for role in sorted(BODY_ROLES) if OF_ROLE[act] != role]

    answers = {}
    for act, role in others:
        client = sign_in(given.staff(role))
        facts = {"act": act, "seen": case.revision, "reasons": "x"}
        answers[act, role] = client.post(page_of(case), facts).status_code
    case.refresh_from_db()

    assert answers == dict.fromkeys(others, 403)
    assert case.state == "submitted"


@pytest.mark.parametrize("name", ["", "issue", "expire"])
def test_there_is_no_act_beyond_those(name, sign_in):
    case = given.application_in(State.SUBMITTED)

    answer = sign_in(given.staff(Role.ACCEPTANCE_OFFICER)).post(page_of(case), {"act": name})

    assert answer.status_code == 404


def test_who_evaluated_reads_why_there_is_no_button_and_cannot_do_it_either(sign_in):
    case = given.application_in(State.EVALUATED)
    person = given.staff(Role.LEAD_AUDITOR).user.username
    reviewer = given.staff(Role.REVIEWER, username=person)
    browser = sign_in(reviewer)
    browser.post(reverse("choose_office"), {"office": reviewer.pk})

    page = browser.get(page_of(case))
    sent = browser.post(
        page_of(case),
        {"act": "review", "seen": case.revision, "recommendation": "granted", "reasons": "同意"},
    )
    tasks = browser.get(reverse("body:tasks"))
    case.refresh_from_db()

    assert acts_on(page, case) == set()
    assert "您参加了评价" in page.content.decode()
    assert (sent.status_code, case.state) == (403, "evaluated")
    assert [line.row for line in tasks.context["lines"]] == []
    assert [line.row for line in tasks.context["barred"]] == [case]


def test_a_case_goes_from_acceptance_to_the_certificate_by_pages(at, sign_in):
    """Each step in the browser by the person whose step it is."""
    case = given.application_in(State.SUBMITTED)
    officers = {role: sign_in(given.staff(role)) for role in BODY_ROLES}

    def act(role, name, **facts):
        case.refresh_from_db()
        return officers[role].post(page_of(case), {"act": name, "seen": case.revision, **facts})

    def element(name, day, **facts):
        stated = {
            "element": name,
            "conforms": "yes",
            "summary": "符合",
            "started_on": day,
            "finished_on": day,
        }
        return act(Role.LEAD_AUDITOR, "element", **stated, **facts)

    at(given.ACCEPTED)
    answers = [act(Role.ACCEPTANCE_OFFICER, "accept")]
    at(given.CONCLUDED)
    answers.append(element("documents", "2024-09-12"))
    answers.append(element("site", "2024-09-25", man_days="2"))
    answers.append(
        officers[Role.LEAD_AUDITOR].post(
            reverse("body:test_report", args=[case.number]), report_of(case, value="3.6")
        )
    )
    answers.append(element("test", "2024-10-14"))
    answers.append(act(Role.LEAD_AUDITOR, "conclude"))
    answers.append(act(Role.REVIEWER, "review", recommendation="granted", reasons="同意"))
    answers.append(act(Role.CERTIFIER, "decide", outcome="granted", reasons="同意"))
    answers.append(act(Role.HEAD_OF_BODY, "countersign"))
    case.refresh_from_db()

    assert [answer.status_code for answer in answers] == [302] * 9
    assert (case.state, case.outcome) == ("concluded", "granted")
    assert Certificate.objects.get().application == case


def report_of(case, *, value, **changes):
    return {
        "report_number": "WT-1",
        "laboratory": "示例检验检测中心",
        "cma_number": "2405 0014 0001",
        "cma_until": "2027-03-01",
        "sample": "CY-1",
        "sampled_on": "2024-09-25",
        "tested_on": "2024-10-11",
        **{f"value_{each.pk}": value for each in indicators_of(case)},
        **changes,
    }


# ------------------------------------------------------------------------- what was typed is never lost


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_the_matter(sign_in):
    case = given.application_in(State.UNDER_EVALUATION)
    typed = {
        "act": "element",
        "element": "site",
        "conforms": "yes",
        "summary": "现场一切符合标准要求",
        "started_on": "2024-09-25",
        "finished_on": "2024-09-25",
        "man_days": "1",
    }

    answer = sign_in(given.staff(Role.LEAD_AUDITOR)).post(page_of(case), typed)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "现场检查不得少于 2 人日" in text
    assert "现场一切符合标准要求" in text


def test_the_second_of_two_reads_what_the_first_did_and_keeps_the_words(sign_in):
    case = given.application_in(State.SUBMITTED)
    first = sign_in(given.staff(Role.ACCEPTANCE_OFFICER))
    second = sign_in(given.staff(Role.ACCEPTANCE_OFFICER, username="second"))
    seen = case.revision

    first.post(page_of(case), {"act": "accept", "seen": seen})
    answer = second.post(page_of(case), {"act": "decline", "seen": seen, "reasons": "产品不在范围内"})
    text = answer.content.decode()
    case.refresh_from_db()

    assert (answer.status_code, case.state) == (409, "under_evaluation")
    assert [item.title for item in answer.context["changes"]] == ["受理申请"]
    assert "产品不在范围内" in text
    assert f'name="seen" value="{case.revision}"' in text


def test_a_form_sent_twice_acts_once(sign_in):
    case = given.application_in(State.UNDER_EVALUATION)
    browser = sign_in(given.staff(Role.LEAD_AUDITOR))
    clause = case.standard.clauses.get(number="4.2").pk
    form = {
        "act": "nonconformity",
        "clause": clause,
        "grade": "minor",
        "statement": "缺记录",
        "once": "a" * 32,
    }

    answers = [browser.post(page_of(case), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert case.nonconformities.count() == 1


# ----------------------------------------------------------------- how a case is returned, tested and verified


def test_a_return_names_gaps_by_document_and_in_free_lines(sign_in):
    case = given.application_in(State.SUBMITTED)
    browser = sign_in(given.staff(Role.ACCEPTANCE_OFFICER))
    page = reverse("body:return", args=[case.number])

    opened = browser.get(page)
    empty = browser.post(page, {"seen": case.revision})
    sent = browser.post(
        page,
        {"seen": case.revision, "gap_business_licence": "已过期", "others": "写明产量依据\n\n更正生产厂地址"},
    )
    case.refresh_from_db()

    assert (opened.status_code, empty.status_code, sent.status_code) == (200, 422, 302)
    assert case.state == "returned"
    assert list(case.gaps.values_list("item", "text")) == [
        ("business_licence", "已过期"),
        ("", "写明产量依据"),
        ("", "更正生产厂地址"),
    ]


def test_a_return_is_not_offered_where_it_cannot_be_sent(sign_in):
    case = given.application_in(State.UNDER_EVALUATION)

    answer = sign_in(given.staff(Role.ACCEPTANCE_OFFICER)).get(reverse("body:return", args=[case.number]))

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cma_until": "2024-10-10"}, "cma_until"),
        ({"cma_number": "123"}, "cma_number"),
        ({"tested_on": "2024-09-01"}, "sampled_on"),
    ],
)
def test_a_report_that_cannot_be_relied_on_says_so_at_the_field_and_keeps_the_rest(changes, field, sign_in):
    case = given.application_in(State.UNDER_EVALUATION)
    browser = sign_in(given.staff(Role.LEAD_AUDITOR))

    answer = browser.post(
        reverse("body:test_report", args=[case.number]), report_of(case, value="3.6", **changes)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "示例检验检测中心" in answer.content.decode()
    assert case.test_reports.count() == 0


def test_a_correction_is_verified_on_the_page_of_its_case(sign_in):
    found = given.nonconformity(state="answered")
    case = found.application
    browser = sign_in(given.staff(Role.LEAD_AUDITOR))

    page = browser.get(page_of(case))
    browser.post(
        page_of(case),
        {
            "act": "verify",
            "N-01-nonconformity": found.pk,
            "N-01-verdict": "close",
            "N-01-verification": "已核对",
        },
    )
    found.refresh_from_db()

    assert "verify" in acts_on(page, case)
    assert (found.state, found.verification) == ("closed", "已核对")


def test_a_nonconformity_of_another_case_cannot_be_verified_here(sign_in):
    found = given.nonconformity(state="answered")
    other = given.application_in(State.UNDER_EVALUATION, of=given.product(name="驼乳片"))

    answer = sign_in(given.staff(Role.LEAD_AUDITOR)).post(
        page_of(other),
        {
            "act": "verify",
            "N-01-nonconformity": found.pk,
            "N-01-verdict": "close",
            "N-01-verification": "x",
        },
    )
    found.refresh_from_db()

    assert (answer.status_code, found.state) == (404, "answered")


# ------------------------------------------------------------------------------------------- lists and files


def test_tasks_are_the_cases_that_wait_for_the_office_the_most_urgent_first(sign_in):
    submitted = given.application_in(State.SUBMITTED)
    evaluated = given.application_in(State.EVALUATED, of=given.product(name="驼乳片"))
    given.application_in(State.RETURNED, of=given.product(name="液态驼奶"))

    waiting = {
        role: [line.row for line in sign_in(given.staff(role)).get(reverse("body:tasks")).context["lines"]]
        for role in BODY_ROLES
    }

    assert waiting == {
        Role.ACCEPTANCE_OFFICER: [submitted],
        Role.LEAD_AUDITOR: [],
        Role.REVIEWER: [evaluated],
        Role.CERTIFIER: [],
        Role.HEAD_OF_BODY: [],
    }


def test_nothing_to_do_is_said_in_words(sign_in):
    answer = sign_in(given.staff(Role.CERTIFIER)).get(reverse("body:tasks"))

    assert "没有待办事项" in answer.content.decode()


def numbers(answer):
    return [line.row.number for line in answer.context["page"].object_list]


def test_the_list_is_narrowed_by_state_words_lateness_and_turn(sign_in):
    late = given.application_in(State.SUBMITTED)
    granted = given.application_in(State.CONCLUDED, of=given.product(name="驼乳片"))
    browser = sign_in(given.staff(Role.ACCEPTANCE_OFFICER))
    page = reverse("body:applications")

    found = {
        query: numbers(browser.get(f"{page}?{query}"))
        for query in (
            "",
            "state=concluded",
            "q=驼乳片",
            "q=trp",
            "q=shentuo",
            "overdue=on",
            "mine=on",
            "state=nonsense",
        )
    }

    assert found == {
        "": [granted.number, late.number],
        "state=concluded": [granted.number],
        "q=驼乳片": [granted.number],
        "q=trp": [granted.number],
        "q=shentuo": [granted.number, late.number],
        "overdue=on": [late.number],
        "mine=on": [late.number],
        "state=nonsense": [granted.number, late.number],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_as_often_for_three_cases_as_for_one(
    count, sign_in, django_assert_max_num_queries
):
    for name in "甲乙丙"[:count]:
        given.application_in(State.SUBMITTED, of=given.product(name=name))
    browser = sign_in(given.staff(Role.CERTIFIER))

    with django_assert_max_num_queries(7):
        answer = browser.get(reverse("body:applications"))

    assert len(numbers(answer)) == count


def test_cases_of_another_body_and_drafts_do_not_exist_here(sign_in):
    theirs = given.application_in(State.SUBMITTED, by_body=given.body("示例第二认证中心"))
    paper = given.draft(given.product(name="驼乳片"))
    browser = sign_in(given.staff(Role.ACCEPTANCE_OFFICER))
    document = theirs.documents.first()

    addresses = [
        page_of(theirs),
        page_of(paper),
        reverse("body:return", args=[theirs.number]),
        reverse("body:case_document", args=[theirs.number, document.pk]),
    ]

    assert [browser.get(address).status_code for address in addresses] == [404] * 4
    assert numbers(browser.get(reverse("body:applications"))) == []


def test_a_document_is_shown_or_handed_out_and_never_guessed_at(sign_in):
    case = given.application_in(State.SUBMITTED)
    browser = sign_in(given.staff(Role.REVIEWER))
    files = {document.item: document for document in case.documents.all()}

    def opened(item):
        return browser.get(reverse("body:case_document", args=[case.number, files[item].pk]))

    pdf, sheet = opened("business_licence"), opened("breeding_record")

    assert (pdf["Content-Type"], pdf["Content-Disposition"].split(";")[0]) == ("application/pdf", "inline")
    assert sheet["Content-Disposition"].split(";")[0] == "attachment"
    assert [answer["X-Content-Type-Options"] for answer in (pdf, sheet)] == ["nosniff", "nosniff"]
    assert b"".join(pdf.streaming_content) == given.PDF
    pdf.close()
    sheet.close()


def test_a_document_is_not_opened_under_another_case(sign_in):
    first = given.application_in(State.SUBMITTED)
    second = given.application_in(State.SUBMITTED, of=given.product(name="驼乳片"))
    document = first.documents.first()

    answer = sign_in(given.staff(Role.REVIEWER)).get(
        reverse("body:case_document", args=[second.number, document.pk])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["nobody", "enterprise", "regulator"])
def test_the_pages_of_a_body_are_open_to_its_people_only(who, client, sign_in):
    case = given.application_in(State.SUBMITTED)
    browsers = {
        "nobody": lambda: client,
        "enterprise": lambda: sign_in(given.applicant(case.enterprise)),
        "regulator": lambda: sign_in(people.league_officer()),
    }

    answer = browsers[who]().get(page_of(case))

    assert answer.status_code == (302 if who == "nobody" else 403)


def test_a_person_of_the_body_reads_the_same_page_in_english(sign_in):
    case = given.application_in(State.SUBMITTED)
    browser = sign_in(given.staff(Role.ACCEPTANCE_OFFICER))
    browser.cookies["django_language"] = "en"

    text = browser.get(page_of(case)).content.decode()

    assert "Awaiting acceptance" in text
    assert "Return for completion" in text
    assert Application.objects.count() == 1
    assert ledgers.enterprise().name in text
