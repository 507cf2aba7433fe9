"""The life of a certificate. Only its body suspends, reinstates, withdraws or cancels it; a regulator asks."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class CertificateState(StrEnum):
    """The five states of the national register: 01 有效, 02 暂停, 03 撤销, 04 注销, 05 过期失效."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_S = CertificateState
_LIVE = {_S.VALID, _S.SUSPENDED}

CERTIFICATE_LIFE = Lifecycle(
    "certificate",
    Move("suspend", {_S.VALID}, _S.SUSPENDED, {Role.CERTIFIER}),
    Move("reinstate", {_S.SUSPENDED}, _S.VALID, {Role.CERTIFIER}),
    Move("withdraw", _LIVE, _S.WITHDRAWN, {Role.CERTIFIER}),
    Move("cancel", _LIVE, _S.CANCELLED, {Role.CERTIFIER}),
    Move("expire", _LIVE, _S.EXPIRED, {Role.CALENDAR}),
    Move("record_surveillance", {_S.VALID}, _S.VALID, {Role.LEAD_AUDITOR}),
)
