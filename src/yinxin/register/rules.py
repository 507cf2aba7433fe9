"""The form of an entry, and the Merkle tree over entries. Pure.

Leaf (version 1), canonical JSON by RFC 8785. An open entry:

    {"v": 1, "seq": 7, "at": "2024-11-28T02:00:00Z", "type": "certificate.suspended", "subject": "certificate/MZB-1",
     "office": {"role": "certifier", "unit": "organisation/3"}, "facts": {...}, "detail": "<64 hex digits>"}

A sealed entry, for acts that do not concern the public (an application, a visit, a contact), shows only that
something was done, when, and a commitment to what:

    {"v": 1, "seq": 8, "at": "...", "sealed": "<64 hex digits>"}

`detail` and `sealed` are SHA-256(salt || canonical JSON of the detail) with a fresh 16-byte salt; `detail` is left
out where there is none. So one log without gaps covers every act, and publishing it reveals no personal data.

Hashes are those of RFC 6962 section 2.1: leaf SHA-256(0x00 || leaf), node SHA-256(0x01 || left || right), and
SHA-256 of nothing for the empty tree.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import rfc8785

LEAF_VERSION = 1
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class OfficeMark:
    """In which office an act was done: the role and its unit, never the person."""

    role: str
    unit: str


def moment(at: datetime) -> str:
    """A UTC moment as it stands in a leaf: RFC 3339, whole seconds, Z."""
    return at.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(value: Mapping[str, object]) -> bytes:
    """RFC 8785 JSON. Refuses what JSON cannot hold (ValueError from the library)."""
    return rfc8785.dumps(dict(value))  # type: ignore[arg-type]


def commitment(salt: bytes, detail: bytes) -> str:
    """The salted hash that stands in a leaf for what the leaf does not show."""
    return hashlib.sha256(salt + detail).hexdigest()


def open_leaf(
    *,
    seq: int,
    at: datetime,
    kind: str,
    subject: str,
    office: OfficeMark,
    facts: Mapping[str, object],
    detail: str,
) -> bytes:
    """The leaf of an entry that concerns the public."""
    leaf: dict[str, object] = {
        "v": LEAF_VERSION,
        "seq": seq,
        "at": moment(at),
        "type": kind,
        "subject": subject,
        "office": {"role": office.role, "unit": office.unit},
        "facts": dict(facts),
    }
    if detail:
        leaf["detail"] = detail
    return canonical(leaf)


def sealed_leaf(*, seq: int, at: datetime, sealed: str) -> bytes:
    """The leaf of an entry that does not concern the public."""
    return canonical({"v": LEAF_VERSION, "seq": seq, "at": moment(at), "sealed": sealed})


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The frontier after one more leaf hash.

    A frontier holds the roots of the perfect subtrees that cover `size` leaves, largest first: one for each
    set bit of `size`.
    """
    roots = list(frontier)
    node = leaf
    while size & 1:
        node = node_hash(roots.pop(), node)
        size >>= 1
    return [*roots, node]


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The Merkle root over a frontier: subtrees are joined from the smallest up."""
    if not frontier:
        return EMPTY_ROOT
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_hash(left, root)
    return root


def merkle_root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over all leaf hashes, in order."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaf_hashes):
        frontier = grown(frontier, size, leaf)
    return root_of(frontier)


def inclusion_path(place: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """RFC 6962 section 2.1.1: the hashes that lead from a leaf (the first is 0) to the root over all, lowest first."""
    if len(leaf_hashes) <= 1:
        return []
    split = 1 << (len(leaf_hashes) - 1).bit_length() - 1
    left, right = leaf_hashes[:split], leaf_hashes[split:]
    if place < split:
        return [*inclusion_path(place, left), merkle_root(right)]
    return [*inclusion_path(place - split, right), merkle_root(left)]


def led_root(leaf: bytes, *, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root to which a path leads from a leaf hash; None where a tree of this size has no such path.

    So whoever holds the root of a checkpoint is shown that the leaf stands at this place, without the other leaves.
    """
    if not 0 <= place < size:
        return None
    node, step, last = leaf, place, size - 1
    for beside in path:
        if last == 0:
            return None
        if step & 1 or step == last:
            node = node_hash(beside, node)
            while not step & 1 and step:
                step, last = step >> 1, last >> 1
        else:
            node = node_hash(node, beside)
        step, last = step >> 1, last >> 1
    return node if last == 0 else None
