"""FF1, format-preserving encryption: numerals in, as many numerals of the same radix out.

NIST SP 800-38G (2016), Algorithms 7 and 8, with the smallest domain of Revision 1: at least a million
texts. Steps named below are the standard's. A Feistel network of ten rounds whose round function is
an AES-CBC-MAC over the parameters, the tweak, the round and the other half.
"""

from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

ROUNDS = 10
BLOCK = 16  # bytes
SMALLEST_DOMAIN = 1_000_000


def encrypt(numerals: Sequence[int], *, key: bytes, radix: int, tweak: bytes = b"") -> list[int]:
    """The numerals enciphered. The key has 16, 24 or 32 bytes; the radix is 2 to 65536.

    ValueError for a numeral that is not below the radix, and for a text so short that there are fewer
    than a million like it.
    """
    left, right, moduli, scramble = _prepared(numerals, key=key, radix=radix, tweak=tweak)
    for i in range(ROUNDS):
        left, right = right, (left + scramble(i, right)) % moduli[i % 2]
    return _halves(left, right, radix=radix, length=len(numerals))


def decrypt(numerals: Sequence[int], *, key: bytes, radix: int, tweak: bytes = b"") -> list[int]:
    """What `encrypt` was given under the same key, radix and tweak. Refuses what `encrypt` refuses."""
    left, right, moduli, scramble = _prepared(numerals, key=key, radix=radix, tweak=tweak)
    for i in reversed(range(ROUNDS)):
        left, right = (right - scramble(i, left)) % moduli[i % 2], left
    return _halves(left, right, radix=radix, length=len(numerals))


def parameters_block(*, radix: int, length: int, tweak_length: int) -> bytes:
    """The block P of step 5: the same for every text of one format."""
    return (
        bytes([1, 2, 1])
        + radix.to_bytes(3, "big")
        + bytes([ROUNDS, length // 2 % 256])
        + length.to_bytes(4, "big")
        + tweak_length.to_bytes(4, "big")
    )


Scramble = Callable[[int, int], int]


def _prepared(
    numerals: Sequence[int], *, key: bytes, radix: int, tweak: bytes
) -> tuple[int, int, tuple[int, int], Scramble]:
    """Steps 1 to 5: both halves as numbers, the modulus of even and of odd rounds, the round function."""
    if not 2 <= radix <= 2**16:
        raise ValueError("FF1 takes a radix of 2 to 65536")
    if radix ** len(numerals) < SMALLEST_DOMAIN:
        raise ValueError("FF1 takes no text that has fewer than a million like it")
    if min(numerals) < 0 or max(numerals) >= radix:
        raise ValueError("a numeral is not below the radix")
    u = len(numerals) // 2
    v = len(numerals) - u
    moduli = (radix**u, radix**v)
    left, right = _number(numerals[:u], radix), _number(numerals[u:], radix)
    return left, right, moduli, _round_function(key, radix=radix, length=len(numerals), tweak=tweak)


def _round_function(key: bytes, *, radix: int, length: int, tweak: bytes) -> Scramble:
    """Step 6, i to iv: from the round and the number of one half to what is added to the other."""
    # One context per text: contexts may not be shared between threads.
    aes = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update  # noqa: S305 - one block at a time

    def enciphered(block: int) -> int:
        return int.from_bytes(aes(block.to_bytes(BLOCK, "big")), "big")

    half_bytes: int = ((radix ** (length - length // 2) - 1).bit_length() + 7) // 8  # b
    output_bytes = 4 * ((half_bytes + 3) // 4) + 4  # d
    output_blocks = (output_bytes + BLOCK - 1) // BLOCK
    padded_tweak = tweak + bytes((-len(tweak) - half_bytes - 1) % BLOCK)
    parameters = parameters_block(radix=radix, length=length, tweak_length=len(tweak))
    start = enciphered(int.from_bytes(parameters, "big"))

    def scramble(i: int, half: int) -> int:
        text = padded_tweak + bytes((i,)) + half.to_bytes(half_bytes, "big")  # Q
        mac = start
        for at in range(0, len(text), BLOCK):
            mac = enciphered(mac ^ int.from_bytes(text[at : at + BLOCK], "big"))
        stream = mac
        for j in range(1, output_blocks):
            stream = stream << 8 * BLOCK | enciphered(mac ^ j)
        return stream >> 8 * (BLOCK * output_blocks - output_bytes)

    return scramble


def _number(numerals: Sequence[int], radix: int) -> int:
    number = 0
    for numeral in numerals:
        number = number * radix + numeral
    return number


def _halves(left: int, right: int, *, radix: int, length: int) -> list[int]:
    """Step 7: the two numbers written out again, most significant numeral first."""
    u = length // 2
    return _numerals(left, radix, length=u) + _numerals(right, radix, length=length - u)


def _numerals(number: int, radix: int, *, length: int) -> list[int]:
    numerals = []
    for _ in range(length):
        number, numeral = divmod(number, radix)
        numerals.append(numeral)
    return numerals[::-1]
