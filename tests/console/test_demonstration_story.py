"""Scenes are told in the one order of time, and days of the data become moments that offices could act in."""

from datetime import UTC, date, datetime

import pytest

from yinxin.console.demonstration.story import Story
from yinxin.console.demonstration.times import HERE, Times, working_days_after, working_days_before

MONDAY = datetime(2024, 11, 18, 2, 0, tzinfo=UTC)


def scene(told, name, *days):
    for day in days:
        at = yield datetime(2024, 11, day, tzinfo=HERE)
        told.append((at.day, name))


def test_scenes_take_turns_in_the_order_of_their_moments():
    told = []
    story = Story()
    story.add(scene(told, "one", 1, 5, 9))
    story.add(scene(told, "other", 3, 6))

    moments = list(story.play(until=MONDAY))

    assert told == [(1, "one"), (3, "other"), (5, "one"), (6, "other"), (9, "one")]
    assert moments == sorted(moments)


def test_what_lies_in_the_future_is_not_told():
    told = []
    story = Story()
    story.add(scene(told, "one", 1, 30))

    list(story.play(until=MONDAY))

    assert told == [(1, "one")]


def test_two_acts_of_a_scene_keep_their_order_when_a_holiday_moves_the_second_before_the_first():
    told = []
    story = Story()
    story.add(scene(told, "one", 9, 5))

    list(story.play(until=MONDAY))

    assert told == [(9, "one"), (9, "one")]


def test_a_story_with_an_empty_scene_ends():
    story = Story()
    story.add(scene([], "one"))

    assert list(story.play(until=MONDAY)) == []


def test_a_day_so_many_days_ago_is_a_working_day_or_the_one_before_it():
    assert Times(MONDAY).day_ago(3) == date(2024, 11, 15)
    assert Times(MONDAY).day_ago(1) == date(2024, 11, 15)


def test_a_moment_of_today_is_not_in_the_future():
    assert Times(MONDAY).ago(0, minutes=300) == MONDAY
    assert Times(MONDAY).ago(3, minutes=300) == datetime(2024, 11, 15, 14, 10, tzinfo=HERE)


@pytest.mark.parametrize("days", [0, 1, 5, 40])
def test_working_days_lead_back_and_forth(days):
    day = date(2024, 11, 18)

    assert working_days_after(working_days_before(day, days), days) == day
