"""How a verdict reads: its colour and sign, its words, what was checked, and the same as data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.models import Certificate
from yinxin.kernel.alphabet import fold
from yinxin.marks.codes.unit_code import LENGTH
from yinxin.marks.verification import Answer, Reason, Verdict
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import day, is_chinese, moment


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, sign and headline. The sign and the words say what the colour says."""

    tone: str
    icon: str
    title: Promise


_LOOKS: dict[Reason, Look] = {
    Reason.FIRST_CHECK: Look("ok", "shield-check", pgettext_lazy("verdict", "Certificate valid")),
    Reason.CHECKED_BEFORE: Look("ok", "shield-check", pgettext_lazy("verdict", "Certificate valid")),
    Reason.CERTIFICATE_SUSPENDED: Look(
        "warn", "alert-triangle", pgettext_lazy("verdict", "Certificate suspended")
    ),
    Reason.WITHDRAWN: Look("bad", "certificate-off", pgettext_lazy("verdict", "Certificate withdrawn")),
    Reason.CANCELLED: Look("warn", "certificate-off", pgettext_lazy("verdict", "Certificate cancelled")),
    Reason.EXPIRED: Look("warn", "hourglass", pgettext_lazy("verdict", "Certificate expired")),
    Reason.LABEL_VOIDED: Look("bad", "ban", pgettext_lazy("verdict", "Label voided")),
    Reason.BATCH_VOIDED: Look("bad", "ban", pgettext_lazy("verdict", "Label voided")),
    Reason.GTIN_MISMATCH: Look(
        "warn", "arrows-exchange", pgettext_lazy("verdict", "Code of another product")
    ),
    Reason.MANY_PLACES: Look("warn", "copy", pgettext_lazy("verdict", "Perhaps a copied label")),
    Reason.MANY_DEVICES: Look("warn", "copy", pgettext_lazy("verdict", "Perhaps a copied label")),
    Reason.LENGTH: Look("none", "pencil", pgettext_lazy("verdict", "Please check the code again")),
    Reason.CHARACTER: Look("none", "pencil", pgettext_lazy("verdict", "Please check the code again")),
    Reason.CHECK: Look("none", "pencil", pgettext_lazy("verdict", "Please check the code again")),
    Reason.NOT_OF_THIS_SCHEME: Look(
        "none", "question-mark", pgettext_lazy("verdict", "No record of this code")
    ),
    Reason.NOT_ISSUED: Look("none", "question-mark", pgettext_lazy("verdict", "No record of this code")),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at: `ok`, `warn`, `bad`, or empty where it could not be."""

    what: str
    tone: str
    found: str


@dataclass(frozen=True, slots=True)
class Validity:
    """How much of a certificate's term has gone."""

    gone: int
    whole: int
    left: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict as the page takes it."""

    verdict: Verdict
    look: Look
    title: str
    english: str  # under a Chinese headline
    text: str
    produced: str  # how the certificate stood when this package was made, where it does not hold now
    asked: str
    pack: str  # product and pack size, as they stand on the package
    checked: list[Checked]
    typed: list[tuple[str, bool]]  # pieces of a mistyped text, each with whether it is the wrong character
    validity: Validity | None

    @property
    def is_genuine(self) -> bool:
        return self.verdict.verdict is Answer.GENUINE


def shown(verdict: Verdict, *, typed: str, today: date) -> Shown:
    """The verdict in the reader's language."""
    look = _LOOKS[verdict.reason]
    with override("en"):
        english = str(look.title)
    return Shown(
        verdict=verdict,
        look=look,
        title=str(look.title),
        english=english if is_chinese() else "",
        text=text_of(verdict),
        produced=_produced(verdict),
        asked=_asked(verdict),
        pack=_pack(verdict),
        checked=_checked(verdict),
        typed=_pieces(typed, verdict.position),
        validity=_validity(verdict.certificate, today) if verdict.certificate else None,
    )


def text_of(verdict: Verdict) -> str:
    """What the verdict means for whoever holds the package. An unknown code is never called a fake."""
    facts = {
        "since": day(verdict.state_since),
        "until": day(verdict.suspended_until),
        "places": verdict.places,
        "count": len(fold(verdict.code)),
        "length": LENGTH,
        "position": verdict.position,
    }
    return str(_TEXTS[verdict.reason]) % facts


_TEXTS: dict[Reason, Promise] = {
    Reason.FIRST_CHECK: gettext_lazy(
        "This product is within the validity of its “Meng” mark certificate, and the code is one of its labels."
    ),
    Reason.CHECKED_BEFORE: gettext_lazy(
        "This product is within the validity of its “Meng” mark certificate, and the code is one of its labels. It was "
        "checked before: if not by you or the shop, look at the package closely."
    ),
    Reason.CERTIFICATE_SUSPENDED: gettext_lazy(
        "The certificate is suspended since %(since)s, until %(until)s at most. Meanwhile the mark may not be used."
    ),
    Reason.WITHDRAWN: gettext_lazy(
        "The certification body withdrew the certificate on %(since)s. Since then the mark may not be used."
    ),
    Reason.CANCELLED: gettext_lazy(
        "The certificate was cancelled on %(since)s. Since then the mark may not be used."
    ),
    Reason.EXPIRED: gettext_lazy("The certificate's term is over: it is not valid since %(since)s."),
    Reason.LABEL_VOIDED: gettext_lazy(
        "This label was declared void and should not be on any package. Keep the package and report it."
    ),
    Reason.BATCH_VOIDED: gettext_lazy(
        "All labels of this batch were declared void and should not be on any package. Keep the package and report it."
    ),
    Reason.GTIN_MISMATCH: gettext_lazy(
        "The code was issued for another product than the one in the address that you scanned. Compare the package "
        "with what is shown below."
    ),
    Reason.MANY_PLACES: gettext_lazy(
        "This code was issued by us, but was checked in %(places)s places within a short time. A single label is in "
        "one place: this one may have been copied. Compare the package with what is shown below."
    ),
    Reason.MANY_DEVICES: gettext_lazy(
        "This code was issued by us, but was checked by very many people within a short time. This label may have been "
        "copied. Compare the package with what is shown below."
    ),
    Reason.LENGTH: gettext_lazy(
        "A code has %(length)s characters; this one has %(count)s. Compare it with the label and try again."
    ),
    Reason.CHARACTER: gettext_lazy(
        "Character %(position)s cannot be in a code. Compare it with the label and try again."
    ),
    Reason.CHECK: gettext_lazy(
        "One or more characters were read or typed wrongly: they do not fit together. Compare the code with the label "
        "and try again."
    ),
    Reason.NOT_OF_THIS_SCHEME: gettext_lazy(
        "This is not a code of the “Meng” mark. If it is printed under the mark exactly like this, please report it."
    ),
    Reason.NOT_ISSUED: gettext_lazy(
        "No label with this code was issued. If it is printed under the mark exactly like this, please report it."
    ),
}


def _produced(verdict: Verdict) -> str:
    """Of a certificate that does not hold now: how it stood when this package was made."""
    if verdict.verdict not in {Answer.SUSPENDED, Answer.ENDED}:
        return ""
    facts = {
        "day": day(verdict.batch.produced_on if verdict.batch else None),
        "state": phrases.state("certificate", verdict.state_when_produced or CertificateState.VALID),
    }
    return _("When this package was produced (%(day)s) its state was: %(state)s.") % facts


def _pack(verdict: Verdict) -> str:
    if verdict.batch is None or verdict.certificate is None:
        return ""
    size = verdict.certificate.product_specification or f"{verdict.batch.pack_g} g"
    return f"{verdict.certificate.product_name} {size}"


def _asked(verdict: Verdict) -> str:
    if not verdict.ordinal:
        return ""
    if verdict.ordinal == 1:
        return _("First check of this code")
    return _("Check %(n)s of this code, the first on %(first)s") % {
        "n": verdict.ordinal,
        "first": moment(verdict.first_at),
    }


def _checked(verdict: Verdict) -> list[Checked]:
    """Every step that led to the verdict; those behind the one that failed were not taken."""
    is_typed = verdict.verdict is not Answer.MISTYPED
    is_ours = is_typed and verdict.reason is not Reason.NOT_OF_THIS_SCHEME
    steps = [
        Checked(_("Spelling"), *(("ok", _("right")) if is_typed else ("bad", _("wrong")))),
    ]
    if is_typed:
        steps.append(
            Checked(_("Made with the scheme's key"), *(("ok", _("yes")) if is_ours else ("bad", _("no"))))
        )
    if is_ours:
        steps.append(
            Checked(_("Issued in a batch"), *(("ok", _("yes")) if verdict.batch else ("bad", _("no"))))
        )
    if verdict.batch:
        is_void = verdict.verdict is Answer.VOID
        state = verdict.state_now or CertificateState.VALID
        steps += [
            Checked(_("Label not voided"), *(("bad", _("voided")) if is_void else ("ok", _("right")))),
            Checked(
                _("Certificate"),
                "ok" if state is CertificateState.VALID else "warn",
                phrases.state("certificate", state),
            ),
            Checked(
                _("Earlier checks"),
                "warn" if verdict.verdict is Answer.SUSPECT else "ok",
                str(verdict.ordinal - 1),
            ),
        ]
    return steps


def _pieces(typed: str, position: int | None) -> list[tuple[str, bool]]:
    """The typed text cut around the wrong character; positions count only characters that are read."""
    read = 0
    for place, character in enumerate(typed):
        read += len(fold(character))
        if position is not None and read == position and fold(character):
            around = [(typed[:place], False), (character, True), (typed[place + 1 :], False)]
            return [piece for piece in around if piece[0]]
    return [(typed, False)] if typed else []


def _validity(certificate: Certificate, today: date) -> Validity:
    return Validity(
        gone=(today - certificate.issued_on).days,
        whole=(certificate.expires_on - certificate.issued_on).days,
        left=(certificate.expires_on - today).days,
    )


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict for programs. `verdict` and `reason` are stable; `message` is for people, in their language."""
    data: dict[str, Any] = {
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "code": verdict.code,
        "message": text_of(verdict),
        "checked_at": verdict.at,
    }
    if verdict.position:
        data["position"] = verdict.position
    if verdict.batch and verdict.certificate:
        data["checks"] = {
            "ordinal": verdict.ordinal,
            "first_at": verdict.first_at or verdict.at,
            "previous_at": verdict.last_at,
        }
        data["label"] = {
            "lot": verdict.batch.lot,
            "produced_on": verdict.batch.produced_on,
            "pack_g": verdict.batch.pack_g,
            "gtin": verdict.batch.gtin or None,
        }
        data["certificate"] = _certificate_data(verdict, verdict.certificate)
    return data


def _certificate_data(verdict: Verdict, certificate: Certificate) -> dict[str, Any]:
    return {
        "number": certificate.number,
        "url": reverse("public:certificate", args=[certificate.number]),
        "state": verdict.state_now,
        "state_since": verdict.state_since,
        "suspended_until": verdict.suspended_until,
        "state_when_produced": verdict.state_when_produced,
        "is_surveillance_overdue": verdict.is_surveillance_overdue,
        "product": certificate.product_name,
        "specification": certificate.product_specification,
        "holder": certificate.holder_name,
        "standard": certificate.standard_number,
        "body": certificate.body.name,
        "issued_on": certificate.issued_on,
        "expires_on": certificate.expires_on,
        "is_invented": certificate.is_invented,
    }
