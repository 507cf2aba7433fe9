"""Forms on calls and proposals, and what a list of proposals is narrowed by."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation, OrganisationKind
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.models import Call, Proposal, Score
from yinxin.standards.calls.queries import divisions_for, proposers_for
from yinxin.web import phrases
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.proposal_form import CallChoiceField, ProposalForm
from yinxin.web.seen import SeenForm
from yinxin.web.templatetags.yinxin import named

LATEST_BATCH = 99


class CallForm(forms.Form):
    """What a call says, while it is prepared."""

    title = forms.CharField(label=_("Title"), max_length=120)
    industries = forms.MultipleChoiceField(
        label=_("Subject areas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to ask for proposals from any industry."),
    )
    closes_on = forms.DateField(label=_("Last day for proposals"), widget=DayInput)
    text = forms.CharField(
        label=_("What is asked for"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("As it will stand on the portal: what for, who may propose, what a proposal should say."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(industry.pk, named(industry)) for industry in Industry.objects.all()]
        self.fields["industries"].choices = choices  # type: ignore[attr-defined]


class EditCallForm(CallForm, SeenForm):
    """What a prepared call says, to be changed."""

    @classmethod
    def of(cls, call: Call, data: Any = None) -> "EditCallForm":
        """The form with what the call says now."""
        return cls(data, initial={**cls.saved(call), "seen": call.revision})

    @staticmethod
    def saved(call: Call) -> dict[str, Any]:
        """What the call says now, by field."""
        return {name: getattr(call, name) for name in CallForm.base_fields}


class NewCallForm(CallForm):
    """A new call, which year and batch name for good."""

    field_order = ("year", "batch", "title")

    year = forms.IntegerField(label=_("Year"))
    batch = forms.IntegerField(label=_("Batch"), min_value=1, max_value=LATEST_BATCH)

    def __init__(self, data: Any = None, *, today: date, batch: int, **kwargs: Any) -> None:
        super().__init__(data, initial={"year": today.year, "batch": batch}, **kwargs)
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=today.year, max_value=today.year + 1
        )
        self.order_fields(self.field_order)


class ExtendForm(SeenForm):
    """A later last day."""

    closes_on = forms.DateField(label=_("New last day"), widget=DayInput)


class DeskProposalForm(ProposalForm):
    """A proposal that an officer makes for an organisation of the area, or the institute enters from paper."""

    field_order = ("proposer", "on", "call", "title")

    proposer = NamedChoiceField(
        Organisation.objects.none(), label=_("Who proposes it"), empty_label=_("Choose an organisation")
    )
    on = forms.DateField(
        label=_("Proposed on"),
        widget=DayInput,
        help_text=_("For one that came on paper: the day on which it came."),
    )

    def __init__(self, data: Any = None, *, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(data, office=office, initial={"on": today}, **kwargs)
        self.fields["proposer"].queryset = proposers_for(office)  # type: ignore[attr-defined]
        if office.as_role is Role.INSTITUTE_OFFICER:  # what came on paper is somebody else's, of anywhere
            self.initial["division"] = None
            self.fields["division"].empty_label = _("Choose")  # type: ignore[attr-defined]
        else:
            self.initial["proposer"] = own_organisation(office)
            del self.fields["on"]


def own_organisation(office: Office) -> Organisation | None:
    """The authority that an officer is of."""
    return (
        office.organisation
        or Organisation.objects.filter(division=office.division, kind=OrganisationKind.REGULATOR).first()
    )


class AnswerForm(SeenForm):
    """What became of a proposal."""

    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever proposed it reads this; without one nothing is declined."),
    )
    on = forms.DateField(label=_("Decided on"), widget=DayInput)

    def __init__(self, data: Any = None, *, proposal: Proposal, today: date) -> None:
        super().__init__(data, initial={"on": today, "seen": proposal.revision})


class ScoreForm(SeenForm):
    """One number for each criterion of the rulebook, and a remark."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, proposal: Proposal, score: Score | None = None) -> None:
        own = {**score.points, "remark": score.remark} if score else {}
        super().__init__(data, initial={**own, "seen": proposal.revision})
        language = get_language() or "zh-hans"
        self.criteria = rulebook().standards.proposal_criteria
        for each in self.criteria:
            self.fields[each.code] = forms.IntegerField(
                label=each.name.in_language(language),
                help_text=_("0 to %(points)s points") % {"points": each.points},
                widget=forms.NumberInput(
                    attrs={"min": 0, "max": each.points, "step": 1, "inputmode": "numeric"}
                ),
            )
        self.order_fields([*(each.code for each in self.criteria), "remark"])

    def points(self) -> dict[str, int]:
        """What was given, by criterion."""
        return {each.code: self.cleaned_data[each.code] for each in self.criteria}


class ProposalChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A proposal by its title and proposer."""

    def label_from_instance(self, obj: Proposal) -> str:
        return f"{obj.title} · {named(obj.proposer)}"


class MergeForm(forms.Form):
    """Into which proposal those that were chosen are merged, and why."""

    into = ProposalChoiceField(
        Proposal.objects.none(),
        label=_("Goes on as"),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("The others follow the answer to this one, and their proposers are told so."),
    )
    reason = forms.CharField(
        label=_("Why they are one"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The proposers of the others read this."),
    )

    def __init__(self, data: Any = None, *, wholes: QuerySet[Proposal], chosen: Iterable[Proposal]) -> None:
        super().__init__(data)
        self.fields["into"].queryset = wholes  # type: ignore[attr-defined]
        self.parts = {
            row.pk: SeenForm(data, prefix=str(row.pk), initial={"seen": row.revision}) for row in chosen
        }

    def is_valid(self) -> bool:
        """Each of the chosen comes with the revision in which it was chosen."""
        return all([super().is_valid(), *(part.is_valid() for part in self.parts.values())])

    def look_again(self, chosen: Iterable[Proposal]) -> None:
        """After a refusal: the page shows the chosen as they are now."""
        for row in chosen:
            self.parts[row.pk].look_again(row.revision)

    def seen(self, proposal: Proposal) -> int:
        """In which revision a proposal was chosen."""
        revision: int = self.parts[proposal.pk].cleaned_data["seen"]
        return revision


class ProposalFilters(forms.Form):
    """What a list of proposals is narrowed by. Nonsense in the address narrows nothing."""

    q = forms.CharField(label=_("Title, product or proposer"), required=False, max_length=60)
    call = CallChoiceField(Call.objects.none(), label=_("Call"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(label=_("State"), required=False)
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("All")
    )
    division = NamedChoiceField(
        Division.objects.none(), label=_("For products of"), required=False, empty_label=_("All")
    )

    def __init__(self, data: Any, *, office: Office, calls: QuerySet[Call]) -> None:
        super().__init__(data)
        states = [(state.value, phrases.state("proposal", state)) for state in ProposalState]
        self.fields["state"].choices = [("", _("All")), *states]  # type: ignore[attr-defined]
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]
        self.fields["division"].queryset = divisions_for(office)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The filters that were set."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def found(self, rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """The proposals that the filters leave."""
        given = self.given()
        for name in ("call", "state", "industry"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        if "division" in given:
            rows = rows.filter(division__path__startswith=given["division"].path)
        for word in given.get("q", "").split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(product__icontains=word) | Q(proposer__name__icontains=word)
            )
        return rows
