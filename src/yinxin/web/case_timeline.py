"""The acts on a case as a timeline: what was done, when, by whom, and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinxin.register.queries import Act
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.values import UnknownName
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import moment
from yinxin.web.wording.certification import OUTCOMES

_LOOK = {
    "application.returned": ("arrow-back-up", "warn"),
    "application.sent_back": ("arrow-back-up", "warn"),
    "application.declined": ("x", "bad"),
    "application.withdrawn": ("x", "bad"),
    "nonconformity.raised": ("alert-triangle", "warn"),
    "nonconformity.reopened": ("alert-triangle", "warn"),
    "nonconformity.answered": ("clock", "now"),
    "test_report.recorded": ("test-pipe", "ok"),
    "application.draft_saved": ("pencil", ""),
    "application.document_attached": ("paperclip", ""),
    "application.started": ("file-plus", ""),
    "application.concluded": ("signature", "ok"),
    "application.decided": ("signature", "ok"),
    "certificate.issued": ("certificate", "ok"),
    "certificate.suspended": ("ban", "warn"),
    "certificate.reinstated": ("check", "ok"),
    "certificate.withdrawn": ("certificate-off", "bad"),
    "certificate.cancelled": ("certificate-off", "bad"),
    "certificate.expired": ("hourglass", "bad"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One act, as components/timeline.html takes it."""

    title: str
    meta: str
    icon: str
    tone: str
    quote: str
    url: str = ""


def timeline_of(acts: Iterable[Act], book: Rulebook, *, language: str) -> list[Item]:
    """The acts, latest first; documents that one person handed in one after the other are one line."""
    items: list[Item] = []
    before: Act | None = None
    for act in acts:
        is_more = (
            before is not None
            and act.kind == before.kind == "application.document_attached"
            and act.person == before.person
        )
        item = _item(act, book, language=language)
        if is_more:
            earlier = items.pop()
            both = pgettext("between the items of a list", ", ").join((earlier.quote, item.quote))
            item = Item(item.title, item.meta, item.icon, item.tone, both)
        items.append(item)
        before = act
    return items[::-1]


def _item(act: Act, book: Rulebook, *, language: str) -> Item:
    icon, tone = _LOOK.get(act.kind, ("check", "ok"))
    role = str(phrases.ROLES.get(act.role, act.role))
    who = f"{act.person} · {role}" if act.person else role
    return Item(
        title=str(phrases.ACTS[act.kind]),
        meta=f"{moment(act.at)} · {who}",
        icon=icon,
        tone=tone,
        quote="\n".join(_said(act.kind, act.facts, book, language=language)),
    )


def _said(kind: str, facts: dict[str, Any], book: Rulebook, *, language: str) -> list[str]:
    """What an act says that its title does not, one line for each fact that is told."""
    told = {name: facts[name] for name in _TOLD.get(kind, ()) if facts.get(name) not in (None, "")}
    if "reason_code" in told:
        told["reason_code"] = _coded(book, _CHANGES[kind], told["reason_code"], language)
    return [line for name, value in told.items() for line in _lines(name, value, book, language)]


_TOLD = {
    "application.returned": ("gaps",),
    "application.document_attached": ("item",),
    "application.declined": ("reasons",),
    "application.withdrawn": ("reasons",),
    "application.sent_back": ("reasons",),
    "application.reviewed": ("recommendation", "reasons"),
    "application.decided": ("outcome", "reasons"),
    "application.concluded": ("outcome",),
    "element.reported": ("element", "conforms", "summary"),
    "nonconformity.raised": ("number", "statement"),
    "nonconformity.answered": ("number", "answer"),
    "nonconformity.closed": ("number", "verification"),
    "nonconformity.reopened": ("number", "verification"),
    "test_report.recorded": ("number", "laboratory", "conforms"),
    "certificate.suspended": ("reason_code", "reason"),
    "certificate.reinstated": ("reason",),
    "certificate.surveillance_recorded": ("reason",),
    "certificate.withdrawn": ("reason_code", "reason"),
    "certificate.cancelled": ("reason_code", "reason"),
}
_CHANGES = {
    "certificate.suspended": "suspend",
    "certificate.withdrawn": "withdraw",
    "certificate.cancelled": "cancel",
}


def _lines(name: str, value: Any, book: Rulebook, language: str) -> list[str]:
    match name:
        case "gaps":
            return [_gap(gap, book, language=language) for gap in value]
        case "recommendation" | "outcome":
            return [str(OUTCOMES[value])]
        case "item":
            return [book.document(value).name.in_language(language)]
        case "element":
            return [book.element(value).name.in_language(language)]
        case "conforms":
            return [_("Conforms") if value else _("Does not conform")]
        case _:
            return [str(value)]


def _gap(gap: dict[str, str], book: Rulebook, *, language: str) -> str:
    if not gap["item"]:
        return gap["text"]
    name = book.document(gap["item"]).name.in_language(language)
    return _("%(document)s: %(text)s") % {"document": name, "text": gap["text"]}


def _coded(book: Rulebook, change: str, code: str, language: str) -> str:
    try:
        return f"{code} {book.reason(change, code).name.in_language(language)}"
    except UnknownName:
        return code
