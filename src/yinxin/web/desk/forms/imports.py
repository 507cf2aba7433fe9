"""Forms of the import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yinxin.web.uploads import UploadField


class WorkbookField(UploadField):
    """A workbook by its ending. What it holds is judged by whoever reads it, who can say more about it."""

    def _check(self, file: "UploadedFile[bytes]") -> None:
        ending = (file.name or "").rpartition(".")[2].lower()
        if ending not in self.formats:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is not a workbook. Send .xlsx, .xls or .csv; other tables can be saved as .xlsx."
                ),
                code="wrong_format",
                params={"name": file.name},
            )


class UploadForm(forms.Form):
    """The workbook to be checked."""

    workbook = WorkbookField(
        label=_("Workbook (.xlsx, .xls or .csv)"),
        formats=("xlsx", "xls", "csv"),
        allow_empty_file=True,  # what is empty is told from what has no rows by whoever reads it
    )


class ApplyForm(forms.Form):
    """The decision to import; the box is there where credit codes are doubted."""

    codes_checked = forms.BooleanField(
        label=_("I have compared these credit codes with the business licences."), required=False
    )

    def __init__(self, *args: Any, doubted: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not doubted:
            del self.fields["codes_checked"]


class DiscardForm(forms.Form):
    """Nothing to fill in."""
