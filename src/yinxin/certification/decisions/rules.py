"""Which persons may review, decide and countersign. Pure.

ISO/IEC 17065 7.5.1 and 7.6.2: not who took part in the evaluation. 认证认可条例 art. 22: certification staff sign
first, then the head of the body. It is asked of persons, not of offices: one person may hold several.

ISO/IEC 17065 lets the reviewer decide; this scheme keeps reviewer, certifier and head three persons.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """What a person did in a case."""

    EVALUATED = "evaluated"
    REVIEWED = "reviewed"
    DECIDED = "decided"


BARS: Final[dict[str, tuple[Part, ...]]] = {
    "send_back": (Part.EVALUATED,),
    "review": (Part.EVALUATED,),
    "decide": (Part.EVALUATED, Part.REVIEWED),
    "countersign": (Part.EVALUATED, Part.REVIEWED, Part.DECIDED),
}


def barred_by(verb: str, *, did: Collection[Part]) -> Part | None:
    """What bars a person who did these parts from a verb; None where nothing does.

    >>> barred_by("decide", did={Part.REVIEWED}), barred_by("decide", did=set())
    (<Part.REVIEWED: 'reviewed'>, None)
    """
    return next((part for part in BARS.get(verb, ()) if part in did), None)
