"""The forms of an inspector. Each of a case carries the revision that was seen when the page was opened."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.scheme.queries import rulebook
from yinxin.supervision.models import Case
from yinxin.web.form_look import DayInput
from yinxin.web.seen import SeenForm
from yinxin.web.uploads import UploadField

PHOTOS = ("jpg", "png")
LONGEST = 4000


def _words(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST, help_text=help_text
    )


class SetAsideForm(forms.Form):
    """An answer without a case."""

    answer = _words(_("Answer"), help_text=_("Whoever reported reads it by the number of the report."))


class CaseForm(SeenForm):
    """A form of one case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["seen"].initial = case.revision


class FindingForm(CaseForm):
    """What was seen."""

    text = _words(_("What was seen"), rows=4)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    seen_on = forms.DateField(label=_("Seen on"), widget=DayInput)
    photo = UploadField(label=_("Photo"), formats=PHOTOS, required=False, help_text=_("JPG or PNG."))


class ConfirmForm(CaseForm):
    """That the mark was misused."""

    conclusion = _words(_("Conclusion"), help_text=_("What was found, and which rule it breaks."))


class DismissForm(CaseForm):
    """That it was not."""

    conclusion = _words(_("Conclusion"), help_text=_("Stays with the case."))
    answer = _words(_("Answer"), help_text=_("Whoever reported reads it by the number of the report."))


class AskForm(CaseForm):
    """Why the body should suspend."""

    reason_code = forms.ChoiceField(label=_("Reason, as the national register takes it"))
    reason = _words(
        _("Grounds"), help_text=_("The certification body reads this. Do not name who reported the misuse.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        book = rulebook(case.certificate.rulebook if case.certificate else None)
        language = get_language() or "zh-hans"
        self.fields["reason_code"].choices = [  # type: ignore[attr-defined]
            (reason.code, f"{reason.code} {reason.name.in_language(language)}")
            for reason in book.reasons_for("suspend")
            if not reason.on_request
        ]


class CloseForm(CaseForm):
    """How the case ended."""

    answer = _words(_("Answer"), help_text=_("Whoever reported reads it by the number of the report."))
