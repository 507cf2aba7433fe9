"""The ledger beside its workbook, and the cultivation of its enterprises."""

from datetime import date
from decimal import Decimal
from typing import Literal

from yinxin.console.demonstration.data.told import Days, Told


class Newcomer(Told):
    name: str
    credit_code: str
    division: str
    industry: str
    scale: str
    registered_days_ago: Days
    nominated_days_ago: Days
    declined_days_ago: Days | None = None
    declined_reason: str = ""


class Ledger(Told):
    imported_on: date
    newcomers: tuple[Newcomer, ...]


class Nominated(Told):
    nominated_on: date
    admitted_on: date
    enterprises: tuple[str, ...]


class Released(Told):
    enterprise: str
    days_ago: Days
    reason: str


class Visit(Told):
    enterprise: str
    days_ago: Days
    met: str
    summary: str
    needs: str


class Readiness(Told):
    enterprise: str
    product: str
    standard: str
    days_ago: Days
    clauses: dict[str, Literal["met", "partly", "not_met", "not_applicable"]]


class Year(Told):
    enterprise: str
    year: int
    output_kg: Decimal
    sales_yuan: Decimal
    jobs: int
    households: int


class Cultivation(Told):
    reason: str
    pool: tuple[Nominated, ...]
    released: tuple[Released, ...]
    visits: tuple[Visit, ...]
    readiness: tuple[Readiness, ...]
    years: tuple[Year, ...]
