"""Review (审查) of a draft by a panel of experts, and its vote by quorum and majority.

Words: a *panel review* has a matter in the expert pool, whose assignments are its panel; a *ballot* is one expert's
vote, an *opinion* what an expert says of a clause; the minutes (审查会议纪要) are read off both.
"""
