"""The league's ledger: imported from its workbook, and kept by hand since."""

from datetime import date
from pathlib import Path

from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import ledger as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.cultivation import actions as cultivation
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers.models import Industry
from yinxin.ledgers.workbooks import actions as workbooks
from yinxin.scheme.queries import rulebook


def industries(since: date, times: Times) -> Scene:
    """Those that the league gives priority."""
    at = yield times.on(since, minutes=35)
    priorities = [industry for industry in rulebook().industries if industry.is_priority]
    for ordinal, industry in enumerate(priorities, start=1):
        ledgers.add_industry(
            industry.code,
            name=industry.name.zh,
            name_en=industry.name.en,
            ordinal=ordinal,
            by=cast.league_officer(),
            at=at,
        )


def imported(told: data.Ledger, workbook: Path, times: Times) -> Scene:
    """The workbook: checked, then every row of it applied."""
    at = yield times.on(told.imported_on)
    with workbook.open("rb") as file:
        checked = workbooks.check_workbook(file, file_name=workbook.name, by=cast.league_officer(), at=at)
    at = yield times.on(told.imported_on, minutes=10)
    workbooks.apply_import(checked.pk, only_good=False, by=cast.league_officer(), at=at)


def newcomer(told: data.Newcomer, *, reason: str, times: Times) -> Scene:
    """An enterprise that a banner entered and nominated, and the league's answer if it was declined."""
    at = yield times.ago(told.registered_days_ago)
    division = cast.division(told.division)
    officer = cast.banner_officer(division)
    row = ledgers.register_enterprise(
        name=told.name,
        division=division,
        industry=Industry.objects.get(pk=told.industry),
        credit_code=told.credit_code,
        scale=told.scale,
        is_invented=True,
        by=officer,
        at=at,
    )
    at = yield times.ago(told.nominated_days_ago)
    nominated = cultivation.nominate(
        row.pk, reason=reason, on=times.day_ago(told.nominated_days_ago), by=officer, at=at
    )
    if told.declined_days_ago is not None:
        at = yield times.ago(told.declined_days_ago)
        cultivation.decline(
            nominated.pk,
            on=times.day_ago(told.declined_days_ago),
            reason=told.declined_reason,
            by=cast.league_officer(),
            at=at,
        )
