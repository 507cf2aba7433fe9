"""What an identifier's check answers with."""

from typing import NamedTuple


class Problem(NamedTuple):
    """Why a number is doubted.

    A `blocking` problem: no such number can exist. Any other is kept once a person has confirmed the number.
    """

    code: str
    blocking: bool
