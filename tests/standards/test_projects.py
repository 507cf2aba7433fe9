"""A project is planned; its days, drafters and papers; whom it concerns; and how it stands."""

from datetime import date, timedelta

import pytest

from tests.given import calls as given_calls
from tests.given import certification, ledgers, people
from tests.given import experts as given_experts
from tests.given import projects as given
from tests.given import standards as given_standards
from tests.given.people import NOW
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.register.models import Entry
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects import queries
from yinxin.standards.projects.actions import refusals
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import PaperKind, Project, ProjectKind
from yinxin.standards.texts.models import Standard

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
S = ProjectState


def plan(**changes) -> Project:
    facts = {
        "title": "“蒙”字标认证要求 林草产品 锁阳",
        "product_kinds": ["cynomorium"],
        "division": people.division(),
        "on": TODAY,
        "by": people.institute_officer(),
        "at": NOW,
    }
    return projects.plan(**facts | changes)


# ------------------------------------------------------------------------------------------- planning


def test_a_project_begins_a_text_without_a_number_and_plans_every_stage_by_the_rulebook():
    proposal = given_calls.accepted_proposal()

    row = plan(proposals=[proposal.pk])

    days, since = {}, TODAY
    for stage in rulebook().standards.stages:
        since += timedelta(days=stage.days)
        days[stage.code] = since
    assert {span.stage: span.planned_until for span in row.stages.all()} == days
    assert row.stages.get(stage="planned").entered_on == TODAY
    assert (row.number, row.state, row.standard.state) == ("XM2024-001", "planned", "draft")
    assert (row.standard.number, row.standard.product_kinds) == ("", ["cynomorium"])
    assert list(row.proposals.all()) == [proposal]
    assert row.lapses_on == months_after(TODAY, rulebook().standards.lapse_months.value)


def test_projects_are_counted_by_year():
    first, second = plan(), plan()
    earlier = plan(on=date(2023, 5, 4))

    assert [first.number, second.number, earlier.number] == ["XM2024-001", "XM2024-002", "XM2023-001"]


def test_the_public_may_know_that_a_project_was_planned_but_not_who_planned_it():
    row = plan()

    (entry,) = Entry.objects.filter(kind="project.planned")
    assert entry.is_open
    assert people.institute_officer().user.name not in entry.leaf
    assert acts(subjects=[row.subject])[0].facts["title"] == row.title


@pytest.mark.parametrize("state", [ProposalState.PROPOSED, ProposalState.DECLINED, ProposalState.WITHDRAWN])
def test_only_an_accepted_proposal_becomes_a_project(state):
    proposal = given_calls.proposal_in(state) if state != ProposalState.PROPOSED else given_calls.proposal()

    with pytest.raises(refusals.ProposalNotAccepted):
        plan(proposals=[proposal.pk])

    assert not Project.objects.exists()
    assert not Standard.objects.exists()


def test_a_proposal_is_carried_out_once_and_is_free_again_when_its_project_is_stopped():
    proposal = given_calls.accepted_proposal()
    row = plan(proposals=[proposal.pk])

    with pytest.raises(refusals.ProposalPlanned) as refused:
        plan(proposals=[proposal.pk])
    projects.stop(row.number, reason="撤回。", seen=row.revision, by=people.institute_officer(), at=NOW)
    again = plan(proposals=[proposal.pk])

    assert refused.value.facts["number"] == row.number
    assert list(proposal.projects.order_by("number")) == [row, again]


def test_a_lapsed_project_keeps_its_proposals_since_it_may_be_resumed():
    proposal = given_calls.accepted_proposal()
    given.project(state=S.LAPSED, proposals=[proposal])

    with pytest.raises(refusals.ProposalPlanned):
        plan(proposals=[proposal.pk])


def test_a_proposal_that_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        plan(proposals=[1])


def test_nothing_is_planned_in_the_future():
    with pytest.raises(refusals.ProjectDayUnfit):
        plan(on=TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    "office", [people.league_officer, people.banner_officer, people.association_officer, people.inspector]
)
def test_nobody_but_the_institute_plans(office):
    with pytest.raises(NotYours):
        plan(by=office())


@pytest.mark.parametrize("kind", [ProjectKind.REVISION, ProjectKind.AMENDMENT])
def test_a_revision_begins_as_a_copy_of_the_text_that_it_changes(kind):
    old = given_standards.standard()

    row = plan(kind=kind, revises=old)

    titles = [clause.title for clause in old.clauses.all()]
    assert [clause.title for clause in row.standard.clauses.all()] == titles
    assert {clause.succeeds_id for clause in row.standard.clauses.all()} == set(
        old.clauses.values_list("pk", flat=True)
    )
    assert row.standard.replaces == old


@pytest.mark.parametrize("kind", list(ProjectKind))
def test_a_revision_names_a_published_standard_and_a_new_one_names_none(kind):
    draft = given_standards.draft_standard("T/NMSP MZB02.77-2024")
    published = given_standards.standard()

    with pytest.raises(refusals.RevisesUnfit):
        plan(kind=kind, revises=published if kind == ProjectKind.NEW else None)
    with pytest.raises(refusals.RevisesUnfit):
        plan(kind=kind, revises=draft)


def test_a_standard_is_changed_by_one_project_at_a_time():
    old = given_standards.standard()
    first = plan(kind=ProjectKind.REVISION, revises=old)

    with pytest.raises(refusals.RevisedAlready) as refused:
        plan(kind=ProjectKind.AMENDMENT, revises=old)

    assert refused.value.facts["number"] == first.number


# ------------------------------------------------------------------------------------------- the plan


def test_the_days_of_the_stages_ahead_can_be_changed():
    row = plan()
    later = row.stages.get(stage="numbered").planned_until + timedelta(days=30)

    row = projects.set_plan(
        row.number, until={"numbered": later}, seen=row.revision, by=people.institute_officer(), at=NOW
    )

    assert row.stages.get(stage="numbered").planned_until == later
    assert acts(subjects=[row.subject])[-1].facts == {"state": "planned", "numbered": later.isoformat()}


def test_no_stage_is_planned_to_end_before_the_one_before_it():
    row = plan()

    with pytest.raises(refusals.PlanOutOfOrder) as refused:
        projects.set_plan(
            row.number, until={"review": TODAY}, seen=row.revision, by=people.institute_officer(), at=NOW
        )

    assert refused.value.facts["field"] == "review"


def test_the_planned_day_of_a_stage_that_is_over_stands():
    row = given.project(state=S.DRAFTING)

    with pytest.raises(refusals.StageOver):
        projects.set_plan(
            row.number,
            until={"planned": TODAY + timedelta(days=1)},
            seen=row.revision,
            by=people.institute_officer(),
            at=NOW,
        )


@pytest.mark.parametrize("state", [S.PUBLISHED, S.LAPSED, S.STOPPED])
def test_a_project_that_is_over_is_not_planned_anew_and_takes_no_papers(state):
    row = given.project(state=state)

    with pytest.raises(refusals.ProjectOver):
        projects.set_plan(row.number, until={}, seen=row.revision, by=people.institute_officer(), at=NOW)
    with pytest.raises(refusals.ProjectOver):
        given.paper(row)


# --------------------------------------------------------------------------------- drafters and papers


def test_a_drafter_is_an_organisation_of_the_ledger_another_one_or_an_expert():
    row = plan()
    enterprise, expert = ledgers.enterprise(), given_experts.expert()

    given.drafter(row, organisation=enterprise, organisation_name="", person="")
    given.drafter(row, organisation_name="示例研究所", person="示例人")
    given.drafter(row, organisation_name="", person="", expert=expert)

    assert list(row.drafters.values_list("organisation_name", "person", "expert", "ordinal")) == [
        (enterprise.name, "", None, 1),
        ("示例研究所", "示例人", None, 2),
        (expert.employer, expert.name, expert.pk, 3),
    ]


def test_the_names_of_drafters_are_not_public():
    row = plan()

    given.drafter(row, person="示例起草人")

    assert all("示例起草人" not in entry.leaf for entry in Entry.objects.all())
    assert acts(subjects=[row.subject])[-1].kind == "project.drafter_added"


def test_a_drafter_has_a_name_and_stands_in_the_list_once():
    row = plan()
    given.drafter(row)

    with pytest.raises(refusals.DrafterListed):
        given.drafter(row)
    with pytest.raises(refusals.DrafterUnnamed):
        given.drafter(row, organisation_name=" ", person="无名")


def test_a_drafter_can_be_taken_off_the_list():
    row = plan()
    drafter = given.drafter(row)

    projects.remove_drafter(row.number, drafter=drafter.pk, by=people.institute_officer(), at=NOW)

    assert not row.drafters.exists()
    with pytest.raises(NotFound):
        projects.remove_drafter(row.number, drafter=drafter.pk, by=people.institute_officer(), at=NOW)


@pytest.mark.parametrize(
    "state", [S.REVIEW, S.APPROVAL, S.APPROVED, S.NUMBERED, S.PUBLISHED, S.LAPSED, S.STOPPED]
)
def test_the_list_of_drafters_is_settled_from_the_review_on(state):
    row = given.project(state=state)
    drafter = row.drafters.first()

    with pytest.raises(refusals.DraftersSettled):
        given.drafter(row, organisation_name="迟到的单位")
    with pytest.raises(refusals.DraftersSettled):
        projects.remove_drafter(
            row.number, drafter=drafter.pk if drafter else 0, by=people.institute_officer(), at=NOW
        )


def test_a_newer_paper_takes_the_place_of_the_older_one_which_stays():
    row = plan()
    first = given.paper(row, PaperKind.EXPLANATORY_NOTE, name="第一稿.pdf")
    second = given.paper(row, PaperKind.EXPLANATORY_NOTE, name="第二稿.pdf", content=given.PDF + b"2")

    assert list(queries.present_papers(row)) == [second]
    assert list(row.papers.all()) == [first, second]
    assert row.papers.get(pk=first.pk).replaced_at == NOW


def test_other_papers_stand_beside_each_other():
    row = plan()

    given.paper(row, PaperKind.OTHER, name="一.pdf")
    given.paper(row, PaperKind.OTHER, name="二.pdf")

    assert [paper.name for paper in queries.present_papers(row)] == ["一.pdf", "二.pdf"]


@pytest.mark.parametrize("office", [people.league_officer, people.banner_officer])
def test_officers_read_projects_and_change_nothing(office):
    row = given.project(division=people.division("152922"))

    with pytest.raises(NotYours):
        given.paper(row, by=office())
    with pytest.raises(NotYours):
        given.drafter(row, by=office())


# ------------------------------------------------------------------------------------------- the reach


def test_each_office_reaches_the_projects_that_concern_it():
    enterprise = ledgers.enterprise()
    association = people.association_officer()
    of_left = given.project("左旗项目", division=people.division("152921"))
    of_right = given.project(
        "右旗项目",
        division=people.division("152922"),
        proposals=[
            given_calls.accepted_proposal(
                "企业建议", proposer=enterprise, by=certification.applicant(enterprise)
            ),
            given_calls.accepted_proposal(
                "企业另一建议", proposer=enterprise, by=certification.applicant(enterprise)
            ),
        ],
    )
    of_league = given.project(
        "盟级项目", proposals=[given_calls.accepted_proposal("协会建议", by=association)]
    )
    elsewhere = given.project("外盟项目", division=people.division("150400"))

    def reached(office):
        return set(queries.projects_in_reach(office))

    assert reached(people.institute_officer()) == {of_left, of_right, of_league, elsewhere}
    assert reached(people.league_officer()) == {of_left, of_right, of_league}
    assert reached(people.banner_officer("152922")) == {of_right}
    assert reached(certification.applicant(enterprise)) == {of_right}
    assert reached(association) == {of_league}
    assert reached(people.inspector()) == set()
    assert queries.projects_in_reach(certification.applicant(enterprise)).count() == 1


def test_beyond_the_reach_a_project_is_not_found():
    row = given.project(division=people.division("152921"))

    with pytest.raises(NotFound):
        given.paper(row, by=people.banner_officer("152922"))


# ------------------------------------------------------------------------------- how projects stand


def test_late_is_what_is_still_at_a_stage_after_its_planned_day():
    late, in_time, over = given.project("迟"), given.project("不迟"), given.project("止", state=S.STOPPED)
    today = late.stages.get(stage="planned").planned_until + timedelta(days=5)
    projects.start(
        in_time.number, seen=in_time.revision, by=people.institute_officer(), at=NOW + timedelta(days=1)
    )

    reach = queries.projects_in_reach(people.institute_officer())
    standing = queries.standings(late, late.stages.all(), today)[0]

    assert over not in queries.overdue(reach, today)
    assert list(queries.overdue(reach, today)) == [late]
    assert (standing.is_current, standing.days_late) == (True, 5)
    assert list(queries.overdue(reach, today - timedelta(days=5))) == []


def test_a_lapse_is_announced_the_rulebook_s_days_before():
    row = plan()
    warning = timedelta(days=rulebook().standards.lapse_warning_days.value)
    reach = queries.projects_in_reach(people.institute_officer())

    assert list(queries.lapsing(reach, row.lapses_on - warning)) == [row]
    assert list(queries.lapsing(reach, row.lapses_on - warning - timedelta(days=1))) == []
