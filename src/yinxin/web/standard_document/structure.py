"""What stands in the document, in order: cover, contents, foreword, chapters, annexes (GB/T 1.1-2020, chapter 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Annex, Standard, Version
from yinxin.web.degrees import written
from yinxin.web.standard_document import foreword

_KIND = "团体标准"
_STAGES = {
    "draft": "工作组讨论稿",
    "comment": "征求意见稿",
    "review": "送审稿",
    "approval": "报批稿",
}
_ANNEXES = {Annex.NORMATIVE: "规范性", Annex.INFORMATIVE: "资料性"}
_PATENTS = "在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。"
_SIGNS = {"at_least": "≥", "at_most": "≤"}


@dataclass(frozen=True, slots=True)
class Table:
    """The limits of a clause."""

    number: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter, a clause or the head of an annex."""

    number: str
    title: str
    depth: int
    annex: str
    paragraphs: tuple[str, ...]
    table: Table | None

    @property
    def name(self) -> str:
        """As the contents call it."""
        return (
            f"附录{self.number}（{self.annex}）{self.title}" if self.annex else f"{self.number} {self.title}"
        )

    @property
    def anchor(self) -> str:
        return "part" + self.number.replace(".", "_")


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    kind: str
    ics: str
    ccs: str
    number: str
    replaces: str
    title: str
    title_en: str
    stage: str  # of a draft, such as 征求意见稿
    drafted: str
    patents: str
    published: str
    effective: str
    society: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class StandardDocument:
    """The whole of it, in plain texts."""

    cover: Cover
    foreword: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def contents(self) -> tuple[Section, ...]:
        """What the list of contents names: chapters, annexes and the clauses right below chapters."""
        return tuple(section for section in self.sections if section.depth <= 2)

    @property
    def file_name(self) -> str:
        """Without its ending."""
        number = self.cover.number.replace("/", "-")
        stage = f"（{self.cover.stage}）" if self.cover.stage else ""
        return f"{number} {self.cover.title}{stage}".strip()


def document_of(standard: Standard, *, version: Version | None = None) -> StandardDocument:
    """The document of a standard as it stands, or of one of its versions. NotFound where there is no text."""
    text = version.text if version else rules.snapshot(queries.clauses_in_order(standard))
    if not text["clauses"]:
        raise NotFound(noun="document", number=standard.printed_number)
    stage = stage_of(standard, version)
    whose = foreword.whose_work(standard, names_persons=stage in {"", _STAGES["approval"]})
    return StandardDocument(
        cover=_cover(standard, version, stage, is_demonstration=whose.is_demonstration),
        foreword=tuple(foreword.paragraphs(standard, text, whose)),
        sections=tuple(_sections(text["clauses"])),
    )


def stage_of(standard: Standard, version: Version | None) -> str:
    """What a draft is called; empty for the text that was published."""
    if version is None:
        return _STAGES["draft"] if standard.state == StandardState.DRAFT else ""
    is_last = standard.state != StandardState.DRAFT and version == standard.versions.last()
    return "" if is_last else _STAGES.get(version.label, _STAGES["draft"])


def _cover(standard: Standard, version: Version | None, stage: str, *, is_demonstration: bool) -> Cover:
    book = rulebook().standards
    replaced = standard.replaces
    return Cover(
        kind=_KIND,
        ics=standard.ics,
        ccs=standard.ccs,
        number=standard.printed_number or f"{book.number_prefix.value} ××××—××××",
        replaces=f"代替 {replaced.printed_number}" if replaced else "",
        title=standard.title,
        title_en=standard.title_en,
        stage=stage,
        drafted=_drafted(version) if stage else "",
        patents=_PATENTS if version and version.label == "comment" and stage else "",
        published=_day(standard.published_on, "发布") if not stage else "××××-××-×× 发布",
        effective=_day(standard.effective_on, "实施") if not stage else "××××-××-×× 实施",
        society=book.society.value.zh,
        is_demonstration=is_demonstration,
    )


def _drafted(version: Version | None) -> str:
    return f"（本稿完成时间：{localtime(version.frozen_at).date().isoformat()}）" if version else ""


def _day(day: date | None, what: str) -> str:
    return f"{day.isoformat()} {what}" if day else ""


def _sections(clauses: Sequence[Mapping[str, Any]]) -> Iterator[Section]:
    names = dict(Division.objects.values_list("pk", "name"))
    tables = _TableNumbers()
    for clause in clauses:
        title = clause["title"] + ("（关键条款）" if clause["is_critical"] else "")
        yield Section(
            number=clause["number"],
            title=title,
            depth=clause["depth"],
            annex=_ANNEXES.get(clause["annex"], ""),
            paragraphs=(*_paragraphs(clause["text"]), *_places(clause["origin"], names)),
            table=_table(clause, tables) if clause["indicators"] else None,
        )


def _paragraphs(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _places(origin: Mapping[str, Any] | None, names: Mapping[str, str]) -> Iterator[str]:
    """What an origin rule checks, in words, so that the printed text says all that is enforced."""
    rule = rules.Origin.parse(origin)
    if rule.divisions:
        yield f"行政区域：{'、'.join(names.get(code, code) for code in rule.divisions)}。"
    if rule.box:
        west, east, south, north = (
            written(side) for side in (rule.box.west, rule.box.east, rule.box.south, rule.box.north)
        )
        yield f"地理坐标：东经 {west}～{east}，北纬 {south}～{north}。"
    if rule.polygon:
        corners = "；".join(
            f"（东经 {written(longitude)}，北纬 {written(latitude)}）"
            for longitude, latitude in rule.polygon.points
        )
        yield f"以下列拐点依次连线围成的区域：{corners}。"
    if rule.altitude:
        yield f"海拔：{_band(rule.altitude)}。"


def _band(altitude: rules.Altitude) -> str:
    if altitude.minimum is None:
        return f"不高于 {altitude.maximum} m"
    if altitude.maximum is None:
        return f"不低于 {altitude.minimum} m"
    return f"{altitude.minimum} m～{altitude.maximum} m"


class _TableNumbers:
    """Tables are numbered through the chapters, and anew in each annex: 表1, 表2, 表A.1."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, clause_number: str) -> str:
        annex = clause_number.split(".", maxsplit=1)[0] if clause_number[0].isalpha() else ""
        self._last[annex] = self._last.get(annex, 0) + 1
        return f"表{annex}.{self._last[annex]}" if annex else f"表{self._last[annex]}"


def _table(clause: Mapping[str, Any], tables: _TableNumbers) -> Table:
    return Table(
        number=tables.next(clause["number"]),
        caption=clause["title"],
        headings=("项目", "指标", "检验方法"),
        rows=tuple(
            (
                f"{each['item']}/（{each['unit']}）" if each["unit"] else each["item"],
                _limit(each),
                each["method"] or "—",
            )
            for each in clause["indicators"]
        ),
    )


def _limit(limit: Mapping[str, Any]) -> str:
    if limit["comparison"] == "between":
        return f"{limit['limit']}～{limit['upper']}"
    return f"{_SIGNS[limit['comparison']]} {limit['limit']}"
