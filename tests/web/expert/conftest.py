"""Experts who signed in, on a day of the autumn of 2024."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.given.people import NOW


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def sign_in(db, var):
    """A browser in which somebody signed in."""

    def signed_in(office):
        browser = Client()
        browser.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in
