"""Unit codes by the million: FF1 of `unit_code` over arrays, equal to it for every counter.

Radix 32 makes every modulus of FF1 a power of two, the halves being 7 characters (35 bits) and 8 (40
bits), and every round one AES block that differs from the next text's only in its last six bytes. So a
round is one AES call over all the blocks of a chunk and a few operations on 64-bit words. Memory is
that of one chunk, whatever the count.
"""

from collections.abc import Iterator
from functools import reduce

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray

from yinxin.kernel.alphabet import SYMBOLS, digits_of
from yinxin.marks.codes import ff1
from yinxin.marks.codes.check_character import GENERATOR, product
from yinxin.marks.codes.unit_code import BODY, LENGTH, RADIX, REDUNDANCY, UnitCode, tweak_of

Words = NDArray[np.uint64]

CHUNK = 16_384  # codes: its arrays then stay within a processor's cache
LINE = LENGTH + 1  # bytes

_LEFT_BITS, _RIGHT_BITS = 35, 40
_PAIRS = 8  # of characters, 10 bits each, before the check character
_BIG_ENDIAN = np.dtype(">u8")


def lines(key: bytes, *, epoch: int, first: int, count: int, chunk: int = CHUNK) -> Iterator[bytes]:
    """The codes of `count` counters from `first` on, as ASCII lines of 18 bytes, a chunk at a time.

    What a printer is sent. ValueError, at once, for an epoch or counters that no code can have.
    """
    UnitCode(epoch, first)
    if count < 0 or chunk < 1:
        raise ValueError("codes are asked for by a count of 0 or more, in chunks of 1 or more")
    if count:
        UnitCode(epoch, first + count - 1)
    return _lines(key, epoch, range(first, first + count), chunk)


def codes(key: bytes, *, epoch: int, first: int, count: int, chunk: int = CHUNK) -> Iterator[list[str]]:
    """The same codes as lists of text, a chunk at a time."""
    parts = lines(key, epoch=epoch, first=first, count=count, chunk=chunk)
    return (part.decode("ascii").split() for part in parts)


def _lines(key: bytes, epoch: int, counters: range, chunk: int) -> Iterator[bytes]:
    for at in range(0, len(counters), chunk):
        part = counters[at : at + chunk]
        left, right = _enciphered(np.arange(part.start, part.stop, dtype=np.uint64), key, epoch)
        yield _written(np.uint64(epoch << _LEFT_BITS) | left, right)


def _enciphered(counters: Words, key: bytes, epoch: int) -> tuple[Words, Words]:
    """Both halves of FF1(counter ‖ zeros)."""
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - one block a code
    tweak = tweak_of(epoch)
    start = encryptor.update(ff1.parameters_block(radix=RADIX, length=BODY, tweak_length=len(tweak)))
    constant = int.from_bytes(start, "big") ^ int.from_bytes(tweak.ljust(ff1.BLOCK, b"\0"), "big")
    high, low = constant >> 64, constant & (1 << 64) - 1

    blocks = bytearray(ff1.BLOCK * len(counters))
    macs = bytearray(len(blocks) + ff1.BLOCK - 1)  # update_into asks for a spare block, less a byte
    block_words = np.frombuffer(blocks, dtype=_BIG_ENDIAN)
    mac_words = np.frombuffer(macs, dtype=_BIG_ENDIAN, count=len(block_words))
    block_words[0::2] = high

    # The counter's first seven characters are the left half; its eighth, before the zeros, begins the right.
    left, right = counters >> np.uint64(5), (counters & np.uint64(31)) << np.uint64(5 * REDUNDANCY)
    for i in range(ff1.ROUNDS):
        block_words[1::2] = right ^ np.uint64(low ^ i << _RIGHT_BITS)
        encryptor.update_into(blocks, macs)
        # FF1 takes the MAC's first 12 bytes; the last 5 of them are all that either modulus leaves.
        scramble = mac_words[0::2] << np.uint64(32) | mac_words[1::2] >> np.uint64(32)
        bits = _RIGHT_BITS if i % 2 else _LEFT_BITS
        left, right = right, (left + scramble) & np.uint64((1 << bits) - 1)
    return left, right


def _written(head: Words, tail: Words) -> bytes:
    """Lines of text: epoch and left half, right half, check character and newline, two bytes each."""
    text = np.empty((len(head), _PAIRS + 1), dtype=np.uint16)
    check = np.zeros(len(head), dtype=np.uint8)
    for pair in range(_PAIRS):
        half = head if pair < _PAIRS // 2 else tail
        values = (half >> np.uint64(10 * (3 - pair % 4))) & np.uint64(1023)
        text[:, pair] = _PAIR_TEXT[values]
        check ^= _PAIR_CHECK[pair][values]
    text[:, _PAIRS] = _LAST_TEXT[check]
    return text.tobytes()


def _pair_check(pair: int) -> NDArray[np.uint8]:
    """What two characters at this place add to the check character, for all 1024 of them."""
    weights = [reduce(product, [GENERATOR] * (LENGTH - 1 - place)) for place in (2 * pair, 2 * pair + 1)]
    sums = []
    for number in range(1024):
        first, second = digits_of(number, length=2)
        sums.append(product(first, weights[0]) ^ product(second, weights[1]))
    return np.array(sums, dtype=np.uint8)


_PAIR_TEXT = np.frombuffer("".join(a + b for a in SYMBOLS for b in SYMBOLS).encode(), dtype=np.uint16)
_PAIR_CHECK = [_pair_check(pair) for pair in range(_PAIRS)]
_LAST_TEXT = np.frombuffer("".join(symbol + "\n" for symbol in SYMBOLS).encode(), dtype=np.uint16)
