"""Workbooks: the ledger's three sheets as officers keep them in Excel, read with every slip named by its cell.

`columns` says what stands on which sheet, `reading` turns a file into rows, `judging` holds the rows against the
ledger, `actions` imports them, `writing` makes the template, the report and exports.
"""
