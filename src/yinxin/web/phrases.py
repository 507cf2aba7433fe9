"""The sentence for each refusal code, and the words for acts, states and roles.

Each audience's package adds the words of its own nouns; a test asks that none is missing.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.refusals import Refusal
from yinxin.scheme.rules.values import Text
from yinxin.web.wording import (
    assignments,
    calls,
    certification,
    comments,
    draws,
    experts,
    ledgers,
    marks,
    people,
    projects,
    reviews,
    standards,
    studies,
    supervision,
    transitions,
)

SERVER_ERROR_PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>程序出错</title></head>'
    "<body><main><h1>程序出错</h1><p>已记录。刚才填写的内容可以返回上一页找回，请稍后再试。</p>"
    '<div lang="en"><h2>Something went wrong</h2><p>It was recorded. Go back to find what you typed, and try again '
    "later.</p></div></main></body></html>"
)
STALE_FORM = _(
    "This page was open too long, or the form came from another site. Go back, reload, and send it again."
)
QUESTION_UNREADABLE = _("This question cannot be read: %(names)s. Write days as 2024-12-06.")
BODY_UNREADABLE = _("The body of this request cannot be read. Send it as JSON.")
SIGN_IN_NEEDED = _("Sign in first: this is not open to the public.")
LOCKED_OUT = _("Too many wrong passwords. Please wait fifteen minutes, then try again.")

_MODULES = (
    people,
    ledgers,
    draws,
    experts,
    assignments,
    standards,
    calls,
    projects,
    studies,
    comments,
    reviews,
    certification,
    transitions,
    marks,
    supervision,
)

SENTENCES: dict[str, Promise] = {code: text for module in _MODULES for code, text in module.SENTENCES.items()}
ACTS: dict[str, Promise] = {kind: text for module in _MODULES for kind, text in module.ACTS.items()}
STATES: dict[str, Promise] = {state: text for module in _MODULES for state, text in module.STATES.items()}
VERBS: dict[str, Promise] = {verb: text for module in _MODULES for verb, text in module.VERBS.items()}
ROLES = people.ROLES
PARTS = standards.PARTS_OF_A_PAGE
WORDS: dict[str, Promise] = {**certification.WORDS, **projects.NEEDS}


def sentence(refusal: Refusal) -> str:
    """What happened and how to mend it, in the reader's language. Facts that name states and verbs are put in words."""
    return sentence_of({**refusal.facts, "code": refusal.code})


def sentence_of(stated: Mapping[str, object], *, among: Mapping[str, Promise] = SENTENCES) -> str:
    """The sentence of a refusal that was kept in the register, by its code among its facts; or of a shorter table."""
    noun = str(stated.get("noun", ""))
    facts = {name: _in_words(value, noun) for name, value in stated.items()}
    return str(among[str(stated["code"])]) % _Lenient(facts)


def state(noun: str, value: str) -> str:
    """The name of a state, as it is called of this noun: a certificate is not withdrawn as a case is."""
    return str(STATES.get(f"{noun}.{value}") or STATES.get(value) or value)


def verb(noun: str, value: str) -> str:
    """The name of a verb, as it is called of this noun."""
    return str(VERBS.get(f"{noun}.{value}") or VERBS.get(value) or value)


def listed(items: Iterable[str]) -> str:
    """Items one after the other, as the reader's language separates them."""
    return pgettext("between the items of a list", ", ").join(items)


def _in_words(value: object, noun: str = "") -> object:
    if isinstance(value, Text):
        return value.in_language(get_language() or "zh-hans")
    if isinstance(value, tuple | list):
        return listed(str(_in_words(part, noun)) for part in value)
    if isinstance(value, str):
        own = f"{noun}.{value}"
        tables = (VERBS, STATES, WORDS, ROLES, PARTS)
        found = [table[key] for key in (own, value) for table in tables if key in table]
        return found[0] if found else value
    return value


class _Lenient(dict[str, object]):
    """A sentence may name a fact that this refusal does not carry."""

    def __missing__(self, key: str) -> str:
        return "—"
