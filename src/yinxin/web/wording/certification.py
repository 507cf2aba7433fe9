"""The words of certification.

Where two nouns share a state or a verb, the words of one stand under `noun.state`: a case that is withdrawn (撤回)
is not a certificate that is withdrawn (撤销).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    # bodies
    "approval_unreadable": _(
        "“%(number)s” is not the number of a certification body's approval. It reads like CNCA-R-2002-001."
    ),
    "body_kinds_unknown": _("The rulebook knows no such kinds of product: %(kinds)s."),
    # applications
    "standard_does_not_fit": _(
        "%(number)s is not in force, or is not for “%(product)s”. Choose a standard that fits the product."
    ),
    "standard_superseded": _(
        "%(number)s was superseded by %(successor)s, which is in effect. Apply by the new version."
    ),
    "origin_not_met": _(
        "“%(site)s” does not meet clause %(clause)s, %(title)s: %(why)s. Choose another site, or correct the site in "
        "the ledger if its place is wrong there. Nothing has been submitted.",
    ),
    "body_out_of_scope": _(
        "The approval of %(body)s does not cover this product today. Choose another certification body."
    ),
    "case_already_open": _(
        "There is an open case for this product and standard: %(number)s. Go on with that one."
    ),
    "document_not_asked": _("The rulebook does not ask for this document for this product."),
    "document_format": _("“%(document)s” is taken as %(formats)s only."),
    "output_not_positive": _("State the yearly output in kilograms, more than zero."),
    "application_incomplete": _("The application cannot be submitted yet. Still missing: %(missing)s."),
    "no_gaps": _("Say what is missing, all of it at once: at least one line, and none of them empty."),
    "reasons_missing": _("Say why. The words are kept with the case."),
    # evaluation
    "element_not_of_mode": _(
        "The certification mode of this product has no such element. Nothing may be added to it."
    ),
    "element_days_disagree": _("The last day lies before the first, or has not come yet. Correct the days."),
    "site_days_too_few": _(
        "A site inspection takes at least %(minimum)s man-days. State the man-days that were spent."
    ),
    "clause_not_of_standard": _(
        "This clause belongs to another standard. Choose one of this case's standard."
    ),
    "grade_unknown": _("The rulebook knows no such grade of nonconformity."),
    "test_report_twice": _("This case holds a test report with the number %(number)s already."),
    "laboratory_not_relied": _(
        "The report cannot be relied on: %(why)s. Correct a slip, or ask for a valid report."
    ),
    "indicators_disagree": _(
        "The report must hold one value for each indicator of the standard. Missing: %(missing)s."
    ),
    "evaluation_not_concludable": _("The evaluation cannot be concluded yet. Still to be done: %(missing)s."),
    "case_ended": _("The case has ended (%(state)s). Nothing more can be answered or verified in it."),
    # decision
    "not_impartial": _(
        "You took part in this case before (%(did)s), so somebody else must do this: evaluation, review, decision and "
        "countersignature are kept apart (ISO/IEC 17065, 7.5.1 and 7.6.2).",
    ),
    "outcome_unknown": _("Choose one: grant or refuse."),
    "evaluation_negative": _(
        "An element of the evaluation was found not to conform, so the certificate cannot be granted on it. Refuse, or "
        "send the case back.",
    ),
    # certificates
    "certificate_reason_unknown": _("Choose one of the coded reasons."),
    "surveillance_day_out_of_range": _("The last day of surveillance lies from %(first)s to %(last)s."),
    "certificate_explanation_missing": _("Explain it in words; the coded reason alone does not say enough."),
    "suspension_end": _(
        "A suspension for this reason ends after today and by %(latest)s (%(months)s months). Choose such a day."
    ),
}

ACTS: dict[str, Promise] = {
    "body.registered": _("Certification body entered"),
    "application.started": _("Application started"),
    "application.draft_saved": _("Draft saved"),
    "application.document_attached": _("Document handed in"),
    "application.submitted": _("Application submitted"),
    "application.returned": _("Returned for completion"),
    "application.declined": _("Application declined"),
    "application.accepted": _("Application accepted"),
    "application.withdrawn": _("Application withdrawn"),
    "element.reported": _("Element of the evaluation reported"),
    "nonconformity.raised": _("Nonconformity raised"),
    "nonconformity.answered": _("Correction handed in"),
    "nonconformity.closed": _("Correction verified, nonconformity closed"),
    "nonconformity.reopened": _("Correction not sufficient, nonconformity reopened"),
    "test_report.recorded": _("Test report entered"),
    "application.evaluated": _("Evaluation concluded"),
    "application.sent_back": _("Sent back for evaluation"),
    "application.reviewed": _("Reviewed"),
    "application.decided": _("Decided"),
    "application.concluded": _("Countersigned, case concluded"),
    "certificate.issued": _("Certificate issued"),
    "certificate.suspended": _("Certificate suspended"),
    "certificate.reinstated": _("Suspension lifted"),
    "certificate.withdrawn": _("Certificate withdrawn"),
    "certificate.cancelled": _("Certificate cancelled"),
    "certificate.expired": _("Certificate expired"),
    "certificate.surveillance_recorded": _("Surveillance recorded"),
}

STATES: dict[str, Promise] = {
    "draft": _("Draft"),
    "submitted": _("Awaiting acceptance"),
    "returned": _("Returned for completion"),
    "under_evaluation": _("Under evaluation"),
    "evaluated": _("Awaiting review"),
    "reviewed": _("Awaiting decision"),
    "decided": _("Awaiting countersignature"),
    "concluded": _("Concluded"),
    "declined": _("Declined"),
    "application.declined": pgettext_lazy("application", "Declined"),
    "application.withdrawn": pgettext_lazy("application", "Withdrawn"),
    "correction": _("The enterprise is correcting nonconformities"),
    "open": _("Open"),
    "answered": _("Correction handed in"),
    "closed": _("Closed"),
    "nonconformity.open": pgettext_lazy("nonconformity", "To be corrected"),
    "nonconformity.answered": pgettext_lazy("nonconformity", "To be verified"),
    "nonconformity.closed": pgettext_lazy("nonconformity", "Closed"),
    "valid": _("Valid"),
    "suspended": _("Suspended"),
    "certificate.withdrawn": pgettext_lazy("certificate", "Withdrawn"),
    "cancelled": _("Cancelled"),
    "expired": _("Expired"),
}

VERBS: dict[str, Promise] = {
    "start": _("Start"),
    "submit": _("Submit"),
    "return_for_completion": _("Return for completion"),
    "application.decline": pgettext_lazy("application", "Decline"),
    "application.accept": pgettext_lazy("application", "Accept"),
    "conclude_evaluation": _("Conclude the evaluation"),
    "send_back": _("Send back"),
    "review": _("Review"),
    "decide": _("Decide"),
    "countersign": _("Countersign"),
    "application.withdraw": pgettext_lazy("application", "Withdraw"),
    "answer": _("Answer"),
    "close": _("Close"),
    "reopen": _("Reopen"),
    "nonconformity.close": pgettext_lazy("nonconformity", "Close"),
    "suspend": _("Suspend"),
    "reinstate": _("Lift the suspension"),
    "record_surveillance": _("Record surveillance"),
    "certificate.withdraw": pgettext_lazy("certificate", "Withdraw"),
    "cancel": pgettext_lazy("certificate", "Cancel"),
    "expire": _("Expire"),
}

OUTCOMES: dict[str, Promise] = {"granted": _("Granted"), "refused": _("Refused")}

# What refusals name besides states and verbs.
WORDS: dict[str, Promise] = {
    **OUTCOMES,
    "manufacturer_name": _("manufacturer"),
    "factory_name": _("factory"),
    "annual_output_kg": _("yearly output"),
    "undertaking_given": _("undertaking given"),
    "test_report": _("test report"),
    "origin_division": _("the site does not lie in the divisions that the standard names"),
    "origin_no_coordinates": _("the standard asks for coordinates, and the site has none"),
    "origin_outside_box": _("the site lies outside the area that the standard draws"),
    "origin_outside_polygon": _("the site lies outside the line that the standard draws on the map"),
    "origin_no_altitude": _("the standard asks for the altitude, and the site has none"),
    "origin_altitude": _("the site lies too high or too low"),
    "cma_unreadable": _("its CMA number is not one of 12 digits"),
    "cma_not_valid": _("the laboratory's CMA approval had ended on the day of the test"),
    "sampled_after_tested": _("the sample was drawn after it was tested"),
    "tested_in_future": _("the day of the test has not come yet"),
    "part.evaluated": _("you evaluated"),
    "part.reviewed": _("you reviewed"),
    "part.decided": _("you decided"),
}
