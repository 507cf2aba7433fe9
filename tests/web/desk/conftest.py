"""Officers who signed in, on a day of the autumn of 2024."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.given import people
from tests.given.people import NOW


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Sets the clock that Django reads; the morning of `NOW` until told otherwise."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOW)
    return turn


@pytest.fixture
def sign_in(db, var):
    """A browser in which somebody signed in."""

    def signed_in(office):
        browser = Client()
        browser.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in


@pytest.fixture
def league(sign_in):
    """The browser of a league officer."""
    return sign_in(people.league_officer())


@pytest.fixture
def banner(sign_in):
    """The browser of an officer of Alxa Right Banner."""
    return sign_in(people.banner_officer("152922"))


@pytest.fixture
def inspector(sign_in):
    """The browser of an inspector of the league."""
    return sign_in(people.inspector())
