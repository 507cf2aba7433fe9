"""What the institute does to an expert besides keeping the record: admission, term, body, account, leaving."""

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.lifecycle import EXPERT_LIFE
from yinxin.experts.pool.models import Expert
from yinxin.people import actions as people
from yinxin.people.models import Office, Organisation, OrganisationKind, User
from yinxin.people.queries import organisations
from yinxin.scheme.queries import rulebook
from yinxin.web.expert_acts import KEEPING, Act, ActForm, DayForm
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField

PASSWORD_BYTES = 9


class AdmitForm(DayForm):
    """The day, and for each criterion of the rulebook what shows that it is met."""

    on = forms.DateField(label=gettext_lazy("Admitted on"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {f"shown_{each.code}": each for each in rulebook().experts.criteria}
        language = get_language() or "zh-hans"
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.CharField(
                label=criterion.text.in_language(language),
                max_length=200,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def facts(self) -> dict[str, Any]:
        """The day, and the words by the criterion's code."""
        shown = {criterion.code: self.cleaned_data[name] for name, criterion in self.criteria.items()}
        return {"on": self.cleaned_data["on"], "criteria": shown}


class RenewForm(DayForm):
    """The day of renewal."""

    on = forms.DateField(label=gettext_lazy("Renewed on"), widget=DayInput)


class EndForm(DayForm):
    """The day of an end, and why."""

    on = forms.DateField(label=gettext_lazy("On"), widget=DayInput)
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(ActForm):
    """Why something is taken out."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class TrainingForm(ActForm):
    """A training that the expert attended."""

    title = forms.CharField(label=gettext_lazy("Training"), max_length=120)
    held_on = forms.DateField(label=gettext_lazy("Held on"), widget=DayInput)
    hours = forms.DecimalField(
        label=pgettext_lazy("training", "Hours"), min_value=0, max_digits=5, decimal_places=1
    )
    is_passed = forms.BooleanField(label=gettext_lazy("Passed"), required=False, initial=True)


class BodyForm(ActForm):
    """The one certification body, or none."""

    body = NamedChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Certification body"),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, *args: Any, expert: Expert, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"body": expert.body_id}, "expert": expert, **kwargs})
        self.fields["body"].queryset = organisations(OrganisationKind.BODY)  # type: ignore[attr-defined]


class AccountForm(ActForm):
    """A new account with its first password, or the account that the person has already."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        validators=[RegexValidator(User.username_validator.regex)],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("First password"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Note it now: it is not shown again. Hand it over in person. The program cannot yet make the person choose "
            "another one."
        ),
    )
    is_held = forms.BooleanField(
        label=gettext_lazy("The person has this account already; its password stays"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"password": secrets.token_urlsafe(PASSWORD_BYTES)}, **kwargs})

    def clean(self) -> dict[str, Any]:
        """A new name and a password that will do; or the name of an account of a person of this name."""
        given = self.cleaned_data
        username, password = given.get("username", ""), given.get("password", "")
        user = User.objects.filter(username=username).first()
        if given.get("is_held"):
            if username and (user is None or user.name != self.expert.name):
                self.add_error(
                    "username",
                    _("There is no account of this name that belongs to %(name)s.")
                    % {"name": self.expert.name},
                )
        elif user is not None:
            self.add_error(
                "username", _("This user name is taken. Choose another, or say that the person has it.")
            )
        else:
            try:
                validate_password(password, User(username=username, name=self.expert.name))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return given

    def facts(self) -> dict[str, Any]:
        """The account, and whose it is."""
        return {**self.cleaned_data, "name": self.expert.name}


@transaction.atomic
def open_account(
    pk: int, *, username: str, name: str, password: str, is_held: bool, by: Office, at: datetime
) -> Office:
    """Link the account that the person has, or a new one; where that is refused, no user is entered."""
    user = (
        User.objects.get(username=username)
        if is_held
        else people.add_user(username, name=name, password=password, at=at)
    )
    return experts.open_account(pk, user=user, by=by, at=at)


_STATING: dict[str, tuple[str, Act]] = {
    "admit": (
        "admit",
        Act(
            gettext_lazy("Admit to the pool"),
            "check",
            AdmitForm,
            experts.admit,
            gettext_lazy("Admitted to the pool. The term begins on the day of admission."),
            text=gettext_lazy(
                "Write for each criterion what shows that it is met. The employer becomes a tie."
            ),
        ),
    ),
    "decline": (
        "decline",
        Act(
            pgettext_lazy("expert", "Decline"),
            "x",
            EndForm,
            experts.decline,
            pgettext_lazy("expert", "Declined."),
            is_danger=True,
        ),
    ),
    "renew": (
        "renew",
        Act(
            gettext_lazy("Renew the term"),
            "refresh",
            RenewForm,
            experts.renew,
            gettext_lazy("The term is renewed."),
            text=gettext_lazy(
                "The new term follows the old one. A qualification has to be valid on the day."
            ),
        ),
    ),
    "body": (
        "revise",
        Act(
            gettext_lazy("State the certification body"),
            "shield-check",
            BodyForm,
            experts.belong_to_body,
            gettext_lazy("The certification body is recorded."),
            text=gettext_lazy("A person works for one certification body at most."),
        ),
    ),
    "account": (
        "open_account",
        Act(
            gettext_lazy("Open an account"),
            "key",
            AccountForm,
            open_account,
            gettext_lazy("The account is open. Hand over the user name and the first password in person."),
        ),
    ),
    "leave": (
        "leave",
        Act(
            gettext_lazy("End the stay in the pool"),
            "logout",
            EndForm,
            experts.leave,
            gettext_lazy("The stay in the pool has ended."),
            text=gettext_lazy("The day is the first one outside the pool."),
            is_danger=True,
        ),
    ),
    "add_training": (
        "revise",
        Act(
            gettext_lazy("Add a training"),
            "plus",
            TrainingForm,
            experts.add_training,
            gettext_lazy("The training is entered."),
        ),
    ),
    "remove_training": (
        "revise",
        Act(
            pgettext_lazy("expert", "Remove"),
            "trash",
            ActForm,
            experts.remove_training,
            gettext_lazy("The training is removed."),
            rows="trainings",
            is_danger=True,
        ),
    ),
    "remove_tie": (
        "revise",
        Act(
            pgettext_lazy("expert", "Remove"),
            "trash",
            ReasonForm,
            experts.remove_tie,
            gettext_lazy("The tie is removed."),
            rows="ties",
            text=gettext_lazy("Only for a tie that never was. One that is over gets its last day instead."),
            is_danger=True,
        ),
    ),
}
ACTS: dict[str, Act] = {**KEEPING, **{name: act for name, (_verb, act) in _STATING.items()}}
OF_THE_STAY = ("admit", "decline", "renew", "body", "account", "leave")


def open_acts(expert: Expert, by: Office) -> dict[str, Act]:
    """What the table gives this office now; an account is opened once."""
    verbs = EXPERT_LIFE.verbs(state=expert.state, role=by.as_role)
    needed = {**dict.fromkeys(KEEPING, "keep"), **{name: verb for name, (verb, _act) in _STATING.items()}}
    found = {name: act for name, act in ACTS.items() if needed[name] in verbs}
    if expert.user_id is not None:
        found.pop("account", None)
    return found
