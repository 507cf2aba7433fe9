"""Draws on the portal: the list, one draw, and the record that anybody recomputes."""

import json
import subprocess
import sys
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.urls import reverse

from tests.given import draws as given
from tests.given import people as given_people
from tests.given.draws import DUE
from tests.given.people import NOW
from yinxin.draws import queries, verification
from yinxin.register import keys

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[2] / "draws" / "recompute.py"


@pytest.fixture(autouse=True)
def _signed(var):
    """A key of its own for every test."""


def page(client, row):
    answer = client.get(reverse("public:draw", args=[row.number]))
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def downloaded(client, row):
    return client.get(reverse("public:draw_record", args=[row.number])).content


def run(tmp_path, record):
    file = tmp_path / "record.json"
    file.write_bytes(record if isinstance(record, bytes) else json.dumps(record).encode())
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, text=True, check=False
    )


# ------------------------------------------------------------------------------------- recomputed by others


def test_a_script_that_shares_no_code_with_us_recomputes_a_downloaded_draw(client, tmp_path):
    for place in range(3):
        given.committed_draw(subject_of=f"project/before-{place}")
    row = given.committed_draw()
    given.committed_draw(subject_of="project/after")
    given.drawn_draw(row)

    done = run(tmp_path, downloaded(client, row))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["agrees:", *(each.token for each in queries.taken(row))]


def swap_first_two(record):
    record["candidates"][:2] = record["candidates"][1::-1]


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (swap_first_two, "list"),
        (lambda record: record["candidates"][0].update(weight=60000), "list"),
        (lambda record: record["strata"][0].update(seats=1), "entry"),
        (
            lambda record: record["entry"].update(leaf=record["entry"]["leaf"].replace("2024138", "2024139")),
            "in",
        ),
        (lambda record: record["checkpoint"]["proof"].reverse(), "inclusion"),
        (lambda record: record.update(value=record["value"].replace("33", "32")), "key"),
        (lambda record: record["selection"][0]["steps"].reverse(), "selection"),
    ],
)
def test_and_tells_when_a_download_was_tampered_with(client, tmp_path, tamper, says):
    given.committed_draw(subject_of="project/before")
    row = given.drawn_draw(given.committed_draw())
    record = json.loads(downloaded(client, row))

    tamper(record)

    done = run(tmp_path, record)
    assert done.returncode == 1
    assert f"AssertionError: {says}" in done.stderr


@pytest.mark.parametrize("end", [lambda row: row, given.drawn_draw, given.abandoned_draw])
def test_the_record_holds_in_every_state(client, end):
    row = end(given.committed_draw())

    checks = verification.checks(verification.read(downloaded(client, row).decode()), keys.own_verifier())

    assert [check for check in checks if check.agrees is False] == []
    assert [check.agrees for check in checks][:5] == [True] * 5


def test_list_and_root_stand_in_public_before_the_value_and_are_the_same_after_it(client):
    row = given.committed_draw()
    before = json.loads(downloaded(client, row))

    given.drawn_draw(row)
    given.committed_draw(subject_of="project/later", at=NOW + timedelta(days=1))

    after = json.loads(downloaded(client, row))
    fixed = ("candidates", "list_sha256", "entry", "checkpoint", "source", "source_due_at", "strata")
    assert {name: before[name] for name in fixed} == {name: after[name] for name in fixed}
    assert (before["selection"], before["key"]) == ([], "")


def test_what_was_exchanged_in_our_tables_is_found_by_the_record(client):
    row = given.drawn_draw()
    first, *_, last = queries.taken(row)
    other = row.candidates.filter(taken_as__isnull=True).first()
    row.candidates.filter(pk=other.pk).update(taken_in=first.taken_in, taken_as=first.taken_as)
    row.candidates.filter(pk=first.pk).update(taken_in="", taken_as=None)

    record = verification.read(downloaded(client, row).decode())

    assert [each.name for each in verification.checks(record, None) if each.agrees is False] == ["selection"]
    assert last.token in downloaded(client, row).decode()


# ------------------------------------------------------------------------------------- pages


def test_a_draw_shows_what_was_fixed_what_decided_and_who_was_drawn(client):
    row = given.drawn_draw()

    html = page(client, row)

    for text in (given.SOURCE, given.VALUE, row.list_sha256, "2024年11月26日 21:15", "产品", "工艺"):
        assert text in html
    assert html.count("data-drawn=") == 3
    assert all(each.token in html for each in row.candidates.all())


def test_no_page_names_a_candidate_or_an_officer(client):
    row = given.drawn_draw()

    for html in (page(client, row), client.get(reverse("public:draws")).content.decode()):
        assert "expert/" not in html
        assert given_people.institute_officer().person not in html
        assert given.second_officer().person not in html


def test_before_the_value_the_page_asks_to_keep_a_copy(client):
    html = page(client, given.committed_draw())

    assert "数值尚未公布" in html
    assert "data-drawn=" not in html


def test_before_the_checkpoint_the_page_says_so(client):
    assert "尚未签发覆盖该条目的检查点" in page(client, given.unsealed_draw())


@pytest.mark.parametrize(("at", "is_late"), [(NOW, False), (DUE, True)])
def test_an_abandoned_draw_shows_why_and_whether_its_value_could_be_known(client, at, is_late):
    html = page(client, given.abandoned_draw(at=at))

    assert "审查会取消。" in html
    assert ("放弃时公开数值已可得知" in html) is is_late


def test_draws_for_the_same_thing_name_each_other(client):
    first = given.abandoned_draw()
    second = given.committed_draw()

    assert reverse("public:draw", args=[first.number]) in page(client, second)
    assert reverse("public:draw", args=[second.number]) in page(client, first)


def test_the_list_of_draws_keeps_those_that_were_abandoned(client):
    rows = [
        given.abandoned_draw(given.committed_draw(subject_of="project/1")),
        given.drawn_draw(given.committed_draw(subject_of="project/2")),
        given.committed_draw(subject_of="project/3"),
    ]

    html = client.get(reverse("public:draws")).content.decode()

    assert all(row.number in html for row in rows)


@pytest.mark.parametrize("name", ["public:draw", "public:draw_record"])
def test_a_draw_that_there_is_not_is_not_found(client, name):
    assert client.get(reverse(name, args=["CQ2024-404"])).status_code == HTTPStatus.NOT_FOUND
