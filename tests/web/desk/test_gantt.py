"""The drawing of a plan: where each bar begins and ends, and what of it lies beyond the plan."""

from datetime import date, timedelta

import pytest

from yinxin.standards.projects.queries import Standing
from yinxin.web.desk import gantt

YEAR = gantt.Scale(date(2024, 1, 1), date(2025, 1, 1))


def standing(stage="planned", *, until, entered=None, left=None, is_current=False):
    return Standing(stage, date(2024, 1, 1), until, entered, left, is_current, 0)


def drawn(*standings, today=date(2024, 6, 30)):
    return [(bar.kind, bar.since, bar.until) for bar in gantt.bars(standings, scale=YEAR, today=today)]


def test_a_stage_that_nobody_came_to_is_only_planned():
    assert drawn(standing(until=date(2024, 3, 1))) == [("plan", date(2024, 1, 1), date(2024, 3, 1))]


def test_a_stage_in_time_is_real_until_it_was_left():
    each = standing(until=date(2024, 3, 1), entered=date(2024, 1, 5), left=date(2024, 2, 20))

    assert drawn(each)[1:] == [("real", date(2024, 1, 5), date(2024, 2, 20))]


def test_what_lies_beyond_the_plan_is_late_from_the_day_after_it():
    each = standing(until=date(2024, 3, 1), entered=date(2024, 1, 5), is_current=True)

    assert drawn(each)[1:] == [
        ("real", date(2024, 1, 5), date(2024, 3, 1)),
        ("late", date(2024, 3, 2), date(2024, 6, 30)),
    ]


def test_a_stage_entered_after_its_planned_end_is_late_from_its_first_day():
    each = standing(until=date(2024, 3, 1), entered=date(2024, 4, 1), left=date(2024, 4, 9))

    assert drawn(each)[1:] == [("late", date(2024, 4, 1), date(2024, 4, 9))]


def test_a_stage_at_which_a_project_ended_does_not_go_on():
    each = standing(until=date(2024, 3, 1), entered=date(2024, 1, 5))

    assert [kind for kind, _, _ in drawn(each)] == ["plan"]


def test_both_days_of_a_bar_are_drawn():
    bar = YEAR.bar("plan", 1, "planned", (date(2024, 1, 1), date(2024, 12, 31)))

    assert (bar.x, bar.width, bar.middle) == ("0.000%", "100.000%", "50.000%")


def test_one_day_is_seen_but_not_numbered():
    bar = YEAR.bar("real", 3, "comment", (date(2024, 5, 1), date(2024, 5, 1)))

    assert (float(bar.width.rstrip("%")) >= 0.2, bar.middle) == (True, "")


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([], date(2024, 1, 1), date(2025, 1, 1)),
        ([date(2025, 12, 31)], date(2024, 1, 1), date(2026, 1, 1)),
        ([date(2023, 11, 20), date(2025, 1, 1)], date(2023, 11, 1), date(2025, 2, 1)),
    ],
)
def test_the_line_holds_whole_months_around_every_day(days, first, last):
    scale = gantt.Scale.over(days, year=2024)

    assert (scale.since, scale.until) == (first, last)
    assert scale.marks()[0].first == first
    assert all(scale.holds(day) for day in days)
    assert not scale.holds(last)


def test_today_stretches_the_line_while_a_stage_goes_on():
    today = date(2026, 5, 5)
    each = standing(until=date(2024, 3, 1), entered=date(2024, 1, 5), is_current=True)

    assert max(gantt.last_days([each], today=today)) == today
    assert max(gantt.last_days([standing(until=date(2024, 3, 1))], today=today)) == date(2024, 3, 1)
    assert today - timedelta(days=1) not in gantt.last_days([each], today=today)
