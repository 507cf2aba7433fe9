"""Reads: certificates of an office and of the public, and the state of one at any time."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yinxin.certification.certificates import rules
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.certification.certificates.rules import Change
from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.rules import plain
from yinxin.people.models import Office
from yinxin.people.queries import within_reach


def certificates_in_reach(by: Office) -> QuerySet[Certificate]:
    """A holder's own; those of its area for a regulator; for a body those that it issued."""
    rows = _with_names()
    if by.is_of_body:
        return rows.filter(body=by.organisation_id)
    return rows.filter(within_reach(by, division="enterprise__division", organisation="enterprise"))


def certificate_of(by: Office, number: str) -> Certificate:
    """The certificate of that number. NotFound beyond the office's reach."""
    found = certificates_in_reach(by).filter(number=number).first()
    if found is None:
        raise NotFound(noun="certificate", number=number)
    return found


def public_certificates() -> QuerySet[Certificate]:
    """Every certificate that was ever issued, in whatever state, by number: neutral, unranked (条例 art. 26)."""
    return _with_names()


def standing(rows: QuerySet[Certificate], state: CertificateState, *, today: date) -> QuerySet[Certificate]:
    """Those of the rows that are in a state today; past its last day a live one has expired, recorded or not."""
    if state is CertificateState.EXPIRED:
        return rows.filter(Q(state=state) | Q(state__in=rules.LIVE, expires_on__lt=today))
    rows = rows.filter(state=state)
    return rows.filter(expires_on__gte=today) if state in rules.LIVE else rows


def holding_words(rows: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """Those whose number, holder, product, trademark or standard holds every word; names by pinyin too."""
    for word in text.split():
        wanted = (
            Q(number__icontains=word)
            | Q(holder_name__icontains=word)
            | Q(product_name__icontains=word)
            | Q(brand__icontains=word)
            | Q(standard_number__icontains=word)
        )
        if plain(word):
            wanted |= Q(product__search_text__contains=plain(word))
            wanted |= Q(enterprise__pinyin__contains=plain(word))
        rows = rows.filter(wanted)
    return rows


def holders() -> QuerySet[Enterprise]:
    """Enterprises to which a certificate was ever issued, by their names as they are spoken: neutral, unranked."""
    issued = Certificate.objects.filter(enterprise=OuterRef("pk"))
    return (
        Enterprise.objects.filter(Exists(issued))
        .select_related("division", "industry")
        .order_by("pinyin", "pk")
    )


def named(rows: QuerySet[Enterprise], text: str) -> QuerySet[Enterprise]:
    """Those of the rows whose name holds every word, in Chinese, in English or in pinyin.

    Not by the ledger's search text, which holds contacts: whom an enterprise employs is not for everybody to try out.
    """
    for word in text.split():
        wanted = Q(name__icontains=word) | Q(name_en__icontains=word)
        if plain(word):
            wanted |= Q(pinyin__contains=plain(word))
        rows = rows.filter(wanted)
    return rows


def state_at(certificate: Certificate, moment: datetime) -> CertificateState | None:
    """The state at a moment; None before the issue."""
    return rules.state_at(_changes(certificate), expires_on=certificate.expires_on, moment=moment)


def state_on(certificate: Certificate, day: date) -> CertificateState | None:
    """The state at the end of a day; None if the certificate was issued later."""
    return rules.state_on(_changes(certificate), expires_on=certificate.expires_on, day=day)


def present_suspension(certificate: Certificate) -> StateChange | None:
    """The suspension that holds now, with its reason and its end; None unless the certificate is suspended."""
    if certificate.state != CertificateState.SUSPENDED:
        return None
    return certificate.state_changes.filter(state=CertificateState.SUSPENDED).last()


def suspensions_ended(by: Office, *, today: date) -> list[StateChange]:
    """Suspensions in reach whose end has passed without a word: to be withdrawn or reinstated (认证机构管理办法)."""
    suspended = certificates_in_reach(by).filter(state=CertificateState.SUSPENDED)
    present = [present_suspension(certificate) for certificate in suspended]
    return [
        change
        for change in present
        if change is not None and change.until is not None and change.until < today
    ]


def _changes(certificate: Certificate) -> list[Change]:
    # .all() rather than a values_list, so that rows that were prefetched are not read again.
    return [Change(change.at, change.state) for change in certificate.state_changes.all()]


def _with_names() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("enterprise__division", "product", "standard", "body")
