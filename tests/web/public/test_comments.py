"""Commenting on a draft without an account, clause by clause, and looking up what became of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.given import comments as given
from tests.given import projects as given_projects
from tests.given.people import NOW
from yinxin.standards.comments.models import Comment
from yinxin.web.public.views.comments import COMMENTS_AN_HOUR, LOOK_UPS_AN_HOUR

pytestmark = pytest.mark.django_db

LAST_DAY = datetime(2024, 12, 20, 15, 0, tzinfo=UTC)  # 23:00 in Asia/Shanghai
OVER = LAST_DAY + timedelta(hours=2)


@pytest.fixture(autouse=True)
def at(monkeypatch, var):
    """Sets the clock that Django reads."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOW)
    return turn


@pytest.fixture
def project():
    return given.draft()


def send(client, project, **facts):
    stated = {
        "clause_key": str(given.clause_key(project)),
        "text": "请写明示范区。",
        "name": "示例读者甲",
        "organisation_name": "示例合作社",
        "contact": "13900000001",
        "fax": "",
        **facts,
    }
    return client.post(f"/standards/comments/{project.number}/comment/", stated)


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_drafts_are_listed_with_the_days_that_are_left(client, project, at):
    html = html_of(client, "/standards/comments/")
    assert f"/standards/comments/{project.number}/" in html
    assert "剩31天" in html

    at(LAST_DAY)
    assert "剩1天" in html_of(client, "/standards/comments/")

    at(OVER)
    html = html_of(client, "/standards/comments/")
    assert re.search(r"剩\d+天", html) is None
    assert f"/standards/comments/{project.number}/" in html  # among those that are closed


@pytest.mark.parametrize("address", ["/", "/standards/"])
def test_home_and_register_point_to_open_drafts(client, at, address):
    assert "/standards/comments/" not in html_of(client, address)

    given.draft()
    assert "1 项标准草案正在公开征求意见" in html_of(client, address)

    at(OVER)
    assert "正在公开征求意见" not in html_of(client, address)


def test_a_draft_is_read_clause_by_clause_with_a_way_to_comment_on_each(client, project):
    html = html_of(client, f"/standards/comments/{project.number}/")

    assert "产自阿拉善盟行政区域。" in html
    for number in ("1", "2", "2.1", "2.2"):
        assert f'id="clause-{number}"' in html
        assert f"comment/?clause={given.clause_key(project, number)}" in html
    assert 'property="og:title"' in html and f'/standards/comments/{project.number}/"' in html


def test_what_changed_since_is_not_on_the_page(client, project):
    given_projects.clauses(project)

    html = html_of(client, f"/standards/comments/{project.number}/")

    assert html.count("产自阿拉善盟行政区域。") == 1


def test_a_draft_that_was_never_open_is_not_there(client):
    project = given_projects.project(state="drafting")

    for page in ("", "comment/", "note"):
        assert client.get(f"/standards/comments/{project.number}/{page}").status_code == 404


def test_the_explanatory_note_is_handed_out(client, project):
    response = client.get(f"/standards/comments/{project.number}/note")

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.getvalue() == given_projects.PDF


def test_a_comment_is_taken_and_its_number_is_shown(client, project):
    response = send(client, project, proposed_text="产自阿拉善盟，含示范区。")

    comment = Comment.objects.get()
    assert (response.status_code, response["Location"]) == (
        302,
        f"/standards/comments/sent/{comment.tracking}/",
    )
    assert comment.tracking in html_of(client, response["Location"])
    assert (comment.clause_number, comment.name, comment.proposed_text) == (
        "2.1",
        "示例读者甲",
        "产自阿拉善盟，含示范区。",
    )


def test_the_clause_is_chosen_and_shown_above_the_form(client, project):
    key = given.clause_key(project)

    html = html_of(client, f"/standards/comments/{project.number}/comment/?clause={key}")

    assert f'<option value="{key}" selected>' in html
    assert "产自阿拉善盟行政区域。" in html


def test_a_comment_on_the_whole_text_names_no_clause(client, project):
    send(client, project, clause_key="")

    assert (Comment.objects.get().clause_key, Comment.objects.get().clause_number) == (None, "")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": ""}, "text"),
        ({"name": ""}, "name"),
        ({"clause_key": "999999"}, "clause_key"),
        ({"fax": "buy now"}, "fax"),
        ({"text": "字" * 4001}, "text"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(client, project, facts, field):
    response = send(client, project, **facts)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "示例合作社" in response.content.decode()
    assert Comment.objects.count() == 0


def test_the_same_words_are_refused_beside_their_field(client, project):
    send(client, project)

    response = send(client, project)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]
    assert Comment.objects.count() == 1


def test_a_form_sent_twice_is_taken_once(client, project):
    for _ in range(2):
        assert send(client, project, once="a" * 32).status_code == 302

    assert Comment.objects.count() == 1


def test_one_address_sends_so_many_an_hour(client, project):
    for number in range(COMMENTS_AN_HOUR):
        assert send(client, project, text=f"意见 {number}").status_code == 302

    response = send(client, project, text="又一条意见")

    assert response.status_code == 429
    assert "又一条意见" in response.content.decode()
    assert Comment.objects.count() == COMMENTS_AN_HOUR


def test_after_the_last_day_nothing_is_taken(client, project, at):
    at(OVER)

    response = send(client, project)

    assert response.status_code == 409
    html = html_of(client, f"/standards/comments/{project.number}/")
    assert "/comment/?clause=" not in html
    assert Comment.objects.count() == 0


def test_the_public_reads_who_sent_it_as_an_organisation_or_a_reader_and_never_by_name(client, project):
    answered = given.comment(project, state="answered", name="示例读者甲", answer="已写明。")
    given.comment(project, state="admitted", name="示例读者乙", organisation_name="", clause="")
    hidden = [given.comment(project, state=state) for state in ("pending", "set_aside")]

    html = html_of(client, f"/standards/comments/{project.number}/")

    assert answered.text in html and "已写明。" in html and "部分采纳" in html
    assert "示例合作社" in html and "一位读者" in html
    private = ["示例读者甲", "示例读者乙", "13800000000", answered.tracking, *(row.text for row in hidden)]
    assert [word for word in private if word in html] == []


def test_what_becomes_of_a_comment_is_looked_up_by_its_number(client, project):
    rows = {state: given.comment(project, state=state) for state in ("pending", "set_aside", "answered")}

    def look_up(row):
        return html_of(client, f"/standards/comments/track/?number={row.tracking.lower()}")

    assert "阅核中" in look_up(rows["pending"])
    assert "与本标准无关。" in look_up(rows["set_aside"])
    assert "已在条款中写明，措辞略有调整。" in look_up(rows["answered"])
    assert "示例读者" not in look_up(rows["answered"])


def test_a_number_that_was_not_given_out_finds_nothing(client):
    response = client.get("/standards/comments/track/?number=YJ-0000-0000")

    assert response.status_code == 422
    assert client.get("/standards/comments/sent/YJ-0000-0000/").status_code == 404


def test_numbers_are_not_tried_out(client):
    for _ in range(LOOK_UPS_AN_HOUR):
        client.get("/standards/comments/track/?number=YJ-0000-0000")

    assert client.get("/standards/comments/track/?number=YJ-0000-0000").status_code == 429
