"""Calls for proposals (研制目录征集), and the proposals: merged, scored, accepted into the programme or declined.

Words: a *call* is opened for a year and batch, with subject areas and a deadline; a *proposal* asks for a standard, in
answer to a call or by itself; a *score* is what one officer gives a proposal by the rulebook's criteria.
"""
