"""The page of one project: how far it is, what is to be done next and what is missing, papers, drafters, days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.comments.queries import unanswered
from yinxin.standards.projects import queries, rules
from yinxin.standards.projects.lifecycle import DRAFTERS_OPEN, RUNNING, ProjectState
from yinxin.standards.projects.models import Paper, PaperKind, Project
from yinxin.standards.reviews.lifecycle import ReviewState
from yinxin.web import phrases
from yinxin.web.desk import project_lines
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.project_lines import Due, due
from yinxin.web.standard_sheet import kinds_of
from yinxin.web.templatetags.yinxin import day
from yinxin.web.wording.projects import KINDS, NEEDS, PAPERS

_S = ProjectState
# What is to be done at each stage, and by which verb it is left.
NEXT: dict[ProjectState, Promise] = {
    _S.PLANNED: gettext_lazy("Name who drafts, set the days of the plan, then begin drafting."),
    _S.DRAFTING: gettext_lazy(
        "Study the product in the field, write the text, then put it before the public."
    ),
    _S.COMMENT: gettext_lazy(
        "Look through what comes in and answer it; after the last day, open the review."
    ),
    _S.REVIEW: gettext_lazy("Form the panel and let it vote. Its result leads the project on, or back."),
    _S.APPROVAL: gettext_lazy("Another officer than the one who concluded the vote approves the text."),
    _S.APPROVED: gettext_lazy("Give the approved text its number."),
    _S.NUMBERED: gettext_lazy("Publish the standard, and say from which day it is in force."),
    _S.PUBLISHED: gettext_lazy("The standard is published. Its periodic review is due within five years."),
    _S.LAPSED: gettext_lazy(
        "The project stood idle for too long. It can be resumed at drafting, or stopped."
    ),
    _S.STOPPED: gettext_lazy("The project was stopped."),
}
LEADS_ON: dict[ProjectState, str] = {
    _S.DRAFTING: "open_comment",
    _S.COMMENT: "open_review",
    _S.APPROVAL: "approve",
}
UNDER_REVIEW = frozenset({_S.COMMENT, _S.REVIEW})  # a review opens from the one and goes on in the other
# The review writes its own summary of comments when it is opened, so nobody has to bring it.
WRITTEN_BY_ITSELF = frozenset({("open_review", rules.COMMENT_SUMMARY)})


@dataclass(frozen=True, slots=True)
class Step:
    """One stage, as components/steps.html takes it."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a stage needs, and where it is done."""

    text: str
    is_done: bool
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the work is done."""

    label: str
    note: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """The papers of one kind: the present ones, and those that they took the place of."""

    kind: str
    label: str
    is_needed: bool
    present: list[Paper]
    earlier: list[Paper]


def sheet_of(project: Project, *, role: Role, today: date) -> dict[str, Any]:
    """Everything on the page but its forms."""
    standings = queries.standings(project, project.stages.all(), today)
    checks = list(_checks(project, today))
    is_running, names = project.state in RUNNING, project_lines.stage_names()
    current = next((each for each in standings if each.is_current), None)
    warning = rulebook(project.rulebook).standards.lapse_warning_days.value
    return {
        "project": project,
        "kind": KINDS[project.kind],
        "product_kinds": kinds_of(project.standard),
        "state": phrases.state("project", project.state),
        "steps": _steps(project, standings),
        "stages": [(names[each.stage], each) for each in standings],
        "next": NEXT[ProjectState(project.state)],
        "checks": checks,
        "missing": sum(not check.is_done for check in checks),
        "stage_due": due(current.planned_until, today=today) if current else None,
        "comment_due": _comment_due(project, today),
        "lapse_due": due(project.lapses_on, today=today, soon=warning) if is_running else None,
        "places": _places(project, role),
        "review_url": reverse("desk:reviews", args=[project.number]) if project.state in UNDER_REVIEW else "",
        "papers": _papers(project),
        "drafters": project.drafters.select_related("organisation", "expert"),
        "proposals": project.proposals.select_related("proposer"),
        "drafters_open": project.state in DRAFTERS_OPEN,
        "is_running": is_running,
        "timeline": timeline_of(acts(subjects=[project.subject, project.standard.subject])),
        "crumbs": [(_("Projects"), reverse("desk:projects")), (project.number, "")],
    }


def has_open_review(project: Project) -> bool:
    """Whether a panel is being formed or votes."""
    return project.reviews.filter(state__in=[ReviewState.FORMING, ReviewState.VOTING]).exists()


def _steps(project: Project, standings: list[queries.Standing]) -> list[Step]:
    names = project_lines.stage_names()
    here = _reached(project, standings)
    found = []
    for place, each in enumerate(standings):
        done = place < here or project.state == _S.PUBLISHED
        state = "done" if done else ""
        if place == here and not done:
            state = "now" if each.is_current else "bad"
        note = (
            day(each.left_on, "short")
            if done
            else _("by %(day)s") % {"day": day(each.planned_until, "short")}
        )
        found.append(Step(names[each.stage], note, state))
    return found


def _reached(project: Project, standings: list[queries.Standing]) -> int:
    """The place of the stage at which a project stands; of one that ended, the last that it came to."""
    stages = [each.stage for each in standings]
    if project.state in stages:
        return stages.index(project.state)
    entered = [(each.entered_on, place) for place, each in enumerate(standings) if each.entered_on]
    return max(entered)[1] if entered else 0


def _checks(project: Project, today: date) -> Iterator[Check]:
    """What the verb that leads on still needs: papers and people by the rules, the rest by what others counted."""
    verb = LEADS_ON.get(ProjectState(project.state), "")
    holding = queries.holding(project)
    missing = rules.missing(verb, holding)
    where = {rules.CLAUSES: reverse("desk:text", args=[project.number]), rules.DRAFTER: "#drafters"}
    if project.state == _S.PLANNED:
        yield Check(str(NEEDS[rules.DRAFTER]), holding.has_drafters, "#drafters")
    if project.state == _S.COMMENT and project.comment_until:
        over = today > project.comment_until
        yield Check(_("the public comment is over (%(day)s)") % {"day": day(project.comment_until)}, over, "")
        waiting = unanswered(project).count()
        text = _("every comment is answered")
        if waiting:
            text = ngettext("%(count)d comment to answer", "%(count)d comments to answer", waiting) % {
                "count": waiting
            }
        yield Check(text, not waiting, reverse("desk:comments", args=[project.number]))
    for need in rules.needs(verb, holding):
        if (verb, need) not in WRITTEN_BY_ITSELF:
            yield Check(str(NEEDS[need]), need not in missing, where.get(need, "#papers"))


def _comment_due(project: Project, today: date) -> Due | None:
    if project.state != _S.COMMENT or project.comment_until is None:
        return None
    return due(project.comment_until, today=today)


def _places(project: Project, role: Role) -> list[Place]:
    """Those that are open to this role."""
    number = project.number
    text = project.standard.versions.count()
    places = [
        Place(
            pgettext("standards", "Text"),
            ngettext("%(count)d frozen version", "%(count)d frozen versions", text) % {"count": text},
            "writing",
            reverse("desk:text", args=[number]),
        ),
        Place(
            _("Field studies"),
            _counted(project.studies.count(), _("none yet")),
            "map-pin",
            reverse("desk:studies", args=[number]),
        ),
        Place(
            _("Comments"),
            _counted(project.comments.count(), _("none yet")),
            "messages",
            reverse("desk:comments", args=[number]),
        ),
        Place(
            pgettext("standards", "Review"),
            _counted(project.reviews.count(), _("none yet")),
            "users-group",
            reverse("desk:reviews", args=[number]),
        ),
    ]
    return [place for place in places if role in resolve(place.url).func.open_to]  # type: ignore[attr-defined]


def _counted(count: int, none: str) -> str:
    return str(count) if count else none


def _papers(project: Project) -> list[PaperLine]:
    """Every kind in the order in which stages ask for it. What the present stage asks for is marked where missing."""
    found = list(project.papers.select_related("office__user"))
    verb = LEADS_ON.get(ProjectState(project.state), "")
    missing = [
        need
        for need in rules.missing(verb, queries.holding(project))
        if (verb, need) not in WRITTEN_BY_ITSELF
    ]
    return [
        PaperLine(
            kind=kind.value,
            label=str(PAPERS[kind]),
            is_needed=kind in missing,
            present=[paper for paper in found if paper.kind == kind and paper.replaced_at is None],
            earlier=[paper for paper in found if paper.kind == kind and paper.replaced_at is not None][::-1],
        )
        for kind in PaperKind
    ]
