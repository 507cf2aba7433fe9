"""What a certificate's page says while its standard is being replaced: finished values for `components/note.html`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinxin.certification.certificates.models import Certificate
from yinxin.certification.transitions.queries import Transition, transitions_of
from yinxin.certification.transitions.rules import Step
from yinxin.web.templatetags.yinxin import day

TONES = {Step.WAITING: "warn", Step.APPLIED: "warn", Step.OVERDUE: "bad", Step.CONVERTED: "ok"}


@dataclass(frozen=True, slots=True)
class TransitionNote:
    """The sentence, its tone, and the transition that it tells of."""

    transition: Transition
    text: str
    tone: str


def transition_note(certificate: Certificate, *, today: date) -> TransitionNote | None:
    """The note on a certificate's page; None where its standard is in force."""
    return transition_notes([certificate], today=today).get(certificate.pk)


def transition_notes(certificates: Iterable[Certificate], *, today: date) -> dict[int, TransitionNote]:
    """The notes on those of the certificates that have one, by their key, in a few queries for all."""
    return {
        each.certificate.pk: TransitionNote(each, _said(each, today), TONES[each.step])
        for each in transitions_of(certificates, today=today)
        if each.step is not Step.ENDED
    }


def _said(transition: Transition, today: date) -> str:
    facts = {
        "old": transition.certificate.standard_number,
        "new": transition.successor.printed_number,
        "until": day(transition.until),
        "certificate": transition.new_certificate.number if transition.new_certificate else "",
    }
    if transition.step is Step.CONVERTED:
        return (
            _("%(old)s was superseded by %(new)s. Certificate %(certificate)s is by the new version.") % facts
        )
    if transition.step is Step.OVERDUE:
        return (
            _("%(old)s was superseded by %(new)s. The transition ended on %(until)s without a conversion.")
            % facts
        )
    left = transition.days_left(today)
    days = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    sentence = (
        _("%(old)s was superseded by %(new)s. To be converted by %(until)s (%(days)s). A case is open.")
        if transition.step is Step.APPLIED
        else _("%(old)s was superseded by %(new)s. To be converted by %(until)s (%(days)s).")
    )
    return sentence % {**facts, "days": days}
