"""The rows behind a figure as of any day, and the bulletin that states the figures."""

from datetime import date
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Division
from yinxin.statistics import queries, rules
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms.figures import AsOfForm
from yinxin.web.figures import LOOKS, shown_rows

OFFICERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER)


@open_to(*OFFICERS)
@require_safe
def figure(request: OfficeRequest, name: str) -> HttpResponse:
    """What was counted, row by row, for a division within reach and a day that the reader chooses."""
    if name not in LOOKS:
        raise NotFound(noun="figure", number=name)
    form = AsOfForm(request.GET, office=request.office, today=clock.today())
    found = queries.figure(name, division=form.chosen_division, as_of=form.chosen_day)
    context = {
        "form": form,
        "look": LOOKS[name],
        "figure": found,
        "rows": shown_rows(found, request.office),
        "division": form.chosen_division,
        "others": [
            (other, look.label, f"{reverse('desk:figure', args=[other])}?{_asked(form)}")
            for other, look in LOOKS.items()
        ],
        "crumbs": [(_("Dashboard"), reverse("desk:dashboard")), (LOOKS[name].label, "")],
    }
    return render(request, "desk/figure.html", context)


@open_to(*OFFICERS)
@require_safe
def bulletin(request: OfficeRequest) -> HttpResponse:
    """The paragraph that states the figures, each leading to its rows."""
    form = AsOfForm(request.GET, office=request.office, today=clock.today())
    parts = [
        (part.text, f"{reverse('desk:figure', args=[part.figure])}?{_asked(form)}" if part.figure else "")
        for part in _bulletin(form.chosen_division, form.chosen_day)
    ]
    figures = queries.figures(rules.OF_THE_NOTICE, division=form.chosen_division, as_of=form.chosen_day)
    context = {
        "form": form,
        "parts": parts,
        "text": "".join(text for text, _url in parts).strip(),
        "division": form.chosen_division,
        "day": form.chosen_day,
        "figures": [
            (LOOKS[name], found, f"{reverse('desk:figure', args=[name])}?{_asked(form)}")
            for name, found in figures.items()
        ],
        "download_url": f"{reverse('desk:bulletin_text')}?{_asked(form)}",
    }
    return render(request, "desk/bulletin.html", context)


@open_to(*OFFICERS)
@require_safe
def bulletin_text(request: OfficeRequest) -> HttpResponse:
    """The paragraph as a plain text file."""
    form = AsOfForm(request.GET, office=request.office, today=clock.today())
    text = rules.text_of(_bulletin(form.chosen_division, form.chosen_day))
    name = f"{form.chosen_division.name}-{form.chosen_day:%Y-%m-%d}.txt"
    response = HttpResponse(f"\ufeff{text}\r\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _bulletin(division: Division, day: date) -> tuple[rules.Part, ...]:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return queries.bulletin(division=division, as_of=day, language=language)


def _asked(form: AsOfForm) -> str:
    return f"division={form.chosen_division.pk}&as_of={form.chosen_day:%Y-%m-%d}"
