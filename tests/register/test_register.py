"""The register on this database: append-only, gap-free, sealed where it must be, and every tampering named."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests.given.people import NOW
from yinxin.register import actions as register
from yinxin.register import keys, notes, queries, rules
from yinxin.register.models import Checkpoint, Detail, Entry, Head
from yinxin.register.rules import OfficeMark

pytestmark = pytest.mark.django_db
OFFICE = OfficeMark("league_officer", "division/152900")


@pytest.fixture(autouse=True)
def _signed(var):
    """A key of its own for every test."""


def append(subject="certificate/1", **options):
    given = {"office": OFFICE, "at": NOW, "facts": {"state": "valid"}, "is_open": True, **options}
    return register.append("certificate.issued", subject=subject, **given)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do several acts, each committed with its checkpoint."""

    def done(*acts):
        for act in acts:
            with django_capture_on_commit_callbacks(execute=True):
                act()

    return done


@pytest.fixture
def filled(commit):
    """Six entries: open ones, sealed ones, with and without a person; a checkpoint after each."""
    commit(
        append,
        lambda: append("certificate/2", person="张三"),
        lambda: append("visit/1", is_open=False, person="李四", private={"needs": "冷链"}),
        lambda: append("certificate/3", private={"contact": "13800000000"}),
        lambda: append("visit/2", is_open=False),
        append,
    )


# --------------------------------------------------------------------------------------- append-only


def refuses_to(change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_the_database_refuses_to_change_or_delete_what_was_recorded(filled):
    for rows, change in (
        (Entry.objects.filter(seq=2), {"kind": "certificate.withdrawn"}),
        (Detail.objects.filter(entry_id=2), {"text": "{}"}),
        (Checkpoint.objects.filter(size=2), {"note": ""}),
    ):
        refuses_to(lambda rows=rows, change=change: rows.update(**change))
        refuses_to(lambda rows=rows: rows._raw_delete(rows.db))

    assert list(queries.faults(keys.verifier())) == []


def test_the_database_refuses_to_empty_a_table(filled):
    for table in ("register_entry", "register_detail", "register_checkpoint"):
        with connection.cursor() as cursor:
            refuses_to(lambda table=table, cursor=cursor: cursor.execute(f"DELETE FROM {table}"))


def test_an_act_outside_a_transaction_is_not_recorded():
    connection.in_atomic_block = False
    try:
        with pytest.raises(transaction.TransactionManagementError):
            append()
    finally:
        connection.in_atomic_block = True


def fail_after_an_act():
    with transaction.atomic():
        append("certificate/lost")
        raise LookupError


def test_an_act_that_is_undone_leaves_no_gap():
    append("certificate/1")
    with pytest.raises(LookupError):
        fail_after_an_act()
    append("certificate/2")

    assert list(Entry.objects.values_list("seq", "subject")) == [(1, "certificate/1"), (2, "certificate/2")]
    assert queries.size() == 2


# ------------------------------------------------------------------------------------- what it records


def test_the_stored_hash_is_that_of_the_canonical_leaf(filled):
    for entry in Entry.objects.all():
        leaf = json.loads(entry.leaf)

        assert entry.leaf.encode() == rules.canonical(leaf)
        assert bytes(entry.leaf_hash) == rules.leaf_hash(entry.leaf.encode())
        assert leaf["seq"] == entry.seq


def test_leaves_hold_no_personal_data(filled):
    leaves = "".join(Entry.objects.values_list("leaf", flat=True))

    assert [word for word in ("张三", "李四", "13800000000", "冷链", "visit") if word in leaves] == []


def test_a_sealed_leaf_says_only_when(filled):
    leaf = json.loads(Entry.objects.get(seq=3).leaf)

    assert set(leaf) == {"v", "seq", "at", "sealed"}


def test_two_sealed_acts_that_are_the_same_do_not_look_the_same():
    first = append("visit/1", is_open=False)
    second = append("visit/1", is_open=False)

    assert json.loads(first.leaf)["sealed"] != json.loads(second.leaf)["sealed"]


def test_those_concerned_read_facts_and_person_and_the_public_only_the_facts(filled):
    (concerned,) = queries.acts(subjects=["certificate/3"])
    public = next(act for act in queries.open_acts() if act.subject == "certificate/3")

    assert concerned.facts == {"state": "valid", "contact": "13800000000"}
    assert public.facts == {"state": "valid"}
    assert [act.person for act in queries.acts(subjects=["certificate/2"])] == ["张三"]
    assert {act.person for act in queries.open_acts()} == {""}
    assert {act.subject for act in queries.open_acts()} == {"certificate/1", "certificate/2", "certificate/3"}


def test_a_moment_of_any_zone_is_recorded_in_utc_to_the_second():
    here = datetime(2024, 11, 28, 7, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=8)))

    entry = append(at=here)

    assert json.loads(entry.leaf)["at"] == "2024-11-27T23:30:15Z"
    assert list(queries.faults(keys.verifier())) == []


# ---------------------------------------------------------------------------------------- checkpoints


def test_every_commit_is_followed_by_a_checkpoint_of_its_size(filled):
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_checkpoint_states_the_root_of_all_leaves(filled):
    hashes = [bytes(stored) for stored in Entry.objects.values_list("leaf_hash", flat=True)]

    for checkpoint in Checkpoint.objects.all():
        text = notes.opened(checkpoint.note, keys.verifier())

        expected = (keys.verifier().name, checkpoint.size, rules.merkle_root(hashes[: checkpoint.size]))
        assert notes.checkpoint_of(text) == expected


def test_acts_of_one_transaction_share_a_checkpoint(commit):
    commit(lambda: [append(), append(), append()])

    assert list(Checkpoint.objects.values_list("size", flat=True)) == [3]


def test_a_size_is_signed_once(filled):
    before = Checkpoint.objects.get(size=6).note

    register.sign_checkpoint(at=NOW + timedelta(days=1))

    assert Checkpoint.objects.get(size=6).note == before


def test_a_register_that_shrank_is_not_signed_for(filled):
    with transaction.atomic():
        Head.objects.update(size=4)

        with pytest.raises(RuntimeError, match="6 were signed"):
            register.sign_checkpoint(at=NOW)


def test_an_empty_register_has_nothing_to_sign():
    assert register.sign_checkpoint(at=NOW) is None
    assert list(queries.faults(keys.verifier())) == []


# ------------------------------------------------------------------------------------------ tampering


def lift_triggers():
    """What somebody with the rights of the database's owner could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("register_entry", "register_detail", "register_checkpoint"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_append_only")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'register_%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def rewritten(seq, change):
    """Change a leaf and store the hash that goes with it, as a careful forger would."""
    leaf = json.loads(Entry.objects.get(seq=seq).leaf)
    change(leaf)
    text = rules.canonical(leaf)
    Entry.objects.filter(seq=seq).update(leaf=text.decode(), leaf_hash=rules.leaf_hash(text))


def delete(rows):
    rows._raw_delete(rows.db)


def delete_entry(seq):
    delete(Detail.objects.filter(entry_id=seq))
    delete(Entry.objects.filter(seq=seq))


def reorder():
    """Exchange the leaves of two entries, with their hashes."""
    first, second = Entry.objects.get(seq=1), Entry.objects.get(seq=6)
    for entry, other in ((first, second), (second, first)):
        Entry.objects.filter(seq=entry.seq).update(leaf=other.leaf, leaf_hash=other.leaf_hash)


def sign_with_another_key():
    other = notes.Signer("yinxin.example/alxa", keys.Ed25519PrivateKey.generate())
    checkpoint = Checkpoint.objects.get(size=4)
    text = notes.checkpoint_text(other.name, 4, bytes(checkpoint.root))
    Checkpoint.objects.filter(size=4).update(note=other.sign(text))


TAMPERINGS = {
    "a leaf": (
        lambda: Entry.objects.filter(seq=2).update(
            leaf=Entry.objects.get(seq=2).leaf.replace("valid", "voids")
        ),
        ("entry", 2),
    ),
    "a leaf and its hash": (
        lambda: rewritten(2, lambda leaf: leaf["facts"].update(state="withdrawn")),
        ("checkpoint", 2),
    ),
    "a leaf that is no JSON any more": (
        lambda: Entry.objects.filter(seq=2).update(leaf="x", leaf_hash=rules.leaf_hash(b"x")),
        ("entry", 2),
    ),
    "a hash": (lambda: Entry.objects.filter(seq=4).update(leaf_hash=bytes(32)), ("entry", 4)),
    "the type beside the leaf": (
        lambda: Entry.objects.filter(seq=4).update(kind="certificate.withdrawn"),
        ("entry", 4),
    ),
    "the subject beside the leaf": (
        lambda: Entry.objects.filter(seq=4).update(subject="certificate/9"),
        ("entry", 4),
    ),
    "the subject beside a sealed leaf": (
        lambda: Entry.objects.filter(seq=3).update(subject="visit/9"),
        ("entry", 3),
    ),
    "the moment": (lambda: Entry.objects.filter(seq=4).update(at=NOW - timedelta(days=1)), ("entry", 4)),
    "a sealed entry shown as open": (lambda: Entry.objects.filter(seq=5).update(is_open=True), ("entry", 5)),
    "an open entry sealed": (lambda: Entry.objects.filter(seq=1).update(is_open=False), ("entry", 1)),
    "a detail": (
        lambda: Detail.objects.filter(entry_id=2).update(text='{"person":"王五"}'),
        ("entry", 2),
    ),
    "a salt": (lambda: Detail.objects.filter(entry_id=3).update(salt=bytes(16)), ("entry", 3)),
    "a detail taken away": (lambda: delete(Detail.objects.filter(entry_id=3)), ("entry", 3)),
    "a detail added": (
        lambda: Detail.objects.create(entry_id=1, salt=bytes(16), text="{}"),
        ("entry", 1),
    ),
    "an entry taken out of the middle": (lambda: delete_entry(3), ("entry", 3)),
    "the first entry taken away": (lambda: delete_entry(1), ("entry", 1)),
    "the last entry taken away": (lambda: delete_entry(6), ("checkpoint", 6)),
    "two entries exchanged": (reorder, ("entry", 1)),
    "the note of a checkpoint": (
        lambda: Checkpoint.objects.filter(size=4).update(note=Checkpoint.objects.get(size=3).note),
        ("checkpoint", 4),
    ),
    "a checkpoint of another key": (sign_with_another_key, ("checkpoint", 4)),
    "a checkpoint that is no note": (
        lambda: Checkpoint.objects.filter(size=4).update(note="x"),
        ("checkpoint", 4),
    ),
    "the root beside a checkpoint": (
        lambda: Checkpoint.objects.filter(size=4).update(root=bytes(32)),
        ("checkpoint", 4),
    ),
    "the size of the head": (lambda: Head.objects.update(size=7), ("head", 7)),
    "the frontier of the head": (lambda: Head.objects.update(frontier=[]), ("head", 6)),
    "the head taken away": (lambda: Head.objects.all().delete(), ("head", 0)),
}


@pytest.mark.parametrize(("tamper", "expected"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_the_first_thing_that_was_tampered_with_is_named(filled, tamper, expected):
    before = list(queries.faults(keys.verifier()))

    lift_triggers()
    tamper()

    first = next(queries.faults(keys.verifier()))
    assert before == []
    assert (first.where, first.number) == expected


def test_of_several_broken_entries_the_first_is_named(filled):
    lift_triggers()
    Entry.objects.filter(seq=5).update(leaf_hash=bytes(32))
    Detail.objects.filter(entry_id=2).update(text="{}")

    first = next(queries.faults(keys.verifier()))

    assert (first.where, first.number) == ("entry", 2)


def test_a_careful_forgery_between_two_checkpoints_is_narrowed_down_to_them(commit):
    commit(append, lambda: [append(), append(), append()])
    lift_triggers()

    rewritten(3, lambda leaf: leaf["facts"].update(state="withdrawn"))

    (fault,) = queries.faults(keys.verifier())
    assert (fault.where, fault.number) == ("checkpoint", 4)
    assert fault.what.endswith("(entries 2 to 4)")


# ---------------------------------------------------------------------------------- inclusion


def test_an_entry_is_shown_to_be_in_the_first_checkpoint_that_covers_it(commit):
    commit(append, lambda: [append(), append(), append()], append)

    first = queries.covering_checkpoint(3)

    assert first.size == 4
    for seq in range(1, 5):
        leaf = bytes(Entry.objects.get(seq=seq).leaf_hash)
        path = queries.proof_of(seq, size=first.size)
        assert rules.led_root(leaf, place=seq - 1, size=4, path=path) == bytes(first.root)


def test_an_entry_that_nobody_signed_for_is_covered_by_no_checkpoint(commit):
    commit(append)
    append()

    assert queries.covering_checkpoint(1).size == 1
    assert queries.covering_checkpoint(2) is None
