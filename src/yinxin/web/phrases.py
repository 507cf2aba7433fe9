"""The sentence for each refusal code, and the words for acts, states and roles.

Each audience's package adds the words of its own nouns; a test asks that none is missing.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.refusals import Refusal
from yinxin.web.wording import certification, ledgers, marks, people, standards, supervision

SERVER_ERROR_PAGE = (
    "<!doctype html><meta charset=utf-8><title>500</title><p>程序出错，已记录。请稍后再试。</p>"
    "<p>Something went wrong and was recorded. Please try again later.</p>"
)
STALE_FORM = _(
    "This page was open too long, or the form came from another site. Go back, reload, and send it again."
)
LOCKED_OUT = _("Too many wrong passwords. Please wait fifteen minutes, then try again.")

_MODULES = (people, ledgers, standards, certification, marks, supervision)

SENTENCES: dict[str, Promise] = {code: text for module in _MODULES for code, text in module.SENTENCES.items()}
ACTS: dict[str, Promise] = {kind: text for module in _MODULES for kind, text in module.ACTS.items()}
STATES: dict[str, Promise] = {state: text for module in _MODULES for state, text in module.STATES.items()}
VERBS: dict[str, Promise] = {verb: text for module in _MODULES for verb, text in module.VERBS.items()}
ROLES = people.ROLES
PARTS = standards.PARTS_OF_A_PAGE


def sentence(refusal: Refusal) -> str:
    """What happened and how to mend it, in the reader's language. Facts that name states and verbs are put in words."""
    facts = {name: _in_words(value) for name, value in refusal.facts.items()}
    return str(SENTENCES[refusal.code]) % _Lenient(facts)


def _in_words(value: object) -> object:
    if isinstance(value, tuple | list):
        return str(_("、")).join(str(_in_words(part)) for part in value)
    if isinstance(value, str):
        return VERBS.get(value) or STATES.get(value) or ROLES.get(value) or PARTS.get(value) or value
    return value


class _Lenient(dict[str, object]):
    """A sentence may name a fact that this refusal does not carry."""

    def __missing__(self, key: str) -> str:
        return "—"
