"""The words of the pages, one module per part of the scheme.

Each module has `SENTENCES` (refusal code: what happened and how to mend it, with %(fact)s), `ACTS` (register entry
type: what was done), `STATES` (state: its name) and `VERBS` (verb of a lifecycle table: its button).
"""
