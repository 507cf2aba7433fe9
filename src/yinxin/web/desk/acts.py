"""Acts of the register as an officer sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from yinxin.people.models import Division, Organisation
from yinxin.register.models import Entry
from yinxin.register.queries import Act, act_of
from yinxin.standards.texts.queries import number_by_subject
from yinxin.web import phrases
from yinxin.web.figures import address_of, name_of
from yinxin.web.templatetags.yinxin import moment, named, on_the_wall
from yinxin.web.wording.projects import PAPERS

_LOOKS = {
    "issued": ("certificate", "ok"),
    "published": ("circle-check", "ok"),
    "admitted": ("circle-check", "ok"),
    "accepted": ("circle-check", "ok"),
    "granted": ("ban", "warn"),
    "reinstated": ("check", "ok"),
    "suspended": ("ban", "warn"),
    "returned": ("arrow-back-up", "warn"),
    "withdrawn": ("x", "bad"),
    "declined": ("x", "bad"),
    "cancelled": ("certificate-off", "bad"),
    "removed": ("x", "bad"),
    "received": ("speakerphone", "now"),
    "made": ("send", "now"),
    "submitted": ("send", "now"),
    "confirmed": ("gavel", "bad"),
    "planned": ("timeline", "now"),
    "started": ("player-play", "now"),
    "comment_opened": ("messages", "now"),
    "comment_extended": ("calendar-plus", ""),
    "review_opened": ("users-group", "now"),
    "review_passed": ("check", "ok"),
    "approved": ("check", "ok"),
    "numbered": ("hash", "ok"),
    "redrafted": ("arrow-back-up", "warn"),
    "sent_back": ("arrow-back-up", "warn"),
    "paper_added": ("upload", ""),
    "drafter_added": ("user-plus", ""),
    "lapsed": ("hourglass", "bad"),
    "resumed": ("refresh", "now"),
    "stopped": ("ban", "bad"),
    "standard.confirmed": ("circle-check", "ok"),
    "superseded": ("replace", "warn"),
    "call.opened": ("player-play", "ok"),
    "call.extended": ("calendar-plus", "now"),
    "call.closed": ("lock", ""),
    "merged": ("transfer", "now"),
    "followed": ("transfer", "now"),
    "scored": ("clipboard-check", ""),
    "corrected": ("pencil", ""),
}
_DRAFTING = {
    f"standard.{each}"
    for each in (
        *("clause_added", "clause_edited", "clause_moved", "clause_removed", "clause_restored"),
        *("indicator_added", "indicator_edited", "indicator_removed"),
    )
}
_SAYS = ("reason", "answer", "paper", "organisation")  # what an act says that its name does not
_NAMES = ("title", "item")  # and what drafting acts say


@dataclass(frozen=True, slots=True)
class ShownAct:
    """One act, as components/timeline.html takes it."""

    seq: int
    at: datetime
    title: str
    who: str
    icon: str
    tone: str
    quote: str

    @property
    def meta(self) -> str:
        return f"{moment(self.at)} · {self.who}"

    @property
    def tag_tone(self) -> str:
        """The same tone as a tag has it."""
        return "info" if self.tone == "now" else self.tone


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An act with its subject, the subject's page, and how it stands in the log."""

    act: ShownAct
    subject: str
    url: str
    is_open: bool
    leaf_hash: str

    @property
    def title(self) -> str:
        return self.act.title

    @property
    def meta(self) -> str:
        return f"{moment(self.act.at)} · {self.subject}"

    @property
    def icon(self) -> str:
        return self.act.icon

    @property
    def tone(self) -> str:
        return self.act.tone


def shown(entries: Iterable[Entry]) -> Iterator[ShownEntry]:
    """The acts of these entries, which carry `is_within_reach`; persons only where they are within reach."""
    units, entries = _Units(), list(entries)
    numbers = number_by_subject(entry.subject for entry in entries)
    for entry in entries:
        within = bool(getattr(entry, "is_within_reach", False))
        act = act_of(entry, with_detail=within)
        yield ShownEntry(
            act=_shown(act, units),
            subject=name_of(act.subject, called=numbers.get(act.subject, "")),
            url=address_of(act.subject) if within else "",
            is_open=entry.is_open,
            leaf_hash=bytes(entry.leaf_hash).hex(),
        )


def _shown(act: Act, units: "_Units") -> ShownAct:
    icon, tone = _LOOKS.get(act.kind) or _LOOKS.get(act.kind.rpartition(".")[2], ("point", ""))
    role = str(phrases.ROLES.get(act.role, act.role))
    says = _NAMES if act.kind in _DRAFTING else _SAYS
    return ShownAct(
        seq=act.seq,
        at=act.at,
        title=str(phrases.ACTS.get(act.kind, act.kind)),
        who=" · ".join(part for part in (units.name_of(act.unit), role, act.person) if part),
        icon=icon,
        tone=tone,
        quote="\n".join(_in_words(name, act.facts[name]) for name in says if act.facts.get(name)),
    )


def _in_words(name: str, value: object) -> str:
    return str(PAPERS.get(str(value), value)) if name == "paper" else str(value)


def timeline_of(acts: Iterable[Act]) -> list[ShownAct]:
    """The acts on subjects that the viewer may see, the latest first."""
    units = _Units()
    items: list[ShownAct] = []
    for is_drafting, run in groupby(acts, key=lambda act: act.kind in _DRAFTING):
        found = [_shown(act, units) for act in run]
        items += _folded(found) if is_drafting else found
    return items[::-1]


def _folded(run: list[ShownAct]) -> list[ShownAct]:
    """Clauses and limits that were worked on one after the other are one line for each person and day."""
    folded = []
    for _key, group in groupby(run, key=lambda item: (item.who, f"{on_the_wall(item.at):%Y-%m-%d}")):
        of_a_day = list(group)
        names = phrases.listed(dict.fromkeys(item.quote for item in of_a_day if item.quote))
        folded.append(
            replace(
                of_a_day[-1], title=_("Clauses and limits worked on"), quote=names, icon="pencil", tone=""
            )
        )
    return folded


class _Units:
    """The names of the units that acted, each read once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name_of(self, unit: str) -> str:
        if unit not in self._names:
            self._names[unit] = self._read(unit)
        return self._names[unit]

    def _read(self, unit: str) -> str:
        kind, _slash, key = unit.partition("/")
        found: Division | Organisation | None = None
        if kind == "division":
            found = Division.objects.filter(pk=key).first()
        elif kind == "organisation":
            found = Organisation.objects.filter(pk=key).first()
        return named(found) if found else ""
