"""Matters, assignments, declarations and conflicts of experts."""

from django.utils.functional import Promise

SENTENCES: dict[str, Promise] = {}

ACTS: dict[str, Promise] = {}

STATES: dict[str, Promise] = {}

VERBS: dict[str, Promise] = {}
