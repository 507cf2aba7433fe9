"""Acts of the register as an officer sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from yinxin.people.models import Division, Organisation
from yinxin.register.models import Entry
from yinxin.register.queries import act_of
from yinxin.web import phrases
from yinxin.web.figures import address_of, name_of
from yinxin.web.templatetags.yinxin import moment, named

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
}


@dataclass(frozen=True, slots=True)
class ShownAct:
    """One act, in words; it fits components/timeline.html."""

    seq: int
    at: datetime
    title: str
    subject: str
    meta: str
    who: str
    url: str
    icon: str
    tone: str
    is_open: bool
    leaf_hash: str

    @property
    def tag_tone(self) -> str:
        """The same tone as a tag has it."""
        return "info" if self.tone == "now" else self.tone


def shown(entries: Iterable[Entry]) -> Iterator[ShownAct]:
    """The acts of these entries, which carry `is_within_reach`; persons only where they are within reach."""
    units = _Units()
    for entry in entries:
        within = bool(getattr(entry, "is_within_reach", False))
        act = act_of(entry, with_detail=within)
        icon, tone = _LOOKS.get(act.kind.rpartition(".")[2], ("point", ""))
        role = str(phrases.ROLES.get(act.role, act.role))
        who = " · ".join(part for part in (units.name_of(act.unit), role, act.person) if part)
        subject = name_of(act.subject)
        yield ShownAct(
            seq=act.seq,
            at=act.at,
            title=str(phrases.ACTS.get(act.kind, act.kind)),
            subject=subject,
            meta=f"{moment(act.at)} · {subject} · {role}",
            who=who,
            url=address_of(act.subject) if within else "",
            icon=icon,
            tone=tone,
            is_open=entry.is_open,
            leaf_hash=bytes(entry.leaf_hash).hex(),
        )


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
