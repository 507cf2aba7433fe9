"""What a figure is, and how the bulletin (通报) states figures. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

# In the order of the notice that states them.
OF_THE_NOTICE = (
    "standards_published",
    "experts_in_pool",
    "enterprises_in_pool",
    "standards_proposed_this_year",
    "enterprises_certified",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was counted: its subject in the register, its name, what is said beside it, and since when."""

    subject: str
    name: str
    note: str
    on: date
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as of a day with the rows behind it. `value` is how many rows there are."""

    name: str
    as_of: date
    rows: tuple[Row, ...]

    @property
    def value(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paragraph; `figure` names the figure that it states, if it states one."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one language writes the paragraph. In a sentence, `{n}` is the figure of its name."""

    opening: str
    progress: Mapping[str, str]
    between: str
    last_between: str
    stop: str
    nothing: str
    proposed: str
    certified: str
    none_certified: str
    name_between: str
    name_last: str


MANNERS = {
    "zh": Manner(
        opening="截至目前（{day}），{division}",
        progress={
            "standards_published": "累计发布{n}项“蒙”字标认证标准",
            "experts_in_pool": "{n}名技术专家进入“蒙”字标技术专家库",
            "enterprises_in_pool": "{n}家企业进入“蒙”字标认证企业培育库",
        },
        between="，",
        last_between="，",
        stop="。",
        nothing="尚无认证标准发布，专家库和企业培育库尚无记录",
        proposed="{year}年已申报{n}项“蒙”字标标准。",
        certified="{names}已获得“蒙”字标认证，获证企业数量达到{n}家。",
        none_certified="目前尚无企业持有有效的“蒙”字标认证证书。",
        name_between="、",
        name_last="、",
    ),
    "en": Manner(
        opening="As of {day}, {division} has ",
        progress={
            "standards_published": "{n} published Meng mark standards",
            "experts_in_pool": "{n} technical experts in the expert pool",
            "enterprises_in_pool": "{n} enterprises in the cultivation pool",
        },
        between=", ",
        last_between=" and ",
        stop=". ",
        nothing="no published standard, and nobody in its pools",
        proposed="In {year}, {n} standards were proposed. ",
        certified="{names} hold certificates in force: {n} certified enterprises in all.",
        none_certified="No enterprise holds a certificate in force.",
        name_between=", ",
        name_last=" and ",
    ),
}


def bulletin(
    figures: Mapping[str, Figure], *, division: str, as_of: date, language: str = "zh"
) -> tuple[Part, ...]:
    """The paragraph that states the figures of a division as of a day, each figure as a part of its own.

    What is zero is left out, but for the certified enterprises, of whom it says that there are none. They stand by
    name, in the order in which they were certified.

    >>> none = {name: Figure(name, date(2020, 1, 1), ()) for name in OF_THE_NOTICE}
    >>> text_of(bulletin(none, division="阿拉善盟", as_of=date(2020, 1, 1)))[:28]
    '截至目前（2020年1月1日），阿拉善盟尚无认证标准发布'
    """
    return tuple(_parts(figures, division, as_of, MANNERS[language], language))


def text_of(parts: Sequence[Part]) -> str:
    """The paragraph as plain text."""
    return "".join(part.text for part in parts).strip()


def _parts(
    figures: Mapping[str, Figure], division: str, as_of: date, manner: Manner, language: str
) -> Iterator[Part]:
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日" if language == "zh" else f"{as_of:%-d %B %Y}"
    yield Part(manner.opening.format(day=day, division=division))

    told = [name for name in manner.progress if figures[name].value]
    for place, name in enumerate(told):
        if place:
            yield Part(manner.last_between if name == told[-1] else manner.between)
        yield from _stated(manner.progress[name], figures[name])
    yield Part(manner.stop if told else manner.nothing + manner.stop)

    proposed = figures["standards_proposed_this_year"]
    if proposed.value:
        yield from _stated(manner.proposed.replace("{year}", str(as_of.year)), proposed)

    certified = figures["enterprises_certified"]
    if certified.value:
        names = _listed([row.name for row in certified.rows], manner)
        yield from _stated(manner.certified.replace("{names}", names), certified)
    else:
        yield Part(manner.none_certified)


def _stated(sentence: str, figure: Figure) -> Iterator[Part]:
    before, _, after = sentence.partition("{n}")
    yield Part(before)
    yield Part(str(figure.value), figure.name)
    yield Part(after)


def _listed(names: Sequence[str], manner: Manner) -> str:
    if len(names) == 1:
        return names[0]
    return f"{manner.name_between.join(names[:-1])}{manner.name_last}{names[-1]}"
