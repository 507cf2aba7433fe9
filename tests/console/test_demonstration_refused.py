"""Where the demonstration is not loaded, and not thrown away."""

import pytest
from django.conf import settings as here

from tests.given import people as given
from yinxin.console.demonstration import loading
from yinxin.web import clock

ALXA = here.ROOT / "demo" / "alxa"


def silent(text, /, *, end="\n"):
    pass


def test_it_is_not_loaded_into_an_installation_that_is_not_for_demonstrations(settings):
    settings.DEMO = False

    with pytest.raises(loading.NotHere):
        loading.load(ALXA, now=clock.now(), is_fresh=False, say=silent)


def test_it_is_not_started_over_where_the_database_is_not_that_of_its_own_var(settings, tmp_path):
    settings.VAR = tmp_path

    with pytest.raises(loading.NotHere):
        loading.load(ALXA, now=clock.now(), is_fresh=True, say=silent)


def test_it_is_not_loaded_beside_something_else(db):
    given.division("152900")

    with pytest.raises(loading.NotHere):
        loading.load(ALXA, now=clock.now(), is_fresh=False, say=silent)
