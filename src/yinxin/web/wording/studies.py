"""Field studies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.web.wording import ledgers

SENTENCES: dict[str, Promise] = {
    "study_project_over": _("This project is not running any more, so that no study is made for it."),
    "study_unsaid": _("Write at least a few words here."),
    "study_misplaced": _(
        "Latitude and longitude must both be given and lie on earth; the altitude is in metres."
    ),
    "study_days_out_of_order": _(
        "The last day cannot lie before the first, and nothing may have been sampled or measured before the first."
    ),
    "study_not_begun": _("The study begins on %(day)s. If you went earlier, put its days right first."),
    "study_empty": _(
        "Write down the findings, or enter at least one measurement, before you finish the study."
    ),
    "sample_code_taken": _(
        "The study has a sample “%(sample)s” already. Take another number, or leave it empty."
    ),
    "sample_day_unfit": _(
        "A sample is taken between the first day of the study (%(since)s) and today. Put the days of the study right "
        "if you went earlier."
    ),
    "sample_measured": _("Sample “%(sample)s” has measurements. Remove them first."),
    "measurements_unfit": _("Some cells cannot be taken as they are. Nothing was saved yet."),
    "measurements_too_many": _("At most %(limit)s measurements are taken at once. Divide the table."),
    "limit_nothing_measured": _(
        "Nothing was measured of “%(item)s” in this unit, so no limit follows from it."
    ),
    "study_nothing_to_report": _("There is no study to report on yet."),
    "study_text_settled": _(
        "The text was approved and is published as it was. No limit can be added any more."
    ),
}

# What is wrong with a cell of the quick table or of a workbook, by the codes of `studies.rules.lines` and of
# `ledgers.workbooks.reading`.
PROBLEMS: dict[str, Promise] = {
    **{
        code: ledgers.PROBLEMS[code]
        for code in (
            "missing",
            "too_long",
            "merged",
            "merged_across",
            "digits_lost",
            "day_unreadable",
            "day_as_text",
        )
    },
    "not_a_value": _(
        "“%(value)s” is not a value that can be averaged. Leave the line out, and say in the findings what was not "
        "detected and the limit of detection."
    ),
    "value_unreadable": _("“%(value)s” is not a number. Units belong into their own column."),
    "too_fine": _("“%(value)s” has more than five decimals. Choose a smaller unit, or round it."),
    "day_ahead": _("“%(value)s” lies in the future."),
    "before_study": _("This lies before the first day of the study, %(since)s."),
    "sample_unknown": _("This study has no sample “%(value)s”. Enter the sample first."),
    "unit_taken": _("“%(value)s” was taken as %(unit)s."),
}

CELLS: dict[str, Promise] = {
    "item": pgettext_lazy("measurement", "Item"),
    "value": pgettext_lazy("measurement", "Value"),
    "unit": pgettext_lazy("measurement", "Unit"),
    "sample": pgettext_lazy("measurement", "Sample"),
    "measured_on": _("Measured on"),
    "instrument": _("Instrument"),
    "method": pgettext_lazy("measurement", "Method"),
}

ACTS: dict[str, Promise] = {
    "study.planned": _("Field study planned"),
    "study.corrected": _("Plan of the field study corrected"),
    "study.findings_recorded": _("Findings recorded"),
    "study.sample_added": _("Sample taken"),
    "study.sample_removed": _("Sample removed"),
    "study.measured": _("Measurements entered"),
    "study.measurement_corrected": _("Measurement corrected"),
    "study.measurement_removed": _("Measurement removed"),
    "study.photo_added": _("Photo added"),
    "study.photo_captioned": _("Caption of a photo changed"),
    "study.photo_removed": _("Photo removed"),
    "study.finished": _("Field study finished"),
    "study.reopened": _("Field study reopened"),
    "study.dropped": _("Field study dropped"),
    "project.limit_adopted": _("Measured limit taken into the draft"),
}

STUDY_STATES: dict[str, Promise] = {
    "planned": pgettext_lazy("study", "Under way"),
    "done": pgettext_lazy("study", "Finished"),
    "dropped": pgettext_lazy("study", "Dropped"),
}

STATES: dict[str, Promise] = {f"study.{state}": word for state, word in STUDY_STATES.items()}

VERBS: dict[str, Promise] = {
    "study.plan": _("Plan a field study"),
    "study.record": _("Record what was seen and measured"),
    "study.finish": _("Finish the study"),
    "study.reopen": _("Reopen the study"),
    "study.drop": _("Drop the study"),
    "limit.adopt": _("Take the limit into the draft"),
}
