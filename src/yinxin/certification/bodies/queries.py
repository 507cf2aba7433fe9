"""Reads: bodies, and which of them may certify a kind of product."""

from datetime import date

from yinxin.certification.bodies import rules
from yinxin.certification.bodies.models import Body


def may_certify(body: Body, kind: str, *, on: date) -> bool:
    """Whether a body's approval covers a kind of product on a day."""
    return rules.may_certify(
        kind, approved_kinds=body.approved_kinds, approved_until=body.approved_until, on=on
    )


def bodies_for(kind: str, *, on: date) -> list[Body]:
    """The bodies that may certify a kind of product on a day, by name: no body is put before another."""
    # A list of codes in JSON is searched here: SQLite has no containment, and there are some dozen bodies.
    return [body for body in Body.objects.filter(approved_until__gte=on) if may_certify(body, kind, on=on)]
