"""Forms on matters, panels and assignments."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.experts.assignments.actions import PartyLine
from yinxin.experts.assignments.models import PartyKind, Seat
from yinxin.experts.assignments.rules import FIELD_NAMES
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.models import Expert
from yinxin.people.models import Division
from yinxin.web.desk.forms.imports import WorkbookField
from yinxin.web.form_look import DayInput, MomentInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.wording.assignments import PARTY_KINDS, PURPOSES, SEATS
from yinxin.web.wording.experts import EXPERT_FIELDS

MOST_SEATS = 20
DRAWN_ON, DRAWN_AT = (1, 3, 6), time(21, 15)  # 双色球: Tuesdays, Thursdays and Sundays
KNOWN_AFTER = timedelta(minutes=45)
ALL_NUMBERS = (
    "红球6个、蓝球1个，共7个"  # said beforehand, so that nobody chooses afterwards which of them count
)


def next_value(now: datetime) -> tuple[str, datetime]:
    """The next public value that nobody controls, as the record names it, and when it will be known."""
    day = localtime(now).date() + timedelta(days=1)
    while day.weekday() not in DRAWN_ON:
        day += timedelta(days=1)
    named = f"中国福利彩票“双色球”{day.year}年{day.month}月{day.day}日开奖号码（{ALL_NUMBERS}）"
    return named, make_aware(datetime.combine(day, DRAWN_AT)) + KNOWN_AFTER


def other_sources(due_on: date) -> list[str]:
    """Further values of that kind that an office may name."""
    day = f"{due_on.year}年{due_on.month}月{due_on.day}日"
    return [
        f"中国福利彩票“双色球”第　　期开奖号码（{ALL_NUMBERS}）",
        "中国体育彩票“超级大乐透”第　　期开奖号码（前区5个、后区2个，共7个）",
        f"上海证券交易所上证综合指数{day}收盘点位",
    ]


class MatterForm(forms.Form):
    """What experts are wanted for."""

    title = forms.CharField(
        label=_("What it is about"),
        max_length=160,
        help_text=_("Public if a panel is drawn: name no person."),
    )
    purpose = forms.ChoiceField(label=_("Wanted for"), choices=list(PURPOSES.items()))
    division = NamedChoiceField(Division.objects.all(), label=_("Division"), empty_label=None)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    party_kind = forms.ChoiceField(label=_("The parties are"), choices=list(PARTY_KINDS.items()))
    parties = forms.CharField(
        label=_("Parties, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Whoever has an interest in it: conflicts are found against these. More can be added later."
        ),
    )

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        kind, names = given.pop("party_kind"), given.pop("parties").splitlines()
        return {**given, "parties": [PartyLine(kind, name) for name in names if name.strip()]}


class PartyForm(forms.Form):
    """One more party."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("party", "Kind"), choices=list(PARTY_KINDS.items()), initial=PartyKind.OTHER
    )
    name = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    expert = forms.ModelChoiceField(
        Expert.objects.filter(state=ExpertState.ADMITTED),
        label=_("Or an expert in person"),
        required=False,
        empty_label="—",
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class NothingForm(forms.Form):
    """Nothing to fill in."""


class InviteForm(forms.Form):
    """An expert, and the seat."""

    expert = forms.IntegerField(widget=forms.HiddenInput)
    seat = forms.ChoiceField(choices=list(SEATS.items()), initial=Seat.MEMBER)


class FinishForm(forms.Form):
    """What the work took, and how it was done."""

    hours = forms.DecimalField(label=_("Hours"), max_digits=5, decimal_places=1, min_value=0)
    is_punctual = forms.TypedChoiceField(
        label=_("On time"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    feedback = forms.CharField(label=_("Feedback"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class CommitForm(forms.Form):
    """The seats of each field, and the public value that will decide."""

    source = forms.CharField(
        label=_("Public value that decides"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources"}),
        help_text=_("Named beforehand, known to nobody yet, and nobody's to choose."),
    )
    source_due_at = forms.DateTimeField(label=_("Known from"), widget=MomentInput)

    def __init__(self, *args: Any, seats: dict[str, int], now: datetime, **kwargs: Any) -> None:
        source, due_at = next_value(now)
        super().__init__(*args, **{"initial": {"source": source, "source_due_at": due_at}, **kwargs})
        self.sources = [source, *other_sources(localtime(due_at).date())]
        fields = {
            f"seats_{code}": forms.IntegerField(
                label=str(EXPERT_FIELDS[code]),
                min_value=0,
                max_value=MOST_SEATS,
                initial=seats.get(code, 0),
                required=False,
            )
            for code in dict.fromkeys([*seats, *FIELD_NAMES])
        }
        self.fields = {**fields, **self.fields}

    def seats(self) -> dict[str, int]:
        """The seats that were asked for, by field."""
        return {
            name.removeprefix("seats_"): value or 0
            for name, value in self.cleaned_data.items()
            if name.startswith("seats_")
        }


class AssignmentsForm(forms.Form):
    """The workbook whose rows are experts to be asked."""

    workbook = WorkbookField(
        label=_("Workbook (.xlsx, .xls or .csv)"), formats=("xlsx", "xls", "csv"), allow_empty_file=True
    )
