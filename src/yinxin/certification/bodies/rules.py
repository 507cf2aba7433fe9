"""For what, and until when, a body may certify (认证认可条例 arts. 9, 10, 59). Pure."""

import re
from collections.abc import Collection
from datetime import date
from typing import Final

# CNCA-R-2002-001 for domestic bodies, CNCA-RF-2019-12 for foreign-invested ones.
APPROVAL_NUMBER: Final = re.compile(r"CNCA-RF?-\d{4}-\d{2,4}")


def is_approval_number(text: str) -> bool:
    """Whether a text can be the number of a body's approval.

    >>> is_approval_number("CNCA-R-2002-001"), is_approval_number("CNCA-2002-001")
    (True, False)
    """
    return APPROVAL_NUMBER.fullmatch(text) is not None


def may_certify(kind: str, *, approved_kinds: Collection[str], approved_until: date, on: date) -> bool:
    """Whether the approval covers a kind of product on a day, its last day included.

    >>> may_certify("mutton", approved_kinds=["mutton"], approved_until=date(2025, 1, 1), on=date(2025, 1, 1))
    True
    """
    return kind in approved_kinds and on <= approved_until
