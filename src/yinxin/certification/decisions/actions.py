"""Writes: the recommendation, the decision, and the countersignature that issues the certificate."""

from datetime import datetime

from django.db import transaction

from yinxin.certification.applications.actions import (
    BodyOutOfScope,
    StandardDoesNotFit,
    in_hand,
    moved,
    stated,
)
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import day_of
from yinxin.certification.bodies.queries import may_certify
from yinxin.certification.certificates import actions as certificates
from yinxin.certification.decisions import queries, rules
from yinxin.certification.decisions.models import Decision, Outcome, Review
from yinxin.certification.evaluations.queries import is_conforming
from yinxin.kernel.lifecycle import Move
from yinxin.kernel.refusals import NotAcceptable, NotYours
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.texts.queries import certifiable


class NotImpartial(NotYours):
    """The person took a part in this case that bars them from this one (ISO/IEC 17065 7.5.1, 7.6.2; 条例 art. 22)."""

    code = "not_impartial"


class OutcomeUnknown(NotAcceptable):
    """Granted or refused; there is nothing between."""

    code = "outcome_unknown"


class EvaluationNegative(NotAcceptable):
    """An element was found not to conform: no certificate can be granted on it (条例 art. 61)."""

    code = "evaluation_negative"


@transaction.atomic
def review(
    number: str, *, recommendation: str, reasons: str, seen: int, by: Office, at: datetime
) -> Application:
    """Recommend an outcome on what the evaluation showed. Refuses NotImpartial to whoever evaluated."""
    application, move = _impartially(number, "review", seen=seen, by=by)
    outcome = _supported(application, recommendation)
    Review.objects.create(
        application=application, recommendation=outcome, reasons=stated(reasons), office=by, reviewed_at=at
    )
    moved(application, move)
    people.record(
        "application.reviewed",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "recommendation": outcome, "reasons": reasons.strip()},
    )
    return application


@transaction.atomic
def send_back(number: str, *, reasons: str, seen: int, by: Office, at: datetime) -> Application:
    """Ask the evaluators for more before recommending. Refuses NotImpartial."""
    application, move = _impartially(number, "send_back", seen=seen, by=by)
    text = stated(reasons)
    moved(application, move)
    people.record(
        "application.sent_back",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "reasons": text},
    )
    return application


@transaction.atomic
def decide(number: str, *, outcome: str, reasons: str, seen: int, by: Office, at: datetime) -> Application:
    """Grant or refuse, the first of two signatures (条例 art. 22). May differ from the recommendation, with reasons.

    Refuses NotImpartial to whoever evaluated or reviewed, and to grant: EvaluationNegative, BodyOutOfScope, and
    StandardDoesNotFit where the standard is withdrawn, or superseded and its transition over.
    """
    application, move = _impartially(number, "decide", seen=seen, by=by)
    decided = _supported(application, outcome)
    if decided == Outcome.GRANTED:
        _check_still_fits(application, at=at)
    Decision.objects.create(
        application=application, outcome=decided, reasons=stated(reasons), certifier=by, decided_at=at
    )
    moved(application, move)
    people.record(
        "application.decided",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "outcome": decided, "reasons": reasons.strip()},
    )
    return application


@transaction.atomic
def countersign(number: str, *, seen: int, by: Office, at: datetime) -> Application:
    """The head's signature, the second of two: it ends the case, and issues the certificate of one that was granted.

    Refuses NotImpartial to whoever evaluated, reviewed or decided, and BodyOutOfScope. One that was refused leaves no
    certificate.
    """
    application, move = _impartially(number, "countersign", seen=seen, by=by)
    decision = Decision.objects.select_for_update().get(application=application)
    decision.head = by
    decision.countersigned_at = at
    decision.save(update_fields=["head", "countersigned_at"])
    application.outcome = decision.outcome
    application.concluded_at = at
    moved(application, move, "outcome", "concluded_at")
    people.record(
        "application.concluded",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "outcome": application.outcome},
    )
    if decision.outcome == Outcome.GRANTED:
        certificates.issue(application, by=by, at=at)
    return application


def _impartially(
    number: str, verb: str, *, seen: int, by: Office
) -> tuple[Application, Move[ApplicationState]]:
    application, move = in_hand(number, verb, seen=seen, by=by)
    did = rules.barred_by(verb, did=queries.parts_of(application, by.user_id))
    if did is not None:
        raise NotImpartial(noun="part", verb=verb, did=did)
    return application, move


def _supported(application: Application, outcome: str) -> Outcome:
    """The outcome, if there is such a one and the evaluation bears it."""
    if outcome not in Outcome.values:
        raise OutcomeUnknown(field="outcome", outcome=outcome)
    if outcome == Outcome.GRANTED and not is_conforming(application):
        raise EvaluationNegative(field="outcome")
    return Outcome(outcome)


def _check_still_fits(application: Application, *, at: datetime) -> None:
    product = application.product
    if not may_certify(application.body, product.kind, on=day_of(at)):
        raise BodyOutOfScope(body=application.body.name)
    if application.standard not in certifiable(product.kind, day_of(at)):
        raise StandardDoesNotFit(number=application.standard.number, product=product.name)
