"""How a draw is worked out: the list and its hash, how a value is read, the key, who is taken. Pure.

**Why neither officer can steer it.** Who is taken follows from three things and from nothing else.

- *The list.* Its hash stands in the open entry `draw.committed`, together with strata, seats, source and the moment
  before which nobody can know the source's value. Afterwards nothing of it can be changed.
- *The root of the checkpoint*, the first that covers this entry and signed before that moment. It depends on the
  list, so whoever tries other lists gets other roots; but without the value no root is better than another. The
  public record shows it from the beginning, and anyone can keep a copy.
- *The value.* It is nobody's to choose, and a second officer enters it. Its numbers are put in order, and idle zeros
  and separators do not count, so that all ways of writing it down give one key. A wrong value is seen by anyone who
  looks at the source.

Two lists that wait for the same value would leave a choice once the value is known: so a thing has one draw at a
time. And to give up a draw after its moment would be to refuse the result: so this is an open entry of its own, with
its reason, and says that it came after the moment.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from yinxin.kernel import draws
from yinxin.register.rules import canonical

# What people write between the numbers of a lottery, and beside them.
LABELS = ("红球", "蓝球", "前区", "后区")
SEPARATED = re.compile(r"[\s,、;:+|/·—–-]+")
NUMBER = re.compile(r"\d{1,40}(?:\.\d{1,40})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody or something that can be drawn, as the register names it, and the strata in which it stands."""

    subject: str
    strata: tuple[str, ...]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of a draw, with the number of seats that are drawn in it."""

    code: str
    name: str
    seats: int

    def as_data(self) -> dict[str, object]:
        """As it stands in the register."""
        return {"code": self.code, "name": self.name, "seats": self.seats}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, as the public sees it."""

    ordinal: int
    token: str
    strata: tuple[str, ...]
    weight: int

    def as_data(self) -> dict[str, object]:
        """As it stands in the list that is hashed."""
        return {
            "ordinal": self.ordinal,
            "token": self.token,
            "strata": list(self.strata),
            "weight": self.weight,
        }


@dataclass(frozen=True, slots=True)
class Taken:
    """One who was taken in a stratum, with the step that led there."""

    line: Line
    pick: draws.Pick


def token_of(subject: str, *, salt: str) -> str:
    """What stands in public for a candidate: SHA-256(salt || subject). Whoever is given both can check it."""
    return hashlib.sha256(bytes.fromhex(salt) + subject.encode()).hexdigest()


def list_sha256(lines: Sequence[Line]) -> str:
    """The hash of the list: of the canonical JSON (RFC 8785) of {"candidates": [lines in their order]}."""
    return hashlib.sha256(canonical({"candidates": [line.as_data() for line in lines]})).hexdigest()


def numbers_of(text: str) -> tuple[Decimal, ...]:
    """The numbers of a value, in ascending order, however they are spelled; none where anything else stands there.

    >>> [str(number) for number in numbers_of("红球：０３、08, 15 22 27 33；蓝球：07")]
    ['3', '7', '8', '15', '22', '27', '33']
    >>> numbers_of("3104.50"), numbers_of("03.08.15"), numbers_of("第 2025001 期")
    ((Decimal('3104.5'),), (), ())
    """
    plain = unicodedata.normalize("NFKC", text)
    for label in LABELS:
        plain = plain.replace(label, " ")
    words = [word for word in SEPARATED.split(plain) if word]
    if not all(NUMBER.fullmatch(word) for word in words):
        return ()
    return tuple(sorted(map(_number, words)))


def key_of(root: bytes, numbers: Iterable[Decimal]) -> str:
    """The key of a draw, from the checkpoint's root and the numbers of the value, in the form of RFC 3797."""
    return draws.text_source(root.hex()) + draws.numbers_source(numbers)


def key_in(stratum: str, *, key: str) -> str:
    """The key in a stratum: its code is one source more."""
    return key + draws.text_source(stratum)


def selection(lines: Sequence[Line], strata: Sequence[Stratum], *, key: str) -> dict[str, tuple[Taken, ...]]:
    """Who is taken in each stratum, in the order of strata; whoever was taken in one is out of the next."""
    out: set[str] = set()
    found: dict[str, tuple[Taken, ...]] = {}
    for stratum in strata:
        tickets = [
            line.weight if stratum.code in line.strata and line.token not in out else 0 for line in lines
        ]
        picks = islice(draws.picks(key_in(stratum.code, key=key), tickets), stratum.seats)
        found[stratum.code] = tuple(Taken(lines[pick.taken], pick) for pick in picks)
        out |= {taken.line.token for taken in found[stratum.code]}
    return found


def are_strata(strata: Sequence[Stratum]) -> bool:
    """Whether the strata can be drawn: at least one, each with seats, and no two of which give the same key."""
    keys = {key_in(stratum.code, key="") for stratum in strata}
    return bool(strata) and len(keys - {"/"}) == len(strata) and all(stratum.seats > 0 for stratum in strata)


def too_small(entrants: Sequence[Entrant], strata: Sequence[Stratum]) -> tuple[Stratum, int] | None:
    """The first stratum that might not be filled, with how many are sure to be left for it; None where all are filled.

    Sure, whatever the value: as many as possible of those who stand in it may have been taken in earlier strata.
    """
    members = {
        stratum.code: {entrant.subject for entrant in entrants if stratum.code in entrant.strata}
        for stratum in strata
    }
    for place, stratum in enumerate(strata):
        own = members[stratum.code]
        lost = sum(min(earlier.seats, len(members[earlier.code] & own)) for earlier in strata[:place])
        left = max(len(own) - lost, 0)
        if left < stratum.seats:
            return stratum, left
    return None


def strata_of(data: Iterable[Mapping[str, object]]) -> tuple[Stratum, ...]:
    """Strata as they stand in the register."""
    return tuple(
        Stratum(code=str(each["code"]), name=str(each["name"]), seats=int(str(each["seats"])))
        for each in data
    )


def _number(word: str) -> Decimal:
    whole, _, fraction = word.partition(".")
    fraction = fraction.rstrip("0")
    return Decimal(f"{whole}.{fraction}" if fraction else whole)
