"""Bringing enterprises to the mark: the pool, readiness clause by clause, visits.

Words: a *membership* is a stay in the cultivation pool (培育库); *readiness* is how far a product meets the clauses of
a standard, one *assessment* a clause; a *visit* (走访) records what was seen and needed. Membership is never a
condition for applying (认证认可条例 art. 19).
"""
