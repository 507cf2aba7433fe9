"""A draw as pages show it, to the public and to officers alike: finished values for templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yinxin.draws import queries, rules
from yinxin.draws.lifecycle import DrawState
from yinxin.draws.models import Candidate, Draw
from yinxin.register.models import Checkpoint
from yinxin.register.queries import acts
from yinxin.web import phrases
from yinxin.web.wording.experts import EXPERT_FIELDS


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the list; `place` is the how-manieth it was drawn, if it was."""

    ordinal: int
    token: str
    groups: str
    tickets: int
    place: int | None
    taken_in: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A stratum with its seats, how many stand in it, and who was drawn."""

    code: str
    name: str
    seats: int
    candidates: int
    taken: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class DrawSheet:
    """Everything that a page says of a draw."""

    draw: Draw
    groups: tuple[GroupShown, ...]
    lines: tuple[LineShown, ...]
    checkpoint: Checkpoint | None
    numbers: tuple[str, ...]
    abandoned_at: datetime | None
    is_abandoned_late: bool
    others: tuple[Draw, ...]  # for the same thing

    @property
    def root(self) -> str:
        """Of the checkpoint, in hexadecimal digits; empty before it is signed."""
        return bytes(self.checkpoint.root).hex() if self.checkpoint else ""

    @property
    def seats(self) -> int:
        """Of all groups together."""
        return sum(group.seats for group in self.groups)


def sheet(draw: Draw) -> DrawSheet:
    """The sheet of a draw. Nothing on it names a candidate."""
    strata = rules.strata_of(draw.strata)
    names = {stratum.code: group_name(stratum) for stratum in strata}
    lines = tuple(_line(each, names) for each in draw.candidates.order_by("ordinal"))
    ended = (
        acts(subjects=[draw.subject], kinds=["draw.abandoned"]) if draw.state == DrawState.ABANDONED else []
    )
    return DrawSheet(
        draw=draw,
        groups=tuple(_group(stratum, names, lines, draw) for stratum in strata),
        lines=lines,
        checkpoint=queries.checkpoint_of(draw),
        numbers=tuple(str(number) for number in rules.numbers_of(draw.value)),
        abandoned_at=ended[0].at if ended else None,
        is_abandoned_late=bool(ended and ended[0].facts["value_could_be_known"]),
        others=tuple(queries.public_draws().filter(subject_of=draw.subject_of).exclude(pk=draw.pk)),
    )


def group_name(stratum: rules.Stratum) -> str:
    """What a stratum is called: fields of experts in the reader's language, all else as it was named."""
    return str(EXPERT_FIELDS.get(stratum.code) or stratum.name)


def _line(row: Candidate, names: dict[str, str]) -> LineShown:
    return LineShown(
        ordinal=row.ordinal,
        token=row.token,
        groups=phrases.listed(names[code] for code in row.strata),
        tickets=row.weight,
        place=row.taken_as,
        taken_in=names.get(row.taken_in, ""),
    )


def _group(
    stratum: rules.Stratum, names: dict[str, str], lines: Iterable[LineShown], draw: Draw
) -> GroupShown:
    name = names[stratum.code]
    taken = [line for line in lines if line.taken_in == name]
    return GroupShown(
        code=stratum.code,
        name=name,
        seats=stratum.seats,
        candidates=sum(stratum.code in each.strata for each in draw.candidates.all()),
        taken=tuple(sorted(taken, key=lambda line: line.place or 0)),
    )
