"""Enterprises that signed in, on a day of the autumn of 2024."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.given import certification as given
from tests.given import ledgers
from tests.given.people import NOW


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Sets the clock that Django reads; the morning of `NOW` until told otherwise."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOW)
    return turn


@pytest.fixture
def sign_in():
    """A browser in which somebody signed in."""

    def signed_in(office):
        browser = Client()
        browser.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in


@pytest.fixture
def enterprise(db, var):
    """The enterprise that the tests act for."""
    return ledgers.enterprise(address="巴丹吉林镇示例路1号")


@pytest.fixture
def browser(enterprise, sign_in):
    """The enterprise's browser."""
    return sign_in(given.applicant(enterprise))


@pytest.fixture
def other(db, var):
    """Another enterprise, whose things must not show."""
    return ledgers.enterprise("示例·另一家企业有限公司")
