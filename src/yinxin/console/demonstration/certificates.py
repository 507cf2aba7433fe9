"""What became of certificates after their issue."""

from datetime import date, timedelta

from yinxin.certification.certificates import actions as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import cases as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times, working_days_before
from yinxin.kernel.months import months_after
from yinxin.kernel.roles import Role
from yinxin.scheme.queries import rulebook


def change(told: data.Change, times: Times) -> Scene:
    """One change of state, by the certifier of the body that issued the certificate."""
    at = yield times.ago(told.days_ago, minutes=330)
    certificate = cast.certificate(told.enterprise, told.product)
    by = cast.holder(Role.CERTIFIER, unit=certificate.body.name)
    match told.verb:
        case "suspend":
            certificates.suspend(
                certificate.number,
                reason_code=told.reason_code,
                reason=told.reason,
                until=times.day_ago(told.until_days_ago or 0),
                by=by,
                at=at,
            )
        case "reinstate":
            certificates.reinstate(certificate.number, reason=told.reason, by=by, at=at)
        case "withdraw":
            certificates.withdraw(
                certificate.number, reason_code=told.reason_code, reason=told.reason, by=by, at=at
            )
        case "cancel":
            certificates.cancel(
                certificate.number, reason_code=told.reason_code, reason=told.reason, by=by, at=at
            )


def surveillance(told: data.Surveillance, case: data.Case, *, issued_on: date, times: Times) -> Scene:
    """The body looks again every year, as long as the certificate is valid."""
    due = months_after(issued_on, rulebook().surveillance_months)
    while True:
        day = working_days_before(due - timedelta(days=told.days_before_due), 0)
        at = yield times.on(day, minutes=390)
        certificate = cast.certificate(case.enterprise, case.product)
        if certificate.state != CertificateState.VALID:
            return
        due = certificates.record_surveillance(
            certificate.number,
            finished_on=day,
            summary=told.summary,
            by=cast.holder(Role.LEAD_AUDITOR, unit=certificate.body.name),
            at=at,
        ).surveillance_due_on
