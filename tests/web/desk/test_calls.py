"""Calls and proposals on the desk."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.given import calls as given
from tests.given import certification, ledgers, people
from tests.given.calls import DAY, POINTS
from yinxin.people.models import OrganisationKind
from yinxin.standards.calls.lifecycle import CallState, ProposalState
from yinxin.standards.calls.models import Call, Proposal, Score

CALL = {
    "year": "2024",
    "batch": "1",
    "title": "2024年第一批征集",
    "text": "面向社会征集。",
    "closes_on": "2024-12-31",
}
ANSWER = {"verb": "accept", "answer": "列入计划", "on": "2024-11-20", "seen": "1"}
SCORE = {**POINTS, "seen": "1"}


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


@pytest.fixture
def enterprise(db):
    return ledgers.enterprise()


@pytest.fixture
def proposed(enterprise):
    """A function that lets the enterprise propose."""

    def proposed(title, **facts):
        return given.proposal(title, by=certification.applicant(enterprise), **facts)

    return proposed


def merging(*chosen):
    """The chosen proposals, as the page of merging sends them to whoever looks now."""
    seen = {f"{row.pk}-seen": given.revision_of(row) for row in chosen}
    return {"chosen": [row.pk for row in chosen], **seen}


# ------------------------------------------------------------------------------------------------ calls


def test_the_institute_takes_a_call_from_preparation_to_its_end(institute, enterprise):
    institute.post(to("call_new"), CALL | {"industries": [enterprise.industry_id]})
    prepared = institute.get(to("call", "2024-1"))
    institute.post(to("call_edit", "2024-1"), CALL | {"title": "改过的标题", "seen": "1"})
    institute.post(to("call_open", "2024-1"), {"seen": "2"})
    opened = institute.get(to("call", "2024-1"))
    institute.post(to("call_extend", "2024-1"), {"closes_on": "2025-01-31", "seen": "3"})
    institute.post(to("call_close", "2024-1"), {"seen": "4"})

    call = Call.objects.get()
    assert prepared.context["verbs"] == ("edit", "open")
    assert opened.context["verbs"] == ("extend", "close")
    assert (call.title, call.state, call.opened_on, call.closes_on) == ("改过的标题", "closed", DAY, DAY)
    assert institute.get(to("call", "2024-1")).context["verbs"] == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"batch": "0"}, "batch"),
        ({"year": "2023"}, "year"),
        ({"closes_on": "2024-11-19"}, "closes_on"),
        ({"industries": ["no-such"]}, "industries"),
        ({"title": ""}, "title"),
    ],
)
def test_a_call_that_is_refused_keeps_what_was_typed(institute, changes, field):
    response = institute.post(to("call_new"), CALL | changes)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "面向社会征集。" in text_of(response)
    assert Call.objects.count() == 0


def test_a_batch_is_called_once(institute):
    given.call()

    suggested = institute.get(to("call_new")).context["form"].initial
    response = institute.post(to("call_new"), CALL)

    assert suggested == {"year": 2024, "batch": 2}
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["batch"])


def test_a_refused_extension_is_said_beside_its_field(institute):
    given.call()

    response = institute.post(to("call_extend", "2024-1"), {"closes_on": "2024-12-01", "seen": "2"})

    assert (response.status_code, list(response.context["extend_form"].errors)) == (422, ["closes_on"])


def test_what_somebody_did_before_is_refused_with_the_present_state(institute):
    given.call(state=CallState.CLOSED)

    assert institute.post(to("call_open", "2024-1"), {"seen": "3"}).status_code == 409
    assert institute.post(to("call_close", "2024-1"), {"seen": "3"}).status_code == 409
    assert institute.get(to("call_edit", "2024-1")).status_code == 409


def test_a_second_writer_of_a_call_sees_what_the_first_saved_and_loses_nothing(institute, enterprise):
    given.call(state=CallState.DRAFT, title="原来的标题")
    page = institute.get(to("call_edit", "2024-1"))
    first, second = CALL | {"title": "同事的标题"}, CALL | {"text": "我写的正文。", "seen": "1"}
    institute.post(to("call_edit", "2024-1"), first | {"seen": "1", "industries": [enterprise.industry_id]})

    late = institute.post(to("call_edit", "2024-1"), second)
    title_then = Call.objects.get().title
    again = institute.post(to("call_edit", "2024-1"), second | {"seen": late.context["form"]["seen"].value()})

    assert 'name="seen" value="1"' in text_of(page)
    assert (late.status_code, title_then) == (409, "同事的标题")
    assert late.context["meanwhile"] == [
        ("名称", "同事的标题"),
        ("征集范围", enterprise.industry.name),
        ("征集内容", "面向社会征集。"),
    ]
    assert "我写的正文。" in text_of(late)
    assert "他人保存" in text_of(late)
    assert (again.status_code, Call.objects.get().text) == (302, "我写的正文。")


@pytest.mark.parametrize(
    ("act", "state"), [("open", CallState.DRAFT), ("extend", CallState.OPEN), ("close", CallState.OPEN)]
)
def test_a_call_that_a_colleague_changed_is_looked_at_before_it_goes_on(institute, act, state):
    call = given.call(state=state)
    sent = {"closes_on": "2025-03-31", "seen": call.revision - 1}

    late = institute.post(to(f"call_{act}", "2024-1"), sent)
    again = institute.post(
        to(f"call_{act}", "2024-1"), sent | {"seen": late.context[f"{act}_form"]["seen"].value()}
    )

    assert (late.status_code, again.status_code) == (409, 302)
    assert f'name="seen" value="{call.revision}"' in text_of(late)


def test_officers_read_calls_and_move_none(league):
    given.call(title="公开的征集")
    given.call(batch=2, state=CallState.DRAFT, title="起草中的征集")

    listed = text_of(league.get(to("calls")))

    assert "公开的征集" in listed
    assert "起草中的征集" not in listed
    assert league.get(to("call", "2024-1")).context["verbs"] == ()
    assert league.get(to("call", "2024-2")).status_code == 404
    assert league.get(to("call_new")).status_code == 403
    assert league.post(to("call_close", "2024-1")).status_code == 403


def test_a_call_counts_what_lies_in_reach(institute, banner, enterprise, proposed):
    call = given.call()
    proposed("驼绒", call=call, industry=enterprise.industry)
    proposed("驼奶", call=call, industry=enterprise.industry)
    given.proposal("全盟锁阳", call=call)

    counts = {
        browser: (
            [(name, n) for _key, name, n in page.context["by_industry"]],
            [(name, n) for _key, name, n in page.context["by_division"]],
        )
        for browser, page in (
            ("institute", institute.get(to("call", "2024-1"))),
            ("banner", banner.get(to("call", "2024-1"))),
        )
    }

    assert counts == {
        "institute": (
            [(enterprise.industry.name, 2), ("未填写产业", 1)],
            [("阿拉善右旗", 2), ("阿拉善盟", 1)],
        ),
        "banner": ([(enterprise.industry.name, 2)], [("阿拉善右旗", 2)]),
    }
    assert institute.get(to("calls")).context["lines"][0][1] == 3
    assert banner.get(to("calls")).context["lines"][0][1] == 2


# ------------------------------------------------------------------------------------------ the proposals


def test_proposals_are_narrowed_and_sorted(institute, enterprise, proposed):
    call = given.call()
    low = proposed("驼绒", call=call, industry=enterprise.industry)
    high = proposed("驼奶", product="驼奶粉")
    given.proposal("全盟锁阳", on=date(2024, 1, 5))
    given.proposal_in(ProposalState.DECLINED, of=given.proposal("肉苁蓉", on=date(2024, 2, 5)))
    given.score(low, need=1)
    given.score(high, need=30)

    def titles(**asked):
        return [row.title for row in institute.get(to("proposals"), asked).context["page"]]

    assert titles(sort="-score", state="proposed") == ["驼奶", "驼绒", "全盟锁阳"]
    assert titles(sort="score", state="proposed") == ["驼绒", "驼奶", "全盟锁阳"]
    assert titles(sort="on") == ["全盟锁阳", "肉苁蓉", "驼奶", "驼绒"]
    assert titles(q="驼奶粉") == ["驼奶"]
    assert titles(q=enterprise.name, sort="-on") == ["驼绒", "驼奶"]
    assert titles(call=call.pk) == ["驼绒"]
    assert titles(industry=enterprise.industry_id) == ["驼绒"]
    assert titles(division="152922") == ["驼绒", "驼奶"]
    assert titles(state="declined") == ["肉苁蓉"]
    assert len(titles(state="nonsense", call="x", division="0")) == 4


def test_a_proposal_of_another_area_is_not_there(banner):
    proposal = given.proposal()

    assert banner.get(to("proposal", proposal.pk)).status_code == 404
    assert proposal.title not in text_of(banner.get(to("proposals")))
    assert banner.post(to("proposal_withdraw", proposal.pk)).status_code == 404


def test_proposals_leave_in_the_columns_of_an_officer(institute, league, enterprise, proposed):
    proposal = proposed("=驼绒", industry=enterprise.industry, product="驼绒被", partners="甲\n乙")
    given.score(proposal)

    def rows(browser):
        answer = browser.get(to("proposals_export"), {"q": "驼绒"})
        sheet = load_workbook(io.BytesIO(answer.getvalue())).active
        heading, row = (list(cells) for cells in sheet.iter_rows(min_row=3, values_only=True))
        return dict(zip(heading, row, strict=True))

    of_institute, of_league = rows(institute), rows(league)

    assert of_institute["拟研制标准内容"] == "=驼绒"
    assert (of_institute["平均分"], of_institute["评分人数"]) == (70, 1)
    assert (of_institute["申报单位"], of_institute["状态"]) == (enterprise.name, "已申报")
    assert "平均分" not in of_league
    assert set(of_institute) - set(of_league) == {"平均分", "评分人数"}


def test_a_league_proposes_and_corrects_and_the_institute_answers(league, institute):
    bureau = given.bureau(people.division())
    sent = {"title": "阿拉善锁阳", "reason": "有需求。", "division": "152900", "proposer": bureau.pk}
    assert league.get(to("proposal_new")).context["form"].initial["proposer"] == bureau

    league.post(to("proposal_new"), sent)
    proposal = Proposal.objects.get()
    league.post(to("proposal_correct", proposal.pk), sent | {"product": "锁阳片", "seen": "1"})
    unreasoned = institute.post(
        to("proposal_answer", proposal.pk), ANSWER | {"verb": "decline", "answer": "", "seen": "2"}
    )
    institute.post(to("proposal_answer", proposal.pk), ANSWER | {"seen": "2"})

    proposal.refresh_from_db()
    assert proposal.proposed_on == DAY
    assert unreasoned.status_code == 422
    assert list(unreasoned.context["answer_form"].errors) == ["answer"]
    assert (proposal.state, proposal.answer, proposal.product) == ("accepted", "列入计划", "锁阳片")
    assert f"{to('project_new')}?proposal={proposal.pk}" in text_of(
        institute.get(to("proposal", proposal.pk))
    )
    assert to("project_new") not in text_of(league.get(to("proposal", proposal.pk)))


def test_the_institute_enters_a_proposal_from_paper_with_its_day(institute, enterprise):
    given.call(on=date(2024, 11, 20), state=CallState.CLOSED)
    call = Call.objects.get()

    institute.post(
        to("proposal_new"),
        {
            "title": "驼绒",
            "reason": "有需求。",
            "division": "152922",
            "proposer": enterprise.pk,
            "call": call.pk,
            "on": "2024-11-20",
        },
    )
    refused = institute.post(
        to("proposal_new"),
        {
            "title": "驼绒",
            "reason": "有需求。",
            "division": "152922",
            "proposer": enterprise.pk,
            "on": "2024-11-21",
        },
    )

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["on"])
    assert Proposal.objects.get().call == call


def test_the_institute_is_not_led_to_propose_in_its_own_name(institute, enterprise):
    form = institute.get(to("proposal_new")).context["form"]

    assert (form.initial.get("proposer"), form.initial["division"]) == (None, None)
    assert enterprise.name in [each.name for each in form.fields["proposer"].queryset]


def test_an_officer_proposes_for_organisations_of_the_area_only(banner, enterprise):
    people.organisation("赤峰某协会", kind=OrganisationKind.ASSOCIATION)
    offered = banner.get(to("proposal_new")).context["form"].fields["proposer"].queryset

    assert list(offered.values_list("name", flat=True)) == [enterprise.name]


def test_the_score_sheet_keeps_one_score_an_officer(institute, sign_in):
    proposal = given.proposal()
    colleague = sign_in(given.another_institute_officer())

    institute.post(to("proposal_score", proposal.pk), SCORE)
    institute.post(to("proposal_score", proposal.pk), SCORE | {"need": 30, "remark": "产业急需"})
    colleague.post(to("proposal_score", proposal.pk), SCORE | {"need": 10})
    page = institute.get(to("proposal", proposal.pk))

    assert Score.objects.count() == 2
    sheet = page.context["sheet"]
    assert (sheet.mean, sheet.most, sheet.means) == (65, 100, [20, 15, 20, 10])
    assert "产业急需" in text_of(page)
    assert page.context["score_form"].initial["need"] == 30


@pytest.mark.parametrize("value", ["31", "-1", "", "x", "2.5"])
def test_points_out_of_range_are_refused_beside_their_criterion(institute, value):
    proposal = given.proposal()

    response = institute.post(to("proposal_score", proposal.pk), SCORE | {"need": value, "remark": "原话"})

    assert (response.status_code, list(response.context["score_form"].errors)) == (422, ["need"])
    assert "原话" in text_of(response)
    assert Score.objects.count() == 0


def test_scores_are_for_the_institute(league, institute):
    proposal = given.proposal()
    given.score(proposal)

    assert league.get(to("proposal", proposal.pk)).context["sheet"] is None
    assert "70.0" not in text_of(league.get(to("proposals")))
    assert "70.0" in text_of(institute.get(to("proposals")))
    assert league.post(to("proposal_score", proposal.pk), POINTS).status_code == 403


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_what_was_corrected_meanwhile_is_read_before_it_is_answered(institute, league, verb):
    proposal = given.proposal()
    given.corrected(proposal, product="沙葱酱")

    late = institute.post(to("proposal_answer", proposal.pk), ANSWER | {"verb": verb, "answer": "原话"})
    waits = Proposal.objects.get().state
    seen = late.context["answer_form"]["seen"].value()
    institute.post(to("proposal_answer", proposal.pk), ANSWER | {"verb": verb, "seen": seen})

    assert (late.status_code, waits) == (409, "proposed")
    assert "原话" in text_of(late)
    assert "沙葱酱" in text_of(late)
    assert Proposal.objects.get().state == ("accepted" if verb == "accept" else "declined")


def test_what_was_corrected_meanwhile_is_read_before_it_is_scored(institute):
    proposal = given.proposal()
    given.corrected(proposal, product="沙葱酱")

    late = institute.post(to("proposal_score", proposal.pk), SCORE | {"remark": "原话"})

    assert (late.status_code, Score.objects.count()) == (409, 0)
    assert "原话" in text_of(late)
    assert late.context["score_form"]["seen"].value() == "2"


def test_what_was_corrected_meanwhile_is_looked_at_before_it_is_merged(institute, proposed):
    part, whole = proposed("驼绒被"), given.proposal("驼绒")
    sent = merging(part) | {"into": whole.pk, "reason": "同类。"}
    given.corrected(part, product="驼绒褥")

    late = institute.post(to("proposal_merge"), sent)
    merged = list(whole.merged.all())
    institute.post(to("proposal_merge"), sent | merging(part))

    assert (late.status_code, merged) == (409, [])
    assert "同类。" in text_of(late)
    assert f'name="{part.pk}-seen" value="2"' in text_of(late)
    assert list(whole.merged.all()) == [part]


def test_a_second_writer_of_a_proposal_sees_what_the_first_saved(league):
    proposal = given.proposal()
    sent = {"title": proposal.title, "reason": "我的理由。", "division": proposal.division_id, "seen": "1"}
    given.corrected(proposal, product="沙葱酱")

    late = league.post(to("proposal_correct", proposal.pk), sent)

    assert late.status_code == 409
    assert late.context["meanwhile"] == [("产品", "沙葱酱"), ("申报理由", proposal.reason)]
    assert "我的理由。" in text_of(late)
    assert late.context["form"]["seen"].value() == "2"


def test_chosen_proposals_are_merged_into_one(institute, proposed):
    first, second, third = proposed("驼绒"), proposed("驼绒被"), proposed("驼绒毯")
    page = institute.get(to("proposal_merge"), {"chosen": [first.pk, second.pk, third.pk]})
    offered = set(page.context["form"].fields["into"].queryset)

    institute.post(
        to("proposal_merge"),
        merging(first, second, third) | {"into": second.pk, "reason": "同一类产品。"},
    )

    assert offered == {first, second, third}
    assert set(second.merged.all()) == {first, third}
    assert "驼绒毯" in text_of(institute.get(to("proposal", second.pk)))


def test_one_proposal_is_merged_into_any_other_that_waits(institute, proposed):
    part, whole = proposed("驼绒被"), given.proposal("驼绒")
    given.proposal_in(ProposalState.ACCEPTED, of=given.proposal("锁阳"))

    offered = institute.get(to("proposal_merge"), {"chosen": part.pk}).context["form"].fields["into"]
    institute.post(to("proposal_merge"), merging(part) | {"into": whole.pk, "reason": "同类。"})

    assert list(offered.queryset) == [whole]
    assert list(whole.merged.all()) == [part]


def test_where_one_cannot_be_merged_none_is(institute, proposed):
    first, second = proposed("驼绒"), proposed("驼绒被")
    answered = given.proposal_in(ProposalState.ACCEPTED, of=proposed("驼奶"))

    response = institute.post(
        to("proposal_merge"),
        merging(first, answered, second) | {"into": second.pk, "reason": "同类。"},
    )

    assert response.status_code == 409
    assert Proposal.objects.filter(state="merged").count() == 0


@pytest.mark.parametrize("chosen", ["", "x", "0", "9" * 30])
def test_what_is_not_there_is_not_merged(institute, chosen):
    assert institute.get(to("proposal_merge"), {"chosen": chosen}).status_code == 404


def test_a_proposal_is_taken_back_by_whoever_made_it(league, proposed):
    own, of_enterprise = given.proposal(), proposed("驼绒")

    taken_back = league.post(to("proposal_withdraw", own.pk))
    refused = league.post(to("proposal_withdraw", of_enterprise.pk))

    own.refresh_from_db()
    assert (taken_back.status_code, own.state) == (302, "withdrawn")
    assert refused.status_code == 403
    assert league.get(to("proposal_correct", of_enterprise.pk)).status_code == 403
    assert {"correct", "withdraw"} & league.get(to("proposal", of_enterprise.pk)).context["verbs"] == set()


def test_a_list_of_proposals_costs_no_more_for_more(institute, proposed, django_assert_max_num_queries):
    for number in range(12):
        given.score(proposed(f"驼产品 {number}"))

    with django_assert_max_num_queries(16):
        institute.get(to("proposals"))
