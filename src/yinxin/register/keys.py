"""The key that signs checkpoints: from the environment, else from a file that is made once. Never in the database."""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from yinxin.register.notes import Signer, Verifier

FILE_NAME = "register.pem"


def signer() -> Signer:
    """The signer of this installation; its name is the log's origin."""
    return _signer(settings.REGISTER_ORIGIN, settings.REGISTER_KEY, settings.KEYS_DIR)


def verifier() -> Verifier:
    """The public half, to give to anyone."""
    return signer().verifier


def own_verifier() -> Verifier | None:
    """The public half where this installation has a key already; asking makes none."""
    has_key = settings.REGISTER_KEY or (settings.KEYS_DIR / FILE_NAME).exists()
    return verifier() if has_key else None


@lru_cache(maxsize=4)
def _signer(origin: str, pem: str, directory: Path) -> Signer:
    key = load_pem_private_key(pem.encode() if pem else _stored(directory / FILE_NAME), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = "the register is signed with Ed25519"
        raise TypeError(message)
    return Signer(origin, key)


def _stored(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process made it first: one key is enough
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
    return path.read_bytes()
