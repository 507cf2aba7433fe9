"""Writes: committing to a list, drawing from it, abandoning a draw. All three are open entries of the register.

`draws.rules` says why nobody can steer a draw; what is refused here is what that rests on.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.draws import queries, rules
from yinxin.draws.lifecycle import DRAW_LIFE, OPERATORS, DrawState
from yinxin.draws.models import Candidate, Draw
from yinxin.draws.rules import Entrant, Stratum
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import queries as register
from yinxin.register.models import Checkpoint
from yinxin.register.rules import moment

__all__ = ["Entrant", "Stratum", "abandon", "check_ready", "commit", "draw"]

SALT_BYTES = 16


class StrataUnclear(NotAcceptable):
    """A draw has at least one stratum, each with seats, and codes that give different keys."""

    code = "draw_strata_unclear"


class EnteredTwice(NotAcceptable):
    """A candidate stands in the list once; its weight says how many tickets it has."""

    code = "draw_entered_twice"


class TooFewCandidates(NotAcceptable):
    """A stratum might not be filled, whatever the value will be."""

    code = "draw_too_few_candidates"


class SourceMissing(NotAcceptable):
    """The public value is named beforehand."""

    code = "draw_source_missing"


class SourceKnown(NotAcceptable):
    """The value could be known already: the list would be committed to too late."""

    code = "draw_source_known"


class AlreadyCommitted(WrongState):
    """A list for the same thing waits for its value: with two of them, one could choose between the results."""

    code = "draw_already_committed"


class SameOfficer(NotAcceptable):
    """Whoever committed to the list does not enter the value."""

    code = "draw_same_officer"


class ValueNotDue(WrongState):
    """The value cannot be known yet."""

    code = "draw_value_not_due"


class ValueUnreadable(NotAcceptable):
    """The value holds no number, or something besides numbers."""

    code = "draw_value_unreadable"


class NotSealed(WrongState):
    """No checkpoint over the commitment was signed before the value could be known."""

    code = "draw_not_sealed"


class DrawReasonMissing(NotAcceptable):
    """A draw is abandoned with a reason, which is public."""

    code = "draw_reason_missing"


@transaction.atomic
def commit(
    *,
    title: str,
    purpose: str,
    subject_of: str,
    candidates: Sequence[Entrant],
    strata: Sequence[Stratum],
    source: str,
    source_due_at: datetime,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Draw:
    """Bind the list of candidates, the seats of each stratum, and the public value that will decide, in this order.

    Who stands in none of the strata is no candidate. `title` is public: no personal data. Refuses NotYours,
    StrataUnclear, EnteredTwice, TooFewCandidates, SourceMissing, SourceKnown and AlreadyCommitted. Records
    `draw.committed`, open, with the hash of the list; the subjects stay in our tables behind salted tokens.
    """
    if by.as_role not in OPERATORS:
        raise NotYours(noun="draw", verb="commit", role=by.role)
    codes = {stratum.code for stratum in strata}
    entrants = [entrant for entrant in candidates if codes & set(entrant.strata)]
    _check_list(entrants, strata)
    if not source.strip():
        raise SourceMissing(field="source")
    if source_due_at <= at:
        raise SourceKnown(field="source_due_at")
    list(Draw.objects.select_for_update().order_by("-id")[:1])  # one draw after the other is given its number
    earlier = Draw.objects.filter(subject_of=subject_of, state=DrawState.COMMITTED).first()
    if earlier is not None:
        raise AlreadyCommitted(number=earlier.number)
    rows = [
        _candidate(ordinal, entrant, [each.code for each in strata if each.code in entrant.strata])
        for ordinal, entrant in enumerate(entrants, start=1)
    ]
    row = Draw(
        number=_next_number(localtime(at).year),
        title=title,
        purpose=purpose,
        subject_of=subject_of,
        strata=[stratum.as_data() for stratum in strata],
        list_sha256=rules.list_sha256(
            [rules.Line(each.ordinal, each.token, tuple(each.strata), each.weight) for each in rows]
        ),
        source=source.strip(),
        source_due_at=source_due_at.replace(microsecond=0),
        committed_by=by,
        committed_at=at.replace(microsecond=0),
        is_invented=is_invented,
    )
    people.record(
        "draw.committed",
        subject=row.subject,
        by=by,
        at=at,
        facts={
            "state": row.state,
            "title": row.title,
            "purpose": row.purpose,
            "subject_of": row.subject_of,
            "strata": row.strata,
            "candidates": len(rows),
            "list_sha256": row.list_sha256,
            "source": row.source,
            "source_due_at": moment(row.source_due_at),
        },
        is_open=True,
    )
    row.committed_entry = register.size()  # the head is locked since the entry
    row.save()
    for each in rows:
        each.draw = row
    Candidate.objects.bulk_create(rows)
    return row


@transaction.atomic
def draw(number: str, *, value: str, evidence: str = "", by: Office, at: datetime) -> Draw:
    """Enter the public value, and take whom it picks.

    `evidence` is where the value can be looked up. Refuses NotFound, NotYours, WrongState, SameOfficer, ValueNotDue,
    NotSealed and ValueUnreadable. Records `draw.drawn`, open, with the tokens of those taken.
    """
    row = _locked(number, by)
    move = DRAW_LIFE.move("draw", state=row.state, role=by.as_role)
    checkpoint = check_ready(row, by=by, at=at)
    numbers = rules.numbers_of(value)
    if not numbers:
        raise ValueUnreadable(field="value")
    row.state = move.target
    row.value = value.strip()
    row.evidence = evidence.strip()
    row.key = rules.key_of(bytes(checkpoint.root), numbers)
    row.checkpoint_size = checkpoint.size
    row.drawn_by = by
    row.drawn_at = at
    row.save(
        update_fields=["state", "value", "evidence", "key", "checkpoint_size", "drawn_by", "drawn_at"],
    )
    tokens = _take(row)
    people.record(
        "draw.drawn",
        subject=row.subject,
        by=by,
        at=at,
        facts={
            "state": row.state,
            "value": row.value,
            "numbers": [str(number) for number in numbers],
            "evidence": row.evidence,
            "checkpoint": checkpoint.size,
            "key": row.key,
            "taken": tokens,
        },
        is_open=True,
    )
    return row


@transaction.atomic
def abandon(number: str, *, reason: str, by: Office, at: datetime) -> Draw:
    """Give up a draw before its value was entered. The reason is public: no personal data.

    Refuses NotFound, NotYours, WrongState and DrawReasonMissing. Records `draw.abandoned`, open, and whether the value
    could be known by then.
    """
    row = _locked(number, by)
    move = DRAW_LIFE.move("abandon", state=row.state, role=by.as_role)
    if not reason.strip():
        raise DrawReasonMissing(field="reason")
    row.state = move.target
    row.abandoned_reason = reason.strip()
    row.save(update_fields=["state", "abandoned_reason"])
    people.record(
        "draw.abandoned",
        subject=row.subject,
        by=by,
        at=at,
        facts={
            "state": row.state,
            "reason": row.abandoned_reason,
            "value_could_be_known": at >= row.source_due_at,
        },
        is_open=True,
    )
    return row


def check_ready(row: Draw, *, by: Office, at: datetime) -> Checkpoint:
    """The checkpoint whose root goes into the key, once this officer may enter the value.

    Refuses SameOfficer to the person who committed, whatever office that person acts in now; ValueNotDue; NotSealed
    where no checkpoint covers the commitment, or one that was signed when the value could be known already.
    """
    if row.committed_by.user_id == by.user_id:
        raise SameOfficer
    if at < row.source_due_at:
        raise ValueNotDue(due=row.source_due_at)
    checkpoint = queries.checkpoint_of(row)
    if checkpoint is None or checkpoint.signed_at >= row.source_due_at:
        raise NotSealed(number=row.number)
    return checkpoint


def _check_list(entrants: Sequence[Entrant], strata: Sequence[Stratum]) -> None:
    if not rules.are_strata(strata):
        raise StrataUnclear
    if len({entrant.subject for entrant in entrants}) != len(entrants):
        raise EnteredTwice
    small = rules.too_small(entrants, strata)
    if small is not None:
        stratum, left = small
        raise TooFewCandidates(stratum=stratum.name, seats=stratum.seats, left=left)


def _candidate(ordinal: int, entrant: Entrant, strata: list[str]) -> Candidate:
    salt = secrets.token_hex(SALT_BYTES)
    return Candidate(
        ordinal=ordinal,
        subject=entrant.subject,
        salt=salt,
        token=rules.token_of(entrant.subject, salt=salt),
        strata=strata,
        weight=entrant.weight,
    )


def _take(row: Draw) -> dict[str, list[str]]:
    """Mark those who are taken, and say who they are in each stratum."""
    found = rules.selection(queries.lines_of(row), rules.strata_of(row.strata), key=row.key)
    candidates = {each.token: each for each in row.candidates.all()}
    ordered = [(code, taken.line.token) for code, all_taken in found.items() for taken in all_taken]
    for place, (code, token) in enumerate(ordered, start=1):
        candidates[token].taken_in, candidates[token].taken_as = code, place
    Candidate.objects.bulk_update(candidates.values(), ["taken_in", "taken_as"])
    return {code: [taken.line.token for taken in all_taken] for code, all_taken in found.items()}


def _next_number(year: int) -> str:
    prefix = f"CQ{year}-"
    return f"{prefix}{Draw.objects.filter(number__startswith=prefix).count() + 1:03d}"


def _locked(number: str, by: Office) -> Draw:
    row = queries.draws_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    if row is None:
        raise NotFound(noun="draw", number=number)
    return row
