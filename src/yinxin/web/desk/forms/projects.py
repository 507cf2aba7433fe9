"""Forms on projects of standards."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.models import Proposal
from yinxin.standards.calls.queries import proposals_in_reach
from yinxin.standards.projects import queries, rules
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import PaperKind, Project
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Standard
from yinxin.standards.texts.queries import standards_in_reach
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.seen import SeenForm
from yinxin.web.uploads import UploadField, sha256_of
from yinxin.web.wording.projects import KINDS, PAPERS


def plannable(office: Office) -> QuerySet[Proposal]:
    """Accepted proposals that no project carries out."""
    taken = Project.objects.exclude(state=ProjectState.STOPPED).values("proposals")
    accepted = proposals_in_reach(office).filter(state=ProposalState.ACCEPTED)
    return accepted.exclude(pk__in=taken.filter(proposals__isnull=False))


class ProjectForm(forms.Form):
    """A project for the programme."""

    title = forms.CharField(label=_("Title of the standard"), max_length=120)
    title_en = forms.CharField(label=_("English title"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind of project"), choices=list(KINDS.items()))
    revises = forms.ModelChoiceField(
        Standard.objects.none(),
        label=_("Standard that it changes"),
        required=False,
        empty_label=_("None: a new standard"),
    )
    proposals = forms.ModelMultipleChoiceField(
        Proposal.objects.none(),
        label=_("Proposals that it carries out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    product_kinds = forms.MultipleChoiceField(
        label=_("For these kinds of product"), widget=forms.CheckboxSelectMultiple
    )
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("None")
    )
    division = NamedChoiceField(Division.objects.all(), label=_("For products of"), empty_label=_("Choose"))
    on = forms.DateField(label=_("Planned on"), widget=DayInput)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["product_kinds"].choices = [  # type: ignore[attr-defined]
            (kind.code, kind.name.in_language(language)) for kind in rulebook().product_kinds
        ]
        self.fields["proposals"].queryset = plannable(office)  # type: ignore[attr-defined]
        self.fields["revises"].queryset = standards_in_reach(office).filter(  # type: ignore[attr-defined]
            state=StandardState.PUBLISHED
        )

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        return {**given, "proposals": [proposal.pk for proposal in given["proposals"]]}


class PlanForm(SeenForm):
    """The last planned day of each stage that is not over."""

    def __init__(self, *args: Any, project: Project, language: str, **kwargs: Any) -> None:
        spans = {span.stage: span.planned_until for span in project.stages.all()}
        ahead = rules.stages_ahead(project.state)
        initial = {"seen": project.revision} | {stage: spans[stage] for stage in ahead}
        super().__init__(*args, **{"initial": initial, **kwargs})
        for stage in rulebook(project.rulebook).standards.stages:
            if stage.code in ahead:
                self.fields[stage.code] = forms.DateField(
                    label=stage.name.in_language(language), widget=DayInput
                )

    def until(self) -> dict[str, date]:
        """What the action takes."""
        return {name: day for name, day in self.cleaned_data.items() if name != "seen"}


class DrafterForm(forms.Form):
    """Who writes: an organisation that is known here or another one, and who of it."""

    organisation = NamedChoiceField(
        Organisation.objects.all(),
        label=_("Organisation in the ledger"),
        required=False,
        empty_label=_("Another one"),
    )
    organisation_name = forms.CharField(label=_("Or its name"), max_length=120, required=False)
    expert = NamedChoiceField(
        Expert.objects.none(),
        label=_("Expert of the pool"),
        required=False,
        empty_label=_("Nobody of the pool"),
        help_text=_("Who writes a draft may not review it."),
    )
    person = forms.CharField(label=_("Or the person's name"), max_length=40, required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = experts_in_reach(office).filter(  # type: ignore[attr-defined]
            state=ExpertState.ADMITTED
        )


class PaperForm(forms.Form):
    """A paper of one kind."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=list(PAPERS.items()))
    file = UploadField(
        formats=("pdf", "docx", "xlsx", "jpg", "png"),
        label=_("File"),
        help_text=_(
            "PDF, Word, Excel or a picture. A newer paper of a kind takes the place of the older one."
        ),
    )

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        file = self.cleaned_data["file"]
        return {
            "kind": PaperKind(self.cleaned_data["kind"]),
            "file": file,
            "name": file.name,
            "size": file.size,
            "sha256": sha256_of(file),
        }


class NumberForm(SeenForm):
    """The number of a standard, in any spelling."""

    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("In any spelling, such as T/NMSP MZB02.14—2023.")
    )


class ActForm(SeenForm):
    """Every form of an act is built for the project as it stands on a day."""

    def __init__(self, *args: Any, project: Project, today: date, **kwargs: Any) -> None:
        initial = {"seen": project.revision, **self.suggested(project, today)}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def suggested(self, project: Project, today: date) -> dict[str, Any]:  # noqa: ARG002 - for those that do
        """What stands in the fields at first."""
        return {}


class ReasonForm(ActForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class CommentUntilForm(ActForm):
    """The last day of the public comment."""

    until = forms.DateField(label=_("Last day of the public comment"), widget=DayInput)

    def suggested(self, project: Project, today: date) -> dict[str, Any]:
        """The shortest period that the rulebook allows."""
        days = rulebook(project.rulebook).standards.comment_days.value
        return {"until": rules.earliest_comment_end(today, days=days)}


class ExtendForm(CommentUntilForm):
    """A later last day."""

    def suggested(self, project: Project, today: date) -> dict[str, Any]:
        """Another week."""
        return {"until": max(project.comment_until or today, today) + timedelta(days=7)}


class PublishForm(ActForm):
    """From which day the public knows the standard, and from which day it is in force."""

    on = forms.DateField(label=_("Published on"), widget=DayInput)
    effective_on = forms.DateField(label=_("In force from"), widget=DayInput)

    def suggested(self, project: Project, today: date) -> dict[str, Any]:  # noqa: ARG002
        """Today."""
        return {"on": today, "effective_on": today}


class ReplaceForm(PublishForm):
    """The same for what replaces another standard, with the transition."""

    transition_until = forms.DateField(
        label=_("Transition until"),
        widget=DayInput,
        required=False,
        help_text=_(
            "The last day on which certificates may name the old standard; empty for the rulebook's months."
        ),
    )

    def suggested(self, project: Project, today: date) -> dict[str, Any]:
        """Today, and the rulebook's months."""
        return {
            **super().suggested(project, today),
            "transition_until": queries.transition_end(project, today),
        }
