"""Writes: divisions, organisations, users and their offices."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from yinxin.kernel.refusals import NotAcceptable
from yinxin.kernel.roles import Role
from yinxin.people import rules
from yinxin.people.models import Division, Office, Organisation, OrganisationKind, User
from yinxin.register import actions as register
from yinxin.register.rules import OfficeMark

INSTALLATION = OfficeMark(role="installation", unit="installation")
CALENDAR = OfficeMark(role=Role.CALENDAR, unit="installation")  # what happens because a day has come


def record(
    kind: str,
    *,
    subject: str,
    by: Office,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
    is_open: bool = False,
) -> None:
    """Append an act done in an office to the register, inside the transaction of the act.

    The facts of an open entry are public for ever: no personal data. The person goes into the detail.
    """
    register.append(
        kind,
        subject=subject,
        office=by.mark,
        at=at,
        facts=facts,
        private=private,
        person=by.person,
        is_open=is_open,
    )


class Barred(NotAcceptable):
    """The person holds an office that cannot be held together with this one."""

    code = "office_barred"


@transaction.atomic
def add_division(code: str, *, name: str, name_en: str, parent: Division | None, at: datetime) -> Division:
    """Enter a division below its parent."""
    path = f"{parent.path if parent else ''}{code}/"
    division = Division.objects.create(code=code, name=name, name_en=name_en, parent=parent, path=path)
    register.append(
        "division.added",
        subject=f"division/{code}",
        office=INSTALLATION,
        at=at,
        facts={"name": name},
        is_open=True,
    )
    return division


@transaction.atomic
def add_organisation(
    kind: OrganisationKind,
    *,
    name: str,
    name_en: str = "",
    division: Division,
    is_invented: bool = False,
    at: datetime,
) -> Organisation:
    """Enter a regulator, an institute or a laboratory. Bodies and enterprises are entered by their packages."""
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        name_en=name_en,
        division=division,
        is_invented=is_invented,
        registered_at=at,
    )
    register.append(
        "organisation.added",
        subject=f"organisation/{organisation.pk}",
        office=INSTALLATION,
        at=at,
        facts={"name": name, "kind": kind},
        is_open=True,
    )
    return organisation


@transaction.atomic
def appoint(
    user: User,
    role: Role,
    *,
    division: Division | None = None,
    organisation: Organisation | None = None,
    since: date,
    at: datetime,
) -> Office:
    """Give a user an office. Refuses with Barred where impartiality forbids it (认证认可条例 arts. 13, 14)."""
    User.objects.select_for_update().get(pk=user.pk)
    office = Office(user=user, role=role, division=division, organisation=organisation, since=since)
    held = [(other.as_role, other.unit) for other in Office.objects.filter(user=user, until__isnull=True)]
    why = rules.barred_by(role, office.unit, held)
    if why:
        raise Barred(why=why, role=role)
    office.save()
    register.append(
        "office.given",
        subject=f"user/{user.pk}",
        office=INSTALLATION,
        at=at,
        facts={"role": role, "unit": office.unit, "since": since.isoformat()},
        person=user.name,
    )
    return office


@transaction.atomic
def add_user(username: str, *, name: str, password: str, at: datetime, phone: str = "") -> User:
    """Enter a person who can sign in."""
    user = User(username=username, name=name, phone=phone, date_joined=at)
    user.set_password(password)
    user.save()
    return user
