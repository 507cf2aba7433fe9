"""The text of a standard: a tree of clauses, indicators, origin rules, frozen versions; published until withdrawn.

Words: a *clause* asks for one thing or orders the text; an *origin rule* says where a product must come from; an
*indicator* is a limit with its method and the national limit beside it; a *version* is the text as it stood at a stage.
A standard *supersedes* the one that it replaces; until the end of the *transition* certificates may still name the old.
"""
