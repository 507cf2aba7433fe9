"""Proposals for standards, of an enterprise and of an association."""

import pytest
from django.urls import reverse

from tests.given import calls as given
from tests.given import certification, ledgers, people
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls.lifecycle import CallState, ProposalState
from yinxin.standards.calls.models import Proposal

SENT = {"title": "驼绒制品", "reason": "尚无标准。", "division": "152922"}


def to(name, *arguments):
    return reverse(f"enterprise:{name}", args=arguments)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def association(sign_in, db, var):
    """The browser of somebody of an association."""
    return sign_in(people.association_officer())


def test_an_enterprise_answers_an_open_call(browser, enterprise):
    call = given.call(title="2024年第一批征集", industries=[enterprise.industry_id])

    listed = browser.get(to("proposals"))
    opened = browser.get(f"{to('proposal_new')}?call=2024-1")
    answered = browser.post(to("proposal_new"), SENT | {"call": call.pk, "industry": enterprise.industry_id})

    proposal = Proposal.objects.get()
    assert "剩 41 天" in text_of(listed)
    initial = opened.context["form"].initial
    assert (initial["call"], initial["industry"]) == (call, enterprise.industry_id)
    assert (proposal.call, proposal.proposer_id) == (call, enterprise.pk)
    assert answered.url == to("proposal", proposal.pk)
    assert "研制机构尚未答复" in text_of(browser.get(answered.url))


def test_a_form_that_is_refused_keeps_every_word(browser, enterprise):
    call = given.call(industries=[enterprise.industry_id])

    response = browser.post(to("proposal_new"), SENT | {"call": call.pk, "partners": "一所大学"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["industry"])
    assert "一所大学" in text_of(response)
    assert "data-draft" in text_of(response)


def test_a_proposal_sent_twice_is_one_proposal(browser):
    sent = SENT | {"once": "a" * 32}

    first, second = browser.post(to("proposal_new"), sent), browser.post(to("proposal_new"), sent)

    assert (first.url, Proposal.objects.count()) == (second.url, 1)


def test_the_first_page_points_at_a_call_that_concerns_the_industry_until_it_is_answered(browser, enterprise):
    given.call(batch=1, title="别的产业", industries=[ledgers.industry("cistanche").pk])
    call = given.call(batch=2, title="本产业", industries=[enterprise.industry_id])

    def calls_named():
        steps = browser.get(to("home")).context["steps"]
        return [step.text.split(" · ")[0] for step in steps if step.icon == "bulb"]

    before = calls_named()
    browser.post(to("proposal_new"), SENT | {"call": call.pk, "industry": enterprise.industry_id})

    assert (before, calls_named()) == (["本产业"], [])


def test_calls_that_are_closed_or_prepared_are_not_offered(browser):
    given.call(batch=1, state=CallState.CLOSED, title="已截止的征集")
    given.call(batch=2, state=CallState.DRAFT, title="起草中的征集")

    page = text_of(browser.get(to("proposals")))

    assert "已截止的征集" not in page
    assert "起草中的征集" not in page
    assert list(browser.get(to("proposal_new")).context["form"].fields["call"].queryset) == []


def test_a_proposal_is_corrected_and_taken_back(browser, enterprise):
    proposal = given.proposal(by=certification.applicant(enterprise))

    browser.post(to("proposal_correct", proposal.pk), SENT | {"product": "驼绒被", "seen": "1"})
    corrected = Proposal.objects.get()
    browser.post(to("proposal_withdraw", proposal.pk))

    assert (corrected.title, corrected.product, corrected.reason) == ("驼绒制品", "驼绒被", "尚无标准。")
    assert Proposal.objects.get().state == "withdrawn"


def test_a_colleague_who_was_faster_is_not_overwritten(browser, enterprise):
    proposal = given.proposal(by=certification.applicant(enterprise))
    page = browser.get(to("proposal_correct", proposal.pk))
    given.corrected(proposal, product="驼绒毯")

    late = browser.post(to("proposal_correct", proposal.pk), SENT | {"product": "驼绒被", "seen": "1"})
    product_then = Proposal.objects.get().product
    seen = late.context["form"]["seen"].value()
    browser.post(to("proposal_correct", proposal.pk), SENT | {"product": "驼绒被", "seen": seen})

    assert 'name="seen" value="1"' in text_of(page)
    assert (late.status_code, product_then) == (409, "驼绒毯")
    assert ("产品", "驼绒毯") in late.context["meanwhile"]
    assert Proposal.objects.get().product == "驼绒被"


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {ProposalState.PROPOSED}))
def test_what_is_answered_stays_as_it_was(browser, enterprise, state):
    proposal = given.proposal_in(state, of=given.proposal(by=certification.applicant(enterprise)))

    assert browser.get(to("proposal_correct", proposal.pk)).status_code == 409
    assert browser.post(to("proposal_withdraw", proposal.pk)).status_code == 409
    assert Proposal.objects.get(pk=proposal.pk).state == state


def test_the_answer_is_read_by_whoever_proposed(browser, enterprise):
    proposal = given.proposal(by=certification.applicant(enterprise))
    given.score(proposal)
    calls.decline(
        proposal.pk,
        seen=given.revision_of(proposal),
        answer="已有同类标准。",
        on=given.DAY,
        by=people.institute_officer(),
        at=given.NOW,
    )

    page = browser.get(to("proposal", proposal.pk))

    assert "已有同类标准。" in text_of(page)
    assert "评分" not in text_of(page)
    assert page.context["verbs"] == ()


def test_whoever_was_merged_is_told_of_the_whole_and_its_answer(browser, enterprise):
    institute = people.institute_officer()
    part = given.proposal("驼绒被", by=certification.applicant(enterprise))
    whole = given.proposal("驼绒制品")
    calls.merge(
        part.pk,
        seen=given.revision_of(part),
        into=whole.pk,
        reason="同一类产品。",
        by=institute,
        at=given.NOW,
    )
    calls.accept(
        whole.pk,
        seen=given.revision_of(whole),
        answer="列入2025年计划。",
        on=given.DAY,
        by=institute,
        at=given.NOW,
    )

    page = text_of(browser.get(to("proposal", part.pk)))

    for said in ("驼绒制品", "同一类产品。", "列入2025年计划。"):
        assert said in page
    assert browser.get(to("proposal", whole.pk)).status_code == 404


def test_the_proposals_of_others_are_not_there(browser, other, association):
    own = given.proposal("协会建议", by=people.association_officer())
    foreign = given.proposal("别家建议", by=certification.applicant(other))

    assert [row.title for row in association.get(to("proposals")).context["proposals"]] == ["协会建议"]
    assert list(browser.get(to("proposals")).context["proposals"]) == []
    for browser_of, proposal in ((browser, own), (browser, foreign), (association, foreign)):
        assert browser_of.get(to("proposal", proposal.pk)).status_code == 404
        assert browser_of.get(to("proposal_correct", proposal.pk)).status_code == 404
        assert browser_of.post(to("proposal_withdraw", proposal.pk)).status_code == 404
    assert Proposal.objects.filter(state="proposed").count() == 2


def test_an_association_opens_exactly_these_pages(association):
    people.division("152900")

    home = association.get(reverse("home"), follow=True)
    made = association.post(to("proposal_new"), SENT | {"division": "152900"})

    assert home.redirect_chain[-1][0] == to("proposals")
    assert made.status_code == 302
    assert association.get(to("home")).status_code == 403
    assert association.get(to("applications")).status_code == 403
