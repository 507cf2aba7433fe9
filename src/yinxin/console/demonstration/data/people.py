"""Divisions, organisations, bodies and accounts."""

from datetime import date
from typing import Literal

from yinxin.console.demonstration.data.told import Told
from yinxin.kernel.roles import Role


class Division(Told):
    code: str
    name: str
    name_en: str
    parent: str | None = None


class Organisation(Told):
    kind: Literal["regulator", "institute", "laboratory", "association"]
    name: str
    name_en: str
    division: str


class Body(Told):
    name: str
    name_en: str
    division: str
    approval_number: str
    approved_until: date
    approved_kinds: tuple[str, ...]


class Account(Told):
    """`unit` is the code of a division, or the name of an organisation."""

    username: str
    name: str
    role: Role
    unit: str


class People(Told):
    since: date
    applicants_since: date
    divisions: tuple[Division, ...]
    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    accounts: tuple[Account, ...]
