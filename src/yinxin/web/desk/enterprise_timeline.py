"""The acts on an enterprise, as components/timeline.html takes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinxin.people.models import Division
from yinxin.register.queries import Act
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import moment
from yinxin.web.wording.ledgers import FULFILMENTS

_LOOKS = {
    "enterprise.registered": ("plus", "ok"),
    "enterprise.corrected": ("pencil", ""),
    "membership.nominated": ("user-plus", "now"),
    "membership.admitted": ("seedling", "ok"),
    "membership.declined": ("x", "warn"),
    "membership.released": ("logout", "warn"),
    "readiness.assessed": ("list-check", "now"),
    "visit.recorded": ("map-pin", "ok"),
    "yearly_figure.recorded": ("chart-bar", ""),
    "site.added": ("map-pin", ""),
    "product.added": ("package", ""),
}
FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("English name"),
    "division": gettext_lazy("Banner"),
    "industry": gettext_lazy("Industry"),
    "credit_code": gettext_lazy("Unified social credit code"),
    "credit_code_confirmed": gettext_lazy("Credit code confirmed"),
    "address": gettext_lazy("Address"),
    "established_on": gettext_lazy("Established on"),
    "scale": gettext_lazy("Size"),
    "is_leading": gettext_lazy("Leading enterprise"),
    "contact_name": gettext_lazy("Contact person"),
    "contact_phone": gettext_lazy("Telephone"),
    "note": gettext_lazy("Note"),
    "latitude": gettext_lazy("Latitude (north)"),
    "longitude": gettext_lazy("Longitude (east)"),
    "altitude_m": gettext_lazy("Altitude (m)"),
    "kind": gettext_lazy("Kind of product"),
    "brand": gettext_lazy("Brand"),
    "specification": gettext_lazy("Specification"),
    "pack_g": gettext_lazy("Net content of one package (g)"),
    "gtin": gettext_lazy("Item number (barcode)"),
    "is_invented": gettext_lazy("Demonstration data"),
}


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
    divisions = dict(Division.objects.values_list("pk", "name"))
    return [_item(act, divisions) for act in reversed(list(acts))]


def _item(act: Act, divisions: dict[str, str]) -> Item:
    icon, tone = _LOOKS.get(act.kind, ("point", ""))
    role = str(phrases.ROLES[act.role])
    who = f"{role} · {act.person}" if act.person else role
    title = str(phrases.ACTS[act.kind])
    quote = "\n".join(_said(act.kind, act.facts, divisions))
    return Item(title, f"{moment(act.at)} · {who}", icon, tone, quote)


def _said(kind: str, facts: dict[str, Any], divisions: dict[str, str]) -> list[str]:
    """What an act says that its title does not."""
    lines: list[str] = []
    match kind:
        case "enterprise.corrected" | "site.corrected" | "product.corrected":
            lines = [_change(name, facts[name], divisions) for name in FIELDS if name in facts]
        case "site.added" | "product.added":
            lines = [facts["name"]]
        case "yearly_figure.recorded":
            lines = [_("%(year)s · source: %(source)s") % facts]
        case "readiness.assessed":
            word = FULFILMENTS[facts["fulfilment"]]
            lines = [f"{facts['standard']} · {facts['clause']} · {word}", facts["note"]]
        case "visit.recorded":
            lines = [facts["summary"], facts["needs"]]
        case "membership.nominated" | "membership.declined" | "membership.released":
            lines = [facts["reason"]]
    return [line for line in lines if line]


def _change(name: str, change: list[Any], divisions: dict[str, str]) -> str:
    old, new = (_shown(name, value, divisions) for value in change)
    return _("%(field)s: %(old)s → %(new)s") % {"field": FIELDS[name], "old": old, "new": new}


def _shown(name: str, value: Any, divisions: dict[str, str]) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return divisions.get(value, value) if name == "division" else str(value)
