"""The desk's pages of a draw: a second officer enters the value after seeing how it is read."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.given import draws as given
from tests.given import people as given_people
from tests.given.draws import VALUE
from tests.given.people import NOW
from yinxin.draws.models import Draw
from yinxin.kernel.roles import Role

pytestmark = pytest.mark.django_db
DUE, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)  # within one session


@pytest.fixture
def committed(var):
    return given.committed_draw(due=DUE)


@pytest.fixture
def first(sign_in):
    """The officer who committed."""
    return sign_in(given_people.institute_officer())


@pytest.fixture
def second(sign_in):
    """Another officer of the institute."""
    return sign_in(given.second_officer())


def address(row):
    return reverse("desk:draw", args=[row.number])


def html_of(answer):
    return answer.content.decode()


def send(browser, row, **typed):
    return browser.post(address(row), {"verb": "draw", "value": VALUE, "evidence": given.EVIDENCE, **typed})


def state_of(row):
    return Draw.objects.get(pk=row.pk).state


# ------------------------------------------------------------------------------------- the value


def test_the_value_is_read_before_it_is_taken(second, committed, at):
    at(LATER)

    answer = send(second, committed, value="红球：03、08、15、22、27、33 蓝球：07")

    assert answer.status_code == HTTPStatus.OK
    assert "3、7、8、15、22、27、33" in html_of(answer)
    assert "按此数值抽签" in html_of(answer)
    assert state_of(committed) == "committed"


def test_sent_again_as_it_was_read_it_draws(second, committed, at):
    at(LATER)

    answer = send(second, committed, read_as="3、7、8、15、22、27、33")

    assert answer.url == address(committed)
    assert state_of(committed) == "drawn"
    shown = html_of(second.get(address(committed)))
    assert "抽签结果" in shown
    assert shown.count('<td class="num">') == 3


def test_changed_after_the_reading_it_is_read_anew(second, committed, at):
    at(LATER)

    answer = send(second, committed, value="04 08", read_as="3、7、8、15、22、27、33")

    assert "4、8" in html_of(answer)
    assert state_of(committed) == "committed"


def test_what_is_not_numbers_is_refused_at_its_field_and_kept(second, committed, at):
    at(LATER)

    answer = send(second, committed, value="第 2024138 期 03 08")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "只填数字" in html_of(answer)
    assert 'value="第 2024138 期 03 08"' in html_of(answer)


def test_the_one_who_committed_is_told_why_it_takes_somebody_else(first, committed, at):
    at(LATER)

    shown = html_of(first.get(address(committed)))
    answer = send(first, committed, read_as="3、7、8、15、22、27、33")

    assert "名单由您锁定，数值须由其他人员录入" in shown
    assert 'name="value"' not in shown
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert state_of(committed) == "committed"


def test_before_the_value_can_be_known_there_is_no_form(second, committed, at):
    at(DUE - timedelta(minutes=1))

    shown = html_of(second.get(address(committed)))
    answer = send(second, committed, read_as="3、7、8、15、22、27、33")

    assert "数值尚未公布" in shown
    assert 'name="value"' not in shown
    assert answer.status_code == HTTPStatus.CONFLICT
    assert state_of(committed) == "committed"


def test_a_list_that_was_not_sealed_in_time_is_not_drawn_from(second, var, at):
    row = given.unsealed_draw(due=DUE)
    at(LATER)

    assert "没有签发覆盖这份名单的检查点" in html_of(second.get(address(row)))


def test_a_form_sent_twice_draws_once(second, committed, at):
    at(LATER)
    typed = {"read_as": "3、7、8、15、22、27、33", "once": "a" * 32}

    answers = [send(second, committed, **typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND] * 2


def test_the_panel_of_a_matter_is_drawn_on_the_page_of_the_matter(second, sign_in, var, at):
    row = given.committed_draw(subject_of="matter/7", due=DUE)
    at(LATER)

    of_institute = html_of(second.get(address(row)))
    of_league = html_of(sign_in(given_people.league_officer()).get(address(row)))

    assert reverse("desk:matter", args=[7]) in of_institute
    assert 'name="value"' not in of_institute
    assert 'name="value"' in of_league  # a league reaches no matter, but may be the second


# ------------------------------------------------------------------------------------- abandoning


def test_a_draw_is_abandoned_with_a_reason(first, committed):
    refused = first.post(address(committed), {"verb": "abandon", "reason": " "})
    done = first.post(address(committed), {"verb": "abandon", "reason": "审查会取消。"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert done.url == address(committed)
    assert state_of(committed) == "abandoned"
    assert "审查会取消。" in html_of(first.get(address(committed)))


# ------------------------------------------------------------------------------------- lists and reach


def test_the_list_begins_with_those_that_wait(first, committed):
    given.abandoned_draw(given.committed_draw(subject_of="project/2"))

    waiting = html_of(first.get(reverse("desk:draws")))
    everything = html_of(first.get(reverse("desk:draws"), {"state": "all"}))

    assert "CQ2024-001" in waiting
    assert "CQ2024-002" not in waiting
    assert "CQ2024-002" in everything


def test_a_draw_whose_value_is_due_is_marked(first, committed, at):
    before = html_of(first.get(reverse("desk:draws")))
    at(LATER)

    assert "待录入数值" not in before
    assert "待录入数值" in html_of(first.get(reverse("desk:draws")))


def test_draws_of_elsewhere_are_not_there(sign_in, committed):
    elsewhere = sign_in(given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400")))

    assert elsewhere.get(address(committed)).status_code == HTTPStatus.NOT_FOUND
    assert elsewhere.post(address(committed), {"verb": "abandon", "reason": "x"}).status_code == (
        HTTPStatus.NOT_FOUND
    )
    assert committed.number not in html_of(elsewhere.get(reverse("desk:draws"), {"state": "all"}))


def test_a_banner_officer_is_not_led_to_draws(sign_in, var):
    banner = sign_in(given_people.banner_officer())

    assert reverse("desk:draws") not in html_of(banner.get(reverse("desk:dashboard")))
    assert banner.get(reverse("desk:draws")).status_code == HTTPStatus.FORBIDDEN
