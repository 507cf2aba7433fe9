"""Quotas and ranges, over plain values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.marks import rules


def a_quota(*, issued_g=0, voided_g=0, certified_kg="100", pack_g=300, loss="0.02"):
    return rules.quota(
        year=2024,
        certified_kg=Decimal(certified_kg),
        pack_g=pack_g,
        label_loss=Decimal(loss),
        issued_g=issued_g,
        voided_g=voided_g,
    )


def test_no_more_packages_bear_the_mark_than_the_certified_quantity_fills():
    assert a_quota().total == 333
    assert a_quota(issued_g=333 * 300).left == 0


def test_a_package_that_would_not_be_full_gets_no_label():
    assert a_quota(certified_kg="0.5", pack_g=300).total == 1


def test_spoiled_labels_are_replaced():
    quota = a_quota(issued_g=333 * 300, voided_g=5 * 300)

    assert quota.left == 5


def test_spoiled_labels_are_not_replaced_beyond_the_share_of_the_rulebook():
    quota = a_quota(issued_g=333 * 300, voided_g=333 * 300)

    assert quota.left == 7  # 2 % of 100 kg, and the 100 g that fill no package


@given(
    issued=st.integers(0, 2000),
    voided=st.integers(0, 2000),
    pack_g=st.integers(1, 5000),
    certified_kg=st.decimals("0.1", "1000", places=1),
)
def test_whatever_was_voided_the_labels_stay_within_the_certified_quantity_and_its_loss(
    issued, voided, pack_g, certified_kg
):
    quota = rules.quota(
        year=2024,
        certified_kg=certified_kg,
        pack_g=pack_g,
        label_loss=Decimal("0.02"),
        issued_g=issued * pack_g,
        voided_g=min(voided, issued) * pack_g,
    )

    if quota.left:
        assert (issued + quota.left) * pack_g <= certified_kg * 1000 * Decimal("1.02")
        assert (issued - min(voided, issued) + quota.left) * pack_g <= certified_kg * 1000
    assert 0 <= quota.used <= quota.total


@pytest.mark.parametrize(
    ("span", "is_overlapping"),
    [((1, 3), False), ((1, 4), True), ((5, 1), True), ((4, 3), True), ((7, 1), False), ((1, 20), True)],
)
def test_two_ranges_overlap_when_they_share_a_label(span, is_overlapping):
    assert rules.overlaps(span, [(4, 3)]) == is_overlapping


@given(count=st.integers(1, 30), voided=st.sets(st.integers(1, 30)))
def test_what_remains_and_what_is_voided_are_the_whole_batch(count, voided):
    spans = [(serial, 1) for serial in voided if serial <= count]

    kept = {
        serial for first, length in rules.remaining(count, spans) for serial in range(first, first + length)
    }

    assert kept | {first for first, _ in spans} == set(range(1, count + 1))
    assert not kept & {first for first, _ in spans}


@pytest.mark.parametrize("lot", ["20241108A", "甲班-03", "L 24/11_08.b", "7"])
def test_a_lot_is_what_is_printed_on_packs(lot):
    assert rules.LOT.fullmatch(lot)


@pytest.mark.parametrize("lot", ["", "=1+1", "-3", "@x", "a,b", 'a"b', "a\nb", "批" * 41])
def test_a_lot_that_a_spreadsheet_would_reckon_with_is_none(lot):
    assert not rules.LOT.fullmatch(lot)
