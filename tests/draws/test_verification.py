"""A record is recomputed check by check; of a bad one, what is wrong is named. Bad records are files."""

import json
from pathlib import Path

import pytest

from tests.draws.recompute import recompute
from yinxin.draws import verification
from yinxin.register import notes

FILES = Path(__file__).resolve().parents[1] / "fixtures" / "draws"
NAMES = ("list", "entry", "inclusion", "checkpoint", "signature", "key", "selection")

# Which checks do not agree in each bad record.
WRONG = {
    "changed_candidate": "list",
    "changed_weight": "list selection",
    "changed_weight_with_its_hash": "entry selection",
    "dropped_candidate": "list entry selection",
    "candidate_twice": "list",
    "changed_seats": "entry selection",
    "changed_source": "entry",
    "changed_moment": "entry",
    "rewritten_leaf": "inclusion",
    "leaf_not_canonical": "entry inclusion",
    "broken_proof": "inclusion",
    "short_proof": "inclusion",
    "another_root": "inclusion checkpoint key selection",
    "signed_by_another_key": "signature",
    "forged_signature": "signature",
    "changed_value": "key selection",
    "changed_value_with_its_numbers": "key selection",
    "changed_key": "key",
    "changed_selection": "selection",
    "selection_without_a_stratum": "selection",
    "selection_without_a_seat": "selection",
    "without_its_entry": "entry inclusion",
}


def record(name):
    return verification.read((FILES / f"{name}.json").read_text(encoding="utf-8"))


def verifier():
    return notes.verifier_of(record("drawn")["verifier"])


def wrong(checks):
    return " ".join(check.name for check in checks if check.agrees is False)


def test_everything_in_the_record_of_a_draw_agrees():
    checks = verification.checks(record("drawn"), verifier())

    assert [(check.name, check.agrees) for check in checks] == [(name, True) for name in NAMES]


@pytest.mark.parametrize("name", WRONG)
def test_of_a_bad_record_the_wrong_part_is_named(name):
    checks = verification.checks(record(name), verifier())

    assert wrong(checks) == WRONG[name]
    assert all(check.found for check in checks)


# The script of a few lines checks no signatures, and nothing that does not decide who is drawn.
LEFT_OUT = {"signed_by_another_key", "forged_signature", "changed_source", "changed_moment"}


def test_the_independent_script_takes_the_same_from_the_good_record():
    good = record("drawn")

    assert recompute(good) == [step["token"] for part in good["selection"] for step in part["steps"]]


@pytest.mark.parametrize("name", sorted(set(WRONG) - LEFT_OUT))
def test_and_refuses_the_bad_ones(name):
    with pytest.raises((AssertionError, KeyError)):
        recompute(record(name))


def test_without_a_key_the_signature_is_not_checked():
    checks = {check.name: check for check in verification.checks(record("drawn"), None)}

    assert checks["signature"].agrees is None
    assert checks["signature"].found == "not checked: no key was given"
    assert [name for name in NAMES if checks[name].agrees is not True] == ["signature"]


def test_before_the_value_there_is_no_key_and_no_selection_to_check():
    checks = verification.checks(record("committed"), verifier())

    assert [check.agrees for check in checks] == [True, True, True, True, True, None, None]


def test_before_a_checkpoint_is_signed_only_list_and_entry_are_checked():
    checks = verification.checks(record("committed_not_signed_for"), verifier())

    assert [check.agrees for check in checks] == [True, True, None, None, None, None, None]


@pytest.mark.parametrize(
    ("name", "said"),
    [("cut_off", "not JSON"), ("a_list", "not the public record"), ("another_format", "not the")],
)
def test_what_is_no_record_is_refused_as_a_whole(name, said):
    with pytest.raises(verification.NotARecord, match=said):
        verification.read((FILES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", sorted(record("drawn")))
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [None]])
def test_a_record_of_any_shape_is_answered_and_never_trusted(part, value):
    """Of what is checked, nothing else passes; of the rest (who signed, what for) nothing is said."""
    checks = verification.checks({**record("drawn"), part: value}, verifier())

    said_only = {"format", "verifier", "evidence", "drawn_at", "is_invented", "abandoned_reason"}
    assert len(checks) == len(NAMES)
    assert (part in said_only) is not any(check.agrees is not True for check in checks)


def test_every_bad_record_is_tried():
    tried = {*WRONG, "drawn", "committed", "committed_not_signed_for", "cut_off", "a_list", "another_format"}

    assert {file.stem for file in FILES.iterdir()} == tried
    assert json.loads((FILES / "drawn.json").read_text(encoding="utf-8"))["state"] == "drawn"
