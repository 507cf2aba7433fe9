"""The words of the ledgers and of cultivation: what is refused, what was done, where a thing stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "credit_code_impossible": _(
        "“%(credit_code)s” cannot be a unified social credit code. It has 18 characters: digits and capital letters "
        "without I, O, S, V and Z; characters 3 to 8 are digits."
    ),
    "credit_code_doubted": _(
        "The last character of “%(credit_code)s” does not agree with the others. Compare it with the business licence. "
        "If the licence says exactly this, tick the box below and send again."
    ),
    "credit_code_taken": _("“%(credit_code)s” is already in the register of organisations."),
    "enterprise_name_taken": _(
        "An enterprise called “%(name)s” is already in the ledger. Give the credit codes of both to tell them apart."
    ),
    "name_missing": _("Give a name."),
    "product_kind_unknown": _("The scheme knows no such kind of product: %(kind)s."),
    "gtin_impossible": _(
        "“%(gtin)s” cannot be an item number. It has 8, 12, 13 or 14 digits, of which the last is a check digit."
    ),
    "gtin_taken": _("Another product has the item number %(gtin)s."),
    "site_misplaced": _(
        "Give both latitude (−90 to 90) and longitude (−180 to 180) in degrees, or neither; the altitude lies between "
        "−200 and 9000 m."
    ),
    "year_out_of_range": _("Figures are kept for the years from %(first)s to the present one."),
    "nothing_reported": _("State at least one figure."),
    "workbook_unreadable": _(
        "This file is not a workbook that can be read here, or it is damaged. Save it as .xlsx in Excel or WPS and "
        "send it again."
    ),
    "workbook_locked": _("This workbook needs a password. Save it without one and send it again."),
    "workbook_too_large": _(
        "Unpacked, this workbook is larger than any ledger: there may be a stray cell far outside the table, or "
        "pictures. Copy the table into the template and send that."
    ),
    "workbook_empty": _("There are no rows below the headings. Nothing was read."),
    "too_many_rows": _("The workbook has %(rows)s rows; at most %(limit)s are taken at once. Split it."),
    "headings_missing": _(
        "None of the sheets (%(sheets)s) has a row of headings that is known here. Among the first 20 rows there must "
        "be one with at least: %(wanted)s. Compare it with the template."
    ),
    "columns_missing": _(
        "On the sheet “%(sheet)s” these columns are missing: %(columns)s. Compare it with the template."
    ),
    "rows_blocked": _(
        "%(rows)s rows have to be put right first. Put them right in the workbook and send it again, or import only "
        "the good rows."
    ),
    "codes_unchecked": _(
        "%(rows)s credit codes fail their check character. Compare them with the business licences, then tick the box."
    ),
    "nothing_to_import": _("There is nothing to import: no good row says anything that the ledger does not."),
    "import_outdated": _(
        "The ledger changed after this workbook was checked (%(sheet)s, row %(row)s). Nothing was imported. Send the "
        "workbook again to have it checked against the ledger as it is now."
    ),
    "already_in_pool": _("This enterprise has been nominated or admitted already."),
    "day_ahead": _("This day has not come yet. Give the day on which it was done."),
    "days_in_disorder": _("This cannot have been before %(earlier)s."),
    "words_missing": _("Say in a few words why, or what was seen."),
    "clause_does_not_fit": _(
        "Clause %(clause)s of %(standard)s is not in force, or does not cover this kind of product."
    ),
}

ACTS: dict[str, Promise] = {
    "industry.added": _("Industry named"),
    "enterprise.registered": _("Enterprise registered"),
    "enterprise.corrected": _("Enterprise corrected"),
    "site.added": _("Site added"),
    "site.corrected": _("Site corrected"),
    "product.added": _("Product added"),
    "product.corrected": _("Product corrected"),
    "yearly_figure.recorded": _("Yearly figures recorded"),
    "import.checked": _("Workbook checked"),
    "import.applied": _("Workbook imported"),
    "import.discarded": _("Workbook discarded"),
    "membership.nominated": _("Nominated for the cultivation pool"),
    "membership.admitted": _("Admitted to the cultivation pool"),
    "membership.declined": _("Not admitted to the cultivation pool"),
    "membership.released": _("Left the cultivation pool"),
    "readiness.assessed": _("Readiness assessed"),
    "visit.recorded": _("Visit recorded"),
}

STATES: dict[str, Promise] = {
    "nominated": _("Nominated"),
    "checked": _("Checked"),
    "applied": _("Imported"),
    "discarded": _("Discarded"),
}

VERBS: dict[str, Promise] = {
    "release": _("Release from the pool"),
    "apply": _("Import"),
    "discard": _("Discard"),
}

FULFILMENTS: dict[str, Promise] = {
    "met": _("Met"),
    "partly": _("Partly met"),
    "not_met": _("Not met"),
    "not_applicable": _("Does not apply"),
}

# What is wrong with a cell of a workbook, by the codes of `ledgers.workbooks.judging` and `reading`.
PROBLEMS: dict[str, Promise] = {
    "missing": _("This cell must not be empty."),
    "too_long": _("Longer than %(limit)s characters."),
    "merged": _("Part of a merged cell: taken as “%(value)s”."),
    "merged_across": _("A merged cell runs over several columns. Unmerge it and fill in each cell."),
    "digits_lost": _(
        "Excel turned this into a number and lost its last digits. Format the cell as text and type it again."
    ),
    "credit_code_impossible": _(
        "“%(value)s” cannot be a credit code: 18 characters, digits and capital letters without I, O, S, V and Z."
    ),
    "credit_code_doubted": _(
        "The last character of “%(value)s” does not agree with the others. Compare it with the business licence."
    ),
    "credit_code_taken": _(
        "“%(value)s” belongs to an organisation outside your area, or to one that is no enterprise."
    ),
    "credit_code_repeated": _("The same credit code as in row %(row)s."),
    "credit_code_other": _("The ledger has this enterprise under the credit code %(value)s."),
    "name_repeated": _("The same as in row %(row)s."),
    "name_ambiguous": _("The ledger has several enterprises of this name. Give the credit code."),
    "division_unknown": _("No league or banner is called “%(value)s”."),
    "division_beyond": _("“%(value)s” is not in your area. Your office imports its own rows only."),
    "industry_unknown": _("No industry is called “%(value)s”."),
    "kind_unknown": _("The scheme knows no kind of product called “%(value)s”."),
    "scale_unknown": _("“%(value)s” is none of 大型、中型、小型、微型."),
    "yes_no_unknown": _("“%(value)s” is neither 是 nor 否."),
    "day_unreadable": _("“%(value)s” is not a day. Write it as 2019-05-03."),
    "day_as_text": _("“%(value)s” was taken as %(day)s."),
    "number_unreadable": _("“%(value)s” is not a whole number that can stand here."),
    "degrees_unreadable": _(
        "“%(value)s” is neither degrees (39.216) nor degrees, minutes and seconds (39°12′57″)."
    ),
    "misplaced": _("Latitude and longitude must both be given and lie on earth; the altitude is in metres."),
    "enterprise_unknown": _("Neither this workbook nor the ledger has an enterprise called “%(value)s”."),
    "enterprise_row_bad": _("The row of this enterprise (row %(row)s) has to be put right first."),
    "site_unknown": _("The enterprise has no site called “%(value)s” that can be imported."),
    "gtin_impossible": _("“%(value)s” cannot be an item number: 8, 12, 13 or 14 digits with a check digit."),
    "gtin_taken": _("Another product in the ledger has the item number %(value)s."),
    "gtin_repeated": _("The same item number as in row %(row)s."),
}
