"""From stage to stage, to the published number, or to an earlier end: what each needs, and what is refused."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.given import people
from tests.given import projects as given
from tests.given import standards as given_standards
from tests.given.people import NOW
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import ChangedMeanwhile, WrongState
from yinxin.register.models import Entry
from yinxin.register.queries import open_acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects import queries
from yinxin.standards.projects.actions import refusals
from yinxin.standards.projects.lifecycle import STAGES, ProjectState
from yinxin.standards.projects.models import PaperKind, Project, ProjectKind
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.actions.refusals import NumberUnreadable, StandardExists
from yinxin.standards.texts.lifecycle import StandardState

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
S = ProjectState


# ---------------------------------------------------------------------------------- stage after stage


def act(row: Project, verb: str, *, by=None, at: datetime = NOW, **facts) -> Project:
    return getattr(projects, verb)(
        row.number, seen=row.revision, by=by or people.institute_officer(), at=at, **facts
    )


def test_a_bare_project_hears_all_that_is_missing_for_the_public_comment_at_once():
    row = given.project(state=S.DRAFTING, text=False)

    with pytest.raises(refusals.ProjectIncomplete) as refused:
        act(row, "open_comment", until=TODAY + timedelta(days=60))

    assert refused.value.facts["missing"] == ("clauses", "explanatory_note", "drafter")


def test_headings_alone_are_no_requirement():
    row = given.project(state=S.DRAFTING, text=False)
    texts.insert_clause(
        row.standard_id,
        after=None,
        depth=1,
        kind="scope",
        title="范围",
        text="本文件规定了要求。",
        by=people.institute_officer(),
        at=NOW,
    )

    assert not queries.holding(row).has_requirements


def test_the_public_has_at_least_the_rulebook_s_days():
    row = given.project(state=S.DRAFTING)
    given.drafter(row)
    given.paper(row)
    row = given.fresh(row)
    days = rulebook().standards.comment_days.value

    with pytest.raises(refusals.CommentTooShort) as refused:
        act(row, "open_comment", until=TODAY + timedelta(days=days - 1))
    row = act(row, "open_comment", until=TODAY + timedelta(days=days))

    assert refused.value.facts["earliest"] == TODAY + timedelta(days=days)
    assert (row.state, row.comment_until) == ("comment", TODAY + timedelta(days=days))


def test_the_text_is_frozen_when_the_comment_opens():
    row = given.project(state=S.COMMENT)

    version = row.standard.versions.get()
    assert version.label == "comment"
    opened = next(act for act in open_acts(kinds=["project.comment_opened"]))
    assert opened.facts["version"] == version.sha256


def test_the_public_gets_more_days_and_never_fewer():
    row = given.project(state=S.COMMENT)

    with pytest.raises(refusals.CommentTooShort):
        act(row, "extend_comment", until=row.comment_until)
    extended = act(row, "extend_comment", until=row.comment_until + timedelta(days=7))

    assert extended.comment_until == row.comment_until + timedelta(days=7)


def test_a_review_begins_after_the_last_day_of_the_comment():
    row = given.project(state=S.COMMENT)
    given.paper(row, PaperKind.COMMENT_SUMMARY)
    last = datetime.combine(row.comment_until, NOW.timetz())

    with pytest.raises(refusals.CommentRuns):
        projects.enter_review(row.number, by=people.institute_officer(), at=last)
    entered = projects.enter_review(row.number, by=people.institute_officer(), at=last + timedelta(days=1))

    assert entered.state == "review"


def test_a_review_lays_the_note_the_test_data_and_the_summary_before_the_panel():
    row = given.project(state=S.COMMENT)
    row.papers.all().delete()
    after = datetime.combine(row.comment_until, NOW.timetz()) + timedelta(days=1)

    with pytest.raises(refusals.ProjectIncomplete) as refused:
        projects.enter_review(row.number, by=people.institute_officer(), at=after)

    assert refused.value.facts["missing"] == ("explanatory_note", "test_data", "comment_summary")


def test_an_amendment_rests_on_the_test_data_of_its_standard():
    row = given.project(state=S.REVIEW, kind=ProjectKind.AMENDMENT, revises=given_standards.standard())
    row.papers.filter(kind=PaperKind.TEST_DATA).delete()

    holding = queries.holding(row)

    assert holding.has_indicators and holding.is_amendment
    assert row.state == "review"


def test_whoever_concluded_the_vote_does_not_approve_its_result():
    row = given.project(state=S.APPROVAL)

    with pytest.raises(refusals.ApproverCounted):
        act(row, "approve")
    row = act(row, "approve", by=given.second_officer(), at=NOW + timedelta(days=60))

    assert row.state == "approved"
    assert row.standard.versions.last().label == "approval"


def test_approval_rests_on_the_summary_and_the_minutes():
    row = given.project(state=S.APPROVAL)
    row.papers.filter(kind__in=[PaperKind.COMMENT_SUMMARY, PaperKind.REVIEW_MINUTES]).delete()

    with pytest.raises(refusals.ProjectIncomplete) as refused:
        act(row, "approve", by=given.second_officer())

    assert refused.value.facts["missing"] == ("comment_summary", "review_minutes")


@pytest.mark.parametrize(
    ("state", "verb", "target"),
    [(S.COMMENT, "redraft", S.DRAFTING), (S.REVIEW, "redraft", S.DRAFTING)]
    + [(state, "send_back", S.REVIEW) for state in (S.APPROVAL, S.APPROVED, S.NUMBERED)],
)
def test_a_project_is_led_back_with_a_reason(state, verb, target):
    row, later = given.project(state=state), NOW + timedelta(days=60)

    with pytest.raises(refusals.ProjectReasonMissing):
        act(row, verb, reason=" ", at=later)
    row = act(row, verb, reason="意见较多，需要重新起草。", at=later)

    assert (row.state, row.reason) == (target, "意见较多，需要重新起草。")
    assert row.stages.get(stage=target).left_on is None
    assert all("重新起草" not in entry.leaf for entry in Entry.objects.all())


def test_a_project_that_was_sent_back_goes_before_another_panel():
    row, later = given.project(state=S.APPROVAL), NOW + timedelta(days=60)
    row = act(row, "send_back", reason="表决记录不全。", at=later)

    row = projects.enter_review(row.number, by=people.institute_officer(), at=later)
    row = projects.pass_review(row.number, by=given.second_officer(), at=later)

    assert (row.state, row.passed_by) == ("approval", given.second_officer())


@pytest.mark.parametrize("verb", ["start", "approve", "redraft", "stop", "open_comment", "number", "publish"])
def test_whoever_looked_before_a_change_looks_again(verb):
    state = {"start": S.PLANNED, "approve": S.APPROVAL, "redraft": S.COMMENT, "open_comment": S.DRAFTING}
    state |= {"number": S.APPROVED, "publish": S.NUMBERED, "stop": S.PLANNED}
    row = given.project(state=state[verb])
    facts = {
        "redraft": {"reason": "。"},
        "stop": {"reason": "。"},
        "open_comment": {"until": date(2025, 6, 1)},
    }
    facts |= {"number": {"number": given.NUMBER}, "publish": {"on": TODAY, "effective_on": TODAY}}

    with pytest.raises(ChangedMeanwhile):
        getattr(projects, verb)(
            row.number, seen=row.revision - 1, by=people.institute_officer(), at=NOW, **facts.get(verb, {})
        )


@pytest.mark.parametrize("verb", ["start", "approve", "enter_review", "pass_review"])
def test_a_stage_is_not_skipped(verb):
    row = given.project(state=S.NUMBERED)
    seen = {} if verb.endswith("review") else {"seen": row.revision}

    with pytest.raises(WrongState):
        getattr(projects, verb)(row.number, by=people.institute_officer(), at=NOW, **seen)


# ----------------------------------------------------------------------------- number and publication


@pytest.mark.parametrize(
    "spelling", ["T/NMSP.MZB03.20—2024", "t/nmsp mzb3.20-2024", "Ｔ／ＮＭＳＰ MZB03.20–2024"]
)
def test_a_number_is_given_in_its_one_spelling_whatever_was_typed(spelling):
    row = given.project(state=S.APPROVED)

    row = act(row, "number", number=spelling, at=NOW + timedelta(days=60))

    assert row.standard.number == "T/NMSP MZB03.20-2024"
    assert row.state == "numbered"


def test_a_number_is_one_of_a_group_standard_and_free():
    given_standards.standard("T/NMSP MZB02.14-2023")
    row = given.project(state=S.APPROVED)

    with pytest.raises(NumberUnreadable):
        act(row, "number", number="GB 19644-2010")
    with pytest.raises(StandardExists):
        act(row, "number", number="T/NMSP.MZB02.14—2023")


def test_a_new_standard_and_a_revision_have_a_number_of_their_own():
    old = given_standards.standard("T/NMSP MZB02.14-2023")
    new = given.project(state=S.APPROVED)
    revision = given.project(state=S.APPROVED, kind=ProjectKind.REVISION, revises=old)

    for row in (new, revision):
        with pytest.raises(refusals.NumberUnfit):
            act(row, "number", number="T/NMSP MZB02.14-2023/XG1-2024")


@pytest.mark.parametrize(
    "number", ["T/NMSP MZB02.14-2024", "T/NMSP MZB02.15-2023/XG1-2024", "T/NMSP MZB02.14-2022/XG1-2024"]
)
def test_an_amendment_is_numbered_after_what_it_amends(number):
    old = given_standards.standard("T/NMSP MZB02.14-2023")
    row = given.project(state=S.APPROVED, kind=ProjectKind.AMENDMENT, revises=old)

    with pytest.raises(refusals.NumberUnfit):
        act(row, "number", number=number)
    row = act(row, "number", number="T/NMSP MZB02.14—2023 / XG1—2024", at=NOW + timedelta(days=60))

    assert row.standard.number == "T/NMSP MZB02.14-2023/XG1-2024"


def test_numbers_that_come_next_are_suggested():
    old = given_standards.standard("T/NMSP MZB02.14-2023")
    given_standards.standard("T/NMSP MZB01.08-2023")

    suggested = {
        kind: queries.number_suggestions(
            given.project(kind=kind, revises=None if kind == ProjectKind.NEW else of), year=2024
        )
        for kind, of in (
            (ProjectKind.NEW, None),
            (ProjectKind.REVISION, old),
            (ProjectKind.AMENDMENT, given_standards.standard("T/NMSP MZB02.15-2023/XG1-2023")),
        )
    }

    assert suggested == {
        ProjectKind.NEW: ["T/NMSP MZB01.09-2024", "T/NMSP MZB02.16-2024"],
        ProjectKind.REVISION: ["T/NMSP MZB02.14-2024"],
        ProjectKind.AMENDMENT: ["T/NMSP MZB02.15-2023/XG2-2024"],
    }


@pytest.mark.parametrize("state", [S.APPROVED, S.NUMBERED])
def test_what_was_approved_is_what_is_numbered_and_published(state):
    row, later = given.project(state=state), NOW + timedelta(days=60)
    indicator = row.standard.clauses.get(kind="indicator").indicators.get()
    texts.edit_indicator(
        indicator.pk, changes={"limit": Decimal("2.4")}, by=people.institute_officer(), at=later
    )

    verb, facts = (
        ("number", {"number": given.NUMBER})
        if state == S.APPROVED
        else ("publish", {"on": later.date(), "effective_on": later.date()})
    )

    with pytest.raises(refusals.TextChanged):
        act(row, verb, **facts, at=later)
    texts.edit_indicator(
        indicator.pk, changes={"limit": Decimal("2.6")}, by=people.institute_officer(), at=later
    )

    assert act(row, verb, **facts, at=later).state in {S.NUMBERED, S.PUBLISHED}


def test_a_published_project_is_finished_and_its_standard_public():
    row = given.project(state=S.PUBLISHED)

    row = given.fresh(row)
    assert (row.state, row.standard.state, row.standard.number) == ("published", "published", given.NUMBER)
    assert row.ended_on == row.standard.published_on
    assert all(span.left_on for span in row.stages.all())
    kinds = [act.kind for act in open_acts() if act.subject == row.subject]
    assert kinds == ["project.published", "project.numbered", "project.comment_opened", "project.planned"]


def test_a_standard_is_published_on_a_day_between_its_numbering_and_today():
    row = given.project(state=S.NUMBERED)
    numbered_on = row.stages.get(stage="numbered").entered_on
    at = datetime.combine(numbered_on, NOW.timetz())

    for day in (numbered_on - timedelta(days=1), numbered_on + timedelta(days=1)):
        with pytest.raises(refusals.ProjectDayUnfit):
            act(row, "publish", on=day, effective_on=day, at=at)


@pytest.mark.parametrize("kind", [ProjectKind.REVISION, ProjectKind.AMENDMENT])
def test_what_is_replaced_is_superseded_with_the_rulebook_s_transition(kind):
    old = given_standards.standard("T/NMSP MZB02.14-2023")
    number = "T/NMSP MZB02.14-2024" if kind == ProjectKind.REVISION else "T/NMSP MZB02.14-2023/XG1-2024"
    row = given.project(state=S.NUMBERED, kind=kind, revises=old, number=number)
    effective_on = row.stages.get(stage="numbered").entered_on + timedelta(days=30)

    given.published(row, effective_on=effective_on)

    old.refresh_from_db()
    book = rulebook().standards
    months = book.transition_months if kind == ProjectKind.REVISION else book.amendment_transition_months
    assert (old.state, old.superseded_on) == (StandardState.SUPERSEDED, effective_on)
    assert old.transition_until == months_after(effective_on, months.value)


# -------------------------------------------------------------------------------- lapse, stop, resume


def test_an_idle_project_lapses_after_its_last_day_and_not_before():
    row = given.project()

    on_time = projects.lapse_due(on=row.lapses_on, at=NOW)
    lapsed = projects.lapse_due(on=row.lapses_on + timedelta(days=1), at=NOW)
    again = projects.lapse_due(on=row.lapses_on + timedelta(days=1), at=NOW)

    assert (on_time, lapsed, again) == ([], [row], [])
    row = given.fresh(row)
    assert (row.state, row.ended_on) == ("lapsed", row.stages.get(stage="planned").left_on)
    (entry,) = open_acts(kinds=["project.lapsed"])
    assert (entry.role, entry.facts["stage"]) == ("calendar", "planned")


def test_every_move_to_a_stage_gives_an_idle_project_more_time():
    row = given.project()
    later = NOW + timedelta(days=100)

    row = act(row, "start", at=later)

    assert row.lapses_on == months_after(later.date(), rulebook().standards.lapse_months.value)


def test_what_is_finished_does_not_lapse():
    rows = [given.project(state=S.PUBLISHED), given.project(state=S.STOPPED)]

    assert projects.lapse_due(on=max(row.lapses_on for row in rows) + timedelta(days=999), at=NOW) == []


def test_a_lapsed_project_is_resumed_at_drafting():
    row = given.project(state=S.LAPSED)
    at = datetime.combine(row.ended_on, NOW.timetz()) + timedelta(days=9)

    row = act(row, "resume", reason="企业重新投产。", at=at)

    assert (row.state, row.ended_on, row.stages.get(stage="drafting").entered_on) == (
        "drafting",
        None,
        at.date(),
    )


@pytest.mark.parametrize("state", [*STAGES, S.LAPSED])
def test_a_project_is_stopped_at_any_stage_and_the_public_learns_that_but_not_why(state):
    row = given.project(state=state)

    row = act(row, "stop", reason="某某退出。", at=NOW + timedelta(days=999))

    assert row.state == "stopped"
    entry = Entry.objects.get(kind="project.stopped")
    assert entry.is_open and "某某" not in entry.leaf
