"""Panel reviews of drafts."""

from django.utils.functional import Promise

SENTENCES: dict[str, Promise] = {}

ACTS: dict[str, Promise] = {}

STATES: dict[str, Promise] = {}

VERBS: dict[str, Promise] = {}
