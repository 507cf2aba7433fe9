"""What differs between two texts, in words: for the editor and for whoever compares two published versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.texts import rules
from yinxin.standards.texts.models import Indicator
from yinxin.standards.texts.rules import ClauseDifference, LimitDifference, Part
from yinxin.web.standard_sheet import Limit, division_names, limit_of, rule_in_words
from yinxin.web.wording.standards import CLAUSE_KINDS

CHANGES: dict[str, Promise] = {
    "added": pgettext_lazy("difference", "Added"),
    "removed": pgettext_lazy("difference", "Removed"),
    "moved": pgettext_lazy("difference", "Moved"),
    "changed": pgettext_lazy("difference", "Changed"),
    "same": pgettext_lazy("difference", "Unchanged"),
    "stricter": pgettext_lazy("difference", "Stricter"),
    "laxer": pgettext_lazy("difference", "Laxer"),
}
TONES = {
    "added": "ok",
    "removed": "bad",
    "moved": "info",
    "changed": "warn",
    "stricter": "ok",
    "laxer": "warn",
}
_NEWLY_CRITICAL, _NO_LONGER = _("Critical now"), _("No longer critical")


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A limit in both texts."""

    label: Promise
    tone: str
    item: str
    old: Limit | None
    new: Limit | None


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One clause in both texts."""

    change: str
    label: Promise
    tone: str
    number: str
    was_number: str
    depth: int
    title: tuple[Part, ...]
    text: tuple[Part, ...]
    notes: tuple[str, ...]
    old_places: list[str]
    new_places: list[str]
    limits: list[ShownLimit]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, clause by clause."""

    differences: list[ShownDifference]
    counts: list[tuple[Promise, int, str]]

    @property
    def is_same(self) -> bool:
        return not self.counts


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Two snapshots held against each other."""
    names = division_names()
    found = rules.differences(old, new)
    counts = [
        (CHANGES[change], sum(each.change == change for each in found), TONES[change])
        for change in ("changed", "added", "removed", "moved")
    ]
    return Comparison([_shown(each, names) for each in found], [each for each in counts if each[1]])


def _shown(each: ClauseDifference, names: dict[str, str]) -> ShownDifference:
    stands: Mapping[str, Any] = each.new or each.old or {}
    return ShownDifference(
        change=each.change,
        label=CHANGES[each.change],
        tone=TONES.get(each.change, ""),
        number=stands["number"],
        was_number=each.old["number"] if each.old and each.is_renumbered else "",
        depth=stands["depth"],
        title=each.title,
        text=each.text,
        notes=tuple(_notes(each)),
        old_places=_places(each.old, names) if each.has_other_origin or not each.new else [],
        new_places=_places(each.new, names),
        limits=[_limit(limit) for limit in each.limits],
    )


def _notes(each: ClauseDifference) -> Iterator[str]:
    if not (each.old and each.new and each.has_other_nature):
        return
    if each.old["kind"] != each.new["kind"]:
        yield f"{CLAUSE_KINDS[each.old['kind']]} → {CLAUSE_KINDS[each.new['kind']]}"
    if each.old["is_critical"] != each.new["is_critical"]:
        yield str(_NEWLY_CRITICAL if each.new["is_critical"] else _NO_LONGER)


def _places(clause: Mapping[str, Any] | None, names: dict[str, str]) -> list[str]:
    return rule_in_words(rules.Origin.parse(clause["origin"]), names) if clause else []


def _limit(each: LimitDifference) -> ShownLimit:
    return ShownLimit(
        CHANGES[each.change], TONES.get(each.change, ""), each.item, _of(each.old), _of(each.new)
    )


def _of(limit: Mapping[str, Any] | None) -> Limit | None:
    return limit_of(Indicator(**rules.indicator_from_json(limit))) if limit else None
