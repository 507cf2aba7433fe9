"""The ledgers: industries, enterprises, their sites, products and yearly figures; how they come in and go out by Excel.

Words: an *enterprise* is a legal entity in the ledger; a *site* is a place where it produces; a *product* is of one
product kind of the rulebook; a *yearly figure* is what the enterprise achieved in a year, with its source.
An *import* is one uploaded workbook: checked first, applied when an officer says so.
"""
