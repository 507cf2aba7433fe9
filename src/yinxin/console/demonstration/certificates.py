"""What became of certificates after their issue."""

from yinxin.certification.certificates import actions as certificates
from yinxin.console.demonstration import cast, data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.kernel.roles import Role


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
