"""Drafts before the public: how long each is still open."""

from dataclasses import dataclass
from datetime import date

from yinxin.standards.comments import queries, rules
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Project

SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Draft:
    """A project whose draft is or was before the public, as a line of the list and the head of its page."""

    project: Project
    days_left: int
    is_open: bool

    @property
    def is_ending(self) -> bool:
        return self.days_left <= SOON


def draft_of(project: Project, today: date) -> Draft:
    """How long the draft of a project is still open."""
    until = project.comment_until
    is_open = project.state == ProjectState.COMMENT and rules.is_running(today, until=until)
    return Draft(project, rules.days_left(today, until=until) if is_open and until else 0, is_open)


def open_drafts(today: date) -> list[Draft]:
    """The drafts that anyone may comment on today, the next to end first."""
    rows = queries.commented_projects().filter(state=ProjectState.COMMENT, comment_until__gte=today)
    return [draft_of(project, today) for project in rows.order_by("comment_until", "number")]
