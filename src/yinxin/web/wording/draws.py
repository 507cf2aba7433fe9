"""Draws by lot."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "draw_strata_unclear": _(
        "Each group needs a code of letters or digits that no other has, and at least one seat. Correct the groups."
    ),
    "draw_entered_twice": _("Somebody stands in the list twice. Enter everybody once; the weight counts."),
    "draw_too_few_candidates": _(
        "“%(stratum)s” has %(seats)s seats, and only %(left)s candidates are sure to be left for them. Lower the "
        "seats, or find more candidates first."
    ),
    "draw_source_missing": _(
        "Name the public value that will decide, such as the numbers of a coming lottery."
    ),
    "draw_source_known": _(
        "At this moment the value may be known already. Name a value of which nobody can know yet."
    ),
    "draw_already_committed": _(
        "A list for the same purpose waits for its value (%(number)s). Draw from it, or abandon it first."
    ),
    "draw_same_officer": _(
        "You committed to this list, so somebody else has to enter the value. Ask a colleague to do it."
    ),
    "draw_value_not_due": _("Nobody can know the value yet. Come back when it is published."),
    "draw_value_unreadable": _(
        "Numbers only, apart from spaces, commas and signs between them. Leave out words and the number of the issue."
    ),
    "draw_not_sealed": _(
        "No checkpoint over this list was signed before the value could be known, so a draw from it would prove "
        "nothing. Abandon it and commit to the list anew."
    ),
    "draw_reason_missing": _("Say why it is abandoned. The reason is public."),
}

ACTS: dict[str, Promise] = {
    "draw.committed": _("List of a draw committed to"),
    "draw.drawn": _("Drawn by lot"),
    "draw.abandoned": _("Draw abandoned"),
}

STATES: dict[str, Promise] = {
    "draw.committed": pgettext_lazy("draw", "Awaiting its value"),
    "draw.drawn": pgettext_lazy("draw", "Drawn"),
    "draw.abandoned": pgettext_lazy("draw", "Abandoned"),
    "committed": pgettext_lazy("draw", "Awaiting its value"),
    "drawn": pgettext_lazy("draw", "Drawn"),
    "abandoned": pgettext_lazy("draw", "Abandoned"),
}

VERBS: dict[str, Promise] = {
    "draw.draw": pgettext_lazy("draw", "Draw"),
    "draw.abandon": pgettext_lazy("draw", "Abandon"),
    "draw": pgettext_lazy("draw", "Draw"),
    "abandon": pgettext_lazy("draw", "Abandon"),
}
