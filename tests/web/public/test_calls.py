"""Calls for proposals on the portal."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.given import calls as given
from tests.given import certification, ledgers
from tests.given.people import NOW
from yinxin.standards.calls.lifecycle import CallState

pytestmark = pytest.mark.django_db
CALLS, HOME, STANDARDS = (reverse(f"public:{name}") for name in ("calls", "home", "standards"))


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Sets the clock that Django reads; the morning of `NOW` until told otherwise."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOW)
    return turn


def page(client, address):
    return client.get(address).content.decode()


def call_page(key="2024-1"):
    return reverse("public:call", args=[key])


def test_anyone_reads_an_open_call_and_how_to_answer_it(client):
    milk = ledgers.enterprise().industry
    given.call(title="驼产业标准征集", industries=[milk.pk])

    said = page(client, call_page())

    for text in ("驼产业标准征集", milk.name, "2024年12月31日", "剩 41 天", "登录申报"):
        assert text in said


def test_who_may_propose_is_led_there_and_nobody_else(client):
    given.call()
    applicant = Client()
    applicant.force_login(
        certification.applicant(ledgers.enterprise()).user,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    auditor = Client()
    auditor.force_login(
        certification.staff("lead_auditor", of=certification.body()).user,
        backend="django.contrib.auth.backends.ModelBackend",
    )

    addresses = [browser.get(call_page()).context["propose_url"] for browser in (applicant, auditor, client)]

    assert addresses == [f"{reverse('enterprise:proposal_new')}?call=2024-1", "", ""]


def test_open_calls_are_hinted_at_on_the_home_page_and_beside_the_standards(client):
    given.call(title="正在征集", batch=1)
    given.call(title="已经截止", batch=2, state=CallState.CLOSED)
    given.call(title="尚在起草", batch=3, state=CallState.DRAFT)

    for address in (HOME, STANDARDS):
        said = page(client, address)
        assert "正在征集" in said
        assert "已经截止" not in said
        assert "尚在起草" not in said


def test_the_list_begins_with_what_is_open(client):
    given.call(title="第一批", batch=1)
    given.call(title="第二批", batch=2, state=CallState.CLOSED)
    given.call(title="第三批", batch=3, state=CallState.DRAFT)

    assert [line.call.title for line in client.get(CALLS).context["lines"]] == ["第一批", "第二批"]
    assert client.get(call_page("2024-3")).status_code == 404


def test_a_call_is_over_for_readers_before_the_nightly_job(client, at):
    given.call(closes_on=given.DAY)

    on_its_last_day = page(client, call_page())
    at(NOW + timedelta(days=1))
    after = client.get(call_page())

    assert "今日截止" in on_its_last_day
    assert after.context["line"].is_over
    assert "已截止" in after.content.decode()
    assert "征集" not in [call.call.title for call in client.get(HOME).context["open_calls"]]
