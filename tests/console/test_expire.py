"""`yinxin expire`: calls for proposals whose last day is over."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests.given import calls
from yinxin.standards.calls.models import Call
from yinxin.web import clock

pytestmark = pytest.mark.django_db


def test_calls_close_by_themselves_the_night_after_their_last_day(capsys):
    today = clock.today()
    yesterday, at = today - timedelta(days=1), clock.now() - timedelta(days=2)
    calls.call(year=2024, batch=1, on=yesterday, closes_on=yesterday, at=at)
    calls.call(year=2024, batch=2, on=yesterday, closes_on=today, at=at)

    call_command("expire")
    call_command("expire")

    assert capsys.readouterr().out.splitlines() == ["call/2024-1"]
    assert dict(Call.objects.values_list("batch", "state")) == {1: "closed", 2: "open"}
