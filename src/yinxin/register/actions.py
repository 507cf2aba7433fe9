"""Writing to the register: one entry per act, in the transaction of the act."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from yinxin.register import keys, notes, rules
from yinxin.register.models import Checkpoint, Detail, Entry, Head

SALT_BYTES = 16


def append(
    kind: str,
    *,
    subject: str,
    office: rules.OfficeMark,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
    person: str = "",
    is_open: bool = False,
) -> Entry:
    """Record an act. Must run inside the transaction of the act; a checkpoint is signed when it commits.

    `facts` of an open entry are public for ever and hold no personal data. `private` facts and the `person`
    who acted go into the detail. Of a sealed entry everything goes into the detail.
    """
    if not connection.in_atomic_block:
        message = "an act and its entry belong to one transaction"
        raise transaction.TransactionManagementError(message)
    head = _locked_head()
    seq = head.size + 1
    detail = (
        _open_detail(private or {}, person)
        if is_open
        else _sealed_detail(kind, subject, office, {**(facts or {}), **(private or {})}, person)
    )
    salt = secrets.token_bytes(SALT_BYTES)
    bound = rules.commitment(salt, detail) if detail else ""
    leaf = (
        rules.open_leaf(
            seq=seq, at=at, kind=kind, subject=subject, office=office, facts=facts or {}, detail=bound
        )
        if is_open
        else rules.sealed_leaf(seq=seq, at=at, sealed=bound)
    )
    leaf_hash = rules.leaf_hash(leaf)
    entry = Entry.objects.create(
        seq=seq,
        at=at.replace(microsecond=0),
        kind=kind,
        subject=subject,
        is_open=is_open,
        leaf=leaf.decode(),
        leaf_hash=leaf_hash,
    )
    if detail:
        Detail.objects.create(entry=entry, salt=salt, text=detail.decode())
    frontier = rules.grown([bytes.fromhex(node) for node in head.frontier], head.size, leaf_hash)
    head.size = seq
    head.frontier = [node.hex() for node in frontier]
    head.save(update_fields=["size", "frontier"])
    transaction.on_commit(partial(sign_checkpoint, at=at))
    return entry


def sign_checkpoint(*, at: datetime) -> Checkpoint | None:
    """Sign the present size and root, unless a checkpoint of this size stands already.

    Refuses to sign a tree smaller than the last one signed: a register that shrank was restored from an old copy.
    """
    with transaction.atomic():
        head = _locked_head()
        last = Checkpoint.objects.last()
        if head.size == 0 or (last is not None and last.size == head.size):
            return last
        if last is not None and last.size > head.size:
            message = f"the register holds {head.size} entries; {last.size} were signed for"
            raise RuntimeError(message)
        signer = keys.signer()
        root = rules.root_of([bytes.fromhex(node) for node in head.frontier])
        note = signer.sign(notes.checkpoint_text(signer.name, head.size, root))
        return Checkpoint.objects.create(size=head.size, root=root, note=note, signed_at=at)


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is None:
        head, _ = Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
    return head


def _open_detail(private: Mapping[str, object], person: str) -> bytes:
    detail: dict[str, object] = {"person": person} if person else {}
    if private:
        detail["facts"] = dict(private)
    return rules.canonical(detail) if detail else b""


def _sealed_detail(
    kind: str, subject: str, office: rules.OfficeMark, facts: Mapping[str, object], person: str
) -> bytes:
    return rules.canonical(
        {
            "type": kind,
            "subject": subject,
            "office": {"role": office.role, "unit": office.unit},
            "facts": dict(facts),
            "person": person,
        },
    )
