"""Signed checkpoints: C2SP signed-note v1.0.0 around C2SP tlog-checkpoint v1.0.0, with Ed25519 (type 0x01). Pure."""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
KEY_ID_BYTES = 4
ED25519_BYTES = 32


class BadNote(ValueError):
    """The text is not a note, or no signature of the key stands under it."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and an Ed25519 public key; `text` is the form that verifiers exchange: name+keyid+base64."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_BYTES]

    @property
    def text(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def verifier_of(text: str) -> Verifier:
    """The verifier that somebody gave out as text. Refuses with BadNote what was mangled on the way."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except ValueError:
        blob = b""
    verifier = Verifier(name, blob[1:])
    if blob[:1] != ED25519 or len(verifier.public) != ED25519_BYTES or verifier.key_id.hex() != key_id:
        message = "the text is not a verifier key"
        raise BadNote(message)
    return verifier


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs notes under a name without spaces or plus signs, such as a host and path."""

    name: str
    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, text: str) -> str:
        """The note: the text, an empty line, and one signature line."""
        signature = base64.b64encode(self.verifier.key_id + self.key.sign(text.encode())).decode()
        return f"{text}\n\u2014 {self.name} {signature}\n"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The three lines of a checkpoint."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def opened(note: str, verifier: Verifier) -> str:
    """The signed text of a note, once a signature of this verifier holds. Refuses with BadNote."""
    text, found, signatures = note.rpartition("\n\n")
    if not found:
        message = "no signatures"
        raise BadNote(message)
    text += "\n"
    for line in signatures.splitlines():
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != "\u2014" or name != verifier.name:
            continue
        try:
            blob = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            message = "the signature is not base64"
            raise BadNote(message) from error
        if blob[:KEY_ID_BYTES] != verifier.key_id:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(verifier.public).verify(blob[KEY_ID_BYTES:], text.encode())
        except InvalidSignature as error:
            message = "the signature does not hold"
            raise BadNote(message) from error
        return text
    message = f"no signature of {verifier.name}"
    raise BadNote(message)


def checkpoint_of(text: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint's text. Refuses with BadNote."""
    try:
        origin, size, root = text.splitlines()[:3]
        return origin, int(size), base64.b64decode(root, validate=True)
    except ValueError as error:
        message = "the text is not a checkpoint"
        raise BadNote(message) from error
