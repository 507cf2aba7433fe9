"""The forms of the body's pages. They check shape; what the scheme refuses, the actions refuse."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import documents_needed
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.evaluations.models import Nonconformity
from yinxin.certification.evaluations.queries import indicators_of
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.models import Indicator
from yinxin.standards.texts.queries import requirements
from yinxin.web.form_look import DayInput
from yinxin.web.quantities import limit_of
from yinxin.web.seen import SeenForm
from yinxin.web.wording.certification import OUTCOMES

LONGEST = 4000


def text(label: Any, *, help_text: Any = "", rows: int = 4, required: bool = True) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AcceptForm(SeenForm):
    """Nothing but what was seen."""


class DeclineForm(SeenForm):
    """Why the case is not taken."""

    reasons = text(_("Reasons"), help_text=_("The enterprise reads them."))


class ReturnForm(SeenForm):
    """One line for each document of the list, and free lines for everything else; an empty line asks for nothing."""

    others = text(
        _("Anything else"),
        help_text=_("One gap a line, such as what must be corrected in the form."),
        required=False,
    )

    def __init__(self, data: Any = None, *, application: Application, language: str) -> None:
        super().__init__(data, initial={"seen": application.revision})
        self.needed = documents_needed(application)
        for needed in self.needed:
            self.fields[f"gap_{needed.item.code}"] = forms.CharField(
                label=needed.item.name.in_language(language), required=False, max_length=500
            )
        self.order_fields(["seen", *(f"gap_{needed.item.code}" for needed in self.needed), "others"])

    def gaps(self) -> list[tuple[str, str]]:
        """Every gap that was written: the item of the list, or none, and the words."""
        stated = [(needed.item.code, self.cleaned_data[f"gap_{needed.item.code}"]) for needed in self.needed]
        stated += [("", line) for line in self.cleaned_data["others"].splitlines()]
        return [(item, words.strip()) for item, words in stated if words.strip()]


class ElementForm(forms.Form):
    """What one element of the evaluation showed."""

    element = forms.ChoiceField(label=_("Element"), widget=forms.RadioSelect)
    conforms = forms.TypedChoiceField(
        label=_("Finding"),
        choices=[("yes", _("Conforms")), ("no", _("Does not conform"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_(
            "Nonconformities that are being corrected do not make an element fail: say so once it is certain."
        ),
    )
    summary = text(_("What was found"))
    started_on = forms.DateField(label=_("From"), widget=DayInput)
    finished_on = forms.DateField(label=_("Until"), widget=DayInput)
    man_days = forms.DecimalField(
        label=_("Man-days"), min_value=Decimal("0.5"), max_digits=4, decimal_places=1, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, application: Application, language: str) -> None:
        super().__init__(data)
        book = rulebook(application.rulebook)
        codes = book.mode_of(application.product.kind).elements
        reported = set(application.element_reports.values_list("element", flat=True))
        self.fields["element"].choices = [  # type: ignore[attr-defined]
            (code, book.element(code).name.in_language(language)) for code in codes
        ]
        self.fields["element"].initial = next((code for code in codes if code not in reported), None)
        minimum = book.evaluation.site_days_minimum.value
        self.fields["man_days"].help_text = gettext("A site inspection takes at least %(n)s.") % {
            "n": minimum
        }


class NonconformityForm(forms.Form):
    """Which clause is not met, and how gravely."""

    clause = forms.TypedChoiceField(label=_("Clause"), coerce=int)
    grade = forms.ChoiceField(label=_("Grade"), widget=forms.RadioSelect)
    statement = text(
        _("What was found"), help_text=_("Facts and evidence, so that the enterprise can correct the cause.")
    )

    def __init__(self, data: Any = None, *, application: Application, language: str) -> None:
        super().__init__(data)
        clauses = requirements().filter(standard=application.standard_id)
        self.fields["clause"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((clause.pk, f"{clause.number} {clause.title}") for clause in clauses),
        ]
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            (
                grade.code,
                gettext("%(grade)s, to be corrected in %(days)s days")
                % {"grade": grade.name.in_language(language), "days": grade.days_to_correct},
            )
            for grade in rulebook(application.rulebook).grades
        ]


class VerifyForm(forms.Form):
    """Whether a correction holds."""

    nonconformity = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[("close", _("The correction holds: close")), ("reopen", _("Not sufficient: correct again"))],
        widget=forms.RadioSelect,
    )
    verification = text(_("How it was verified"), rows=3)

    def __init__(self, data: Any = None, *, nonconformity: Nonconformity) -> None:
        super().__init__(data, initial={"nonconformity": nonconformity.pk}, prefix=nonconformity.number)


class ConcludeForm(SeenForm):
    """Nothing but what was seen."""


class ReviewForm(SeenForm):
    """The reviewer's recommendation."""

    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    reasons = text(_("Reasons"))


class SendBackForm(SeenForm):
    """What the evaluation must still show."""

    reasons = text(_("What is still to be shown"))


class DecideForm(SeenForm):
    """The certifier's decision."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    reasons = text(_("Reasons"))


class CountersignForm(SeenForm):
    """Nothing but what was seen."""


class TestReportForm(forms.Form):
    """A laboratory's report: who tested what, and a value for each indicator of the standard."""

    __test__ = False

    report_number = forms.CharField(label=pgettext_lazy("test report", "Number of the report"), max_length=40)
    laboratory = forms.CharField(label=_("Laboratory"), max_length=120)
    cma_number = forms.CharField(
        label=_("CMA number"), max_length=20, help_text=_("12 digits, under the CMA mark.")
    )
    cma_until = forms.DateField(label=_("CMA valid until"), widget=DayInput)
    sample = forms.CharField(label=_("Number of the sample"), max_length=60)
    sampled_on = forms.DateField(label=_("Sampled on"), widget=DayInput)
    tested_on = forms.DateField(label=_("Tested on"), widget=DayInput)

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data)
        self.indicators = list(indicators_of(application))
        for indicator in self.indicators:
            self.fields[f"value_{indicator.pk}"] = forms.DecimalField(
                label=indicator.item, max_digits=12, decimal_places=4
            )

    def rows(self) -> Iterable[tuple[Indicator, str, forms.BoundField]]:
        """Each indicator with its limit in words and its field."""
        return [(each, limit_of(each), self[f"value_{each.pk}"]) for each in self.indicators]

    def report_fields(self) -> Iterable[forms.BoundField]:
        """The fields of the report itself."""
        return [self[name] for name in self.base_fields]

    def values(self) -> dict[int, Decimal]:
        """The values by indicator."""
        return {each.pk: self.cleaned_data[f"value_{each.pk}"] for each in self.indicators}


class ReasonForm(forms.Form):
    """The coded reason of a change of state, and its explanation."""

    reason_code = forms.ChoiceField(label=_("Reason"))
    reason = text(
        _("Explanation"), help_text=_("For the holder and the regulator; the public sees the coded reason.")
    )

    def __init__(self, data: Any = None, *, certificate: Certificate, change: str, language: str) -> None:
        super().__init__(data, prefix=change)
        reasons = rulebook(certificate.rulebook).reasons_for(change)
        self.fields["reason_code"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((reason.code, f"{reason.code} {reason.name.in_language(language)}") for reason in reasons),
        ]


class SuspendForm(ReasonForm):
    """A suspension has its end."""

    until = forms.DateField(label=_("Suspended until"), widget=DayInput)

    def __init__(self, data: Any = None, *, certificate: Certificate, change: str, language: str) -> None:
        super().__init__(data, certificate=certificate, change=change, language=language)
        book = rulebook(certificate.rulebook)
        usual = book.certificates.suspension_max_months.value
        own = [
            gettext("%(months)s months for %(code)s")
            % {"months": reason.max_months.value, "code": reason.code}
            for reason in book.reasons_for("suspend")
            if reason.max_months is not None and reason.max_months.value != usual
        ]
        limits = pgettext("between the items of a list", ", ").join(
            [gettext("%(months)s months") % {"months": usual}, *own]
        )
        self.fields["until"].help_text = gettext("At most %(limits)s.") % {"limits": limits}
        self.order_fields(["reason_code", "until", "reason"])


class ReinstateForm(forms.Form):
    """Why the suspension ends."""

    reason = text(_("Why its cause is gone"))


class SurveillanceForm(forms.Form):
    """What surveillance showed, and when it ended."""

    finished_on = forms.DateField(label=_("Last day"), widget=DayInput)
    summary = text(
        _("What it showed"), help_text=_("Of the sites and of the samples; not shown to the public.")
    )
