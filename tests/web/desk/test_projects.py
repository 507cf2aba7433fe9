"""Projects of standards in the browser: the list, the plan of a year, one project, and the institute's start page."""

import io
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.given import calls as given_calls
from tests.given import experts as given_experts
from tests.given import people
from tests.given import projects as given
from tests.given import standards as given_standards
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Drafter, Paper, Project, ProjectKind
from yinxin.web import clock

S = ProjectState


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


def ago(days):
    return clock.now() - timedelta(days=days)


def page(client, name, *arguments, **query):
    return client.get(to(name, *arguments), query).content.decode()


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


def perform(client, row, act, **facts):
    return client.post(to("project", row.number), {"act": act, "seen": given.fresh(row).revision, **facts})


# --------------------------------------------------------------------------------------- a new project


def test_a_project_is_planned_from_an_accepted_proposal(institute):
    proposal = given_calls.accepted_proposal("阿拉善沙葱及制品")

    shown = page(institute, "project_new", proposal=proposal.pk)
    answer = institute.post(
        to("project_new"),
        {
            "title": proposal.title,
            "kind": "new",
            "proposals": [proposal.pk],
            "product_kinds": ["mongolian_onion"],
            "division": proposal.division_id,
            "on": clock.today().isoformat(),
        },
    )

    row = Project.objects.get()
    assert f'value="{proposal.title}"' in shown
    assert answer.url == to("project", row.number)
    assert list(row.proposals.all()) == [proposal]
    assert page(institute, "project_new").count(f'value="{proposal.pk}"') == 0


@pytest.mark.parametrize("kind", ["revision", "amendment"])
def test_a_revision_is_planned_from_a_published_standard(institute, kind):
    old = given_standards.standard()

    form = institute.get(to("project_new"), {"revises": old.pk, "kind": kind}).context["form"]
    given_facts = {name: value for name, value in form.initial.items() if value is not None}
    institute.post(to("project_new"), {**given_facts, "on": clock.today().isoformat()})

    row = Project.objects.get()
    assert (row.kind, row.revises, row.title) == (kind, old, old.title)


def test_what_the_address_suggests_and_is_not_there_suggests_nothing(institute):
    for query in ({"proposal": "1"}, {"proposal": "x"}, {"revises": "99999999999"}, {"kind": "magic"}):
        assert institute.get(to("project_new"), query).status_code == HTTPStatus.OK


def test_a_refused_project_keeps_what_was_typed(institute):
    answer = institute.post(
        to("project_new"),
        {
            "title": "锁阳",
            "kind": "revision",
            "product_kinds": ["cynomorium"],
            "division": people.division().pk,
            "on": clock.today().isoformat(),
        },
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "锁阳" in answer.content.decode()
    assert "revises" in answer.context["form"].errors


# ------------------------------------------------------------------------------------------- the list


def test_the_list_is_narrowed_by_year_state_kind_text_and_lateness(institute):
    given.project("沙葱", at=ago(60))
    given.project("驼肉", state=S.DRAFTING, at=ago(400))
    given.project("修订驼奶", kind=ProjectKind.REVISION, revises=given_standards.standard(), at=clock.now())

    def found(**query):
        answer = institute.get(to("projects"), query)
        return {line.row.title for line in answer.context["lines"]}

    assert found() == {"沙葱", "驼肉", "修订驼奶"}
    assert found(year="2023") == found(state="drafting") == {"驼肉"}
    assert found(kind="revision") == {"修订驼奶"}
    assert found(q="XM2024 沙") == {"沙葱"}
    assert found(overdue="on") == {"沙葱", "驼肉"}
    assert found(year="nonsense") == found()


def test_late_projects_and_those_that_lapse_soon_are_said_above_the_list(institute):
    late = given.project("迟到的项目", at=ago(340))

    shown = page(institute, "projects")

    assert "1 个项目进度滞后。" in shown
    assert f"《{late.title}》如无进展" in shown


def test_officers_see_the_projects_for_their_area_and_no_form(sign_in):
    mine = given.project("右旗项目", division=people.division("152922"))
    other = given.project("左旗项目", division=people.division("152921"))
    officer = sign_in(people.banner_officer("152922"))

    shown = page(officer, "projects")
    one = page(officer, "project", mine.number)

    assert "右旗项目" in shown and "左旗项目" not in shown
    assert officer.get(to("project", other.number)).status_code == HTTPStatus.NOT_FOUND
    assert to("text", mine.number) in one and to("comments", mine.number) not in one
    assert 'name="act"' not in one and to("project_paper_new", mine.number) not in one
    assert officer.get(to("project_new")).status_code == HTTPStatus.FORBIDDEN
    assert perform(officer, mine, "start").status_code == HTTPStatus.FORBIDDEN
    assert Project.objects.get(pk=mine.pk).state == "planned"


# ------------------------------------------------------------------------------------ plan of a year


def test_the_plan_shows_every_project_of_a_year_as_drawing_and_as_table(institute):
    late = given.project("迟到的项目", state=S.DRAFTING, at=ago(300))
    given.project("别的年份", at=ago(500))

    shown = page(institute, "plan", year=2024)

    assert shown.count("迟到的项目") == 2
    assert "别的年份" not in shown
    assert shown.count('<g class="plan">') == 7
    assert shown.count('<g class="late">') == 1
    assert "超期" in shown
    assert shown.count(f'href="{to("project", late.number)}"') == 2


def test_the_plan_is_there_without_any_project(institute):
    assert "本年度没有项目" in page(institute, "plan", year="x")


def test_the_programme_of_a_year_goes_out_as_a_workbook(institute):
    given.project("沙葱", state=S.COMMENT)
    given.project("别的年份", at=ago(500))

    answer = institute.get(to("plan_export"), {"year": 2024})
    rows = list(load_workbook(io.BytesIO(answer.getvalue())).active.values)

    assert rows[0][0] == "2024年度标准研制计划表"
    heading, (line,) = rows[2], rows[3:]
    told = dict(zip(heading, line, strict=True))
    assert (told["标准名称"], told["状态"], told["起草单位"]) == ("沙葱", "征求意见", "示例草业研究所")
    assert (
        told["征求意见（计划完成）"].date()
        == Project.objects.get(title="沙葱").stages.get(stage="comment").planned_until
    )


# ----------------------------------------------------------------------------------------- one project


def test_a_project_goes_in_the_browser_from_planning_to_publication(institute, sign_in):
    row = given.project()
    today = clock.today()

    perform(institute, row, "start")
    institute.post(
        to("drafter_new", row.number), {"organisation_name": "示例研究所", "person": "示例人", "expert": ""}
    )
    institute.post(
        to("project_paper_new", row.number),
        {"kind": "explanatory_note", "file": SimpleUploadedFile("编制说明.pdf", given.PDF)},
    )
    perform(institute, row, "open_comment", until=(today + timedelta(days=30)).isoformat())
    assert given.fresh(row).state == S.COMMENT

    last = given.project("另一项目", state=S.APPROVAL, at=ago(90))
    perform(sign_in(given.second_officer()), last, "approve")
    institute.post(
        to("project_number", last.number),
        {"seen": given.fresh(last).revision, "number": "T/NMSP.MZB03.20—2024"},
    )
    perform(institute, last, "publish", on=today.isoformat(), effective_on=today.isoformat())

    last = given.fresh(last)
    assert (last.state, last.standard.number) == (S.PUBLISHED, "T/NMSP MZB03.20-2024")


def test_the_page_says_what_is_missing_and_an_act_refused_says_it_at_once(institute):
    row = given.project(state=S.DRAFTING, text=False)

    shown = page(institute, "project", row.number)
    answer = perform(institute, row, "open_comment", until="2099-01-01")

    assert "还缺 3 项" in shown
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "还缺：至少含一条要求的标准文本、编制说明、至少一个起草单位或者起草人。" in answer.content.decode()


def test_after_somebody_was_faster_what_was_typed_stays_and_can_be_sent_again(institute):
    row = given.project()
    old = row.revision
    given.drafter(row)

    answer = institute.post(to("project", row.number), {"act": "stop", "seen": old, "reason": "不再需要。"})
    form = answer.context["acting"][-1].form
    again = institute.post(
        to("project", row.number), {"act": "stop", "seen": form["seen"].value(), "reason": "不再需要。"}
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "不再需要。" in answer.content.decode()
    assert again.status_code == HTTPStatus.FOUND
    assert given.fresh(row).state == S.STOPPED


def test_whoever_concluded_the_vote_sees_why_there_is_no_button_to_approve(institute, sign_in):
    row = given.project(state=S.APPROVAL)

    own, others = (
        page(institute, "project", row.number),
        page(sign_in(given.second_officer()), "project", row.number),
    )

    assert 'value="approve"' not in own and "批准须由本机构另一名人员办理" in own
    assert 'value="approve"' in others


@pytest.mark.parametrize("state", list(S))
def test_every_stage_has_its_page(institute, state):
    row = given.project(state=state)

    answer = institute.get(to("project", row.number))

    assert answer.status_code == HTTPStatus.OK
    assert row.title in answer.content.decode()


def test_an_unknown_act_is_not_found(institute):
    row = given.project()

    assert perform(institute, row, "burn").status_code == HTTPStatus.NOT_FOUND


def test_drafters_are_picked_from_the_pool_and_taken_off_again(institute):
    row, expert = given.project(), given_experts.expert()

    institute.post(
        to("drafter_new", row.number), {"expert": expert.pk, "organisation_name": "", "person": ""}
    )
    drafter = Drafter.objects.get()
    refused = institute.post(to("drafter_new", row.number), {"person": "无单位"})
    institute.post(to("drafter_remove", row.number, drafter.pk))

    assert (drafter.expert, drafter.person) == (expert, expert.name)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not row.drafters.exists()


def test_a_paper_is_replaced_and_the_older_one_can_still_be_read(institute, sign_in):
    row = given.project(division=people.division("152922"))
    for name in ("第一稿.pdf", "第二稿.pdf"):
        institute.post(
            to("project_paper_new", row.number),
            {"kind": "draft", "file": SimpleUploadedFile(name, given.PDF)},
        )
    first, second = Paper.objects.all()

    shown = page(institute, "project", row.number)
    answer = institute.get(to("project_paper", row.number, first.pk))

    assert "第一稿.pdf" in shown and "1 个历史版本" in shown
    assert answer.getvalue() == given.PDF
    stranger = sign_in(people.banner_officer("152921"))
    assert stranger.get(to("project_paper", row.number, second.pk)).status_code == HTTPStatus.NOT_FOUND
    assert institute.get(to("project_paper", row.number, 0)).status_code == HTTPStatus.NOT_FOUND


def test_a_paper_of_another_kind_than_its_name_says_is_not_taken(institute):
    row = given.project()

    answer = institute.post(
        to("project_paper_new", row.number),
        {"kind": "draft", "file": SimpleUploadedFile("草案.pdf", b"MZ not a pdf")},
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not row.papers.exists()


def test_the_days_of_the_plan_are_changed_in_the_browser(institute):
    row = given.project(state=S.DRAFTING)
    form = institute.get(to("project_plan", row.number)).context["form"]
    days = dict(form.initial)
    later = days["numbered"] + timedelta(days=9)

    wrong = institute.post(to("project_plan", row.number), {**days, "comment": "2020-01-01"})
    institute.post(to("project_plan", row.number), {**days, "numbered": later.isoformat()})

    assert "planned" not in days
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "comment" in wrong.context["form"].errors
    assert row.stages.get(stage="numbered").planned_until == later


def test_a_number_is_looked_at_before_it_is_given(institute):
    given_standards.standard("T/NMSP MZB02.14-2023")
    row = given.project(state=S.APPROVED)

    def look(number):
        facts = {"seen": row.revision, "number": number, "look": "1"}
        return institute.post(to("project_number", row.number), facts).content.decode()

    assert "T/NMSP MZB02.15-2024" in page(institute, "project_number", row.number)
    assert "T/NMSP MZB03.07-2024" in look("t/nmsp。mzb3.7——2024") and "此编号可用。" in look(
        "T/NMSP MZB03.7-2024"
    )
    assert "此编号已用于" in look("T/NMSP.MZB02.14—2023")
    assert "这不是团体标准编号" in look("GB 1-2020")
    assert given.fresh(row).standard.number == ""


# ----------------------------------------------------------------------------------- the start page


def test_the_institute_begins_with_what_waits(institute):
    late = given.project("迟到的项目", at=ago(100))
    given_calls.proposal("新的建议")
    given.project("征求意见的项目", state=S.COMMENT, at=ago(20))
    given_standards.standard()

    shown = page(institute, "programme")

    assert f"进度滞后：{late.title}" in shown
    assert "1 项研制建议待答复" in shown
    assert "征求意见即将截止：征求意见的项目" in shown
    assert "项目立项" in shown and "征求意见的项目" in shown


def test_only_the_institute_has_that_start_page(sign_in):
    assert sign_in(people.league_officer()).get(to("programme")).status_code == HTTPStatus.FORBIDDEN
