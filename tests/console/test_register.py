"""`yinxin register`."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.given import calls, people, standards
from yinxin.register import keys
from yinxin.register.models import Checkpoint, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(var, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return standards.standard()


def said(capsys, *arguments):
    call_command("register", *arguments)
    return capsys.readouterr().out.splitlines()


def test_an_unbroken_register_is_said_to_be_so(published, capsys):
    size = Entry.objects.count()

    lines = said(capsys, "verify")

    root = bytes(Checkpoint.objects.get().root).hex()
    assert lines == [f"unbroken: {size} entries", f"root {root} signed for {size} entries"]


def test_acts_after_the_last_checkpoint_are_counted(published, capsys):
    calls.proposal()

    assert said(capsys, "verify")[-1].endswith("entries are not signed for yet")


def test_a_broken_register_names_the_first_broken_entry_and_fails(published):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE register_entry DISABLE TRIGGER register_entry_is_append_only")
        else:
            cursor.execute("DROP TRIGGER register_entry_refuses_update")
    Entry.objects.filter(seq=2).update(leaf_hash=bytes(32))

    with pytest.raises(CommandError, match="broken: entry 2: ") as broken:
        call_command("register", "verify")

    assert broken.value.returncode == 1


def test_the_key_is_given_in_the_form_that_verifiers_exchange(var, capsys):
    (line,) = said(capsys, "key")

    assert line == keys.verifier().text
    assert line.startswith("yinxin.example/alxa+")


def test_the_acts_on_a_subject_are_shown_oldest_first(published, capsys):
    acts = [json.loads(line) for line in said(capsys, "show", "--subject", published.subject)]

    assert [act["type"] for act in acts][:2] == ["standard.drafted", "standard.clause_added"]
    assert acts[-1]["type"] == "standard.published"
    assert acts[-1]["person"] == people.institute_officer().person


def test_a_subject_without_acts_is_an_error(published):
    with pytest.raises(CommandError, match="holds nothing"):
        call_command("register", "show", "--subject", "standard/none")


def test_a_word_that_is_none_is_refused():
    with pytest.raises(CommandError):
        call_command("register", "rewrite")
