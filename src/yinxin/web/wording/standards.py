"""The words of standards and publicity."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.texts.models import Annex, ClauseKind, Comparison

SENTENCES: dict[str, Promise] = {
    "standard_number_unreadable": _(
        "“%(number)s” is not the number of a group standard. It reads like T/NMSP MZB02.14-2023."
    ),
    "standard_exists": _("There is a standard %(number)s already. Open that one, or correct the number."),
    "standard_kinds_unknown": _("Choose at least one kind of product that the rulebook knows."),
    "clause_exists": _("This standard has a clause %(clause)s already. Give the new one another number."),
    "origin_unreadable": _(
        "The origin rule names no place that can be checked. Give divisions, or all four sides of an area with west "
        "before east and south before north, or three or more corners of a line that does not cross itself, or an "
        "altitude from low to high.",
    ),
    "limits_disagree": _(
        "A range needs an upper limit that is not below the lower one; other limits have none."
    ),
    "standard_asks_nothing": _("This text has no clause yet. Add what it asks for first."),
    "standard_number_missing": _("“%(title)s” has no number yet. Give it one, then publish it."),
    "standard_title_missing": _("Give it a title."),
    "standard_not_replaceable": _("%(number)s is not in force, so nothing can take its place."),
    "standard_text_not_empty": _("There is a text already. A copy is made only into an empty draft."),
    "clause_misplaced": _("A clause cannot stand there: %(why)s."),
    "clause_orders_only": _(
        "A part that only orders the text asks for nothing: it has no limits and no origin rule, and is not critical. "
        "Choose what the clause asks about, or take those out first."
    ),
    "clause_nothing_to_restore": _("This stands in the text again already."),
    "standard_transition_too_short": _(
        "The transition ends before the new standard takes effect, on %(effective_on)s. Give a later day."
    ),
    "standard_reason_missing": _("Say on what grounds, such as who reviewed it and what was found."),
    "standard_days_out_of_order": _(
        "A standard takes effect on the day of publication or later, and is confirmed or withdrawn after it. Correct "
        "the day."
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
    "standard.described": _("Cover of a standard corrected"),
    "standard.text_copied": _("Text of a standard copied"),
    "standard.clause_added": _("Clause added"),
    "standard.clause_edited": _("Clause edited"),
    "standard.clause_moved": _("Clause moved"),
    "standard.clause_removed": _("Clause removed"),
    "standard.clause_restored": _("Clause put back"),
    "standard.indicator_added": _("Indicator added"),
    "standard.indicator_edited": _("Indicator edited"),
    "standard.indicator_removed": _("Indicator removed"),
    "standard.frozen": _("Version of a text frozen"),
    "standard.numbered": _("Standard numbered"),
    "standard.published": _("Standard published"),
    "standard.superseded": _("Standard superseded"),
    "standard.confirmed": _("Standard confirmed at its review"),
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
    "standard.superseded": pgettext_lazy("standard", "Superseded"),
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
    "standard.freeze": pgettext_lazy("standard", "Freeze a version"),
    "standard.number": pgettext_lazy("standard", "Give it its number"),
    "standard.confirm": pgettext_lazy("standard", "Confirm at the review"),
    "standard.supersede": pgettext_lazy("standard", "Supersede"),
    "standard.withdraw": pgettext_lazy("standard", "Withdraw"),
    "withdraw": _("Withdraw"),
    "accept": _("Accept"),
    "decline": _("Decline"),
    "remove": _("Remove"),
}

CLAUSE_KINDS: dict[str, Promise] = {
    ClauseKind.SCOPE: _("Scope"),
    ClauseKind.REFERENCES: _("References"),
    ClauseKind.TERMS: _("Terms"),
    ClauseKind.HEADING: _("Heading only"),
    ClauseKind.ORIGIN: _("Origin"),
    ClauseKind.INPUT: _("Input"),
    ClauseKind.PROCESS: pgettext_lazy("clause", "Process"),
    ClauseKind.INDICATOR: _("Indicator"),
    ClauseKind.INSPECTION: _("Inspection"),
    ClauseKind.MARK: _("Mark"),
    ClauseKind.PROCEDURE: _("Procedure"),
}

# What each kind is for, to whoever chooses one.
CLAUSE_KIND_HELP: dict[str, Promise] = {
    ClauseKind.SCOPE: _("What the standard is about and to whom it applies. Asks for nothing itself."),
    ClauseKind.REFERENCES: _("The standards that this text cites, one a line. Asks for nothing itself."),
    ClauseKind.TERMS: _("Words and what they mean here. Asks for nothing itself."),
    ClauseKind.HEADING: _("A heading above other clauses, or an explanation. Asks for nothing itself."),
    ClauseKind.ORIGIN: _(
        "Where the product must come from. Checked by the program before an enterprise applies."
    ),
    ClauseKind.INPUT: _("Breeds, seeds, fodder, water and other things that go in."),
    ClauseKind.PROCESS: _("How the product is kept, grown, processed, packed, stored and carried."),
    ClauseKind.INDICATOR: _("Values that a test report must show, each with its method and limit."),
    ClauseKind.INSPECTION: _("How samples are taken and lots are judged."),
    ClauseKind.MARK: _("What stands on the package, and how the mark is used."),
    ClauseKind.PROCEDURE: _("How certification proceeds and how results are judged."),
}

ANNEXES: dict[str, Promise] = {
    Annex.NORMATIVE: _("Normative"),
    Annex.INFORMATIVE: _("Informative"),
}

# What a version was frozen for.
VERSION_LABELS: dict[str, Promise] = {
    "draft": _("Working draft"),
    "comment": _("Draft for comment"),
    "review": _("Draft for review"),
    "approval": _("Draft for approval"),
    "published": pgettext_lazy("version", "Published text"),
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
    # Why a clause cannot stand somewhere (`standards.texts.rules.trees`).
    "no_neighbour": _("there is nothing that it could change places with or be put under"),
    "too_deep": _("clauses stand at most three below their chapter"),
    "without_parent": _("it would stand below a clause that is not there"),
    "chapter_after_annex": _("annexes come after the last chapter"),
}
