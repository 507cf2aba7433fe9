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
