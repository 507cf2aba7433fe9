"""Writes: the pool, readiness and visits. Every act is recorded under the enterprise."""

from datetime import date, datetime
from typing import Final

from django.core.files.base import File
from django.db import transaction

from yinxin.cultivation import queries, rules
from yinxin.cultivation.lifecycle import MEMBERSHIP_LIFE, MembershipState
from yinxin.cultivation.models import Assessment, Fulfilment, Membership, Visit
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.queries import enterprises_in_reach, products_in_reach
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.texts.models import Clause
from yinxin.standards.texts.queries import current

CULTIVATORS: Final = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})


class AlreadyInPool(WrongState):
    """The enterprise is nominated or admitted already."""

    code = "already_in_pool"


class DayAhead(NotAcceptable):
    """What has been done was not done on a day to come."""

    code = "day_ahead"


class DaysInDisorder(NotAcceptable):
    """Nominated, admitted, left: each on the day of the one before or later."""

    code = "days_in_disorder"


class WordsMissing(NotAcceptable):
    """A reason, or an account of what was seen, was left empty."""

    code = "words_missing"


class ClauseDoesNotFit(NotAcceptable):
    """The clause asks for nothing, or its standard is not published, superseded, or for other kinds of product."""

    code = "clause_does_not_fit"


@transaction.atomic
def nominate(enterprise_pk: int, *, reason: str, on: date, by: Office, at: datetime) -> Membership:
    """Propose an enterprise for the pool, for the league to admit. Refuses AlreadyInPool.

    To apply for certification, no enterprise needs this (认证认可条例 art. 19).
    """
    enterprise = _enterprise(enterprise_pk, noun="membership", by=by)
    _said("reason", reason)
    _not_ahead(on, at)
    if Membership.objects.filter(enterprise=enterprise, state__in=queries.OPEN_STATES).exists():
        raise AlreadyInPool
    membership = Membership.objects.create(enterprise=enterprise, nominated_on=on, reason=reason.strip())
    people.record(
        "membership.nominated",
        subject=enterprise.subject,
        by=by,
        at=at,
        facts={"membership": membership.pk, "on": on.isoformat(), "reason": membership.reason}
        | {"state": MembershipState.NOMINATED},
    )
    return membership


@transaction.atomic
def admit(membership_pk: int, *, on: date, by: Office, at: datetime) -> Membership:
    """Take a nominated enterprise into the pool."""
    membership = _membership(membership_pk, by=by)
    move = MEMBERSHIP_LIFE.move("admit", state=membership.state, role=by.as_role)
    _not_ahead(on, at)
    _in_order(membership.nominated_on, on)
    membership.state, membership.admitted_on = move.target, on
    membership.save(update_fields=["state", "admitted_on"])
    people.record(
        "membership.admitted",
        subject=membership.enterprise.subject,
        by=by,
        at=at,
        facts={"membership": membership.pk, "on": on.isoformat(), "state": move.target},
    )
    return membership


@transaction.atomic
def decline(membership_pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Membership:
    """Leave a nominated enterprise out of the pool, with a reason."""
    membership = _membership(membership_pk, by=by)
    move = MEMBERSHIP_LIFE.move("decline", state=membership.state, role=by.as_role)
    _close(membership, move.target, on=on, reason=reason, at=at)
    people.record(
        "membership.declined",
        subject=membership.enterprise.subject,
        by=by,
        at=at,
        facts={"membership": membership.pk, "on": on.isoformat(), "reason": membership.left_reason}
        | {"state": move.target},
    )
    return membership


@transaction.atomic
def release(membership_pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Membership:
    """Let an enterprise leave the pool, with a reason. It may be nominated again."""
    membership = _membership(membership_pk, by=by)
    move = MEMBERSHIP_LIFE.move("release", state=membership.state, role=by.as_role)
    _close(membership, move.target, on=on, reason=reason, at=at)
    people.record(
        "membership.released",
        subject=membership.enterprise.subject,
        by=by,
        at=at,
        facts={"membership": membership.pk, "on": on.isoformat(), "reason": membership.left_reason}
        | {"state": move.target},
    )
    return membership


@transaction.atomic
def assess(
    product_pk: int,
    clause_pk: int,
    *,
    fulfilment: str,
    note: str = "",
    evidence: "File[bytes] | None" = None,
    by: Office,
    at: datetime,
) -> Assessment:
    """Say how far a product meets one clause of a published standard for its kind.

    Said again, the later word stands and the register keeps the earlier; evidence stays until other evidence comes.
    That a clause does not apply needs a note.
    """
    _held(by, noun="assessment")
    product = products_in_reach(by).select_for_update(of=("self",)).filter(pk=product_pk).first()
    clause = Clause.objects.select_related("standard").filter(pk=clause_pk).first()
    if product is None or clause is None:
        raise NotFound(noun="product" if product is None else "clause")
    standard = clause.standard
    is_current = current(rules.day_of(at)).filter(pk=standard.pk).exists()
    if not (is_current and clause.asks and product.kind in standard.product_kinds):
        raise ClauseDoesNotFit(clause=clause.number, standard=standard.printed_number)
    word = Fulfilment(fulfilment)
    if word is Fulfilment.NOT_APPLICABLE:
        _said("note", note)
    assessment = Assessment.objects.filter(product=product, clause=clause).first() or Assessment(
        product=product, clause=clause
    )
    assessment.fulfilment, assessment.note = word, note.strip()
    assessment.office, assessment.assessed_at = by, at
    if evidence is not None:
        assessment.evidence.save(evidence.name or "evidence", evidence, save=False)
    assessment.save()
    people.record(
        "readiness.assessed",
        subject=product.enterprise.subject,
        by=by,
        at=at,
        facts={"product": product.pk, "standard": standard.number, "clause": clause.number}
        | {"fulfilment": word.value, "note": assessment.note, "has_evidence": bool(assessment.evidence)},
    )
    return assessment


@transaction.atomic
def record_visit(
    enterprise_pk: int,
    *,
    on: date,
    met: str = "",
    summary: str,
    needs: str = "",
    photo: "File[bytes] | None" = None,
    by: Office,
    at: datetime,
) -> Visit:
    """Keep what was seen at an enterprise, whom the visitor met, and what it needs."""
    enterprise = _enterprise(enterprise_pk, noun="visit", by=by)
    _said("summary", summary)
    _not_ahead(on, at)
    visit = Visit(
        enterprise=enterprise,
        visited_on=on,
        met=met.strip(),
        summary=summary.strip(),
        needs=needs.strip(),
        office=by,
        recorded_at=at,
    )
    if photo is not None:
        visit.photo.save(photo.name or "photo", photo, save=False)
    visit.save()
    people.record(
        "visit.recorded",
        subject=enterprise.subject,
        by=by,
        at=at,
        facts={"visit": visit.pk, "on": on.isoformat(), "summary": visit.summary, "needs": visit.needs},
        private={"met": visit.met},
    )
    return visit


def _held(by: Office, *, noun: str) -> None:
    if by.as_role not in CULTIVATORS:
        raise NotYours(noun=noun, role=by.role)


def _enterprise(pk: int, *, noun: str, by: Office) -> Enterprise:
    """The enterprise, locked, so that it is nominated once only."""
    _held(by, noun=noun)
    enterprise = (
        enterprises_in_reach(by).select_for_update(of=("self", "organisation_ptr")).filter(pk=pk).first()
    )
    if enterprise is None:
        raise NotFound(noun="enterprise")
    return enterprise


def _membership(pk: int, *, by: Office) -> Membership:
    membership = queries.memberships_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if membership is None:
        raise NotFound(noun="membership")
    return membership


def _close(membership: Membership, state: MembershipState, *, on: date, reason: str, at: datetime) -> None:
    _said("reason", reason)
    _not_ahead(on, at)
    _in_order(membership.admitted_on or membership.nominated_on, on)
    membership.state, membership.left_on, membership.left_reason = state, on, reason.strip()
    membership.save(update_fields=["state", "left_on", "left_reason"])


def _said(field: str, words: str) -> None:
    if not words.strip():
        raise WordsMissing(field=field)


def _not_ahead(on: date, at: datetime) -> None:
    if rules.is_ahead(on, at):
        raise DayAhead(field="on", on=on.isoformat())


def _in_order(earlier: date, later: date) -> None:
    if later < earlier:
        raise DaysInDisorder(field="on", earlier=earlier.isoformat())
