"""The institute's start page: what waits, how far the projects are, and what was done last."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.register.queries import open_acts
from yinxin.standards.projects import queries
from yinxin.standards.projects.lifecycle import RUNNING, STAGES
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import project_lines
from yinxin.web.desk.acts import ShownAct, timeline_of
from yinxin.web.desk.institute_tasks import tasks_of

ACTS = 8
PROGRAMME_ACTS = (
    "call.opened",
    "call.closed",
    "project.planned",
    "project.comment_opened",
    "project.comment_extended",
    "project.numbered",
    "project.published",
    "project.lapsed",
    "project.stopped",
    "standard.superseded",
    "standard.confirmed",
    "standard.withdrawn",
)


@open_to(Role.INSTITUTE_OFFICER)
@require_safe
def programme(request: OfficeRequest) -> HttpResponse:
    """What waits for the institute, the most urgent first; projects by stage; the latest public acts."""
    today = clock.today()
    tasks = tasks_of(request.office, today=today)
    context = {
        "tasks": tasks,
        "due": sum(1 for task in tasks if task.left is not None and task.left <= 0),
        "kpis": _kpis(request.office),
        "stages": _stages(request.office),
        "acts": _acts(),
    }
    return render(request, "desk/programme.html", context)


def _acts() -> list[ShownAct]:
    """The latest public acts of the programme, each with what it was about."""
    found = open_acts(kinds=PROGRAMME_ACTS, limit=ACTS)
    shown = timeline_of(reversed(found))
    return [
        replace(item, quote=str(act.facts.get("title", ""))) for item, act in zip(shown, found, strict=True)
    ]


def _kpis(office: Office) -> list[dict[str, object]]:
    today = clock.today()
    reach = queries.projects_in_reach(office)
    here = reverse("desk:projects")
    return [
        {
            "label": _("Projects on their way"),
            "value": reach.filter(state__in=RUNNING).count(),
            "icon": "timeline",
            "colour": "blue",
            "url": here,
        },
        {
            "label": _("Late at their stage"),
            "value": queries.overdue(reach, today).count(),
            "icon": "alert-triangle",
            "colour": "red",
            "url": f"{here}?overdue=on",
        },
        {
            "label": pgettext("projects", "Open to comments"),
            "value": reach.filter(state="comment").count(),
            "icon": "messages",
            "colour": "gold",
            "url": f"{here}?state=comment",
        },
        {
            "label": _("Published this year"),
            "value": reach.filter(state="published", ended_on__year=today.year).count(),
            "icon": "circle-check",
            "colour": "green",
            "url": f"{here}?state=published",
        },
    ]


def _stages(office: Office) -> list[tuple[str, int, str]]:
    """How many projects stand at each stage, with the list of them."""
    reach = queries.projects_in_reach(office)
    names = project_lines.stage_names()
    here = reverse("desk:projects")
    return [
        (names[stage], reach.filter(state=stage).count(), f"{here}?state={stage.value}") for stage in STAGES
    ]
