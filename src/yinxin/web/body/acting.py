"""What an office can do in a case now: one form for each verb that the lifecycle table gives it, and no other.

Whoever took a part in the case that bars them sees why instead of a button.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.decisions.queries import barred_verbs
from yinxin.certification.evaluations import actions as evaluations
from yinxin.certification.evaluations.lifecycle import NONCONFORMITY_LIFE, NonconformityState
from yinxin.certification.evaluations.queries import lacking_of
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.people.models import Office
from yinxin.web.body import forms as body_forms
from yinxin.web.seen import SeenForm
from yinxin.web.wording.certification import WORDS

Do = Callable[[Application, Any, Office, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done. `verb` is the one of the case's table that opens it."""

    name: str
    verb: str
    label: Promise
    icon: str
    text: Promise
    form: type[forms.Form]
    do: Do
    done: Promise
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """An act on the page: its form, and whether it is unfolded."""

    name: str
    label: str
    icon: str
    text: str
    form: forms.Form
    danger: bool
    is_open: bool


def _accept(case: Application, form: Any, by: Office, at: datetime) -> object:
    return applications.accept(case.number, seen=form.cleaned_data["seen"], by=by, at=at)


def _decline(case: Application, form: Any, by: Office, at: datetime) -> object:
    return applications.decline(case.number, **form.cleaned_data, by=by, at=at)


def _element(case: Application, form: Any, by: Office, at: datetime) -> object:
    return evaluations.record_element(case.number, **form.cleaned_data, by=by, at=at)


def _nonconformity(case: Application, form: Any, by: Office, at: datetime) -> object:
    given = form.cleaned_data
    return evaluations.raise_nonconformity(
        case.number,
        clause_pk=given["clause"],
        grade=given["grade"],
        statement=given["statement"],
        by=by,
        at=at,
    )


def _conclude(case: Application, form: Any, by: Office, at: datetime) -> object:
    return evaluations.conclude(case.number, seen=form.cleaned_data["seen"], by=by, at=at)


def _review(case: Application, form: Any, by: Office, at: datetime) -> object:
    return decisions.review(case.number, **form.cleaned_data, by=by, at=at)


def _send_back(case: Application, form: Any, by: Office, at: datetime) -> object:
    return decisions.send_back(case.number, **form.cleaned_data, by=by, at=at)


def _decide(case: Application, form: Any, by: Office, at: datetime) -> object:
    return decisions.decide(case.number, **form.cleaned_data, by=by, at=at)


def _countersign(case: Application, form: Any, by: Office, at: datetime) -> object:
    return decisions.countersign(case.number, seen=form.cleaned_data["seen"], by=by, at=at)


def _verify(_case: Application, form: Any, by: Office, at: datetime) -> object:
    verify = {"close": evaluations.close_nonconformity, "reopen": evaluations.reopen_nonconformity}
    given = form.cleaned_data
    return verify[given["verdict"]](given["nonconformity"], verification=given["verification"], by=by, at=at)


ACTS = (
    Act(
        "accept",
        "accept",
        pgettext_lazy("application", "Accept"),
        "check",
        _(
            "The case is taken for evaluation under its rulebook. From tomorrow on the limits of the evaluation run."
        ),
        body_forms.AcceptForm,
        _accept,
        _("Accepted. The lead auditor goes on."),
    ),
    Act(
        "decline",
        "decline",
        pgettext_lazy("application", "Decline"),
        "x",
        _("The case ends here. Something that can be completed is returned instead."),
        body_forms.DeclineForm,
        _decline,
        _("Declined."),
        danger=True,
    ),
    Act(
        "element",
        "conclude_evaluation",
        _("Report an element"),
        "clipboard-check",
        _("A later report of the same element takes the place of the earlier one, which is kept."),
        body_forms.ElementForm,
        _element,
        _("Reported."),
    ),
    Act(
        "nonconformity",
        "conclude_evaluation",
        _("Raise a nonconformity"),
        "alert-triangle",
        _(
            "The enterprise is asked to correct it in the time of its grade. Limits stand still while it does."
        ),
        body_forms.NonconformityForm,
        _nonconformity,
        _("Raised. It waits for the enterprise."),
    ),
    Act(
        "conclude",
        "conclude_evaluation",
        _("Conclude the evaluation"),
        "checks",
        _(
            "The case goes to review. Nothing can be added to the evaluation after that unless it is sent back."
        ),
        body_forms.ConcludeForm,
        _conclude,
        _("Concluded. The reviewer goes on."),
    ),
    Act(
        "review",
        "review",
        _("Recommend"),
        "file-search",
        _("You did not take part in the evaluation. The certifier decides on your recommendation."),
        body_forms.ReviewForm,
        _review,
        _("Reviewed. The certifier goes on."),
    ),
    Act(
        "send_back",
        "send_back",
        _("Send back"),
        "arrow-back-up",
        _("The lead auditor completes the evaluation and concludes it again."),
        body_forms.SendBackForm,
        _send_back,
        _("Sent back to the lead auditor."),
    ),
    Act(
        "decide",
        "decide",
        _("Decide"),
        "signature",
        _("This is the first of two signatures; the head of the body countersigns."),
        body_forms.DecideForm,
        _decide,
        _("Decided. The head of the body countersigns."),
    ),
    Act(
        "countersign",
        "countersign",
        _("Countersign"),
        "signature",
        _("This is the second signature. It ends the case, and issues the certificate if it was granted."),
        body_forms.CountersignForm,
        _countersign,
        _("Countersigned. The case is concluded."),
    ),
)
VERIFY = Act(
    "verify",
    "conclude_evaluation",
    _("Verify the correction"),
    "clipboard-check",
    _("Whoever verifies takes part in the evaluation."),
    body_forms.VerifyForm,
    _verify,
    _("Verified."),
)
_ENDED = frozenset({ApplicationState.DECLINED, ApplicationState.WITHDRAWN})


def act_named(name: str) -> Act:
    """The act of that name. NotFound where there is none."""
    for act in (*ACTS, VERIFY):
        if act.name == name:
            return act
    raise NotFound(noun="act", number=name)


def check_role(act: Act, by: Office) -> None:
    """NotYours for an office that can never do it, before its form is looked at."""
    if by.as_role not in APPLICATION_LIFE.roles(act.verb):
        raise NotYours(noun="application", verb=act.verb, role=by.role)


def form_of(act: Act, case: Application, *, language: str, data: Any = None, pk: int = 0) -> forms.Form:
    """The form of an act, empty or with what was sent."""
    if act is VERIFY:
        nonconformity = case.nonconformities.filter(pk=pk).first()
        if nonconformity is None:
            raise NotFound(noun="nonconformity", number=pk)
        return body_forms.VerifyForm(data, nonconformity=nonconformity)
    if issubclass(act.form, SeenForm):
        return act.form(data, initial={"seen": case.revision})
    make = cast("Callable[..., forms.Form]", act.form)
    return make(data, application=case, language=language)


def acting_in(
    case: Application, by: Office, *, language: str, failed: tuple[Act, forms.Form] | None = None
) -> list[Acting]:
    """Every act that is open to the office now, and one that was refused with what was typed, open or not."""
    shown: list[Acting] = []
    answered = [] if failed is None else [_shown(failed[0], failed[1], is_open=True)]
    for act, form in _open_acts(case, by, language=language):
        if failed is not None and act is failed[0] and form.prefix == failed[1].prefix:
            continue
        shown.append(_shown(act, form, is_open=False))
    if len(shown) == 1 and not answered:
        shown = [_unfolded(shown[0])]
    return [*answered, *shown]


def barred_words(case: Application, by: Office) -> str:
    """Why this person may not do what their office could do now; empty where nothing bars them."""
    parts = barred_verbs(case, by).values()
    return str(WORDS[f"part.{next(iter(parts))}"]) if parts else ""


def _open_acts(case: Application, by: Office, *, language: str) -> Iterator[tuple[Act, forms.Form]]:
    barred = barred_verbs(case, by)
    verbs = [verb for verb in APPLICATION_LIFE.verbs(state=case.state, role=by.as_role) if verb not in barred]
    verifies = by.as_role in NONCONFORMITY_LIFE.roles("close") and case.state not in _ENDED
    if verifies:  # also after the decision: a minor nonconformity may be left for surveillance
        for nonconformity in case.nonconformities.filter(state=NonconformityState.ANSWERED):
            yield VERIFY, body_forms.VerifyForm(nonconformity=nonconformity)
    for act in ACTS:
        is_ready = act.name != "conclude" or not lacking_of(case)
        if act.verb in verbs and is_ready:
            yield act, form_of(act, case, language=language)


def _shown(act: Act, form: forms.Form, *, is_open: bool) -> Acting:
    number = f" {form.prefix}" if act is VERIFY else ""
    form.auto_id = f"{act.name}_%s"  # several forms stand on one page, and some ask for the same
    return Acting(
        name=act.name,
        label=f"{act.label}{number}",
        icon=act.icon,
        text=str(act.text),
        form=form,
        danger=act.danger,
        is_open=is_open,
    )


def _unfolded(acting: Acting) -> Acting:
    return Acting(
        acting.name, acting.label, acting.icon, acting.text, acting.form, acting.danger, is_open=True
    )
