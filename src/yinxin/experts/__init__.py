"""The technical experts: the pool, and the work that they are wanted for.

Sub-packages, lowest first: `pool` (who is in it: criteria, term, ties, qualifications, absences, training),
`assignments` (matters with their parties, conflicts of interest, declarations, panels drawn or named, work records).
"""
