"""Checkpoints as C2SP signed notes."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yinxin.register import notes

# C2SP signed-note, the example of the specification (the key of Go's sumdb/note package tests).
EXAMPLE_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ROOT = bytes(range(32))


@pytest.fixture
def signer():
    return notes.Signer("yinxin.example/alxa", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def test_the_note_of_the_specification_is_opened():
    verifier = notes.verifier_of(EXAMPLE_VERIFIER)

    assert verifier.text == EXAMPLE_VERIFIER
    assert notes.opened(EXAMPLE_NOTE, verifier) == EXAMPLE_NOTE.rpartition("\n\n")[0] + "\n"


def test_a_checkpoint_comes_back_as_it_was_signed(signer):
    note = signer.sign(notes.checkpoint_text(signer.name, 12, ROOT))

    text = notes.opened(note, signer.verifier)

    assert notes.checkpoint_of(text) == ("yinxin.example/alxa", 12, ROOT)
    assert note.splitlines()[:4] == [
        "yinxin.example/alxa",
        "12",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "",
    ]
    assert note.endswith("\n")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace("\n12\n", "\n13\n"),
        lambda note: note.replace("AAEC", "BAEC"),
        lambda note: note.replace("— yinxin", "— nobody"),
        lambda note: note.partition("\n\n")[0] + "\n",
        lambda note: note.replace("— ", "- "),
        lambda note: note[:-6] + "AAA=\n",
        lambda note: note.replace("alxa ", "alxa !"),
        lambda _: "",
    ],
    ids=["size", "root", "name", "unsigned", "dash", "signature", "not base64", "empty"],
)
def test_a_spoiled_note_is_refused(signer, spoil):
    note = signer.sign(notes.checkpoint_text(signer.name, 12, ROOT))

    with pytest.raises(notes.BadNote):
        notes.opened(spoil(note), signer.verifier)


def test_the_key_of_another_does_not_open_it(signer):
    note = signer.sign(notes.checkpoint_text(signer.name, 12, ROOT))
    other = notes.Signer(signer.name, Ed25519PrivateKey.generate())

    with pytest.raises(notes.BadNote):
        notes.opened(note, other.verifier)


def test_a_note_with_the_signature_of_a_witness_beside_ours_is_opened(signer):
    text = notes.checkpoint_text(signer.name, 12, ROOT)
    witness = notes.Signer("witness.example", Ed25519PrivateKey.generate()).sign(text).splitlines()[-1]

    note = signer.sign(text).replace("\n\n", f"\n\n{witness}\n")

    assert notes.opened(note, signer.verifier) == text


def test_a_verifier_is_read_from_the_text_that_it_is_given_out_as(signer):
    assert notes.verifier_of(EXAMPLE_VERIFIER).text == EXAMPLE_VERIFIER
    assert notes.verifier_of(f" {signer.verifier.text}\n") == signer.verifier


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+c74f20a3",
        EXAMPLE_VERIFIER.replace("c74f", "c74e"),
        EXAMPLE_VERIFIER.replace("Peter", "Paul"),
        EXAMPLE_VERIFIER.replace("ARpc", "AhpC"),
        EXAMPLE_VERIFIER[:-4],
        EXAMPLE_VERIFIER + "*",
    ],
)
def test_a_verifier_that_was_mangled_is_refused(text):
    with pytest.raises(notes.BadNote):
        notes.verifier_of(text)
