"""Writes: calls from preparation to closing, and proposals from the first word to the answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation
from yinxin.register import actions as register
from yinxin.standards.calls import queries, rules
from yinxin.standards.calls.lifecycle import CALL_LIFE, PROPOSAL_LIFE, PROPOSERS, CallState, ProposalState
from yinxin.standards.calls.models import Call, Proposal, Score

_TEXTS = ("title", "product", "reason", "existing_standards", "stricter_points", "partners")
_NEEDED = ("title", "reason")
CORRECTABLE = frozenset({*_TEXTS, "industry", "division"})


class BatchTaken(NotAcceptable):
    """There is a call of this year and batch already."""

    code = "call_batch_taken"


class CallTextMissing(NotAcceptable):
    """A call says what it is for."""

    code = "call_text_missing"


class SubjectAreaUnknown(NotAcceptable):
    """The ledger has no such industry."""

    code = "call_industry_unknown"


class DeadlinePassed(NotAcceptable):
    """Nobody could answer a call whose last day is over."""

    code = "call_deadline_passed"


class NoLonger(NotAcceptable):
    """A call is extended to a later day; it is never cut short behind the backs of those who rely on it."""

    code = "call_not_extended"


class CallNotOpen(WrongState):
    """The call takes no proposals on that day."""

    code = "call_not_open"


class IndustryNotCalled(NotAcceptable):
    """The call names other subject areas."""

    code = "proposal_industry_not_called"


class ProposalTextMissing(NotAcceptable):
    """A proposal says what the standard would be about, and why it is needed."""

    code = "proposal_text_missing"


class ProposedInFuture(NotAcceptable):
    """What was proposed was proposed today or before."""

    code = "proposed_in_future"


class ProposalOfOthers(NotYours):
    """A proposal is corrected and taken back by whoever made it."""

    code = "proposal_of_others"


class PointsOutOfRange(NotAcceptable):
    """Each criterion of the rulebook gets points, from none to all that it can get."""

    code = "score_points_out_of_range"


class MergedIntoItself(NotAcceptable):
    """A proposal is merged into another one."""

    code = "proposal_merged_into_itself"


class WholeAnswered(NotAcceptable):
    """What others are merged into still waits for its answer."""

    code = "proposal_whole_answered"


class ReasonMissing(NotAcceptable):
    """Whoever asked is told why."""

    code = "proposal_answer_missing"


class AnswerDayOutOfRange(NotAcceptable):
    """A proposal is answered after it was made, and not in the future."""

    code = "proposal_answer_day"


# ------------------------------------------------------------------------------------------------ calls


@transaction.atomic
def prepare_call(
    *,
    year: int,
    batch: int,
    title: str,
    text: str,
    industries: Sequence[str],
    closes_on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Call:
    """Prepare a call that only the institute sees until it is opened. `industries` are codes; none means any.

    Refuses NotYours, BatchTaken, CallTextMissing, SubjectAreaUnknown and DeadlinePassed.
    """
    if by.as_role not in CALL_LIFE.roles("edit"):
        raise NotYours(noun="call", verb="prepare", role=by.role)
    call = Call(year=year, batch=batch, is_invented=is_invented)
    call.organisation = by.organisation  # type: ignore[assignment]  # the institute: its offices name it
    _state_call(call, title=title, text=text, industries=industries, closes_on=closes_on, at=at)
    if Call.objects.filter(year=year, batch=batch).exists():
        raise BatchTaken(field="batch", year=year, batch=batch)
    call.save()
    _record_call("call.prepared", call, {"title": call.title}, by=by, at=at, is_open=False)
    return call


@transaction.atomic
def edit_call(
    pk: int,
    *,
    title: str,
    text: str,
    industries: Sequence[str],
    closes_on: date,
    by: Office,
    at: datetime,
) -> Call:
    """Change a call before it is opened; year and batch name it and stay. Refuses as `prepare_call`, and WrongState."""
    call = _call(pk, by=by)
    CALL_LIFE.move("edit", state=call.state, role=by.as_role)
    _state_call(call, title=title, text=text, industries=industries, closes_on=closes_on, at=at)
    call.save(update_fields=["title", "text", "industries", "closes_on"])
    _record_call("call.edited", call, {"title": call.title}, by=by, at=at, is_open=False)
    return call


@transaction.atomic
def open_call(pk: int, *, on: date, by: Office, at: datetime) -> Call:
    """Publish a call on the portal; from then on it takes proposals. Refuses DeadlinePassed. Recorded in the open."""
    call = _call(pk, by=by)
    call.state = CALL_LIFE.move("open", state=call.state, role=by.as_role).target
    if call.closes_on < on:
        raise DeadlinePassed(field="closes_on", day=call.closes_on.isoformat())
    call.opened_on = on
    call.save(update_fields=["state", "opened_on"])
    facts = {"title": call.title, "industries": call.industries, "opened_on": on.isoformat()}
    _record_call("call.opened", call, facts, by=by, at=at)
    return call


@transaction.atomic
def extend_call(pk: int, *, closes_on: date, by: Office, at: datetime) -> Call:
    """Give more time. Refuses NoLonger, and DeadlinePassed for a day that is over. Recorded in the open."""
    call = _call(pk, by=by)
    CALL_LIFE.move("extend", state=call.state, role=by.as_role)
    if closes_on <= call.closes_on:
        raise NoLonger(field="closes_on", day=call.closes_on.isoformat())
    _check_deadline(closes_on, at)
    call.closes_on = closes_on
    call.save(update_fields=["closes_on"])
    _record_call("call.extended", call, {}, by=by, at=at)
    return call


@transaction.atomic
def close_call(pk: int, *, on: date, by: Office, at: datetime) -> Call:
    """Close a call by hand; the day is its last one, where it would have run on. Recorded in the open."""
    call = _call(pk, by=by)
    call.state = CALL_LIFE.move("close", state=call.state, role=by.as_role).target
    call.closes_on = min(call.closes_on, on)
    call.save(update_fields=["state", "closes_on"])
    _record_call("call.closed", call, {}, by=by, at=at)
    return call


@transaction.atomic
def close_due(*, on: date, at: datetime) -> list[Call]:
    """Every open call whose last day lies before `on` is closed: what the calendar does each night. May run twice."""
    due = queries.public_calls().select_for_update(of=("self",))
    closed = list(due.filter(state=CallState.OPEN, closes_on__lt=on))
    for call in closed:
        call.state = CALL_LIFE.move("close", state=call.state, role=Role.CALENDAR).target
        call.save(update_fields=["state"])
        register.append(
            "call.closed",
            subject=call.subject,
            office=people.CALENDAR,
            at=at,
            facts={"state": call.state, "closes_on": call.closes_on.isoformat()},
            is_open=True,
        )
    return closed


# -------------------------------------------------------------------------------------------- proposals


@transaction.atomic
def propose(
    *,
    title: str,
    reason: str,
    industry: Industry | None,
    division: Division,
    proposer: Organisation,
    on: date,
    call: Call | None = None,
    product: str = "",
    existing_standards: str = "",
    stricter_points: str = "",
    partners: str = "",
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Proposal:
    """Ask for a standard (研制目录征集), in answer to a call or by itself. Recorded in the open, without the reasons.

    Enterprises and associations propose for themselves, officers for organisations of their area, the institute for
    anybody whose proposal came on paper. Refuses NotYours; NotFound for a division, proposer or call beyond reach;
    ProposedInFuture, ProposalTextMissing; CallNotOpen, and IndustryNotCalled where the call names its subject areas.
    """
    if by.as_role not in PROPOSERS:
        raise NotYours(noun="proposal", verb="propose", role=by.role)
    if not queries.proposers_for(by).filter(pk=proposer.pk).exists():
        raise NotFound(noun="organisation", number=proposer.pk)
    if on > localtime(at).date():
        raise ProposedInFuture(field="on")
    proposal = Proposal(proposer=proposer, office=by, proposed_on=on, is_invented=is_invented)
    if call is not None:
        proposal.call = _called(call, on=on, by=by)
    texts = (title, product, reason, existing_standards, stricter_points, partners)
    _state_proposal(
        proposal, {**dict(zip(_TEXTS, texts, strict=True)), "industry": industry, "division": division}, by=by
    )
    proposal.save()
    people.record(
        "proposal.made",
        subject=proposal.subject,
        by=by,
        at=at,
        facts={
            "state": proposal.state,
            "title": proposal.title,
            "division": proposal.division_id,
            "proposer": f"organisation/{proposer.pk}",
            "call": call.subject if call else "",
            "proposed_on": on.isoformat(),
        },
        private={"reason": proposal.reason},
        is_open=True,
    )
    return proposal


@transaction.atomic
def correct(pk: int, *, changes: Mapping[str, Any], by: Office, at: datetime) -> Proposal:
    """Change what was proposed, any of CORRECTABLE, while nobody has answered. What stays as it was is not recorded.

    Refuses NotFound, NotYours, ProposalOfOthers, WrongState, ProposalTextMissing and IndustryNotCalled.
    """
    proposal = _own(pk, "correct", by=by)
    before = {name: _stated(getattr(proposal, name)) for name in CORRECTABLE}
    _state_proposal(proposal, changes, by=by)
    after = {name: _stated(getattr(proposal, name)) for name in CORRECTABLE}
    changed = {
        name: [before[name], after[name]] for name in sorted(CORRECTABLE) if before[name] != after[name]
    }
    if changed:
        proposal.save(update_fields=list(changed))
        facts = {"fields": list(changed)}
        _record_proposal("proposal.corrected", proposal, facts, by=by, at=at, private={"changes": changed})
    return proposal


@transaction.atomic
def withdraw(pk: int, *, by: Office, at: datetime) -> Proposal:
    """Take a proposal back while nobody has answered. Refuses NotFound, NotYours, ProposalOfOthers and WrongState."""
    proposal = _own(pk, "withdraw", by=by)
    proposal.state = PROPOSAL_LIFE.move("withdraw", state=proposal.state, role=by.as_role).target
    proposal.decided_on = localtime(at).date()
    proposal.save(update_fields=["state", "decided_on"])
    _record_proposal("proposal.withdrawn", proposal, {}, by=by, at=at)
    return proposal


@transaction.atomic
def score(pk: int, *, points: Mapping[str, int], remark: str = "", by: Office, at: datetime) -> Score:
    """Score a proposal by the rulebook's criteria. A second score of the same officer replaces the first.

    Refuses NotFound, NotYours, WrongState, and PointsOutOfRange at the criterion. Sealed: what officers think of a
    proposal before it is answered is not the public's.
    """
    proposal = _proposal(pk, by=by)
    PROPOSAL_LIFE.move("score", state=proposal.state, role=by.as_role)
    criteria = queries.criteria()
    wrong = rules.misgiven(points, criteria)
    if wrong is not None:
        raise PointsOutOfRange(field=wrong.code, maximum=wrong.points)
    given = {criterion.code: points[criterion.code] for criterion in criteria}
    row, _is_new = Score.objects.update_or_create(
        proposal=proposal,
        office=by,
        defaults={
            "points": given,
            "total": sum(given.values()),
            "remark": remark.strip(),
            "scored_at": at,
        },
    )
    facts: dict[str, object] = {"total": row.total, "points": given}
    private = {"remark": row.remark} if row.remark else None
    _record_proposal("proposal.scored", proposal, facts, by=by, at=at, private=private, is_open=False)
    return row


@transaction.atomic
def merge(pk: int, *, into: int, reason: str, by: Office, at: datetime) -> Proposal:
    """Merge a proposal into another that asks for the same: it follows the answer to the whole from then on.

    What had been merged into it goes along. Refuses NotFound for either, NotYours, WrongState, MergedIntoItself,
    WholeAnswered, and ReasonMissing. Recorded in the open, without the reason.
    """
    rows = queries.proposals_in_reach(by).select_for_update(of=("self",)).filter(pk__in={pk, into})
    found = {row.pk: row for row in rows.order_by("pk")}  # always in one order, so that no two merges block
    for each in (pk, into):
        if each not in found:
            raise NotFound(noun="proposal", number=each)
    part, whole = found[pk], found[into]
    move = PROPOSAL_LIFE.move("merge", state=part.state, role=by.as_role)
    if pk == into:
        raise MergedIntoItself(field="into")
    if whole.state != ProposalState.PROPOSED:
        raise WholeAnswered(field="into", title=whole.title)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    part.state, part.answer, part.decided_on = move.target, reason.strip(), localtime(at).date()
    for moved in (*part.merged.select_for_update(), part):
        moved.merged_into = whole
        moved.save(update_fields=["merged_into", "state", "answer", "decided_on"])
        facts, private = {"into": whole.subject}, {"reason": reason.strip()}
        _record_proposal("proposal.merged", moved, facts, by=by, at=at, private=private)
    return part


@transaction.atomic
def accept(pk: int, *, answer: str = "", on: date, by: Office, at: datetime) -> Proposal:
    """Take a proposal into the programme; what was merged into it follows.

    Refuses NotFound, NotYours, WrongState and AnswerDayOutOfRange. Recorded in the open, without the answer.
    """
    return _answer(pk, "accept", answer=answer, on=on, by=by, at=at)


@transaction.atomic
def decline(pk: int, *, answer: str, on: date, by: Office, at: datetime) -> Proposal:
    """Decline a proposal, saying why; what was merged into it follows.

    Refuses as `accept` does, and ReasonMissing without an answer. Recorded in the open, without the answer.
    """
    return _answer(pk, "decline", answer=answer, on=on, by=by, at=at)


def _answer(pk: int, verb: str, *, answer: str, on: date, by: Office, at: datetime) -> Proposal:
    proposal = _check_move(pk, verb, by=by)
    if verb == "decline" and not answer.strip():
        raise ReasonMissing(field="answer")
    today = localtime(at).date()
    if not proposal.proposed_on <= on <= today:
        raise AnswerDayOutOfRange(field="on", first=proposal.proposed_on.isoformat(), last=today.isoformat())
    proposal.state = PROPOSAL_LIFE.move(verb, state=proposal.state, role=by.as_role).target
    proposal.answer, proposal.decided_on = answer.strip(), on
    proposal.save(update_fields=["state", "answer", "decided_on"])
    private = {"answer": proposal.answer} if proposal.answer else None
    _record_proposal(
        "proposal.accepted" if verb == "accept" else "proposal.declined",
        proposal,
        {"decided_on": on.isoformat()},
        by=by,
        at=at,
        private=private,
    )
    for part in proposal.merged.all():
        facts = {"whole": proposal.subject, "answered": proposal.state}
        _record_proposal("proposal.followed", part, facts, by=by, at=at, private=private)
    return proposal


# ---------------------------------------------------------------------------------------------- of both


def _call(pk: int, *, by: Office) -> Call:
    call = queries.calls_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if call is None:
        raise NotFound(noun="call", number=pk)
    return call


def _check_deadline(closes_on: date, at: datetime) -> None:
    if closes_on < localtime(at).date():
        raise DeadlinePassed(field="closes_on", day=closes_on.isoformat())


def _state_call(
    call: Call, *, title: str, text: str, industries: Sequence[str], closes_on: date, at: datetime
) -> None:
    """Put checked values on a call."""
    for field, value in (("title", title), ("text", text)):
        if not value.strip():
            raise CallTextMissing(field=field)
    known = set(Industry.objects.filter(pk__in=industries).values_list("pk", flat=True))
    if unknown := sorted(set(industries) - known):
        raise SubjectAreaUnknown(field="industries", industries=unknown)
    _check_deadline(closes_on, at)
    call.title, call.text, call.closes_on = title.strip(), text.strip(), closes_on
    call.industries = sorted(known)


def _called(call: Call, *, on: date, by: Office) -> Call:
    """The call, locked as it stands now, where it takes a proposal of that day from this office."""
    row = _call(call.pk, by=by)
    if not rules.takes_proposals(
        row.state,
        opened_on=row.opened_on,
        closes_on=row.closes_on,
        on=on,
        came_on_paper=by.as_role is Role.INSTITUTE_OFFICER,
    ):
        raise CallNotOpen(field="call", noun="call", state=row.state, title=row.title)
    return row


def _state_proposal(proposal: Proposal, changes: Mapping[str, Any], *, by: Office) -> None:
    """Put checked values on a proposal."""
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise TypeError(name)
        setattr(proposal, name, value.strip() if name in _TEXTS else value)
    for name in _NEEDED:
        if not getattr(proposal, name):
            raise ProposalTextMissing(field=name)
    if not queries.divisions_for(by).filter(pk=proposal.division_id).exists():
        raise NotFound(noun="division", number=proposal.division_id)
    called = proposal.call.industries if proposal.call else []
    if called and proposal.industry_id not in called:
        names = Industry.objects.filter(pk__in=called).values_list("name", flat=True)
        raise IndustryNotCalled(field="industry", industries=list(names))


def _stated(value: Any) -> object:
    return value.pk if isinstance(value, Industry | Division) else value


def _proposal(pk: int, *, by: Office) -> Proposal:
    rows: QuerySet[Proposal] = queries.proposals_in_reach(by).select_for_update(of=("self",))
    proposal = rows.filter(pk=pk).first()
    if proposal is None:
        raise NotFound(noun="proposal", number=pk)
    return proposal


def _check_move(pk: int, verb: str, *, by: Office) -> Proposal:
    proposal = _proposal(pk, by=by)
    PROPOSAL_LIFE.move(verb, state=proposal.state, role=by.as_role)
    return proposal


def _own(pk: int, verb: str, *, by: Office) -> Proposal:
    proposal = _check_move(pk, verb, by=by)
    if not queries.is_of(proposal, by):
        raise ProposalOfOthers(noun="proposal", verb=verb, role=by.role)
    return proposal


def _record_call(
    kind: str, call: Call, facts: Mapping[str, object], *, by: Office, at: datetime, is_open: bool = True
) -> None:
    stated = {"state": call.state, "closes_on": call.closes_on.isoformat(), **facts}
    people.record(kind, subject=call.subject, by=by, at=at, facts=stated, is_open=is_open)


def _record_proposal(
    kind: str,
    proposal: Proposal,
    facts: Mapping[str, object],
    *,
    by: Office,
    at: datetime,
    private: Mapping[str, object] | None = None,
    is_open: bool = True,
) -> None:
    stated = {"state": proposal.state, "title": proposal.title, **facts}
    people.record(
        kind, subject=proposal.subject, by=by, at=at, facts=stated, private=private, is_open=is_open
    )
