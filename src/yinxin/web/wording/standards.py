"""The words of standards and publicity."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.texts.models import ClauseKind, Comparison

SENTENCES: dict[str, Promise] = {
    "standard_number_unreadable": _(
        "“%(number)s” is not the number of a group standard. It reads like T/NMSP MZB02.14-2023."
    ),
    "standard_exists": _("There is a standard %(number)s already. Open that one, or correct the number."),
    "standard_kinds_unknown": _("Choose at least one kind of product that the rulebook knows."),
    "clause_exists": _("This standard has a clause %(clause)s already. Give the new one another number."),
    "origin_unreadable": _(
        "The origin rule names no place that can be checked. Give divisions, or all four sides of an area with west "
        "before east and south before north, or an altitude from low to high.",
    ),
    "limits_disagree": _(
        "A range needs an upper limit that is not below the lower one; other limits have none."
    ),
    "standard_asks_nothing": _("This standard has no clause yet. Add what it asks for, then publish it."),
    "standard_days_out_of_order": _(
        "A standard takes effect on the day of publication or later, and is withdrawn after it. Correct the day."
    ),
    "page_unreadable": _(
        "This text cannot be read as an article's page. Not found: %(missing)s. Copy the whole page, from the title "
        "to the disclaimer, and paste it again.",
    ),
    "already_clipped": _("“%(title)s” is in the news already, or waits to be published."),
    "removal_reason_missing": _("Say why. Readers see this reason in place of the article."),
    "removal_request_answered": _("This request has been answered already."),
}

ACTS: dict[str, Promise] = {
    "standard.drafted": _("Standard drafted"),
    "standard.clause_added": _("Clause added"),
    "standard.clause_removed": _("Clause removed"),
    "standard.indicator_added": _("Indicator added"),
    "standard.published": _("Standard published"),
    "standard.withdrawn": _("Standard withdrawn"),
    "article.clipped": _("Article clipped"),
    "article.written": _("Article written"),
    "article.published": _("Article published"),
    "article.removed": _("Article removed"),
    "article.removal_asked": _("Removal of an article asked for"),
    "article.removal_answered": _("Removal request answered"),
}

STATES: dict[str, Promise] = {
    "standard.draft": pgettext_lazy("standard", "Draft"),
    "standard.published": pgettext_lazy("standard", "Published"),
    "standard.withdrawn": pgettext_lazy("standard", "Withdrawn"),
    "article.draft": pgettext_lazy("article", "Draft"),
    "article.published": pgettext_lazy("article", "Published"),
    "removed": _("Removed"),
    # By themselves, where no noun is named.
    "published": _("Published"),
    "withdrawn": _("Withdrawn"),
    "accepted": _("Accepted"),
}

VERBS: dict[str, Promise] = {
    "amend": _("Amend"),
    "publish": _("Publish"),
    "standard.withdraw": pgettext_lazy("standard", "Withdraw"),
    "withdraw": _("Withdraw"),
    "accept": _("Accept"),
    "decline": _("Decline"),
    "remove": _("Remove"),
}

CLAUSE_KINDS: dict[str, Promise] = {
    ClauseKind.ORIGIN: _("Origin"),
    ClauseKind.INPUT: _("Input"),
    ClauseKind.PROCESS: pgettext_lazy("clause", "Process"),
    ClauseKind.INDICATOR: _("Indicator"),
    ClauseKind.INSPECTION: _("Inspection"),
    ClauseKind.MARK: _("Mark"),
    ClauseKind.PROCEDURE: _("Procedure"),
}

COMPARISONS: dict[str, Promise] = {
    Comparison.AT_LEAST: _("at least"),
    Comparison.AT_MOST: _("at most"),
    Comparison.BETWEEN: _("between"),
}

# Facts of refusals that are codes, and are put in words like states and verbs.
PARTS_OF_A_PAGE: dict[str, Promise] = {
    "title": _("title"),
    "time": _("time of publication"),
    "author": _("author"),
    "source": _("source"),
    "body": _("text"),
    "original_link": _("link to the original"),
    "disclaimer": _("disclaimer"),
}
