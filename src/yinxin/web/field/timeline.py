"""The acts on a report and its case, as components/timeline.html takes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yinxin.register.queries import Act
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import moment

_LOOKS = {
    "report.received": ("speakerphone", "now"),
    "report.set_aside": ("message", ""),
    "report.answered": ("message", ""),
    "case.finding_recorded": ("camera", "now"),
    "case.confirmed": ("gavel", "bad"),
    "case.dismissed": ("circle-check", "ok"),
    "case.closed": ("lock", "ok"),
    "suspension_request.made": ("send", "warn"),
    "suspension_request.granted": ("ban", "ok"),
    "suspension_request.refused": ("circle-x", "warn"),
}
_SAYS = ("text", "conclusion", "reason", "answer")  # what an act says that its title does not


@dataclass(frozen=True, slots=True)
class Item:
    """One act."""

    title: str
    meta: str
    icon: str
    tone: str
    quote: str


def timeline_of(acts: Iterable[Act]) -> list[Item]:
    """Latest first."""
    return [_item(act) for act in reversed(list(acts))]


def _item(act: Act) -> Item:
    icon, tone = _LOOKS.get(act.kind, ("point", ""))
    role = phrases.ROLES.get(act.role, _("A member of the public"))
    who = f"{role} · {act.person}" if act.person else str(role)
    quote = "\n".join(str(act.facts[name]) for name in _SAYS if act.facts.get(name))
    return Item(str(phrases.ACTS[act.kind]), f"{moment(act.at)} · {who}", icon, tone, quote)
