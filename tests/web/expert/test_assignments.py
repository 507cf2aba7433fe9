"""The expert's desk: answering an invitation, work under way, the record, the certificate of service."""

from datetime import date

import pytest
from django.urls import reverse

from tests.given import assignments as given
from tests.given import experts as given_experts
from tests.given import people
from tests.given.people import NOW
from yinxin.experts.assignments import actions as assignments
from yinxin.register.models import Entry

HOME, SERVICE = reverse("expert:home"), reverse("expert:service")


def page(row):
    return reverse("expert:assignment", args=[row.pk])


def say(browser, row, verb, **typed):
    return browser.post(page(row), {"verb": verb, **typed})


def text(answer):
    return answer.content.decode()


@pytest.fixture
def browse(sign_in):
    """The browser of the expert of an assignment."""
    return lambda row: sign_in(given.office_of(row))


def test_the_desk_shows_what_waits_what_runs_and_what_is_over(browse):
    row = given.invited(given.matter(title="待答复"))
    given.accepted(given.matter(title="进行中"), row.expert)
    given.finished(given.matter(title="已完成"), row.expert)
    given.invited(given.matter(title="别人的"))

    shown = browse(row).get(HOME)

    assert [each.matter.title for each, _ in shown.context["invitations"]] == ["待答复"]
    assert [each.matter.title for each, _, _ in shown.context["current"]] == ["进行中"]
    assert [each.matter.title for each, _ in shown.context["past"]] == ["已完成"]
    assert "已完成1项，6.5小时 · 按时率100%" in text(shown)
    assert "别人的" not in text(shown)


def test_one_click_declares_and_accepts(browse):
    row = given.invited(given.matter(parties=["甲厂", "乙社"]))
    browser = browse(row)
    shown = text(browser.get(page(row)))
    assert "甲厂" in shown
    assert "乙社" in shown

    done = say(browser, row, "accept")

    row.refresh_from_db()
    assert (done.status_code, row.state, row.declaration) == (302, "accepted", "甲厂\n乙社")
    assert say(browser, row, "accept").status_code == 409


def test_who_came_into_conflict_meanwhile_is_told_and_cannot_accept(browse):
    row = given.invited(expert=given_experts.expert("甲"))
    given_experts.tie(row.expert, kind="ownership", of=given.MILK)
    browser = browse(row)

    shown, refused = text(browser.get(page(row))), say(browser, row, "accept")

    row.refresh_from_db()
    assert f"甲持有{given.MILK}的股份或者出资，应当回避" in shown
    assert 'value="accept"' not in shown
    assert (refused.status_code, row.state) == (422, "invited")


def test_stepping_aside_names_the_parties_that_it_concerns(browse):
    row = given.invited(given.matter(parties=["甲厂", "乙社"]))
    browser, concerned = browse(row), row.matter.parties.get(name="乙社")

    refused = say(browser, row, "step_aside", reason="亲属任职")
    done = say(browser, row, "step_aside", reason="亲属任职", parties=[concerned.pk])

    row.refresh_from_db()
    assert (refused.status_code, done.status_code, row.state) == (422, 302, "stepped_aside")
    assert list(row.expert.ties.filter(kind="declared").values_list("organisation_name", flat=True)) == [
        "乙社"
    ]


def test_declining_needs_no_reason(browse):
    row = given.invited()

    done = say(browse(row), row, "decline")

    row.refresh_from_db()
    assert (done.status_code, row.state) == (302, "declined")


def test_a_party_that_came_in_later_is_declared_against(browse):
    row = given.accepted()
    assignments.add_party(row.matter_id, kind="other", name="丙厂", by=people.institute_officer(), at=NOW)
    browser = browse(row)
    assert '<span class="tag warn">' in text(browser.get(HOME))

    done = say(browser, row, "declare")

    row.refresh_from_db()
    assert (done.status_code, "丙厂" in row.declaration) == (302, True)
    assert '<span class="tag warn">' not in text(browser.get(HOME))


def test_the_assignment_of_another_expert_is_not_there(browse):
    own, other = given.invited(), given.invited()
    browser = browse(own)

    answers = [browser.get(page(other)), *(say(browser, other, verb) for verb in ("accept", "decline"))]

    assert [answer.status_code for answer in answers] == [404] * 3
    other.refresh_from_db()
    assert other.state == "invited"


def test_a_certificate_of_service_is_a_pdf_with_an_entry_of_its_own(browse):
    row = given.finished()

    answer = browse(row).post(SERVICE, {"since": "2024-01-01", "until": "2024-12-31"})

    entry = Entry.objects.get(kind="expert.service_certified")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert str(entry.seq) in answer.headers["Content-Disposition"]
    assert entry.is_open is False


def test_there_is_no_certificate_of_nothing(browse):
    row = given.invited()

    answer = browse(row).post(SERVICE, {"since": "2024-01-01", "until": date(2024, 12, 31)})

    assert answer.status_code == 422
    assert "所选期间没有完成的工作" in text(answer)
    assert Entry.objects.filter(kind="expert.service_certified").count() == 0
