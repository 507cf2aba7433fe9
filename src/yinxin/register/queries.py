"""Reads of the register: the timeline of a subject, and the check of the whole."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yinxin.register import notes, rules
from yinxin.register.models import Checkpoint, Entry, Head


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


def act_of(entry: Entry, *, with_detail: bool) -> Act:
    """An entry as a page shows it; without its detail for whoever may only know what is public."""
    return _act(entry) if with_detail else _shown(entry, json.loads(entry.leaf), {})


def open_acts(*, kinds: Collection[str] = (), limit: int = 50) -> list[Act]:
    """The latest acts that concern the public, newest first, without what only those concerned may read."""
    entries = Entry.objects.filter(is_open=True).order_by("-seq")
    if kinds:
        entries = entries.filter(kind__in=kinds)
    return [_shown(entry, json.loads(entry.leaf), {}) for entry in entries[:limit]]


def subjects_before(moment: datetime, *, kinds: Collection[str]) -> set[str]:
    """What these acts were done to before a moment."""
    return set(Entry.objects.filter(kind__in=kinds, at__lt=moment).values_list("subject", flat=True))


def size() -> int:
    """How many entries the register holds."""
    return Head.objects.values_list("size", flat=True).first() or 0


def latest_checkpoint() -> Checkpoint | None:
    """The last signed checkpoint."""
    return Checkpoint.objects.last()


def covering_checkpoint(seq: int) -> Checkpoint | None:
    """The first signed checkpoint whose tree holds this entry; None before it is signed."""
    return Checkpoint.objects.filter(size__gte=seq).first()


def proof_of(seq: int, *, size: int) -> list[bytes]:
    """The inclusion path of an entry in the tree of this size, for `rules.led_root` and for anyone else."""
    hashes = Entry.objects.filter(seq__lte=size).order_by("seq").values_list("leaf_hash", flat=True)
    return rules.inclusion_path(seq - 1, [bytes(leaf_hash) for leaf_hash in hashes.iterator()])


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
    """Something that is wrong, with the entry (`seq`), the checkpoint (`size`) or the head that shows it."""

    where: str
    number: int
    what: str


def faults(verifier: notes.Verifier) -> Iterator[Fault]:
    """Recompute the whole tree and compare it with every entry, detail and checkpoint; the first fault comes first.

    Entries are streamed, so memory stays flat however long the register is. Everything after a broken entry is
    unproven, so nothing is said of it.
    """
    checkpoints = {checkpoint.size: checkpoint for checkpoint in Checkpoint.objects.all()}
    frontier: list[bytes] = []
    size = proven = 0
    for entry in Entry.objects.order_by("seq").select_related("detail").iterator(chunk_size=2000):
        what = f"entry {size + 1} is missing" if entry.seq != size + 1 else _fault_of(entry)
        if what:
            yield Fault("entry", size + 1, what)
            return
        frontier = rules.grown(frontier, size, bytes(entry.leaf_hash))
        size += 1
        checkpoint = checkpoints.pop(size, None)
        if checkpoint is not None:
            what = _fault_of_checkpoint(checkpoint, rules.root_of(frontier), verifier)
            if what:
                yield Fault("checkpoint", size, f"{what} (entries {proven + 1} to {size})")
                return
            proven = size
    for beyond in sorted(checkpoints):
        yield Fault("checkpoint", beyond, f"states {beyond} entries where the register holds {size}")
    head = Head.objects.first()
    stated = (head.size, head.frontier) if head else (0, [])
    if stated != (size, [node.hex() for node in frontier]):
        yield Fault("head", stated[0], f"does not agree with the {size} entries")


def _fault_of(entry: Entry) -> str:
    """What is wrong with one entry and its detail; empty where nothing is."""
    if bytes(entry.leaf_hash) != rules.leaf_hash(entry.leaf.encode()):
        return "the leaf does not have the hash that was stored with it"
    leaf = _object(entry.leaf)
    if (leaf.get("seq"), leaf.get("at")) != (entry.seq, rules.moment(entry.at)):
        return "number or moment differ from the leaf"
    if entry.is_open != ("type" in leaf):
        return "open and sealed are mistaken for each other"
    return _fault_of_detail(entry, leaf)


def _fault_of_detail(entry: Entry, leaf: dict[str, Any]) -> str:
    detail = getattr(entry, "detail", None)
    bound = leaf.get("detail") or leaf.get("sealed")
    if bound and detail is None:
        return "the detail that the leaf commits to is missing"
    if detail and rules.commitment(bytes(detail.salt), detail.text.encode()) != bound:
        return "the detail is not the one that the leaf commits to"
    stated = leaf if entry.is_open or detail is None else _object(detail.text)
    if (stated.get("type"), stated.get("subject")) != (entry.kind, entry.subject):
        return "type or subject differ from what was recorded"
    return ""


def _object(text: str) -> dict[str, Any]:
    """The JSON object of a text; an empty one where it holds none, which then agrees with nothing."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _fault_of_checkpoint(checkpoint: Checkpoint, root: bytes, verifier: notes.Verifier) -> str:
    try:
        origin, size, signed_root = notes.checkpoint_of(notes.opened(checkpoint.note, verifier))
    except notes.BadNote as error:
        return str(error)
    if (origin, size, signed_root) != (verifier.name, checkpoint.size, bytes(checkpoint.root)):
        return "the checkpoint is not the one that was signed"
    if signed_root != root:
        return "the tree has another root than the one that was signed"
    return ""
