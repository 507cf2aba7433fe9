"""The words of marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "no_mark_while_not_valid": _(
        "The certificate is not valid now (%(state)s). No labels are issued until it is valid again."
    ),
    "pack_size_missing": _(
        "The ledger does not hold the net content of one package of “%(product)s”. Have it entered, then order labels."
    ),
    "lot_unreadable": _(
        "A lot may have up to 40 letters, digits, Chinese characters, spaces and the signs . _ / - and begins with a "
        "letter, a digit or a Chinese character."
    ),
    "lot_of_another_day": _(
        "Lot %(lot)s was labelled with production day %(produced_on)s (batch %(batch)s). A lot has one production day."
    ),
    "production_day_out_of_range": _(
        "Choose a production day from %(first)s to %(last)s: within the certificate's validity, and not in the future."
    ),
    "produced_while_not_valid": _(
        "On %(day)s the certificate was not valid (%(state)s). What was produced then may not bear the mark."
    ),
    "quota_exceeded": _(
        "At most %(left)s labels may still be ordered in %(year)s; the certified quantity of the year fills %(total)s "
        "packages."
    ),
    "labels_outside_batch": _("This batch has the labels 1 to %(last)s. Choose labels among them."),
    "labels_already_voided": _("Some of these labels are voided already. Choose a range without them."),
    "void_reason_missing": _("Say why the labels are voided: it cannot be undone."),
}

ACTS: dict[str, Promise] = {
    "label_batch.issued": _("Label batch issued"),
    "label_batch.range_voided": _("Labels voided"),
    "label_batch.voided": _("Label batch voided"),
}

STATES: dict[str, Promise] = {
    "issued": pgettext_lazy("label batch", "Issued"),
    "voided": pgettext_lazy("label batch", "Voided"),
}

VERBS: dict[str, Promise] = {
    "void_range": _("Void some labels"),
    "void": _("Void the whole batch"),
    "issue_batch": _("Order labels"),
}
