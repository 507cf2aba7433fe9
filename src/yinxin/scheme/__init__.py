"""The rulebook: what this scheme requires, as versioned data that is checked as a whole.

One TOML file under `schemes/mengbiao/` is one version: product kinds and the documents asked for, certification
modes, grades of nonconformity, clocks, terms, mark rules, reasons, bans, criteria, fees, contacts and the procedure.
A case keeps the version under which it was accepted. Every value says where it comes from; one whose true value is
not public is marked a placeholder. `rules` holds the models and the checks, `queries` finds the version in force.
"""
