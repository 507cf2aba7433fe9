"""Forms on field studies, their samples, photos and measurements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.ledgers import rules as ledgers
from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Division, Office
from yinxin.standards.projects.models import Project
from yinxin.standards.studies import queries
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.studies.rules import lines
from yinxin.standards.studies.rules.lines import Frame, Line, Problem
from yinxin.standards.texts.models import Clause, Comparison
from yinxin.web.desk.forms.imports import WorkbookField
from yinxin.web.form_look import DayInput, FileInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.seen import SeenForm
from yinxin.web.uploads import UploadField
from yinxin.web.wording.studies import CELLS, PROBLEMS

MOST_PHOTOS = 20
MOST_ROWS = 100  # of the quick table; Django takes a thousand fields


def _words(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class StudyForm(forms.Form):
    """Where, when and why one goes."""

    purpose = forms.CharField(label=_("Purpose"), max_length=200)
    place = forms.CharField(label=pgettext_lazy("study", "Place"), max_length=120)
    division = NamedChoiceField(Division.objects.none(), label=_("Division"), empty_label=_("Choose"))
    enterprise = NamedChoiceField(
        Enterprise.objects.none(), label=_("Enterprise visited"), required=False, empty_label=_("None")
    )
    starts_on = forms.DateField(label=pgettext_lazy("study", "First day"), widget=DayInput)
    ends_on = forms.DateField(label=pgettext_lazy("study", "Last day"), widget=DayInput)
    latitude = forms.CharField(
        label=_("Latitude (north)"), max_length=24, required=False, help_text=_("39.21600 or 39°12′57″")
    )
    longitude = forms.CharField(
        label=_("Longitude (east)"), max_length=24, required=False, help_text=_("101.66700 or 101°40′01″")
    )
    altitude_m = forms.IntegerField(label=_("Altitude (m)"), required=False)

    def __init__(self, *args: Any, project: Project, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = queries.divisions_to_study(office)  # type: ignore[attr-defined]
        enterprises = queries.enterprises_to_study(project, office)
        named = self.initial.get("enterprise")
        self.fields["enterprise"].queryset = (  # type: ignore[attr-defined]
            enterprises if named is None else enterprises | Enterprise.objects.filter(pk=named)
        )
        if not self.fields["enterprise"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["enterprise"]

    def _degrees(self, name: str) -> object:
        text = self.cleaned_data[name]
        degrees = ledgers.degrees_of(text) if text else None
        if text and degrees is None:
            raise forms.ValidationError(
                _("“%(text)s” is neither a decimal number nor degrees, minutes and seconds."),
                params={"text": text},
            )
        return degrees

    def clean_latitude(self) -> object:
        return self._degrees("latitude")

    def clean_longitude(self) -> object:
        return self._degrees("longitude")


class CorrectStudyForm(StudyForm, SeenForm):
    """The plan of a study, to be put right."""

    def __init__(self, *args: Any, study: FieldStudy, office: Office, **kwargs: Any) -> None:
        standing = {
            name: getattr(study, name)
            for name in ("purpose", "place", "starts_on", "ends_on", "latitude", "longitude", "altitude_m")
        }
        initial = {
            **standing,
            "division": study.division_id,
            "enterprise": study.enterprise_id,
            "seen": study.revision,
        }
        super().__init__(*args, project=study.project, office=office, initial=initial, **kwargs)

    def changes(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class StudySeenForm(SeenForm):
    """Every act on a study carries the revision that was seen."""

    def __init__(self, *args: Any, study: FieldStudy, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seen": study.revision, **self.standing(study)}, **kwargs})

    def standing(self, study: FieldStudy) -> dict[str, Any]:  # noqa: ARG002 - for those that show something
        """What stands in the fields at first."""
        return {}


class FindingsForm(StudySeenForm):
    """What was seen, and whom one met."""

    findings = _words(pgettext_lazy("study", "Findings"), rows=6)
    met = _words(
        _("People met"),
        rows=2,
        required=False,
        help_text=_("Kept for those who run the project; never public, and in the report only if asked for."),
    )

    def standing(self, study: FieldStudy) -> dict[str, Any]:
        """What was written so far."""
        return {"findings": study.findings, "met": study.met}


class StudyReasonForm(StudySeenForm):
    """Why a study is reopened or dropped."""

    reason = _words(_("Reason"), rows=2)


class SampleForm(forms.Form):
    """What is taken along."""

    what = forms.CharField(label=pgettext_lazy("sample", "Sample of"), max_length=80)
    code = forms.CharField(
        label=_("Sample number"), max_length=20, required=False, help_text=_("Empty for the next number.")
    )
    place = forms.CharField(label=_("Taken at"), max_length=120, required=False)
    taken_on = forms.DateField(label=_("Taken on"), widget=DayInput)
    amount = forms.CharField(label=pgettext_lazy("sample", "Amount"), max_length=40, required=False)


class PhotosField(UploadField):
    """Several pictures at once, each judged by its first bytes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            formats=("jpg", "png"), widget=FileInput(accept=".jpg,.jpeg,.png", several=True), **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        """The pictures, in the order in which they were chosen."""
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("At most %(limit)s photos at once."), code="too_many", params={"limit": MOST_PHOTOS}
            )
        return [super(PhotosField, self).clean(file, initial) for file in given or [None]]


class PhotosForm(forms.Form):
    """Photos with their captions: one for each in their order, or one for all."""

    photos = PhotosField(
        label=_("Photos"), help_text=_("JPG or PNG, several at once; a phone offers its camera.")
    )
    caption = forms.CharField(label=_("Caption"), max_length=120, required=False)

    def captioned(self) -> list[tuple["UploadedFile[bytes]", str]]:
        """Each photo with what it shows."""
        photos = self.cleaned_data["photos"]
        said = self.data.getlist("caption")  # type: ignore[attr-defined]
        own = said if len(said) == len(photos) else said[:1] * len(photos)
        return [(photo, text[:120]) for photo, text in zip(photos, own or [""] * len(photos), strict=True)]


class RowKeyForm(forms.Form):
    """A row of the study that is meant."""

    pk = forms.IntegerField(widget=forms.HiddenInput)


class CaptionForm(RowKeyForm):
    """What a photo shows, said anew."""

    caption = forms.CharField(label=_("Caption"), max_length=120, required=False)


class RowForm(forms.Form):
    """A row of the quick table, as it was typed. What is wrong is said at its cell; `line` is what the cells say."""

    item = forms.CharField(required=False)
    value = forms.CharField(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.CharField(required=False)
    sample = forms.CharField(required=False, widget=forms.Select)
    measured_on = forms.CharField(required=False, widget=DayInput)
    instrument = forms.CharField(required=False)
    method = forms.CharField(required=False)

    def __init__(self, *args: Any, frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frame = frame
        self.line: Line | None = None
        for name, words in CELLS.items():
            self.fields[name].label = str(words)
        for name in ("item", "unit", "instrument", "method"):
            self.fields[name].widget.attrs |= {"list": f"known-{name}", "autocomplete": "off"}
        chosen = str(self["sample"].value() or "")
        codes = dict.fromkeys([*frame.samples, *([chosen] if chosen else [])])
        choices = [("", _("On the spot")), *((code, code) for code in codes)]
        self.fields["sample"].widget.choices = choices

    @property
    def is_blank(self) -> bool:
        """Whether nobody typed into it."""
        return lines.is_blank({cell: self.data.get(self.add_prefix(cell), "") for cell in lines.CELLS})

    def clean(self) -> dict[str, Any]:
        """Reads the cells."""
        cells = {cell: self.cleaned_data.get(cell, "") for cell in lines.CELLS}
        self.line, problems = lines.read(cells, self.frame)
        for problem in problems:
            if problem.is_blocking:
                self.add_error(problem.cell, said(problem))
        return self.cleaned_data


def said(problem: Problem) -> str:
    """What is to be said of a cell, in the reader's language."""
    return str(PROBLEMS[problem.code] % problem.facts)


def rows_sent(data: Mapping[str, str], frame: Frame) -> list[RowForm]:
    """The rows of a quick table that somebody filled in, in their order; those left alone are not among them."""
    numbers = sorted({int(key.partition("-")[0]) for key in data if _is_cell(key)})[:MOST_ROWS]
    rows = [RowForm(data, prefix=str(number), frame=frame) for number in numbers]
    return [row for row in rows if not row.is_blank]


def rows_to_fill(n: int, frame: Frame) -> list[RowForm]:
    """Empty rows; the day is there already."""
    day = {"measured_on": frame.today.isoformat()}
    return [RowForm(prefix=str(number), frame=frame, initial=day) for number in range(n)]


def _is_cell(key: str) -> bool:
    number, _dash, cell = key.partition("-")
    return number.isascii() and number.isdigit() and len(number) < 5 and cell in lines.CELLS


def row_of(measurement: Measurement, frame: Frame, data: Any = None) -> RowForm:
    """One measurement as a row to be put right."""
    standing = {cell: getattr(measurement, cell) for cell in lines.CELLS if cell not in {"sample", "value"}}
    standing |= {
        "value": f"{measurement.value.normalize():f}",
        "sample": measurement.sample.code if measurement.sample else "",
    }
    return RowForm(data, frame=frame, initial=standing)


class MeasurementsUploadForm(forms.Form):
    """A workbook of measurements."""

    workbook = WorkbookField(
        label=_("Workbook (.xlsx, .xls or .csv)"), formats=("xlsx", "xls", "csv"), allow_empty_file=True
    )


class RemovalForm(forms.Form):
    """Why a measurement is taken out."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReportForm(forms.Form):
    """What the report holds."""

    with_people = forms.BooleanField(label=_("With the people met"), required=False)


class AdoptForm(forms.Form):
    """A limit for the draft, as measurements suggest it and an officer decides it."""

    clause_pk = forms.TypedChoiceField(label=_("Clause of the draft"), coerce=int)
    limit = forms.DecimalField(label=_("Limit"), max_digits=12, decimal_places=4)
    upper = forms.DecimalField(label=_("Upper limit"), max_digits=12, decimal_places=4)
    method = forms.CharField(label=_("Test method"), max_length=60, required=False)
    national_limit = forms.DecimalField(
        label=_("National limit"), required=False, max_digits=12, decimal_places=4
    )
    national_basis = forms.CharField(label=_("National standard"), max_length=60, required=False)
    item = forms.CharField(widget=forms.HiddenInput, max_length=60)
    unit = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    comparison = forms.ChoiceField(widget=forms.HiddenInput, choices=Comparison.choices)

    def __init__(self, *args: Any, clauses: Sequence[Clause], comparison: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause_pk"].choices = [(each.pk, str(each)) for each in clauses]  # type: ignore[attr-defined]
        for name in ("limit", "upper", "national_limit"):
            self.fields[name].widget.attrs |= {"step": "any", "inputmode": "decimal"}
        if comparison != Comparison.BETWEEN:
            del self.fields["upper"]
