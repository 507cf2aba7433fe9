"""The expert's own record: read in full, kept where it is the expert's to keep, and nobody else's."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import experts as given
from tests.given import people
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.models import Absence, Qualification, Tie
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts

RECORD = "/expert/record/"


def to(name, *arguments):
    return reverse(f"expert:{name}", args=arguments)


def sent(verb, facts, item=0):
    """The fields of an act as its form on the page sends them."""
    prefix = f"{verb}-{item}" if item else verb
    return {f"{prefix}-{name}": value for name, value in facts.items()}


@pytest.fixture
def expert(db):
    return given.expert()


@pytest.fixture
def browser(expert, sign_in):
    return sign_in(given.expert_office(expert))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_all_that_the_pool_holds_of_me_is_shown(expert, browser, language):
    given.tie(expert, of="甲公司")
    given.qualification(expert, name="食品检验技师")
    given.absence(expert)
    browser.cookies["django_language"] = language

    page = browser.get(RECORD).content.decode()

    for held in ("甲公司", "食品检验技师", "示例研究所", "演示：已核对（title）"):
        assert held in page


def test_a_tie_of_my_own_is_entered_and_ended(expert, browser):
    browser.post(
        to("record_act", "add_tie"),
        sent("add_tie", {"kind": "family", "organisation_name": "甲公司", "since": "2024-01-01"}),
    )
    tie = Tie.objects.get(kind="family")
    browser.post(to("record_item", "end_tie", tie.pk), sent("end_tie", {"until": "2024-10-01"}, tie.pk))

    tie.refresh_from_db()
    entered = [act.role for act in acts(subjects=[expert.subject]) if act.kind.startswith("expert.tie_")]
    assert (tie.until, tie.is_own_entry) == (date(2024, 10, 1), True)
    assert entered == ["institute_officer", "expert", "expert"]


def test_what_the_institute_entered_has_no_button_and_is_refused(expert, browser):
    tie, qualification = given.tie(expert), given.qualification(expert)

    page = browser.get(RECORD)
    answers = [
        browser.post(to("record_item", "end_tie", tie.pk), sent("end_tie", {"until": "2024-10-01"}, tie.pk)),
        browser.post(to("record_item", "remove_qualification", qualification.pk)),
    ]

    assert [row.deeds for row in (*page.context["ties"], *page.context["qualifications"])] == [[], [], []]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert (Tie.objects.get(pk=tie.pk).until, Qualification.objects.count()) == (None, 1)


@pytest.mark.parametrize("verb", ["leave", "renew", "admit", "body", "account", "add_training"])
def test_what_is_the_institutes_to_state_is_not_there(browser, verb):
    assert browser.post(to("record_act", verb), {}).status_code == 404


@pytest.mark.parametrize("verb", ["remove_tie", "remove_training"])
def test_what_is_the_institutes_to_take_out_is_not_there(expert, browser, verb):
    tie = given.tie(expert, by=given.expert_office(expert))

    assert browser.post(to("record_item", verb, tie.pk), {}).status_code == 404


def test_my_scan_is_handed_out_to_me(browser):
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4 mine", content_type="application/pdf")
    browser.post(
        to("record_act", "add_qualification"), sent("add_qualification", {"name": "审核员", "file": scan})
    )
    row = Qualification.objects.get()

    assert browser.get(to("record_scan", row.pk)).getvalue() == b"%PDF-1.4 mine"


def test_an_absence_that_overlaps_another_keeps_what_was_typed(browser):
    days = {"since": "2024-12-01", "until": "2024-12-05", "note": "探亲"}
    browser.post(to("record_act", "add_absence"), sent("add_absence", days))

    again = browser.post(to("record_act", "add_absence"), sent("add_absence", days | {"note": "出国"}))

    assert (again.status_code, Absence.objects.count()) == (422, 1)
    assert "出国" in again.content.decode()
    browser.post(to("record_item", "remove_absence", Absence.objects.get().pk))
    assert Absence.objects.count() == 0


def test_a_form_sent_twice_enters_one_tie(browser):
    facts = sent("add_tie", {"kind": "family", "organisation_name": "甲公司"}) | {"once": "a" * 32}

    answers = [browser.post(to("record_act", "add_tie"), facts) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Tie.objects.filter(kind="family").count() == 1


def test_nothing_of_another_expert_is_there(browser):
    other = given.expert("示例专家 02")
    tie, absence = given.tie(other), given.absence(other)
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4", content_type="application/pdf")
    qualification = given.qualification(other, file=scan)

    answers = [
        browser.post(to("record_item", "end_tie", tie.pk), sent("end_tie", {"until": "2024-10-01"}, tie.pk)),
        browser.post(to("record_item", "remove_absence", absence.pk)),
        browser.post(to("record_item", "remove_qualification", qualification.pk)),
        browser.get(to("record_scan", qualification.pk)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert "示例乳业有限公司" not in browser.get(RECORD).content.decode()


def test_who_left_reads_the_record_and_enters_nothing(expert, browser):
    experts.leave(
        expert.pk, on=date(2024, 11, 1), reason="退休", by=people.institute_officer(), at=people.NOW
    )

    page = browser.get(RECORD)
    refused = browser.post(
        to("record_act", "add_tie"), sent("add_tie", {"kind": "family", "organisation_name": "甲公司"})
    )

    assert (page.context["may_keep"], page.context["tie_deeds"]) == (False, [])
    assert (refused.status_code, Tie.objects.filter(kind="family").count()) == (409, 0)


def test_an_account_that_is_no_experts_has_no_record(db, sign_in):
    assert sign_in(people.office(Role.EXPERT)).get(RECORD).status_code == 404
