"""Reads: what a person did in a case, and what that bars them from."""

from yinxin.certification.applications.lifecycle import APPLICATION_LIFE
from yinxin.certification.applications.models import Application
from yinxin.certification.decisions import rules
from yinxin.certification.decisions.models import Decision, Review
from yinxin.certification.decisions.rules import Part
from yinxin.certification.evaluations.queries import evaluator_ids
from yinxin.people.models import Office


def review_of(application: Application) -> Review | None:
    """The recommendation, if there is one."""
    return Review.objects.filter(application=application).select_related("office__user").first()


def decision_of(application: Application) -> Decision | None:
    """The decision, if there is one."""
    return (
        Decision.objects.filter(application=application)
        .select_related("certifier__user", "head__user")
        .first()
    )


def parts_of(application: Application, user_pk: int) -> frozenset[Part]:
    """What the person did in the case, in whatever office."""
    review, decision = review_of(application), decision_of(application)
    did = {
        Part.EVALUATED: user_pk in evaluator_ids(application),
        Part.REVIEWED: review is not None and review.office.user_id == user_pk,
        Part.DECIDED: decision is not None and decision.certifier.user_id == user_pk,
    }
    return frozenset(part for part, is_so in did.items() if is_so)


def barred_verbs(application: Application, by: Office) -> dict[str, Part]:
    """The verbs that the office has now and the person may not use, each with what they did."""
    did = parts_of(application, by.user_id)
    open_verbs = APPLICATION_LIFE.verbs(state=application.state, role=by.as_role)
    bars = {verb: rules.barred_by(verb, did=did) for verb in open_verbs}
    return {verb: part for verb, part in bars.items() if part is not None}
