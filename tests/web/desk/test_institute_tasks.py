"""What waits for the institute, each kind of it, and in which order."""

from datetime import date, timedelta

import pytest

from tests.given import calls as given_calls
from tests.given import comments as given_comments
from tests.given import experts as given_experts
from tests.given import people
from tests.given import projects as given
from tests.given import standards as given_standards
from tests.given.people import NOW
from yinxin.scheme.queries import rulebook
from yinxin.web.desk.institute_tasks import tasks_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def tasks(today=TODAY):
    return [(task.title, task.left) for task in tasks_of(people.institute_officer(), today=today)]


def titles(today=TODAY):
    return [title for title, _ in tasks(today)]


def test_nothing_waits_where_nothing_is_due():
    given.project()
    given_standards.standard(on=date(2023, 2, 13))
    given_experts.expert()

    assert tasks() == []


def test_a_project_that_is_late_waits_and_counts_its_working_days():
    row = given.project("沙葱", at=NOW - timedelta(days=40))
    until = row.stages.get(stage="planned").planned_until

    (waiting,) = tasks()

    assert waiting[0] == "进度滞后：沙葱"
    assert waiting[1] < 0
    assert until < TODAY


def test_a_project_that_lapses_soon_waits():
    given.project("沙葱", at=NOW - timedelta(days=330))

    assert "即将超期失效：沙葱" in titles()


def test_a_public_comment_waits_two_weeks_before_its_end_and_after_it():
    row = given.project("沙葱", state="comment")

    assert titles(row.comment_until - timedelta(days=15)) == []
    assert titles(row.comment_until - timedelta(days=14)) == ["征求意见即将截止：沙葱"]
    assert titles(row.comment_until + timedelta(days=1)) == ["征求意见已截止：沙葱"]


def test_comments_wait_until_they_are_looked_through_and_answered():
    row = given.project("沙葱", state="comment")
    given_comments.comment(row)
    given_comments.comment(row)

    (task,) = tasks_of(people.institute_officer(), today=TODAY)

    assert (task.title, task.note) == ("2 条意见待处理：沙葱", "待审核 2 条，待答复 0 条")


def test_proposals_wait_for_an_answer_in_one_line():
    given_calls.proposal("一")
    given_calls.proposal("二")

    assert titles() == ["2 项研制建议待答复"]


def test_a_standard_waits_for_its_periodic_review_a_year_ahead():
    standard = given_standards.standard(on=date(2020, 1, 5))
    due = date(2020 + rulebook().standards.review_years.value, 1, 5)

    assert titles(due - timedelta(days=366)) == []
    assert titles(due - timedelta(days=365)) == [f"复审到期：{standard.title}"]


def test_an_expert_s_term_waits_before_and_after_its_end():
    expert = given_experts.expert()
    soon = timedelta(days=rulebook().experts.reminder_days.value)

    assert titles(expert.term_until - soon - timedelta(days=1)) == []
    assert titles(expert.term_until - soon) == [f"任期届满：{expert.name}"]
    assert titles(expert.term_until + timedelta(days=9)) == [f"任期届满：{expert.name}"]


def test_the_most_urgent_comes_first_and_what_has_no_day_last():
    given.project("早", at=NOW - timedelta(days=60))
    given.project("晚", at=NOW - timedelta(days=40))
    given_calls.proposal()

    assert titles() == ["进度滞后：早", "进度滞后：晚", "1 项研制建议待答复"]
