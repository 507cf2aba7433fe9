"""Recomputing a draw from its public record, and from nothing else. Pure.

A record is what `/draws/<number>.json` gives out (`queries.record_of` writes it). Each check says what it compared, and
whether it agrees; a check that cannot be made yet, or for want of a key, says so.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yinxin.draws import rules
from yinxin.register import notes
from yinxin.register import rules as register

FORMAT = "yinxin-draw/1"
Record = Mapping[str, Any]


class NotARecord(ValueError):
    """The text is not the public record of a draw."""


class Wrong(Exception):
    """What does not agree."""


class Unchecked(Exception):
    """Why nothing can be said."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: whether it agrees (None: not made), and what was found."""

    name: str
    agrees: bool | None
    found: str


def read(text: str) -> Record:
    """The record in a text. Refuses NotARecord."""
    try:
        record = json.loads(text)
    except ValueError as error:
        message = "this is not JSON"
        raise NotARecord(message) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        message = f"this is not the public record of a draw ({FORMAT})"
        raise NotARecord(message)
    return record


def checks(record: Record, verifier: notes.Verifier | None) -> list[Check]:
    """Everything that can be recomputed, in the order in which one thing rests on another."""
    return [
        _made("list", _list, record),
        _made("entry", _entry, record),
        _made("inclusion", _inclusion, record),
        _made("checkpoint", _checkpoint, record),
        _made("signature", lambda given: _signature(given, verifier), record),
        _made("key", _key, record),
        _made("selection", _selection, record),
    ]


def _made(name: str, check: Callable[[Record], str], record: Record) -> Check:
    try:
        return Check(name, agrees=True, found=check(record))
    except Wrong as wrong:
        return Check(name, agrees=False, found=str(wrong))
    except Unchecked as unchecked:
        return Check(name, agrees=None, found=str(unchecked))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        return Check(name, agrees=False, found=f"this part of the record cannot be read ({error!r})")


def _list(record: Record) -> str:
    lines = _lines(record)
    if [line.ordinal for line in lines] != list(range(1, len(lines) + 1)):
        message = "the candidates are not numbered 1, 2, 3 and so on"
        raise Wrong(message)
    if len({line.token for line in lines}) != len(lines) or min(line.weight for line in lines) < 1:
        message = "a candidate stands there twice, or without a ticket"
        raise Wrong(message)
    computed = rules.list_sha256(lines)
    if computed != record["list_sha256"]:
        message = f"the {len(lines)} candidates give {computed}, the record says {record['list_sha256']}"
        raise Wrong(message)
    return f"{len(lines)} candidates, SHA-256 {computed}"


def _entry(record: Record) -> str:
    """The entry in the register says what the record says."""
    leaf = json.loads(record["entry"]["leaf"])
    if register.canonical(leaf).decode() != record["entry"]["leaf"]:
        message = "the leaf is not canonical JSON"
        raise Wrong(message)
    facts = leaf["facts"]
    pairs = {
        "type": (leaf["type"], "draw.committed"),
        "subject": (leaf["subject"], f"draw/{record['number']}"),
        "seq": (leaf["seq"], record["entry"]["seq"]),
        "at": (leaf["at"], record["committed_at"]),
        "candidates": (facts["candidates"], len(record["candidates"])),
        **{
            name: (facts[name], record[name]) for name in ("list_sha256", "strata", "source", "source_due_at")
        },
        **{name: (facts[name], record[name]) for name in ("title", "purpose", "subject_of")},
    }
    differing = [name for name, (stated, given) in pairs.items() if stated != given]
    if differing:
        message = f"entry and record differ in: {', '.join(differing)}"
        raise Wrong(message)
    return f"entry {leaf['seq']} of {leaf['at']} commits to this list, source and moment"


def _inclusion(record: Record) -> str:
    entry, checkpoint = record["entry"], _signed_checkpoint(record)
    root = register.led_root(
        register.leaf_hash(entry["leaf"].encode()),
        place=entry["seq"] - 1,
        size=checkpoint["size"],
        path=[bytes.fromhex(node) for node in checkpoint["proof"]],
    )
    if root is None or root.hex() != checkpoint["root"]:
        message = f"the entry does not lead to the root of the checkpoint over {checkpoint['size']} entries"
        raise Wrong(message)
    return f"entry {entry['seq']} is in the tree of {checkpoint['size']} entries, root {root.hex()}"


def _checkpoint(record: Record) -> str:
    checkpoint = _signed_checkpoint(record)
    origin, size, root = notes.checkpoint_of(checkpoint["note"])
    if (size, root.hex()) != (checkpoint["size"], checkpoint["root"]):
        message = "the note states another size or root than the record"
        raise Wrong(message)
    return f"the note of {origin} states this size and root"


def _signature(record: Record, verifier: notes.Verifier | None) -> str:
    note = _signed_checkpoint(record)["note"]
    if verifier is None:
        message = "not checked: no key was given"
        raise Unchecked(message)
    try:
        notes.opened(note, verifier)
    except notes.BadNote as error:
        raise Wrong(str(error)) from error
    return f"signed by {verifier.text}"


def _key(record: Record) -> str:
    _drawn(record)
    numbers = rules.numbers_of(record["value"])
    if [str(number) for number in numbers] != record["numbers"]:
        message = f"the value holds the numbers {', '.join(map(str, numbers)) or '(none)'}"
        raise Wrong(message)
    key = rules.key_of(bytes.fromhex(record["checkpoint"]["root"]), numbers)
    if key != record["key"]:
        message = f"root and value give {key}, the record says {record['key']}"
        raise Wrong(message)
    return key


def _selection(record: Record) -> str:
    _drawn(record)
    strata = rules.strata_of(record["strata"])
    root = bytes.fromhex(record["checkpoint"]["root"])
    key = rules.key_of(root, rules.numbers_of(record["value"]))
    computed = selection_data(rules.selection(_lines(record), strata, key=key), key=key)
    if len(record["selection"]) != len(computed):
        message = f"there are {len(computed)} strata, the record selects in {len(record['selection'])}"
        raise Wrong(message)
    for mine, given in zip(computed, record["selection"], strict=True):
        if mine != given:
            message = f"stratum {mine['stratum']}: drawn are {_who(mine)}, the record says {_who(given)}"
            raise Wrong(message)
    return "; ".join(f"{each['stratum']}: {_who(each)}" for each in computed)


def selection_data(found: Mapping[str, tuple[rules.Taken, ...]], *, key: str) -> list[dict[str, Any]]:
    """A selection as it stands in a record: each stratum with its key and steps."""
    return [
        {
            "stratum": stratum,
            "key": rules.key_in(stratum, key=key),
            "steps": [
                {
                    "index": taken.pick.index,
                    "md5": taken.pick.md5,
                    "tickets": taken.pick.tickets,
                    "ticket": taken.pick.ticket,
                    "ordinal": taken.line.ordinal,
                    "token": taken.line.token,
                }
                for taken in all_taken
            ],
        }
        for stratum, all_taken in found.items()
    ]


def _lines(record: Record) -> list[rules.Line]:
    return [
        rules.Line(
            ordinal=each["ordinal"],
            token=each["token"],
            strata=tuple(each["strata"]),
            weight=each["weight"],
        )
        for each in record["candidates"]
    ]


def _signed_checkpoint(record: Record) -> Mapping[str, Any]:
    if record["checkpoint"] is None:
        message = "not checked: no checkpoint has been signed since the commitment"
        raise Unchecked(message)
    checkpoint: Mapping[str, Any] = record["checkpoint"]
    return checkpoint


def _drawn(record: Record) -> None:
    if record["state"] != "drawn":
        message = "not checked: nothing has been drawn"
        raise Unchecked(message)


def _who(stratum: Mapping[str, Any]) -> str:
    ordinals = ", ".join(str(step["ordinal"]) for step in stratum["steps"])
    return f"candidates {ordinals}" if ordinals else "nobody"
