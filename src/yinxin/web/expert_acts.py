"""What is done to an expert's record, with forms: the institute's page and the expert's own offer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.web.form_look import DayInput
from yinxin.web.refused import refusals_on
from yinxin.web.uploads import UploadField
from yinxin.web.wording.experts import TIE_KINDS

SCANS = ("pdf", "jpg", "jpeg", "png")


# ------------------------------------------------------------------------------------------------- forms


class ActForm(forms.Form):
    """A form of one act on an expert: what it cleans is what the action takes."""

    def __init__(self, *args: Any, expert: Expert, today: date, by: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expert, self.today, self.by = expert, today, by

    def facts(self) -> dict[str, Any]:
        """What the action takes besides the office and the moment."""
        return dict(self.cleaned_data)


class DayForm(ActForm):
    """An act that has its day; today is offered."""

    day_named = "on"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {self.day_named: today}, "today": today, **kwargs})


class TieForm(ActForm):
    """What binds the expert to an organisation."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of tie"), choices=list(TIE_KINDS.items()))
    organisation_name = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=120,
        help_text=gettext_lazy("The full name. One that is known here is linked by itself."),
    )
    since = forms.DateField(label=pgettext_lazy("tie", "Since"), widget=DayInput, required=False)
    until = forms.DateField(
        label=pgettext_lazy("tie", "Until"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Leave empty while it lasts."),
    )
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)


class EndTieForm(DayForm):
    """The last day of a tie."""

    day_named = "until"
    until = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)


class QualificationForm(ActForm):
    """A title, licence or certificate."""

    name = forms.CharField(label=gettext_lazy("Title, licence or certificate"), max_length=80)
    number = forms.CharField(label=gettext_lazy("Its number"), max_length=60, required=False)
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=120, required=False)
    obtained_on = forms.DateField(label=gettext_lazy("Obtained on"), widget=DayInput, required=False)
    expires_on = forms.DateField(
        label=gettext_lazy("Valid until"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Leave empty if it does not expire."),
    )
    file = UploadField(label=gettext_lazy("Scan (PDF, JPG or PNG)"), formats=SCANS, required=False)


class AbsenceForm(ActForm):
    """Days without work, both included."""

    since = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=120, required=False)


# -------------------------------------------------------------------------------------------------- acts


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its button, its form, the action, what is said when done; `rows` where it is done to one of these."""

    label: Promise
    icon: str
    form: type[ActForm]
    do: Callable[..., object]
    done: Promise
    rows: str = ""
    text: Promise | str = ""
    is_danger: bool = False


KEEPING: dict[str, Act] = {
    "add_tie": Act(
        gettext_lazy("Add a tie"),
        "plus",
        TieForm,
        experts.add_tie,
        gettext_lazy("The tie is entered. From now on it counts when experts are chosen."),
    ),
    "end_tie": Act(
        gettext_lazy("It has ended"),
        "calendar-due",
        EndTieForm,
        experts.end_tie,
        gettext_lazy("The tie has its last day."),
        rows="ties",
    ),
    "add_qualification": Act(
        gettext_lazy("Add a qualification"),
        "plus",
        QualificationForm,
        experts.add_qualification,
        gettext_lazy("The qualification is entered."),
    ),
    "remove_qualification": Act(
        pgettext_lazy("expert", "Remove"),
        "trash",
        ActForm,
        experts.remove_qualification,
        gettext_lazy("The qualification is removed."),
        rows="qualifications",
        text=gettext_lazy("Only for what was entered by mistake. The register keeps that it stood here."),
        is_danger=True,
    ),
    "add_absence": Act(
        gettext_lazy("Add an absence"),
        "plus",
        AbsenceForm,
        experts.add_absence,
        gettext_lazy("The absence is entered. No invitation is sent for these days."),
    ),
    "remove_absence": Act(
        pgettext_lazy("expert", "Remove"),
        "trash",
        ActForm,
        experts.remove_absence,
        gettext_lazy("The absence is removed."),
        rows="absences",
        is_danger=True,
    ),
}


def prefix_of(verb: str, item: int = 0) -> str:
    """What sets the fields of one act on a page apart from those of the others."""
    return f"{verb}-{item}" if item else verb


def performed(
    acts: Mapping[str, Act],
    verb: str,
    expert: Expert,
    *,
    item: int = 0,
    data: Any,
    files: Any,
    today: date,
    by: Office,
    at: datetime,
) -> ActForm:
    """The form of an act that was sent; it has errors where it was refused. NotFound for an act or row that is none."""
    act = acts.get(verb)
    if act is None or bool(act.rows) != bool(item):
        raise NotFound(noun="page")
    if act.rows and not getattr(expert, act.rows).filter(pk=item).exists():
        raise NotFound(noun="expert", number=expert.pk)
    form = act.form(data, files, prefix=prefix_of(verb, item), expert=expert, today=today, by=by)
    if form.is_valid():
        with refusals_on(form):
            act.do(item or expert.pk, **form.facts(), by=by, at=at)
    return form


@dataclass(frozen=True, slots=True)
class Deed:
    """An act with its form, as expert_record/deed.html takes it."""

    act: Act
    url: str
    form: ActForm


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the deeds of a page come from: acts that are open to the office, their addresses, and what was refused."""

    expert: Expert
    acts: Mapping[str, Act]
    address: Callable[[str, int], str]
    today: date
    by: Office
    refused: Mapping[tuple[str, int], ActForm] = field(default_factory=dict)

    def deeds(self, *verbs: str, item: int = 0) -> list[Deed]:
        """Those of these verbs that are open."""
        return [self._deed(verb, item) for verb in verbs if verb in self.acts]

    def _deed(self, verb: str, item: int) -> Deed:
        act = self.acts[verb]
        form = self.refused.get((verb, item)) or act.form(
            prefix=prefix_of(verb, item), expert=self.expert, today=self.today, by=self.by
        )
        return Deed(act, self.address(verb, item), form)

    @property
    def refusal(self) -> str:
        """What was refused as a whole and belongs to no field."""
        return " ".join(str(error) for form in self.refused.values() for error in form.non_field_errors())
