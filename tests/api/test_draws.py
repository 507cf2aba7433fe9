"""The public record of a draw as data."""

import pytest

from tests.draws.recompute import recompute
from tests.given import draws as given
from yinxin.draws import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed(var):
    """A key of its own for every test."""


@pytest.mark.parametrize(
    "end", [lambda row: row, given.drawn_draw, given.abandoned_draw], ids=["committed", "drawn", "abandoned"]
)
def test_the_record_is_the_same_as_on_the_portal(client, end):
    row = end(given.committed_draw())

    answer = client.get(f"/api/v1/draws/{row.number}")

    assert answer.status_code == 200
    assert answer.json() == client.get(f"/draws/{row.number}.json").json()


def test_a_draw_is_recomputed_from_it(client):
    row = given.drawn_draw()

    taken = recompute(client.get(f"/api/v1/draws/{row.number}").json())

    assert taken == [each.token for each in queries.taken(row)]


def test_before_its_checkpoint_is_signed_a_draw_has_none(client):
    row = given.unsealed_draw()

    assert client.get(f"/api/v1/draws/{row.number}").json()["checkpoint"] is None


def test_a_number_that_there_is_not_and_a_parameter_that_there_is_not_are_refused(client):
    row = given.unsealed_draw()

    assert client.get("/api/v1/draws/CQ2024-999").status_code == 404
    assert client.get(f"/api/v1/draws/{row.number}", {"candidate": "1"}).status_code == 422
