"""Anyone comments on a clause of the frozen draft; each comment is moderated and answered before a review opens."""

import io
from datetime import UTC, datetime, timedelta

import docx
import pytest
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from tests.given import comments as given
from tests.given import people
from tests.given import projects as given_projects
from tests.given.people import NOW
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.models import Entry
from yinxin.standards.comments import actions, documents, jobs, queries
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.comments.models import Comment
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.lifecycle import ProjectState

pytestmark = pytest.mark.django_db

LAST_MINUTE = datetime(2024, 12, 20, 15, 59, tzinfo=UTC)  # 23:59 in Asia/Shanghai on the last day


def entries(kind):
    return list(Entry.objects.filter(kind=kind).select_related("detail").order_by("seq"))


# ------------------------------------------------------------------------------------------- sending


def test_a_comment_is_of_a_clause_of_the_frozen_text_and_waits():
    row = given.comment(clause="2.1")

    assert (row.state, row.clause_number, row.source) == ("pending", "2.1", "portal")
    assert row.version.label == "comment"
    assert queries.clause_in_words(row) == "2.1 地域要求"


def test_tracking_numbers_cannot_be_guessed_and_are_read_forgivingly():
    project = given.draft()
    rows = [given.comment(project) for _ in range(5)]

    assert len({row.tracking for row in rows}) == 5
    assert all(row.tracking.startswith("YJ-") for row in rows)
    assert queries.comment_by_tracking(rows[0].tracking.lower().replace("-", " ")) == rows[0]
    assert queries.comment_by_tracking("YJ-0000-0000") is None
    assert queries.comment_by_tracking("YJ") is None


def test_what_comes_is_sealed_and_holds_neither_name_nor_words():
    row = given.comment(name="示例读者甲", contact="13900000001")

    entry = entries("comment.received")[0]
    assert entry.is_open is False
    assert [part for part in ("示例读者甲", "13900000001", row.text) if part in entry.detail.text] == []


def test_the_last_day_of_the_period_is_counted_in_shanghai():
    project = given.draft()

    in_time = given.comment(project, at=LAST_MINUTE)

    assert in_time.pk
    with pytest.raises(actions.CommentPeriodOver):
        given.comment(project, at=LAST_MINUTE + timedelta(minutes=1))


def test_days_that_are_left_are_taken_again():
    project = given.draft()
    project = projects.extend_comment(
        project.number,
        until=project.comment_until + timedelta(days=5),
        seen=project.revision,
        by=people.institute_officer(),
        at=LAST_MINUTE + timedelta(hours=1),
    )

    assert given.comment(project, at=LAST_MINUTE + timedelta(days=2)).pk


@pytest.mark.parametrize("state", [ProjectState.PLANNED, ProjectState.DRAFTING])
def test_a_draft_that_was_never_open_is_not_there(state):
    project = given_projects.project(state=state)

    with pytest.raises(NotFound):
        actions.submit(project.number, name="示例读者", text="意见", at=NOW)


def test_a_draft_under_review_takes_no_comment():
    project = given_projects.project(state=ProjectState.REVIEW)

    with pytest.raises(actions.CommentPeriodOver):
        actions.submit(project.number, name="示例读者", text="意见", at=NOW)


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"text": " \n "}, actions.CommentIncomplete, "text"),
        ({"name": " "}, actions.CommentIncomplete, "name"),
        ({"clause_key": 999_999}, actions.CommentedClauseUnknown, "clause_key"),
    ],
)
def test_a_comment_says_something_of_something_by_somebody(facts, refusal, field):
    project = given.draft()

    with pytest.raises(refusal) as refused:
        actions.submit(project.number, **{"name": "示例读者", "text": "意见", "at": NOW, **facts})

    assert refused.value.facts["field"] == field
    assert Comment.objects.count() == 0


def test_a_clause_that_was_added_since_is_not_in_the_text_that_is_commented_on():
    project = given.draft()
    newer = given_projects.clauses(project)[0]

    with pytest.raises(actions.CommentedClauseUnknown):
        actions.submit(project.number, clause_key=newer.pk, name="示例读者", text="意见", at=NOW)


def test_the_same_words_on_the_same_clause_are_taken_once():
    project = given.draft()
    given.comment(project, clause="2.1", text="请写明。")

    with pytest.raises(actions.CommentSentAlready):
        given.comment(project, clause="2.1", text=" 请写明。 ")
    given.comment(project, clause="2.2", text="请写明。")
    given.comment(project, clause="2.1", text="请写明。", name="另一位示例读者")

    assert Comment.objects.count() == 3


# ------------------------------------------------------------------------------------------- letters


def test_a_letter_is_admitted_as_it_is_entered_also_after_the_last_day():
    project = given.draft()

    row = given.letter(project, at=LAST_MINUTE + timedelta(days=2))

    assert (row.state, row.source) == ("admitted", "letter")
    assert [entry.is_open for entry in entries("comment.received")] == [False]
    assert [entry.is_open for entry in entries("comment.admitted")] == [True]


def test_only_the_institute_enters_letters():
    project = given.draft()
    for role in HUMAN_ROLES - {Role.INSTITUTE_OFFICER}:
        by = people.office(role)

        with pytest.raises((NotFound, NotYours)):
            actions.enter(project.number, source="letter", name="甲", text="意见", by=by, at=NOW)


def test_a_letter_does_not_come_through_the_portal():
    with pytest.raises(actions.CommentSourceUnknown):
        actions.enter(
            given.draft().number,
            source="portal",
            name="甲",
            text="意见",
            by=people.institute_officer(),
            at=NOW,
        )


# ------------------------------------------------------------------------------ moderation and answers


def test_what_is_set_aside_has_a_reason_and_can_still_be_admitted():
    row = given.comment()
    by = people.institute_officer()
    with pytest.raises(actions.SetAsideReasonMissing):
        actions.set_aside(row.pk, reason=" ", by=by, at=NOW)

    aside = actions.set_aside(row.pk, reason="与本标准无关。", by=by, at=NOW)
    assert (aside.state, aside.set_aside_reason) == ("set_aside", "与本标准无关。")

    admitted = actions.admit(row.pk, by=by, at=NOW)
    assert (admitted.state, admitted.set_aside_reason) == ("admitted", "")


@pytest.mark.parametrize(
    ("outcome", "answer", "refusal"),
    [
        ("adopted", "", None),
        ("partly", "", actions.OutcomeReasonMissing),
        ("partly", "只写明示范区。", None),
        ("not_adopted", "  ", actions.OutcomeReasonMissing),
        ("not_adopted", "已在 4.2 中规定。", None),
        ("perhaps", "再议。", actions.OutcomeUnknown),
        ("", "再议。", actions.OutcomeUnknown),
    ],
)
def test_what_is_not_adopted_as_proposed_is_answered_with_the_reason(outcome, answer, refusal):
    row = given.comment(state="admitted")
    by = people.institute_officer()

    if refusal:
        with pytest.raises(refusal):
            actions.answer(row.pk, outcome=outcome, answer=answer, seen=row.revision, by=by, at=NOW)
        assert Comment.objects.get(pk=row.pk).state == "admitted"
    else:
        found = actions.answer(row.pk, outcome=outcome, answer=answer, seen=row.revision, by=by, at=NOW)
        assert (found.state, found.outcome, found.answer) == ("answered", outcome, answer)


def test_outcomes_are_recorded_in_the_open_without_anybody():
    given.comment(state="answered", name="示例读者甲", organisation_name="示例合作社", answer="理由。")

    leaves = [entry.leaf for kind in ("comment.admitted", "comment.answered") for entry in entries(kind)]
    assert all(entry.is_open for entry in entries("comment.answered"))
    assert '"outcome":"partly"' in leaves[1] and '"clause":"2.1"' in leaves[1]
    assert [word for word in ("示例读者甲", "示例合作社", "理由。") if word in "".join(leaves)] == []


def test_an_answer_is_corrected_until_a_review_opens():
    project = given.draft()
    row = given.comment(project, state="answered")
    row = given.answered(row, outcome="adopted", answer="")
    assert (row.outcome, row.answer) == ("adopted", "")

    given_projects.paper(project, "comment_summary")
    projects.enter_review(project.number, by=people.institute_officer(), at=LAST_MINUTE + timedelta(days=1))

    with pytest.raises(actions.CommentsAreFixed):
        given.answered(row)


def test_of_two_who_answer_the_second_is_told():
    row = given.comment(state="admitted")
    given.answered(row)

    with pytest.raises(ChangedMeanwhile):
        actions.answer(
            row.pk,
            outcome="adopted",
            seen=row.revision,
            by=people.institute_officer(),
            at=NOW,
        )


def test_nobody_but_the_institute_reaches_a_comment():
    row = given.comment()
    for role in HUMAN_ROLES - {Role.INSTITUTE_OFFICER}:
        by = people.office(role, of=people.division() if role in REGULATORS else None)

        assert queries.comments_in_reach(by).count() == 0
        with pytest.raises(NotFound):
            actions.admit(row.pk, by=by, at=NOW)


def test_an_answer_needs_admission():
    row = given.comment()

    with pytest.raises(WrongState):
        given.answered(row)


# ----------------------------------------------------------------------------------- what can be read


def test_the_public_reads_what_was_admitted_of_the_present_text():
    project = given.draft()
    states = (CommentState.PENDING, CommentState.SET_ASIDE, CommentState.ADMITTED, CommentState.ANSWERED)
    rows = {state: given.comment(project, state=state) for state in states}

    shown = list(queries.public_comments(project))

    assert shown == [rows[CommentState.ADMITTED], rows[CommentState.ANSWERED]]
    assert set(queries.unanswered(project)) == {rows[CommentState.PENDING], rows[CommentState.ADMITTED]}


def test_a_draft_stays_readable_when_its_period_is_over():
    project = given_projects.project(state=ProjectState.REVIEW)
    given_projects.project("“蒙”字标认证要求 从未公开", state=ProjectState.DRAFTING)

    assert list(queries.commented_projects()) == [project]
    assert queries.commented_project(project.number) == project


def summary_of_five():
    project = given.draft()
    given.comment(project, state="answered", clause="2.2", outcome="adopted", answer="")
    given.comment(project, state="answered", clause="2.1", outcome="not_adopted", answer="依据不足。")
    given.comment(project, state="answered", clause="", organisation_name="", proposed_text="改为“盟域”。")
    given.comment(project, state="set_aside")
    given.letter(project)
    return queries.summary(project)


def test_the_summary_table_lists_what_was_admitted_in_the_order_of_the_text():
    summary = summary_of_five()

    assert [(row.ordinal, row.clause, row.sender, row.outcome) for row in summary.rows] == [
        (1, "", "示例读者", "partly"),
        (2, "", "示例驼产业协会", ""),
        (3, "2.1 地域要求", "示例合作社", "not_adopted"),
        (4, "2.2 理化指标", "示例合作社", "adopted"),
    ]
    counts = summary.counts
    assert (counts.received, counts.admitted, counts.answered, counts.set_aside) == (5, 4, 3, 1)
    assert (counts.adopted, counts.partly, counts.not_adopted, counts.unanswered) == (1, 1, 1, 1)
    assert documents.figures_of(summary) == (
        "共收到意见 5 条，采纳 1 条，部分采纳 1 条，不采纳 1 条，待处理 1 条，不属于对本标准的意见、未列入 1 条。"
    )


def test_what_was_said_of_an_earlier_draft_is_told_from_the_rest():
    project = given.draft()
    given.comment(project, state="answered", at=NOW)
    assert [row.round for row in queries.summary_rows(project)] == [0]

    by = people.institute_officer()
    projects.redraft(
        project.number, reason="重大修改。", seen=given_projects.fresh(project).revision, by=by, at=NOW
    )
    again = projects.open_comment(
        project.number,
        until=project.comment_until,
        seen=given_projects.fresh(project).revision,
        by=by,
        at=NOW,
    )
    later = actions.submit(again.number, name="示例读者乙", text="意见", at=NOW)
    actions.admit(later.pk, by=by, at=NOW)

    assert [(row.round, row.text) for row in queries.summary_rows(project)] == [
        (1, Comment.objects.first().text),
        (2, "意见"),
    ]
    assert list(queries.public_comments(again)) == [Comment.objects.get(pk=later.pk)]


COLUMNS = ["序号", "标准章条编号", "意见内容", "提出单位（个人）", "处理意见", "理由（说明）"]


def test_the_summary_as_a_word_file_has_the_usual_columns_and_names_its_fonts():
    content = documents.summary_word(summary_of_five(), at=NOW)

    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == COLUMNS
    assert rows[1][1] == "全文" and rows[1][2].endswith("建议改为：改为“盟域”。") and rows[1][4] == "部分采纳"
    assert rows[3][1:2] + rows[3][3:] == ["2.1 地域要求", "示例合作社", "不采纳", "依据不足。"]
    assert document.paragraphs[0].text.endswith("》意见汇总处理表")
    runs = [run for part in document.element.body.iter(qn("w:r")) for run in [part]]
    without = [run for run in runs if run.find(f".//{qn('w:rFonts')}") is None]
    unnamed = [run for run in runs if not run.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia"))]
    assert (len(without), len(unnamed)) == (0, 0)


def test_the_summary_as_a_workbook_has_the_same_lines():
    content = documents.summary_workbook(summary_of_five(), at=NOW)

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[2] == COLUMNS
    assert [(row[0], row[1], row[4]) for row in sheet[3:]] == [
        (1, "全文", "部分采纳"),
        (2, "全文", "待处理"),
        (3, "2.1 地域要求", "不采纳"),
        (4, "2.2 理化指标", "采纳"),
    ]


def test_what_people_paste_into_a_comment_does_not_break_the_files():
    project = given.draft()
    given.comment(project, state="admitted", text="=HYPERLINK(1)\x0b\x02 不可见字符")
    summary = queries.summary(project)

    text = docx.Document(io.BytesIO(documents.summary_word(summary, at=NOW))).tables[0].rows[1].cells[2].text
    book = CalamineWorkbook.from_filelike(io.BytesIO(documents.summary_workbook(summary, at=NOW)))

    assert text == "=HYPERLINK(1) 不可见字符"
    assert str(book.get_sheet_by_index(0).to_python()[3][2]).startswith("=HYPERLINK(1)")


# ------------------------------------------------------------------------------------------ forgetting


def test_contacts_are_erased_some_time_after_the_answer():
    project = given.draft()
    answered = given.comment(project, state="answered")
    aside = given.comment(project, state="set_aside")
    waiting = given.comment(project, state="admitted")

    assert jobs.forget_contacts(at=NOW + timedelta(days=90)) == 0
    assert jobs.forget_contacts(at=NOW + timedelta(days=91)) == 2

    contacts = dict(Comment.objects.values_list("pk", "contact"))
    assert contacts == {answered.pk: "", aside.pk: "", waiting.pk: "13800000000"}
