"""Where the keys of unit codes are kept: beside the database, never in it.

A keyring is a text in TOML: one entry an epoch, in the order in which they were opened, the last being
the one that new codes are made under. Older ones stay, so that codes already printed can be read.

    [[epochs]]
    number = 0
    body = "mengbiao"
    year = 2026
    master = "64 hexadecimal digits"

It is the file `unit-codes.toml` of the directory for keys, or the value of an environment variable,
where TOML's form on one line is handier: `epochs = [{ number = 0, body = … }]`.
Each epoch has a master of its own: losing one does not give away the next. Whoever loses a master
loses every code under it; whoever shows one lets others compute codes of ranges that were issued.
"""

import os
import secrets
import stat
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from yinxin.marks.codes.unit_code import EPOCHS, KEY_BYTES, derive_key

FILE_NAME = "unit-codes.toml"


class KeyringError(Exception):
    """The keyring is missing, open to others, or not what it should be. Says where, never what it holds."""


@dataclass(frozen=True)
class Keyring:
    """The keys of all epochs, and the epoch for new codes. Its repr shows no key."""

    current_epoch: int
    keys: Mapping[int, bytes] = field(repr=False)

    def key(self, epoch: int) -> bytes:
        """The key of an epoch. KeyError if there is none."""
        return self.keys[epoch]

    @classmethod
    def load(cls, directory: Path, environment_value: str | None = None) -> Self:
        """The keyring of the environment if it gives one, else that of the directory, else KeyringError.

        Refuses a file that every user of the machine may read or write.
        """
        if environment_value:
            return cls._of(environment_value, source="environment")
        path = directory / FILE_NAME
        try:
            with path.open(encoding="utf-8") as file:
                if os.fstat(file.fileno()).st_mode & stat.S_IRWXO:
                    raise KeyringError(f"{path}: open to every user; restrict it with chmod 600")
                return cls._of(file.read(), source=str(path))
        except FileNotFoundError:
            raise KeyringError(f"{path}: no such file, and no keyring in the environment") from None

    @classmethod
    def create(cls, directory: Path, *, body: str = "", year: int = 0) -> Self:
        """The keyring of the directory, made with one random epoch and mode 0600 when none is there.

        Body and year are worked into the key and documented by the file; the master is random, so that
        leaving them out weakens nothing. Of several processes that start at once, all get the same.
        """
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (directory / FILE_NAME).exists():
            _publish(directory, _entry(0, body=body, year=year), replace=False)
        return cls.load(directory)

    @classmethod
    def rotate(cls, directory: Path, *, body: str = "", year: int = 0) -> Self:
        """The keyring with the next epoch opened. Codes of earlier epochs stay readable.

        For one operator at a time. KeyringError once all 32 epochs are used: dropping one means that its
        codes turn foreign, which somebody has to decide.
        """
        opened = cls.load(directory).keys.keys()
        free = [number for number in range(EPOCHS) if number not in opened]
        if not free:
            raise KeyringError(f"{directory / FILE_NAME}: all {EPOCHS} epochs are in use")
        path = directory / FILE_NAME
        text = f"{path.read_text(encoding='utf-8').rstrip()}\n\n{_entry(free[0], body=body, year=year)}"
        cls._of(
            text, source=str(path)
        )  # the form on one line takes no further entry: refused before it is written
        _publish(directory, text, replace=True)
        return cls.load(directory)

    @classmethod
    def _of(cls, text: str, *, source: str) -> Self:
        try:
            entries = tomllib.loads(text)["epochs"]
            keys = dict(_epoch(entry) for entry in entries)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            # Raised from None: the cause may quote the text.
            raise KeyringError(f"{source}: not a keyring of unit codes") from None
        if not keys or len(keys) != len(entries):
            raise KeyringError(f"{source}: no epoch, or one twice")
        return cls(current_epoch=list(keys)[-1], keys=MappingProxyType(keys))


def _epoch(entry: Mapping[str, Any]) -> tuple[int, bytes]:
    """The epoch and its key. ValueError for a number that no code can have and a master too short."""
    number: int = entry["number"]
    if number not in range(EPOCHS):
        raise ValueError
    master = bytes.fromhex(entry["master"])
    return number, derive_key(master, body=entry["body"], year=entry["year"], epoch=number)


def _entry(number: int, *, body: str, year: int) -> str:
    """A new epoch as text. ValueError for a body that TOML would have to escape."""
    if not body.isprintable() or '"' in body or "\\" in body:
        raise ValueError("a body is named by printable characters without quotes and backslashes")
    master = secrets.token_hex(KEY_BYTES)
    return f'[[epochs]]\nnumber = {number}\nbody = "{body}"\nyear = {year}\nmaster = "{master}"\n'


def _publish(directory: Path, text: str, *, replace: bool) -> None:
    """Puts the file in place whole or not at all; without `replace`, whoever came first is kept."""
    descriptor, draft = tempfile.mkstemp(dir=directory, prefix=".unit-codes-")  # mode 0600 from the start
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            Path(draft).replace(directory / FILE_NAME)
        else:
            with suppress(FileExistsError):
                (directory / FILE_NAME).hardlink_to(draft)
    finally:
        Path(draft).unlink(missing_ok=True)
