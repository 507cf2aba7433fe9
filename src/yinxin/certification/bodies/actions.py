"""Writes: the entry of a certification body."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from yinxin.certification.bodies import rules
from yinxin.certification.bodies.models import Body
from yinxin.kernel.refusals import NotAcceptable
from yinxin.people.actions import INSTALLATION
from yinxin.people.models import Division, OrganisationKind
from yinxin.register import actions as register
from yinxin.scheme.queries import rulebook


class ApprovalUnreadable(NotAcceptable):
    """The number is not one that the national authority gives (认证认可条例 art. 9)."""

    code = "approval_unreadable"


class KindsUnknown(NotAcceptable):
    """The rulebook knows no such kind of product."""

    code = "body_kinds_unknown"


@transaction.atomic
def register_body(
    name: str,
    *,
    name_en: str = "",
    division: Division,
    approval_number: str,
    approved_kinds: Sequence[str],
    approved_until: date,
    address: str = "",
    credit_code: str | None = None,
    is_invented: bool = False,
    at: datetime,
) -> Body:
    """Enter a body with its approval and scope; the installation does so, on the scheme owner's word.

    Refuses ApprovalUnreadable and KindsUnknown. Recorded in the open.
    """
    if not rules.is_approval_number(approval_number):
        raise ApprovalUnreadable(field="approval_number", number=approval_number)
    known = {kind.code for kind in rulebook().product_kinds}
    unknown = sorted(set(approved_kinds) - known)
    if unknown:
        raise KindsUnknown(field="approved_kinds", kinds=unknown)
    body = Body.objects.create(
        kind=OrganisationKind.BODY,
        name=name,
        name_en=name_en,
        division=division,
        address=address,
        credit_code=credit_code,
        approval_number=approval_number,
        approved_kinds=sorted(approved_kinds),
        approved_until=approved_until,
        is_invented=is_invented,
        registered_at=at,
    )
    register.append(
        "body.registered",
        subject=f"body/{body.pk}",
        office=INSTALLATION,
        at=at,
        facts={
            "name": name,
            "approval_number": approval_number,
            "approved_kinds": body.approved_kinds,
            "approved_until": approved_until.isoformat(),
        },
        is_open=True,
    )
    return body
