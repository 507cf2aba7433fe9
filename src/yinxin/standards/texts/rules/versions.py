"""A text as it stood, and what differs between two. Pure.

A snapshot holds plain JSON values only, so that it has one canonical form and a hash; decimals stand as text.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol


class IndicatorLike(Protocol):
    """What a snapshot keeps of an indicator."""

    @property
    def item(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def comparison(self) -> str: ...
    @property
    def limit(self) -> Decimal: ...
    @property
    def upper(self) -> Decimal | None: ...
    @property
    def national_limit(self) -> Decimal | None: ...
    @property
    def national_basis(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def is_placeholder(self) -> bool: ...


class ClauseLike(Protocol):
    """What a snapshot keeps of a clause; `indicators.all()` gives its limits in order."""

    @property
    def pk(self) -> Any: ...
    @property
    def number(self) -> str: ...
    @property
    def depth(self) -> int: ...
    @property
    def annex(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def is_critical(self) -> bool: ...
    @property
    def origin(self) -> Any: ...
    @property
    def succeeds_id(self) -> int | None: ...
    @property
    def indicators(self) -> Any: ...


def snapshot(clauses: Iterable[ClauseLike]) -> dict[str, Any]:
    """The text of these clauses, in order, as `Version.text` keeps it."""
    return {"clauses": [clause_as_json(clause) for clause in clauses]}


def clause_as_json(clause: ClauseLike) -> dict[str, Any]:
    """One clause with its limits. `succeeds` is the key of the clause that it was copied from, or null."""
    return {
        "key": clause.pk,
        "number": clause.number,
        "depth": clause.depth,
        "annex": clause.annex,
        "kind": clause.kind,
        "title": clause.title,
        "text": clause.text,
        "is_critical": clause.is_critical,
        "origin": clause.origin,
        "succeeds": clause.succeeds_id,
        "indicators": [indicator_as_json(each) for each in clause.indicators.all()],
    }


def indicator_as_json(indicator: IndicatorLike) -> dict[str, Any]:
    """A limit; numbers as text, empty where there is none."""
    return {
        "item": indicator.item,
        "unit": indicator.unit,
        "comparison": indicator.comparison,
        "limit": plain(indicator.limit),
        "upper": plain(indicator.upper),
        "national_limit": plain(indicator.national_limit),
        "national_basis": indicator.national_basis,
        "method": indicator.method,
        "is_placeholder": indicator.is_placeholder,
    }


def indicator_from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a limit as it was kept."""
    numbers = {name: _decimal(data[name]) for name in ("limit", "upper", "national_limit")}
    return {**data, **numbers}


def plain(value: Decimal | None) -> str:
    """A number as it is written, without the zeros that a column pads it with.

    >>> plain(Decimal("3.2000")), plain(Decimal("100.0000")), plain(None)
    ('3.2', '100', '')
    """
    return "" if value is None else f"{value.normalize():f}"


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
