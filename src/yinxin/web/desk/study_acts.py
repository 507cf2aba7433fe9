"""What is done on the page of a field study: each act with its form, what it says, and where the page then opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinxin.standards.studies import actions as studies
from yinxin.standards.studies.models import FieldStudy
from yinxin.web import clock
from yinxin.web.access import OfficeRequest
from yinxin.web.desk.forms import studies as study_forms
from yinxin.web.uploads import sha256_of


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the page: its form, what it does and says, and where the page is then opened."""

    form: type[Any]
    do: Callable[[OfficeRequest, FieldStudy, Any], str]
    place: str = ""

    def options(self, row: FieldStudy) -> dict[str, Any]:
        """What the form is built with."""
        return {"study": row} if issubclass(self.form, study_forms.StudySeenForm) else {}


def _record_findings(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.record_findings(row.pk, **form.cleaned_data, by=request.office, at=clock.now())
    return _("The findings are recorded.")


def _add_sample(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    sample = studies.add_sample(row.pk, **form.cleaned_data, by=request.office, at=clock.now())
    return _("Sample %(code)s is recorded.") % {"code": sample.code}


def _remove_sample(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.remove_sample(row.pk, sample=form.cleaned_data["pk"], by=request.office, at=clock.now())
    return _("The sample is removed.")


def _add_photos(request: OfficeRequest, row: FieldStudy, form: study_forms.PhotosForm) -> str:
    photos = form.captioned()
    for file, caption in photos:
        studies.add_photo(
            row.pk,
            file=file,
            caption=caption,
            sha256=sha256_of(file),
            by=request.office,
            at=clock.now(),
        )
    return ngettext("%(n)d photo is added.", "%(n)d photos are added.", len(photos)) % {"n": len(photos)}


def _caption(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    given = form.cleaned_data
    studies.caption_photo(
        row.pk, photo=given["pk"], caption=given["caption"], by=request.office, at=clock.now()
    )
    return _("The caption is saved.")


def _remove_photo(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.remove_photo(row.pk, photo=form.cleaned_data["pk"], by=request.office, at=clock.now())
    return _("The photo is removed.")


def _finish(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.finish(row.pk, seen=form.cleaned_data["seen"], by=request.office, at=clock.now())
    return _("The study is finished.")


def _reopen(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.reopen(row.pk, **form.cleaned_data, by=request.office, at=clock.now())
    return _("The study is open again.")


def _drop(request: OfficeRequest, row: FieldStudy, form: forms.Form) -> str:
    studies.drop(row.pk, **form.cleaned_data, by=request.office, at=clock.now())
    return _("The study is dropped. What was measured counts for no limit.")


ACTS: dict[str, Act] = {
    "record_findings": Act(study_forms.FindingsForm, _record_findings, "#findings"),
    "add_sample": Act(study_forms.SampleForm, _add_sample, "#samples"),
    "remove_sample": Act(study_forms.RowKeyForm, _remove_sample, "#samples"),
    "add_photos": Act(study_forms.PhotosForm, _add_photos, "#photos"),
    "caption": Act(study_forms.CaptionForm, _caption, "#photos"),
    "remove_photo": Act(study_forms.RowKeyForm, _remove_photo, "#photos"),
    "finish": Act(study_forms.StudySeenForm, _finish),
    "reopen": Act(study_forms.StudyReasonForm, _reopen),
    "drop": Act(study_forms.StudyReasonForm, _drop),
}
WHILE_RECORDING = ("record_findings", "add_sample", "add_photos")
