"""Comments at the desk: moderated, answered clause by clause, entered from letters, read off as a table."""

import io

import docx
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.given import comments as given
from tests.given import people
from tests.given import projects as given_projects
from yinxin.standards.comments.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


@pytest.fixture
def project():
    return given.draft()


def page(project, tab=""):
    return reverse("desk:comments", args=[project.number]) + (f"?tab={tab}" if tab else "")


def now(row):
    return Comment.objects.get(pk=row.pk)


def answer(institute, row, **facts):
    sent = {"outcome": "adopted", "answer": "", "seen": row.revision, **facts}
    return institute.post(
        page(row.project, "admitted"),
        {"comment": row.pk, "verb": "answer", **{f"c{row.pk}-{name}": value for name, value in sent.items()}},
    )


def test_the_page_opens_where_there_is_work(institute, project):
    given.comment(project, state="answered")
    assert institute.get(page(project)).context["tab"] == "answered"

    given.comment(project, state="admitted")
    assert institute.get(page(project)).context["tab"] == "admitted"

    given.comment(project)
    response = institute.get(page(project))
    assert response.context["tab"] == "pending"
    assert [(name, count) for name, _label, count in response.context["tabs"]] == [
        ("pending", 1),
        ("admitted", 1),
        ("answered", 1),
        ("set_aside", 0),
    ]


def test_comments_stand_by_clause_in_the_order_of_the_text(institute, project):
    for clause in ("2.2", "", "2.1", "2.2"):
        given.comment(project, state="admitted", clause=clause)

    groups = institute.get(page(project)).context["groups"]

    assert [(group.name, len(group.lines)) for group in groups] == [
        ("全文", 1),
        ("2.1 地域要求", 1),
        ("2.2 理化指标", 2),
    ]


def test_one_is_admitted_and_one_set_aside(institute, project):
    first, second = given.comment(project), given.comment(project)

    institute.post(page(project), {"comment": first.pk, "verb": "admit"})
    refused = institute.post(page(project), {"comment": second.pk, "verb": "set_aside"})
    done = institute.post(
        page(project), {"comment": second.pk, "verb": "set_aside", f"a{second.pk}-reason": "广告。"}
    )

    assert (refused.status_code, done.status_code) == (422, 302)
    assert (now(first).state, now(second).state, now(second).set_aside_reason) == (
        "admitted",
        "set_aside",
        "广告。",
    )


def test_many_are_admitted_at_once(institute, project):
    rows = [given.comment(project) for _ in range(3)]
    elsewhere = given.comment(given.draft(title="另一项标准"))

    institute.post(
        reverse("desk:comments_admit", args=[project.number]),
        {"comment": [rows[0].pk, rows[1].pk, elsewhere.pk, "x"]},
    )

    assert [now(row).state for row in (*rows, elsewhere)] == ["admitted", "admitted", "pending", "pending"]


def test_an_answer_is_recorded_and_the_next_one_comes_up(institute, project):
    first, second = (given.comment(project, state="admitted") for _ in range(2))

    response = answer(institute, first, outcome="partly", answer="措辞调整。")

    assert response["Location"] == f"{page(project, 'admitted')}#comment-{second.pk}"
    assert (now(first).state, now(first).answer) == ("answered", "措辞调整。")


def test_an_answer_without_its_reason_is_refused_beside_it(institute, project):
    row = given.comment(project, state="admitted")

    response = answer(institute, row, outcome="not_adopted")

    html = response.content.decode()
    assert response.status_code == 422
    assert "未按所提意见采纳的，须说明理由" in html
    assert f'name="c{row.pk}-outcome" value="not_adopted"' in html
    assert now(row).state == "admitted"


def test_of_two_who_answer_the_second_sees_the_first_and_may_send_again(institute, project):
    row = given.comment(project, state="admitted")
    given.answered(row, answer="先行答复。")

    late = answer(institute, row, answer="后来的答复")
    assert late.status_code == 409
    assert now(row).answer == "先行答复。"

    again = answer(institute, now(row), answer="后来的答复")
    assert (again.status_code, now(row).answer) == (302, "后来的答复")


def test_a_comment_of_another_project_is_not_there(institute, project):
    other = given.comment(given.draft(title="另一项标准"))

    response = institute.post(page(project), {"comment": other.pk, "verb": "admit"})

    assert (response.status_code, now(other).state) == (404, "pending")


def test_a_letter_is_entered(institute, project):
    response = institute.post(
        reverse("desk:comment_new", args=[project.number]),
        {
            "source": "letter",
            "clause_key": given.clause_key(project),
            "name": "示例来信人",
            "organisation_name": "示例驼产业协会",
            "text": "建议写明。",
        },
    )

    row = Comment.objects.get()
    assert response.status_code == 302
    assert (row.source, row.state, row.clause_number) == ("letter", "admitted", "2.1")


def test_answers_given_before_are_offered_again(institute, project):
    given.comment(project, state="answered", answer="示范区已列入。")
    given.comment(project, state="admitted")

    assert "示范区已列入。" in institute.get(page(project)).context["phrases"]


def test_when_the_review_has_begun_nothing_can_be_changed(institute):
    project = given_projects.project(state="review")

    html = institute.get(page(project, "answered")).content.decode()

    assert "意见和答复不再变动" in html


def test_the_summary_table_is_read_and_taken_along(institute, project):
    row = given.comment(project, state="answered", outcome="not_adopted", answer="依据不足。")

    shown = institute.get(reverse("desk:comments_table", args=[project.number])).content.decode()
    word = institute.get(reverse("desk:comments_word", args=[project.number]))
    book = institute.get(reverse("desk:comments_workbook", args=[project.number]))

    assert row.text in shown and "不采纳" in shown and "依据不足。" in shown
    assert docx.Document(io.BytesIO(word.content)).tables[0].rows[1].cells[5].text == "依据不足。"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert sheet[3][2:6] == [row.text, "示例合作社", "不采纳", "依据不足。"]


def test_only_the_institute_sees_who_commented(sign_in, project):
    given.comment(project)

    for office in (people.league_officer(), people.banner_officer(), people.inspector()):
        for name in ("comments", "comments_table", "comments_word", "comments_workbook", "comment_new"):
            assert sign_in(office).get(reverse(f"desk:{name}", args=[project.number])).status_code == 403
