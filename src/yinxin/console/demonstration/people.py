"""Divisions, organisations, bodies and accounts."""

from datetime import date

from yinxin.certification.bodies import actions as bodies
from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import people as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.kernel.roles import REGULATORS, Role
from yinxin.people import actions as people
from yinxin.people.models import OrganisationKind

PASSWORD = "mengbiao-demo"  # noqa: S105 - of the demonstration, printed for everybody to try


def founding(told: data.People, times: Times) -> Scene:
    """Everybody but those who act for the enterprises."""
    at = yield times.on(told.since)
    for division in told.divisions:
        people.add_division(
            division.code,
            name=division.name,
            name_en=division.name_en,
            parent=cast.division(division.parent) if division.parent else None,
            at=at,
        )
    for organisation in told.organisations:
        people.add_organisation(
            OrganisationKind(organisation.kind),
            name=organisation.name,
            name_en=organisation.name_en,
            division=cast.division(organisation.division),
            at=at,
        )
    for body in told.bodies:
        bodies.register_body(
            body.name,
            name_en=body.name_en,
            division=cast.division(body.division),
            approval_number=body.approval_number,
            approved_kinds=body.approved_kinds,
            approved_until=body.approved_until,
            is_invented=True,
            at=at,
        )
    officers = [account for account in told.accounts if account.role is not Role.ENTERPRISE]
    yield from _appointed(officers, since=told.since, times=times)


def applicants(told: data.People, times: Times) -> Scene:
    """Those who act for the enterprises, which stand in the ledger by then."""
    accounts = [account for account in told.accounts if account.role is Role.ENTERPRISE]
    yield from _appointed(accounts, since=told.applicants_since, times=times)


def _appointed(accounts: list[data.Account], *, since: date, times: Times) -> Scene:
    for place, account in enumerate(accounts, start=1):
        at = yield times.on(since, minutes=place)
        user = people.add_user(account.username, name=account.name, password=PASSWORD, at=at)
        is_regulator = account.role in REGULATORS
        people.appoint(
            user,
            account.role,
            division=cast.division(account.unit) if is_regulator else None,
            organisation=None if is_regulator else cast.organisation(account.unit),
            since=since,
            at=at,
        )
