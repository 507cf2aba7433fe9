"""Draws by lot that anyone can recompute: experts for a panel now, places to inspect later.

Words: the *operator* commits to the list of *candidates* in the register and names a public *source* whose value comes
later; a second officer enters the *value*; the *key* joins it with the first signed checkpoint after the commitment;
the selection follows by RFC 3797 (`yinxin.kernel.draws`). A candidate stands in the public record as a *token*.
"""
