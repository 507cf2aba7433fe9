"""The dashboard: how the scheme stands in one's area, what waits, and what was done last."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yinxin.kernel.roles import Role
from yinxin.kernel.working_days import statutory_calendar, working_days_between
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.queries import proposals_in_reach
from yinxin.statistics import queries
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import shown
from yinxin.web.desk.todo import Task, tasks_of
from yinxin.web.figures import LOOKS
from yinxin.web.templatetags.yinxin import HERE, day, is_chinese, named

OFFICERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER)
TASKS, ACTS = 6, 6


@open_to(*OFFICERS)
@require_safe
def dashboard(request: OfficeRequest) -> HttpResponse:
    """Figures of today, each with the rows behind it; a banner officer sees the banner only."""
    today, office = clock.today(), request.office
    division = _division(request)
    waiting = tasks_of(office, today=today)
    calendar = statutory_calendar()
    next_year = today.year + 1
    context = {
        "greeting": _greeting(office.user.name, waiting),
        "weekday": _weekday(today),
        "is_working_day": calendar.is_working_day(today),
        "working_days_left": working_days_between(today, date(today.year, 12, 31), calendar=calendar),
        "unknown_year": None if calendar.is_known(date(next_year, 1, 1)) else next_year,
        "kpis": _kpis(request, division, today),
        "tasks": waiting[:TASKS],
        "tasks_count": len(waiting),
        "due_today": sum(1 for task in waiting if task.left is not None and task.left <= 0),
        "stages": _stages(division, today),
        "funnel": _funnel(division, today),
        "scans": _scans(division, today),
        "plan": _plan(division, today),
        "banners": _banners(division, today),
        "acts": list(shown(queries.entries_in_reach(office)[:ACTS])),
        "division": division,
    }
    return render(request, "desk/dashboard.html", context)


@open_to(*OFFICERS)
@require_safe
def tasks(request: OfficeRequest) -> HttpResponse:
    """Everything that waits for this office."""
    context = {
        "tasks": tasks_of(request.office, today=clock.today()),
        "crumbs": [(_("Dashboard"), reverse("desk:dashboard")), (_("To do"), "")],
    }
    return render(request, "desk/tasks.html", context)


def _division(request: OfficeRequest) -> Division:
    if request.office.division is None:
        raise LookupError(request.office)
    return request.office.division


def _weekday(today: date) -> str:
    names = [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ]
    return f"{day(today)}{'' if is_chinese() else ', '}{names[today.weekday()]}"


def _greeting(name: str, waiting: list[Task]) -> str:
    hour = clock.now().astimezone(HERE).hour
    hello = _("Good morning, %(name)s.") if hour < 12 else _("Good afternoon, %(name)s.")
    if hour >= 18:
        hello = _("Good evening, %(name)s.")
    urgent = sum(1 for task in waiting if task.left is not None and task.left <= 0)
    if urgent:
        said = ngettext("%(count)d thing is due", "%(count)d things are due", urgent) % {"count": urgent}
    else:
        said = _("Nothing is due today")
    return f"{hello % {'name': name}}{'' if is_chinese() else ' '}{said}"


# Standards and experts are counted for a league: a banner would read that it has none.
OF_A_LEAGUE = frozenset({"standards_published", "experts_in_pool"})


def _kpis(request: OfficeRequest, division: Division, today: date) -> list[dict[str, Any]]:
    """The figures on top, each with its page of rows."""
    last_year_end = date(today.year - 1, 12, 31)
    value = {
        name: queries.figure(name, division=division, as_of=today).value
        for name in (
            "enterprises_certified",
            "enterprises_in_pool",
            "standards_published",
            "experts_in_pool",
            "reports_open",
            "applications_open",
            "standards_proposed_this_year",
        )
    }
    before = {
        name: queries.figure(name, division=division, as_of=last_year_end).value
        for name in ("enterprises_certified", "enterprises_in_pool", "experts_in_pool")
    }
    accepted = proposals_in_reach(request.office).filter(state=ProposalState.ACCEPTED).count()
    since = {name: _change(value[name] - before[name]) for name in before}
    subs = {
        "enterprises_certified": _("%(since)s · %(count)d cases open")
        % {"since": since["enterprises_certified"], "count": value["applications_open"]},
        "enterprises_in_pool": since["enterprises_in_pool"],
        "standards_published": _("%(proposed)d proposed this year · %(accepted)d in the programme")
        % {"proposed": value["standards_proposed_this_year"], "accepted": accepted},
        "experts_in_pool": since["experts_in_pool"],
        "reports_open": _("received and not yet answered"),
    }
    return [
        {
            "label": LOOKS[name].label,
            "unit": LOOKS[name].unit,
            "icon": LOOKS[name].icon,
            "colour": LOOKS[name].colour,
            "value": value[name],
            "sub": sub,
            "url": reverse("desk:figure", args=[name]),
        }
        for name, sub in subs.items()
        if division.is_league or name not in OF_A_LEAGUE
    ]


def _change(change: int) -> str:
    """How a figure moved since the end of last year."""
    return (
        _("%(change)+d since last year's end") % {"change": change} if change else _("as at last year's end")
    )


def _stages(division: Division, today: date) -> dict[str, Any]:
    columns = [
        _("Industry"),
        _("In the ledger"),
        _("In the pool"),
        _("Applied"),
        _("Under evaluation"),
        _("Certified"),
    ]
    rows = [
        [named(row.industry), row.in_ledger, row.in_pool, row.applying, row.accepted, row.certified]
        for row in queries.stages_by_industry(division=division, as_of=today)
    ]
    return {"columns": columns, "rows": rows}


def _funnel(division: Division, today: date) -> dict[str, Any]:
    names = [_("In the ledger"), _("In the pool"), _("Applied"), _("Accepted by a body"), _("Certified")]
    figures = queries.funnel(division=division, as_of=today).values()
    rows = [[name, figure.value] for name, figure in zip(names, figures, strict=True)]
    return {"columns": [_("Stage"), _("Enterprises")], "rows": rows}


def _scans(division: Division, today: date) -> dict[str, Any]:
    """Checks of the last 30 days; the day with the most doubtful answers is marked."""
    days = queries.scans_of_days(division=division, as_of=today)
    rows = [[f"{each.on:%m-%d}", each.checks, each.doubtful] for each in days]
    worst = max(days, key=lambda each: each.doubtful)
    text = ngettext("%(count)d doubtful", "%(count)d doubtful", worst.doubtful) % {"count": worst.doubtful}
    marks = [{"x": f"{worst.on:%m-%d}", "text": text}] if worst.doubtful else []
    return {"columns": [_("Day"), _("Checks"), _("Doubtful")], "rows": rows, "marks": marks}


def _plan(division: Division, today: date) -> dict[str, Any]:
    """What falls due in this month and the eleven after it."""
    months = [_month_after(today, number) for number in range(12)]
    due = _by_month(
        certificate.surveillance_due_on
        for certificate in queries.coming_surveillance(division=division, as_of=today)
    )
    ends = _by_month(
        certificate.expires_on for certificate in queries.coming_expiries(division=division, as_of=today)
    )
    rows = [[_month_name(month), due.get(month, 0), ends.get(month, 0)] for month in months]
    return {"columns": [_("Month"), _("Surveillance due"), _("Certificates ending")], "rows": rows}


def _month_after(today: date, number: int) -> tuple[int, int]:
    month = today.month - 1 + number
    return today.year + month // 12, month % 12 + 1


def _by_month(days: Iterable[date]) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for each in days:
        key = (each.year, each.month)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _month_name(month: tuple[int, int]) -> str:
    first = date(month[0], month[1], 1)
    return f"{first.month}月" if is_chinese() else f"{first:%b}"


def _banners(division: Division, today: date) -> list[dict[str, Any]]:
    """How far each part of the area has come; nothing to compare where there is only one."""
    parts = divisions_within(division).exclude(pk=division.pk)
    names = ("enterprises_in_ledger", "enterprises_in_pool", "applications_open", "enterprises_certified")
    rows = []
    for part in parts:
        figures = queries.figures(names, division=part, as_of=today)
        rows.append({"division": part, **{name: figure.value for name, figure in figures.items()}})
    return rows
