"""Reads: draws in an office's reach, those of the public, who was taken, and the record that anyone recomputes."""

from typing import Any

from django.db.models import Q, QuerySet

from yinxin.draws import rules, verification
from yinxin.draws.lifecycle import OPERATORS, DrawState
from yinxin.draws.models import Candidate, Draw
from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.people.queries import within_reach
from yinxin.register import keys
from yinxin.register import queries as register
from yinxin.register.models import Checkpoint, Entry
from yinxin.register.rules import moment


def draws_in_reach(by: Office) -> QuerySet[Draw]:
    """For an operator: what its own unit committed to; for a league also what organisations in its area did."""
    rows = Draw.objects.select_related("committed_by__user", "drawn_by__user")
    if by.as_role not in OPERATORS:
        return rows.none()
    own = within_reach(by, division="committed_by__division", organisation="committed_by__organisation")
    if by.division is not None:
        own |= Q(committed_by__organisation__division__path__startswith=by.division.path)
    return rows.filter(own)


def public_draws() -> QuerySet[Draw]:
    """Every draw that was ever committed to, the latest first: those that were abandoned stay in sight."""
    return Draw.objects.all()


def public_draw(number: str) -> Draw:
    """One of them. Refuses NotFound."""
    found = public_draws().filter(number=number).first()
    if found is None:
        raise NotFound(noun="draw", number=number)
    return found


def taken(draw: Draw) -> list[Candidate]:
    """Those who were drawn, in the order of drawing."""
    return list(draw.candidates.filter(taken_as__isnull=False).order_by("taken_as"))


def lines_of(draw: Draw) -> list[rules.Line]:
    """The list as the public sees it."""
    return [
        rules.Line(each.ordinal, each.token, tuple(each.strata), each.weight)
        for each in draw.candidates.order_by("ordinal")
    ]


def checkpoint_of(draw: Draw) -> Checkpoint | None:
    """The first signed checkpoint that covers the commitment; None before it is signed."""
    return register.covering_checkpoint(draw.committed_entry)


def record_of(draw: Draw) -> dict[str, Any]:
    """The public record: all that an outsider needs to recompute the draw (`verification`), and no personal data.

    It says what was recorded, not what it should have been: whoever recomputes it finds a difference.
    """
    strata = rules.strata_of(draw.strata)
    return {
        "format": verification.FORMAT,
        "number": draw.number,
        "state": draw.state,
        "title": draw.title,
        "purpose": draw.purpose,
        "subject_of": draw.subject_of,
        "is_invented": draw.is_invented,
        "strata": [stratum.as_data() for stratum in strata],
        "candidates": [line.as_data() for line in lines_of(draw)],
        "list_sha256": draw.list_sha256,
        "committed_at": moment(draw.committed_at),
        "source": draw.source,
        "source_due_at": moment(draw.source_due_at),
        "entry": {
            "seq": draw.committed_entry,
            "leaf": Entry.objects.get(seq=draw.committed_entry).leaf,
        },
        "checkpoint": _checkpoint_data(draw),
        "verifier": keys.verifier().text,
        "value": draw.value,
        "numbers": [str(number) for number in rules.numbers_of(draw.value)],
        "evidence": draw.evidence,
        "key": draw.key,
        "drawn_at": moment(draw.drawn_at) if draw.drawn_at else None,
        "selection": _selection(draw, strata) if draw.state == DrawState.DRAWN else [],
        "abandoned_reason": draw.abandoned_reason,
    }


def _checkpoint_data(draw: Draw) -> dict[str, Any] | None:
    checkpoint = checkpoint_of(draw)
    if checkpoint is None:
        return None
    path = register.proof_of(draw.committed_entry, size=checkpoint.size)
    return {
        "size": checkpoint.size,
        "root": bytes(checkpoint.root).hex(),
        "note": checkpoint.note,
        "proof": [node.hex() for node in path],
    }


def _selection(draw: Draw, strata: tuple[rules.Stratum, ...]) -> list[dict[str, Any]]:
    """The steps as they are worked out, each with the candidate who was recorded as taken by it."""
    worked_out = verification.selection_data(
        rules.selection(lines_of(draw), strata, key=draw.key), key=draw.key
    )
    recorded = taken(draw)
    for stratum in worked_out:
        steps = stratum["steps"]
        own = [each for each in recorded if each.taken_in == stratum["stratum"]]
        stratum["steps"] = [
            {**step, "ordinal": each.ordinal, "token": each.token}
            for step, each in zip(steps, own, strict=False)
        ]
    return worked_out
