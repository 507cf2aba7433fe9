"""The keyring of this installation: from the environment, else from a file that is made once. Never in the database."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yinxin.marks.codes.keyring import Keyring


def keyring() -> Keyring:
    """The keys of every epoch, read once for the life of the process. KeyringError if they cannot be had."""
    return _keyring(settings.UNIT_CODE_KEYS, settings.KEYS_DIR)


@lru_cache(maxsize=4)
def _keyring(text: str, directory: Path) -> Keyring:
    return Keyring.load(directory, text) if text else Keyring.create(directory)
