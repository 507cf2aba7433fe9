"""Divisions, organisations and people with their offices."""

from datetime import UTC, date, datetime

from yinxin.kernel.roles import REGULATORS, Role
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation, OrganisationKind, User

LONG_AGO = datetime(2020, 1, 2, 2, 0, tzinfo=UTC)
NOW = datetime(2024, 11, 20, 2, 0, tzinfo=UTC)

NAMES = {
    "150000": ("内蒙古自治区", "Inner Mongolia", None),
    "152900": ("阿拉善盟", "Alxa League", "150000"),
    "152921": ("阿拉善左旗", "Alxa Left Banner", "152900"),
    "152922": ("阿拉善右旗", "Alxa Right Banner", "152900"),
    "152923": ("额济纳旗", "Ejin Banner", "152900"),
    "150400": ("赤峰市", "Chifeng", "150000"),
}


# Offices that no case of certification concerns: whatever they ask for by its number is not there for them.
OUTSIDE_CERTIFICATION = frozenset({Role.INSTITUTE_OFFICER, Role.ASSOCIATION, Role.EXPERT})


def division(code: str = "152900") -> Division:
    """A division of the region, with those above it."""
    found = Division.objects.filter(code=code).first()
    if found:
        return found
    name, name_en, above = NAMES[code]
    parent = division(above) if above else None
    return people.add_division(code, name=name, name_en=name_en, parent=parent, at=LONG_AGO)


def organisation(
    name: str = "示例质量和标准化研究院", *, kind: OrganisationKind = OrganisationKind.INSTITUTE
) -> Organisation:
    """An organisation that is neither body nor enterprise."""
    found = Organisation.objects.filter(name=name).first()
    return found or people.add_organisation(kind, name=name, division=division("152900"), at=LONG_AGO)


def user(username: str) -> User:
    """A person; the password is the user name turned round."""
    found = User.objects.filter(username=username).first()
    return found or people.add_user(username, name=f"示例 {username}", password=username[::-1], at=LONG_AGO)


def office(role: Role, *, of: Division | Organisation | None = None, username: str = "") -> Office:
    """Somebody in this role. Regulators are of the league unless a division is named."""
    unit = of or (division("152900") if role in REGULATORS else organisation())
    username = username or f"{role}-{unit.pk}"
    held = Office.objects.select_related("user", "division", "organisation").filter(
        user__username=username, role=role
    )
    found = held.first()
    return found or people.appoint(
        user(username),
        role,
        division=unit if isinstance(unit, Division) else None,
        organisation=unit if isinstance(unit, Organisation) else None,
        since=date(2020, 1, 2),
        at=LONG_AGO,
    )


def league_officer() -> Office:
    """An officer of Alxa League."""
    return office(Role.LEAGUE_OFFICER)


def banner_officer(code: str = "152922") -> Office:
    """An officer of one banner."""
    return office(Role.BANNER_OFFICER, of=division(code))


def inspector(code: str = "152900") -> Office:
    """An inspector."""
    return office(Role.INSPECTOR, of=division(code))


def association_officer() -> Office:
    """Somebody of an industry association."""
    association = organisation("示例驼产业协会", kind=OrganisationKind.ASSOCIATION)
    return office(Role.ASSOCIATION, of=association)


def institute_officer() -> Office:
    """Somebody of the standards institute."""
    return office(Role.INSTITUTE_OFFICER)
