"""Who may hold which offices together. Pure."""

from collections.abc import Iterable

from yinxin.kernel.roles import BODY_ROLES, REGULATORS, Role


def barred_by(role: Role, unit: str, held: Iterable[tuple[Role, str]]) -> str:
    """Why a person who holds `held` may not also hold `role` for `unit`; empty where nothing bars it.

    A certification person works for one body (认证认可条例 art. 14); certification has no tie with administration
    (art. 13); an enterprise's person cannot certify or supervise.
    """
    for other, other_unit in held:
        if role in BODY_ROLES and other in BODY_ROLES and other_unit != unit:
            return "one_body"
        kinds = {_camp(role), _camp(other)}
        if len(kinds) > 1 and not kinds & {"open"}:
            return "impartiality"
    return ""


def _camp(role: Role) -> str:
    if role in REGULATORS:
        return "regulator"
    if role in BODY_ROLES:
        return "body"
    if role is Role.ENTERPRISE:
        return "enterprise"
    return "open"
