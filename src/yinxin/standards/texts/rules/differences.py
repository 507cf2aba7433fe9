"""What differs between two texts: clause by clause, word by word, limit by limit. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

Change = Literal["same", "added", "removed", "moved", "changed"]
LimitChange = Literal["same", "added", "removed", "stricter", "laxer", "changed"]
Words = Literal["same", "added", "removed"]
Snapshot = Mapping[str, Any]

# Chinese is compared by character; a number with its decimals and a Latin word are one each.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+(?:[-'][A-Za-z]+)*|.", re.DOTALL)
_ISLAND = 1  # so few words in common between two changes are noise, and read better as part of the change


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that stands in both texts, or in one of them only."""

    change: Words
    text: str


@dataclass(frozen=True, slots=True)
class LimitDifference:
    """A limit in two texts. `change` says how far it became stricter or laxer, where that can be said."""

    change: LimitChange
    item: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """A clause in two texts. A moved clause stands before or below others than it did; it may be changed too."""

    change: Change
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    is_moved: bool = False
    title: tuple[Part, ...] = ()
    text: tuple[Part, ...] = ()
    has_other_origin: bool = False
    has_other_nature: bool = False  # of another kind, or critical now or no longer
    limits: tuple[LimitDifference, ...] = ()

    @property
    def is_renumbered(self) -> bool:
        return bool(self.old and self.new and self.old["number"] != self.new["number"])


def differences(old: Snapshot, new: Snapshot) -> tuple[ClauseDifference, ...]:
    """Every clause of both snapshots, in the order of the new one; what was removed stands where it stood.

    Clauses are the same by their key, or because the new one was copied from the old.
    """
    before, after = old["clauses"], new["clauses"]
    of_old = {clause["key"]: clause for clause in before}
    pairs = [(_counterpart(clause, of_old), clause) for clause in after]
    kept = {was["key"] for was, _ in pairs if was}
    moved = _moved(before, after, pairs)
    found = [_difference(was, clause, is_moved=clause["key"] in moved) for was, clause in pairs]
    for clause in before:
        if clause["key"] not in kept:
            found.insert(_place_of_removed(clause, before, found), _removed(clause))
    return tuple(found)


def parts_of(old: str, new: str) -> tuple[Part, ...]:
    """Two texts as runs of words, in reading order, what was removed before what took its place.

    >>> [(part.change, part.text) for part in parts_of("蛋白质不低于 3.2 g", "蛋白质不低于 3.25 g")]
    [('same', '蛋白质不低于 '), ('removed', '3.2'), ('added', '3.25'), ('same', ' g')]
    """
    was, now = _WORD.findall(old), _WORD.findall(new)
    runs: list[tuple[bool, list[str], list[str]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        is_same = tag == "equal"
        runs.append((is_same, was[a:b], now[c:d]))
    return tuple(_parts(_without_islands(runs)))


def _without_islands(
    runs: list[tuple[bool, list[str], list[str]]],
) -> list[tuple[bool, list[str], list[str]]]:
    joined: list[tuple[bool, list[str], list[str]]] = []
    for index, (is_same, was, now) in enumerate(runs):
        is_island = is_same and len(was) <= _ISLAND and 0 < index < len(runs) - 1
        if joined and not joined[-1][0] and (is_island or not is_same):
            joined[-1] = (False, joined[-1][1] + was, joined[-1][2] + now)
        else:
            joined.append((is_same, was, now))
    return joined


def _parts(runs: list[tuple[bool, list[str], list[str]]]) -> list[Part]:
    parts = []
    for is_same, was, now in runs:
        if is_same:
            parts.append(Part("same", "".join(was)))
            continue
        if was:
            parts.append(Part("removed", "".join(was)))
        if now:
            parts.append(Part("added", "".join(now)))
    return parts


def _counterpart(
    clause: Mapping[str, Any], of_old: Mapping[int, Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    return of_old.get(clause["key"]) or of_old.get(clause.get("succeeds") or 0)


def _moved(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    pairs: Sequence[tuple[Mapping[str, Any] | None, Mapping[str, Any]]],
) -> set[int]:
    """The new keys of clauses that stand in another order, or below another clause, than they did."""
    old_key = {clause["key"]: was["key"] for was, clause in pairs if was}
    order = [clause["key"] for clause in before if clause["key"] in set(old_key.values())]
    now = [old_key[clause["key"]] for clause in after if clause["key"] in old_key]
    in_order: set[int] = set()
    for tag, a, b, _, _ in SequenceMatcher(None, order, now, autojunk=False).get_opcodes():
        if tag == "equal":
            in_order.update(order[a:b])
    parents_before, parents_after = _parents(before), _parents(after)
    return {
        key
        for key, was in old_key.items()
        if was not in in_order or old_key.get(parents_after[key]) != _or_none(parents_before[was], old_key)
    }


def _or_none(parent: int, old_key: Mapping[int, int]) -> int | None:
    return parent if parent in old_key.values() else None


def _parents(clauses: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """For each clause the key of the one above it, 0 at the top."""
    above: list[tuple[int, int]] = []
    parents = {}
    for clause in clauses:
        while above and above[-1][0] >= clause["depth"]:
            above.pop()
        parents[clause["key"]] = above[-1][1] if above else 0
        above.append((clause["depth"], clause["key"]))
    return parents


def _difference(
    was: Mapping[str, Any] | None, clause: Mapping[str, Any], *, is_moved: bool
) -> ClauseDifference:
    if was is None:
        return ClauseDifference(
            "added",
            None,
            clause,
            title=(Part("added", clause["title"]),),
            text=parts_of("", clause["text"]),
            limits=_limits([], clause["indicators"]),
        )
    title, text = parts_of(was["title"], clause["title"]), parts_of(was["text"], clause["text"])
    limits = _limits(was["indicators"], clause["indicators"])
    has_other_origin = was["origin"] != clause["origin"]
    has_other_nature = (was["kind"], was["is_critical"]) != (clause["kind"], clause["is_critical"])
    is_changed = (
        has_other_origin
        or has_other_nature
        or any(part.change != "same" for part in (*title, *text))
        or any(limit.change != "same" for limit in limits)
    )
    change: Change = "changed" if is_changed else "moved" if is_moved else "same"
    return ClauseDifference(
        change,
        was,
        clause,
        is_moved=is_moved,
        title=title,
        text=text,
        has_other_origin=has_other_origin,
        has_other_nature=has_other_nature,
        limits=limits,
    )


def _removed(clause: Mapping[str, Any]) -> ClauseDifference:
    return ClauseDifference(
        "removed",
        clause,
        None,
        title=(Part("removed", clause["title"]),),
        text=parts_of(clause["text"], ""),
        limits=_limits(clause["indicators"], []),
    )


def _place_of_removed(
    clause: Mapping[str, Any], before: Sequence[Mapping[str, Any]], found: Sequence[ClauseDifference]
) -> int:
    """After the one that stood before it."""
    at = before.index(clause)
    if at == 0:
        return 0
    neighbour = before[at - 1]["key"]
    return 1 + next(index for index, each in enumerate(found) if each.old and each.old["key"] == neighbour)


def _limits(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> tuple[LimitDifference, ...]:
    """Limits are the same by their item; of several limits of one item, by their order."""
    left = list(old)
    found = []
    for limit in new:
        was = next((each for each in left if each["item"] == limit["item"]), None)
        if was is not None:
            left.remove(was)
        found.append(LimitDifference(_limit_change(was, limit), limit["item"], was, limit))
    found += [LimitDifference("removed", was["item"], was, None) for was in left]
    return tuple(found)


def _limit_change(was: Mapping[str, Any] | None, limit: Mapping[str, Any]) -> LimitChange:
    if was is None:
        return "added"
    if (was["unit"], was["comparison"]) == (limit["unit"], limit["comparison"]):
        tightened = _tightened(limit["comparison"], was, limit)
        if tightened is not None:
            return "stricter" if tightened else "laxer"
    return "same" if dict(was) == dict(limit) else "changed"


def _tightened(comparison: str, was: Mapping[str, Any], limit: Mapping[str, Any]) -> bool | None:
    """Whether fewer values keep the new limit; None where neither limit lies within the other, or both are alike."""
    low, new_low = Decimal(was["limit"]), Decimal(limit["limit"])
    if comparison == "at_least":
        return None if low == new_low else new_low > low
    if comparison == "at_most":
        return None if low == new_low else new_low < low
    high, new_high = Decimal(was["upper"]), Decimal(limit["upper"])
    if (low, high) == (new_low, new_high):
        return None
    if low <= new_low and new_high <= high:
        return True
    return False if new_low <= low and high <= new_high else None
