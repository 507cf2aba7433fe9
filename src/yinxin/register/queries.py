"""Reads of the register: the timeline of a subject, and the check of the whole."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yinxin.register import notes, rules
from yinxin.register.models import Checkpoint, Detail, Entry, Head


@dataclass(frozen=True, slots=True)
class Act:
    """An entry as a page shows it: the facts of the leaf and of the detail together."""

    seq: int
    at: datetime
    kind: str
    subject: str
    role: str
    unit: str
    person: str
    facts: dict[str, Any] = field(default_factory=dict)


def acts(*, subjects: Collection[str], kinds: Collection[str] = ()) -> list[Act]:
    """The acts on these subjects, oldest first. The caller has checked that the viewer may see the subjects."""
    entries = Entry.objects.filter(subject__in=subjects).select_related("detail")
    if kinds:
        entries = entries.filter(kind__in=kinds)
    return [_act(entry) for entry in entries]


def acts_by_subject(subjects: Collection[str]) -> dict[str, list[Act]]:
    """The same, grouped by subject, in one query."""
    grouped: dict[str, list[Act]] = defaultdict(list)
    for act in acts(subjects=subjects):
        grouped[act.subject].append(act)
    return grouped


def open_acts(*, kinds: Collection[str] = (), limit: int = 50) -> list[Act]:
    """The latest acts that concern the public, newest first, without what only those concerned may read."""
    entries = Entry.objects.filter(is_open=True).order_by("-seq")
    if kinds:
        entries = entries.filter(kind__in=kinds)
    return [_shown(entry, json.loads(entry.leaf), {}) for entry in entries[:limit]]


def size() -> int:
    """How many entries the register holds."""
    return Head.objects.values_list("size", flat=True).first() or 0


def latest_checkpoint() -> Checkpoint | None:
    """The last signed checkpoint."""
    return Checkpoint.objects.last()


def _act(entry: Entry) -> Act:
    detail = json.loads(entry.detail.text) if hasattr(entry, "detail") else {}
    return _shown(entry, json.loads(entry.leaf) if entry.is_open else detail, detail)


def _shown(entry: Entry, stated: dict[str, Any], detail: dict[str, Any]) -> Act:
    office = stated.get("office", {})
    return Act(
        seq=entry.seq,
        at=entry.at,
        kind=entry.kind,
        subject=entry.subject,
        role=office.get("role", ""),
        unit=office.get("unit", ""),
        person=detail.get("person", ""),
        facts={**stated.get("facts", {}), **detail.get("facts", {})},
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong, by entry (`seq`) or by checkpoint (`size`)."""

    where: str
    number: int
    what: str


def faults(verifier: notes.Verifier) -> Iterator[Fault]:
    """Recompute the whole tree and compare it with every entry and every checkpoint; the first fault comes first.

    Entries are streamed, so memory stays flat however long the register is.
    """
    checkpoints = {checkpoint.size: checkpoint for checkpoint in Checkpoint.objects.all()}
    frontier: list[bytes] = []
    size = 0
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        what = _fault_of(entry, expected=size + 1)
        if what:
            yield Fault("entry", entry.seq, what)
            return  # everything after a broken entry is unproven, so the first one is the answer
        frontier = rules.grown(frontier, size, rules.leaf_hash(entry.leaf.encode()))
        size += 1
        checkpoint = checkpoints.pop(size, None)
        if checkpoint is not None:
            yield from _checkpoint_faults(checkpoint, rules.root_of(frontier), verifier)
    for beyond in sorted(checkpoints):
        yield Fault("checkpoint", beyond, f"states {beyond} entries where the register holds {size}")
    yield from _commitment_faults()
    head = Head.objects.first()
    if head is not None and (head.size != size or head.frontier != [node.hex() for node in frontier]):
        yield Fault("head", head.size, f"does not agree with the {size} entries")


def _fault_of(entry: Entry, *, expected: int) -> str:
    if entry.seq != expected:
        return f"entry {expected} is missing"
    if bytes(entry.leaf_hash) != rules.leaf_hash(entry.leaf.encode()):
        return "the leaf does not have the hash that was stored with it"
    leaf = json.loads(entry.leaf)
    if leaf["seq"] != entry.seq or leaf["at"] != rules.moment(entry.at):
        return "number or moment differ from the leaf"
    if entry.is_open and (leaf["type"], leaf["subject"]) != (entry.kind, entry.subject):
        return "type or subject differ from the leaf"
    return ""


def _checkpoint_faults(checkpoint: Checkpoint, root: bytes, verifier: notes.Verifier) -> Iterator[Fault]:
    try:
        _, size, signed_root = notes.checkpoint_of(notes.opened(checkpoint.note, verifier))
    except notes.BadNote as error:
        yield Fault("checkpoint", checkpoint.size, str(error))
        return
    if size != checkpoint.size or signed_root != root:
        yield Fault("checkpoint", checkpoint.size, "the tree has another root than the one that was signed")


def _commitment_faults() -> Iterator[Fault]:
    for detail in Detail.objects.select_related("entry").order_by("entry_id").iterator(chunk_size=2000):
        leaf = json.loads(detail.entry.leaf)
        stated = leaf.get("detail") or leaf.get("sealed")
        if rules.commitment(bytes(detail.salt), detail.text.encode()) != stated:
            yield Fault("entry", detail.entry_id, "the detail is not the one that the leaf commits to")
            return
        if not detail.entry.is_open:
            text = json.loads(detail.text)
            if (text["type"], text["subject"]) != (detail.entry.kind, detail.entry.subject):
                yield Fault("entry", detail.entry_id, "type or subject differ from the sealed detail")
                return
