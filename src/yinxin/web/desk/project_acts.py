"""What an office can do to a project now: one form for each verb that the lifecycle table gives it, and no other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.lifecycle import PROJECT_LIFE
from yinxin.standards.projects.models import Project
from yinxin.web import phrases
from yinxin.web.desk.forms import projects as forms


@dataclass(frozen=True, slots=True)
class Act:
    """One verb with its form. The form's fields are what the action takes, by the same names."""

    name: str
    icon: str
    text: Promise
    form: type[forms.ActForm]
    do: Callable[..., Project]
    done: Promise
    leads_on: bool = False
    danger: bool = False

    @property
    def label(self) -> str:
        return phrases.verb("project", self.name)

    def form_for(self, project: Project, *, today: date, data: Any = None) -> forms.ActForm:
        """The form, for the project as it stands."""
        form = forms.ReplaceForm if self.name == "publish" and project.revises else self.form
        return form(data, project=project, today=today, auto_id=f"id_{self.name}_%s")

    def perform(self, project: Project, form: forms.ActForm, *, by: Office, at: datetime) -> Project:
        """Call the action with what the form holds."""
        return self.do(project.number, **form.cleaned_data, by=by, at=at)


# In the order in which the page offers them: what leads on, what leads back, what ends.
ACTS: tuple[Act, ...] = (
    Act(
        "start",
        "player-play",
        _("The stage of drafting begins today."),
        forms.ActForm,
        projects.start,
        _("Drafting has begun."),
        leads_on=True,
    ),
    Act(
        "open_comment",
        "messages",
        _("The text is frozen as it stands, and anyone may comment on each clause on the portal."),
        forms.CommentUntilForm,
        projects.open_comment,
        _("The draft is open to comments on the portal."),
        leads_on=True,
    ),
    Act(
        "approve",
        "check",
        _("The text is frozen as it stands. What is numbered and published is this text."),
        forms.ActForm,
        projects.approve,
        _("Approved."),
        leads_on=True,
    ),
    Act(
        "publish",
        "send",
        _("The standard appears on the portal, and the project is finished. This cannot be undone."),
        forms.PublishForm,
        projects.publish,
        _("The standard is published."),
        leads_on=True,
    ),
    Act(
        "resume",
        "refresh",
        _("The project goes on at drafting."),
        forms.ReasonForm,
        projects.resume,
        _("The project goes on."),
        leads_on=True,
    ),
    Act(
        "extend_comment",
        "calendar-plus",
        _("The public gets more days, never fewer."),
        forms.ExtendForm,
        projects.extend_comment,
        _("The public comment is extended."),
    ),
    Act(
        "redraft",
        "arrow-back-up",
        _("The project goes back to drafting; another public comment and another review follow."),
        forms.ReasonForm,
        projects.redraft,
        _("Back to drafting."),
    ),
    Act(
        "send_back",
        "arrow-back-up",
        _("The text goes before a panel again, or back to drafting from there."),
        forms.ReasonForm,
        projects.send_back,
        _("Sent back to review."),
    ),
    Act(
        "stop",
        "ban",
        _("The project ends without a standard; its proposals may be planned again. This cannot be undone."),
        forms.ReasonForm,
        projects.stop,
        _("The project is stopped."),
        danger=True,
    ),
)
_NAMED = {act.name: act for act in ACTS}


@dataclass(frozen=True, slots=True)
class Acting:
    """An act on the page, as desk/_project_acts.html takes it."""

    name: str
    label: str
    icon: str
    text: str
    form: forms.ActForm
    leads_on: bool
    danger: bool
    is_open: bool


def act_named(name: str) -> Act:
    """The act, or NotFound."""
    if name not in _NAMED:
        raise NotFound(noun="page")
    return _NAMED[name]


def acting_on(
    project: Project,
    office: Office,
    *,
    today: date,
    withheld: frozenset[str] = frozenset(),
    failed: forms.ActForm | None = None,
    failed_act: str = "",
) -> list[Acting]:
    """The acts that the table gives this office now, but those `withheld`; the failed one with what was typed."""
    verbs = set(PROJECT_LIFE.verbs(state=project.state, role=office.as_role)) - withheld
    return [
        Acting(
            name=act.name,
            label=act.label,
            icon=act.icon,
            text=str(act.text),
            form=failed
            if failed is not None and act.name == failed_act
            else act.form_for(project, today=today),
            leads_on=act.leads_on,
            danger=act.danger,
            is_open=act.name == failed_act,
        )
        for act in ACTS
        if act.name in verbs
    ]


def withheld(project: Project, office: Office, *, has_open_review: bool) -> frozenset[str]:
    """What the table allows and the facts do not, so that no button promises it.

    While a panel sits, the project moves by its vote; who concluded a vote does not approve its result.
    """
    verbs: set[str] = set()
    if has_open_review:
        verbs |= {"redraft", "stop"}
    if project.passed_by is not None and project.passed_by.user_id == office.user_id:
        verbs.add("approve")
    return frozenset(verbs)
