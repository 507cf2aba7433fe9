"""People of certification bodies who signed in, in the autumn of 2024."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.given.people import NOW


@pytest.fixture
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
