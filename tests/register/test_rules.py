"""The form of an entry, and the Merkle tree of RFC 6962 section 2.1."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from yinxin.register import rules
from yinxin.register.rules import OfficeMark

# The reference tree of Certificate Transparency: merkle_tree_test.cc, RFC 6962 section 2.1.
LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
OFFICE = OfficeMark("league_officer", "division/152900")
AT = datetime(2024, 11, 28, 10, 0, 59, 999_999, tzinfo=timezone(timedelta(hours=8)))


def test_the_empty_tree_has_the_hash_of_nothing():
    assert rules.merkle_root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_small_trees_are_those_of_certificate_transparency(size):
    hashes = [rules.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]

    assert rules.merkle_root(hashes).hex() == ROOTS[size - 1]


def naive_root(leaves):
    """RFC 6962 section 2.1, word for word: split at the largest power of two below n."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_a_root_grown_leaf_by_leaf_is_that_of_the_whole_tree(leaves):
    assert rules.merkle_root(map(rules.leaf_hash, leaves)) == naive_root(leaves)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=200))
def test_a_frontier_has_one_subtree_for_each_bit_of_its_size(leaves):
    frontier = []
    for size, leaf in enumerate(leaves):
        frontier = rules.grown(frontier, size, rules.leaf_hash(leaf))

    assert len(frontier) == len(leaves).bit_count()


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=40), st.data())
def test_any_change_of_any_leaf_changes_the_root(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + b"x", *leaves[place + 1 :]]

    assert rules.merkle_root(map(rules.leaf_hash, leaves)) != rules.merkle_root(map(rules.leaf_hash, changed))


def test_an_open_leaf_is_canonical_json():
    leaf = rules.open_leaf(
        seq=7,
        at=AT,
        kind="certificate.suspended",
        subject="certificate/MZB-1",
        office=OFFICE,
        facts={"reason": "监督不合格", "code": 2},
        detail="ab",
    )

    assert leaf.decode() == (
        '{"at":"2024-11-28T02:00:59Z","detail":"ab","facts":{"code":2,"reason":"监督不合格"},'
        '"office":{"role":"league_officer","unit":"division/152900"},"seq":7,'
        '"subject":"certificate/MZB-1","type":"certificate.suspended","v":1}'
    )


def test_a_sealed_leaf_shows_only_that_something_was_done():
    leaf = rules.sealed_leaf(seq=8, at=AT, sealed="cd")

    assert json.loads(leaf) == {"v": 1, "seq": 8, "at": "2024-11-28T02:00:59Z", "sealed": "cd"}


@pytest.mark.parametrize("value", [float("nan"), b"x", datetime(2024, 1, 1, tzinfo=UTC), {1}, 2**53])
def test_what_has_no_single_form_in_json_is_refused(value):
    with pytest.raises(rfc8785.CanonicalizationError):
        rules.canonical({"x": value})


def test_the_same_detail_with_another_salt_is_another_commitment():
    assert rules.commitment(b"a" * 16, b"{}") != rules.commitment(b"b" * 16, b"{}")


# ------------------------------------------------------------------------------------ inclusion

# The reference paths of Certificate Transparency: merkle_tree_test.cc, RFC 6962 section 2.1.1.
PATHS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


@pytest.mark.parametrize(("place", "size"), PATHS)
def test_paths_in_small_trees_are_those_of_certificate_transparency(place, size):
    hashes = [rules.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]

    path = rules.inclusion_path(place, hashes)

    assert [node.hex() for node in path] == PATHS[place, size]
    assert rules.led_root(hashes[place], place=place, size=size, path=path).hex() == ROOTS[size - 1]


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70), st.data())
def test_the_path_of_any_leaf_leads_to_the_root(leaves, data):
    hashes = [rules.leaf_hash(leaf) for leaf in leaves]
    place = data.draw(st.integers(0, len(leaves) - 1))

    path = rules.inclusion_path(place, hashes)

    assert len(path) <= (len(leaves) - 1).bit_length()
    assert rules.led_root(hashes[place], place=place, size=len(leaves), path=path) == naive_root(leaves)


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=40, unique=True), st.data())
def test_a_path_leads_from_its_own_leaf_and_place_only(leaves, data):
    hashes = [rules.leaf_hash(leaf) for leaf in leaves]
    place, other = data.draw(st.permutations(range(len(leaves))))[:2]
    path = rules.inclusion_path(place, hashes)
    root, size = rules.merkle_root(hashes), len(leaves)

    assert rules.led_root(hashes[other], place=place, size=size, path=path) != root
    assert rules.led_root(hashes[place], place=other, size=size, path=path) != root
    assert rules.led_root(hashes[place], place=place, size=size, path=path[:-1]) != root
    assert rules.led_root(hashes[place], place=place, size=size, path=[*path, root]) != root


@pytest.mark.parametrize(("place", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_place_outside_the_tree_leads_nowhere(place, size):
    assert rules.led_root(bytes(32), place=place, size=size, path=[]) is None
