"""The case of a product's certification, from the draft to its end, with its documents and its working-day clock.

Words: an *application* is the case; a *document* answers one item of the rulebook's list; a *gap* is one thing that
is missing when the case is returned, all gaps at once; the *clock* counts working days while the case is not returned.
"""
