"""Lists of cases: what they are filtered by, and one line for each case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import RunningClock
from yinxin.web import phrases
from yinxin.web.list_filters import Filters
from yinxin.web.wording.certification import OUTCOMES

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list, with its most urgent clock."""

    row: Application
    state: str
    tone_of: str
    clock: RunningClock | None

    @property
    def clock_name(self) -> str:
        """Which limit it is."""
        return self.clock.limit.name.in_language(get_language() or "zh-hans") if self.clock else ""

    @property
    def is_overdue(self) -> bool:
        """Whether a limit has been exceeded, whether or not it stands still now."""
        return self.clock is not None and self.clock.clock.is_overdue


class CaseFilters(Filters):
    """What a list of cases is narrowed by."""

    noun = "application"
    states = ApplicationState

    q = forms.CharField(label=_("Number, enterprise or product"), required=False, max_length=60)
    overdue = forms.BooleanField(label=_("Only late"), required=False)


def lines_of(rows: Iterable[Application], *, today: date) -> list[Line]:
    """One line for each case; one read of the register for all clocks."""
    held = list(rows)
    clocks = queries.clocks_of(held, today=today)
    return [
        Line(
            row=row,
            state=str(OUTCOMES.get(row.outcome) or phrases.state("application", row.state)),
            tone_of=row.outcome or row.state,
            clock=clocks[row.number][0] if clocks[row.number] else None,
        )
        for row in held
    ]


def late_of(rows: QuerySet[Application], *, today: date) -> list[Line]:
    """The cases among these that have exceeded a limit."""
    return [line for line in lines_of(rows, today=today) if line.is_overdue]


def page_of(
    rows: QuerySet[Application], given: dict[str, Any], *, today: date, number: str | None
) -> "Page[Line]":
    """One page of a list; clocks are read for its lines only, unless the late ones are asked for."""
    if given.get("overdue"):
        return Paginator(late_of(rows, today=today), PAGE).get_page(number)
    page = Paginator(rows, PAGE).get_page(number)
    page.object_list = lines_of(page.object_list, today=today)  # type: ignore[assignment]
    return cast("Page[Line]", page)


def most_urgent_first(lines: Iterable[Line]) -> list[Line]:
    """Cases whose clock runs, the fewest days left first; then those that stand still; then those without a clock."""
    return sorted(
        lines,
        key=lambda line: (line.clock is None, line.clock.urgency if line.clock else (False, 0), line.row.pk),
    )
