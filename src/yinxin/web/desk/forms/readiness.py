"""The small form on each clause."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.web.uploads import UploadField
from yinxin.web.wording.ledgers import FULFILMENTS


class AssessmentForm(forms.Form):
    """How far one clause is met."""

    fulfilment = forms.ChoiceField(
        label=_("How far is it met?"), choices=list(FULFILMENTS.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = UploadField(label=_("Evidence (PDF or photo)"), formats=("pdf", "jpg", "png"), required=False)
