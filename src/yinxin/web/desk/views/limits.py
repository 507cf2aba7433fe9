"""Proposed limits: what the measurements of a project suggest, beside what the draft, the nation and peers ask for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinxin.standards.projects.lifecycle import EDITABLE
from yinxin.standards.projects.models import Project
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.limits import ADOPTERS
from yinxin.standards.studies.queries import Proposed
from yinxin.standards.studies.rules import statistics, units
from yinxin.standards.studies.rules.statistics import KEEPS, USUAL_KEEP, Limit, Suggestion
from yinxin.standards.texts.models import Clause, Comparison, Indicator
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms.studies import AdoptForm
from yinxin.web.desk.strip_plot import Line, Plot, strip_plot
from yinxin.web.desk.views.studies import READERS, crumbs_of, project_in_reach
from yinxin.web.once import once
from yinxin.web.quantities import limit_of, plain
from yinxin.web.refused import form_status, refusals_on

_SIGNS = {Comparison.AT_LEAST: "≥", Comparison.AT_MOST: "≤", Comparison.BETWEEN: ""}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an item, as the page prints them."""

    mean: str
    deviation: str
    minimum: str
    median: str
    maximum: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggested limit in words, with the form that takes it into the draft."""

    suggestion: Suggestion
    text: str
    percentile: str
    form: AdoptForm | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the page."""

    key: str
    line: Proposed
    figures: Figures
    national: list[str]
    peers: list[tuple[str, Indicator]]
    own: list[str]
    offers: list[Offer]
    plot: Plot
    described: str
    others: str
    is_thin: bool
    values: list[str]


@open_to(*READERS)
@once
def limits(request: OfficeRequest, number: str) -> HttpResponse:
    """Every item that was measured. The institute takes a limit into a clause of the draft."""
    project = project_in_reach(request, number)
    keep = _keep(request.GET.get("keep", ""))
    clauses = list(queries.clauses_to_fill(project))
    may_adopt = request.office.as_role in ADOPTERS and project.state in EDITABLE
    bound: AdoptForm | None = None
    if request.method == "POST":
        bound = AdoptForm(request.POST, clauses=clauses, comparison=request.POST.get("comparison", ""))
        if bound.is_valid():
            adopted: Indicator | None = None
            with refusals_on(bound):
                adopted = studies.adopt_limit(number, **bound.cleaned_data, by=request.office, at=clock.now())
            if adopted is not None:
                messages.success(request, _done(project, adopted))
                return redirect(f"{reverse('desk:limits', args=[number])}?keep={keep}")
    found = queries.proposed_limits(project, keep=keep)
    items = [
        _item(position, line, clauses=clauses if may_adopt else [], bound=bound)
        for position, line in enumerate(found, 1)
    ]
    context = {
        "project": project,
        "items": items,
        "keep": keep,
        "keeps": KEEPS,
        "may_adopt": may_adopt,
        "lacks_clause": may_adopt and not clauses,
        "unfinished": sum(line.n_unfinished for line in found),
        "crumbs": [
            *crumbs_of(project),
            (_("Field studies"), reverse("desk:studies", args=[number])),
            (_("Proposed limits"), ""),
        ],
    }
    return render(request, "desk/limits.html", context, status=form_status(bound) if bound else 200)


def _keep(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) in KEEPS else USUAL_KEEP


def _done(project: Project, adopted: Indicator) -> str:
    """What was taken into the draft, and how many of the measured values would fail it."""
    wanted = units.key_of(adopted.item, adopted.unit)
    values = [
        row.value
        for row in queries.counted_measurements(project)
        if units.key_of(row.item, row.unit) == wanted
    ]
    kept = statistics.kept(values, Limit(adopted.comparison, adopted.limit, adopted.upper))
    return _(
        "%(item)s %(limit)s stands in clause %(clause)s. %(failing)d of %(n)d measured values fail it."
    ) % {
        "item": adopted.item,
        "limit": limit_of(adopted),
        "clause": adopted.clause.number,
        "failing": len(values) - kept,
        "n": len(values),
    }


def _item(position: int, line: Proposed, *, clauses: list[Clause], bound: AdoptForm | None) -> Item:
    figures, values = line.summary, line.values
    fine = statistics.decimals(values) + 1
    first = line.suggestions[0]
    return Item(
        key=f"item-{position}",
        line=line,
        figures=Figures(
            mean=f"{statistics.rounded(figures.mean, fine):f}",
            deviation="—"
            if figures.deviation is None
            else f"{statistics.rounded(figures.deviation, fine):f}",
            minimum=plain(figures.minimum),
            median=plain(statistics.rounded(figures.median, fine)),
            maximum=plain(figures.maximum),
        ),
        national=[
            f"{_words(Limit(each.comparison, each.limit))} {each.basis}".strip() for each in line.national
        ],
        peers=[(limit_of(each), each) for each in line.peers],
        own=[_words(Limit(each.comparison, each.limit, each.upper)) for each in line.own],
        offers=[
            _offer(f"{position}-{place}", line, suggestion, clauses=clauses, bound=bound)
            for place, suggestion in enumerate(line.suggestions)
        ],
        plot=strip_plot(values, _lines(line), proposed=first.limit if len(line.suggestions) == 1 else None),
        described=_described(line),
        others=phrases.listed(
            _("%(n)d in %(unit)s") % {"n": n, "unit": unit or _("no unit")} for unit, n in line.others
        ),
        is_thin=statistics.is_thin(figures.n, keep=line.keep),
        values=[plain(value) for value in sorted(values)],
    )


def _offer(
    key: str, line: Proposed, suggestion: Suggestion, *, clauses: list[Clause], bound: AdoptForm | None
) -> Offer:
    limit = suggestion.limit
    out = Decimal(100 - line.keep)
    ends = {
        Comparison.AT_LEAST: f"P{plain(out)}",
        Comparison.AT_MOST: f"P{line.keep}",
        Comparison.BETWEEN: f"P{plain(out / 2)}–P{plain(100 - out / 2)}",
    }
    return Offer(
        suggestion,
        _words(limit),
        ends[Comparison(limit.comparison)],
        _form(key, line, limit, clauses=clauses, bound=bound) if clauses else None,
    )


def _form(
    key: str, line: Proposed, limit: Limit, *, clauses: list[Clause], bound: AdoptForm | None
) -> AdoptForm:
    if bound is not None and _is_of(bound, line, limit):
        bound.auto_id = f"adopt-{key}-%s"
        return bound
    own = next(iter(line.own), None)
    national = next((each for each in line.national if each.comparison == limit.comparison), None)
    methods = [measurement.method for measurement in line.measurements if measurement.method]
    initial = {
        "clause_pk": own.clause_id if own else clauses[0].pk,
        "limit": _typed(limit.limit),
        "upper": None if limit.upper is None else _typed(limit.upper),
        "method": own.method if own else max(methods, key=methods.count, default=""),
        "national_limit": _typed(national.limit) if national else None,
        "national_basis": national.basis if national else "",
        "item": line.item,
        "unit": line.unit,
        "comparison": limit.comparison,
    }
    return AdoptForm(clauses=clauses, comparison=limit.comparison, initial=initial, auto_id=f"adopt-{key}-%s")


def _is_of(bound: AdoptForm, line: Proposed, limit: Limit) -> bool:
    sent: Any = bound.data
    return (sent.get("item"), sent.get("unit"), sent.get("comparison")) == (
        line.item,
        line.unit,
        limit.comparison,
    )


def _lines(line: Proposed) -> list[Line]:
    """The limits that are drawn, each distinct one once: the nation's, those of peers, the draft's, the suggested."""
    peers: dict[Limit, int] = {}
    for each in line.peers:
        limit = Limit(each.comparison, each.limit, each.upper)
        peers[limit] = peers.get(limit, 0) + 1
    return [
        *(
            Line("national", pgettext("limits", "National"), Limit(each.comparison, each.limit))
            for each in line.national
        ),
        *(Line("peer", pgettext("limits", "Peers"), limit, n) for limit, n in peers.items()),
        *(
            Line("own", pgettext("limits", "Draft"), Limit(each.comparison, each.limit, each.upper))
            for each in line.own
        ),
        *(Line("proposed", pgettext("limits", "Suggested"), each.limit) for each in line.suggestions),
    ]


def _described(line: Proposed) -> str:
    """The chart in words."""
    figures = line.summary
    said = _(
        "%(n)d measured values of %(item)s between %(low)s and %(high)s %(unit)s, median %(median)s."
    ) % {
        "n": figures.n,
        "item": line.item,
        "low": plain(figures.minimum),
        "high": plain(figures.maximum),
        "unit": line.unit,
        "median": plain(statistics.rounded(figures.median, statistics.decimals(line.values) + 1)),
    }
    marks = [f"{each.label} {_words(each.limit)}" for each in _lines(line)]
    return f"{said} {phrases.listed(marks)}" if marks else said


def _words(limit: Limit) -> str:
    upper = f"–{plain(limit.upper)}" if limit.upper is not None else ""
    return f"{_SIGNS[Comparison(limit.comparison)]} {plain(limit.limit)}{upper}".strip()


def _typed(number: Decimal) -> str:
    return f"{number.normalize():f}"
