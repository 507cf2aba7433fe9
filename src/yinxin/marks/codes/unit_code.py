"""The format of a unit code: `E CCCCCCC CCCCCCCC K`, seventeen characters of base 32.

E is the epoch: which of 32 keys. The fifteen C are FF1 (NIST SP 800-38G, radix 32) of a counter of
eight characters (40 bits) and seven zeros (35 bits): a guess passes for a code once in 2^35. K is the
check character. Seventeen characters fit the serial number of GS1 AI (21), which takes twenty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yinxin.kernel.alphabet import SYMBOLS, VALUES, digits_of, fold, number_of, text_of
from yinxin.marks.codes import ff1
from yinxin.marks.codes.check_character import check_value, is_right

RADIX = 32
LENGTH = 17  # characters
EPOCHS = 32
COUNTERS = 2**40
REDUNDANCY = 7  # characters of zero behind the counter: 35 bits
BODY = 15  # characters under encryption
KEY_BYTES = 32  # AES-256

_GROUPS = (4, 4, 4, 5)


@dataclass(frozen=True, order=True)
class UnitCode:
    """One package: its counter, unique within the epoch whose key enciphers it.

    ValueError for an epoch outside 0..31 or a counter outside 0..2^40-1.
    """

    epoch: int
    counter: int

    def __post_init__(self) -> None:
        if not 0 <= self.epoch < EPOCHS:
            raise ValueError(f"an epoch is 0 to {EPOCHS - 1}")
        if not 0 <= self.counter < COUNTERS:
            raise ValueError(f"a counter is 0 to {COUNTERS - 1}")


class Defect(StrEnum):
    """What is wrong with a text that was mistyped."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


class Lack(StrEnum):
    """What a foreign code lacks."""

    KEY = "key"
    REDUNDANCY = "redundancy"


class Mistyped(ValueError):
    """The text is no code at all, whatever the keys: its reader should look at the label again.

    `defect` says which: not seventeen characters, a character outside the alphabet (then `position`
    counts from 1 among those that count), or a check character that does not fit. No correction is
    offered: the nearest right code may be somebody else's package.
    """

    def __init__(self, defect: Defect, *, position: int | None = None) -> None:
        super().__init__(defect.value)
        self.defect = defect
        self.position = position


class Foreign(ValueError):
    """The text is typed as its writer meant it, and was not made with our keys: `lack` says how it shows.

    To be told as one thing to whoever asks; the difference is for the operator, who may miss a key.
    """

    def __init__(self, lack: Lack, *, epoch: int) -> None:
        super().__init__(lack.value)
        self.lack = lack
        self.epoch = epoch


def derive_key(master: bytes, *, body: str, year: int, epoch: int) -> bytes:
    """The key of one epoch, by HKDF-SHA256 (RFC 5869) from a master of at least 32 bytes.

    Another certification body, year or epoch gives an unrelated key. ValueError for a short master.
    """
    if len(master) < KEY_BYTES:
        raise ValueError(f"a master key has at least {KEY_BYTES} bytes")
    # The name comes last: no name can then be confused with the numbers.
    label = b"yinxin unit code" + year.to_bytes(4, "big") + bytes([epoch]) + body.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(master)


def tweak_of(epoch: int) -> bytes:
    """FF1's tweak: a code moved to another epoch is foreign there, even under the same key."""
    return b"unit" + bytes([epoch])


def encode(unit: UnitCode, key: bytes) -> str:
    """The code that is printed on the package, under the key of its epoch."""
    plain = digits_of(unit.counter << 5 * REDUNDANCY, length=BODY)
    values = [unit.epoch, *ff1.encrypt(plain, key=key, radix=RADIX, tweak=tweak_of(unit.epoch))]
    return text_of([*values, check_value(values)])


def display(text: str) -> str:
    """A code in groups of 4-4-4-5, for people. Takes it in any form that `read` does.

    >>> display("0123456789abcdefg")
    '0123-4567-89AB-CDEFG'
    """
    rest, groups = fold(text), []
    for size in _GROUPS:
        groups.append(rest[:size])
        rest = rest[size:]
    return "-".join(filter(None, [*groups, rest]))


def read(text: str, keys: Mapping[int, bytes]) -> UnitCode:
    """Which package a text names, given the key of each epoch.

    Forgives case, look-alikes, full width, spaces and hyphens. Mistyped if it is no code; Foreign if it
    is one that these keys did not make. That the code was ever issued is for the caller to find out.
    """
    values = _values(fold(text))
    epoch = values[0]
    if epoch not in keys:
        raise Foreign(Lack.KEY, epoch=epoch)
    plain = ff1.decrypt(values[1:-1], key=keys[epoch], radix=RADIX, tweak=tweak_of(epoch))
    if any(plain[-REDUNDANCY:]):
        raise Foreign(Lack.REDUNDANCY, epoch=epoch)
    return UnitCode(epoch, number_of(plain[:-REDUNDANCY]))


def _values(folded: str) -> list[int]:
    """The values of a text that is rightly typed, or Mistyped."""
    if len(folded) != LENGTH:
        raise Mistyped(Defect.LENGTH)
    for position, symbol in enumerate(folded, start=1):
        if symbol not in SYMBOLS:
            raise Mistyped(Defect.CHARACTER, position=position)
    values = [VALUES[symbol] for symbol in folded]
    if not is_right(values):
        raise Mistyped(Defect.CHECK)
    return values
