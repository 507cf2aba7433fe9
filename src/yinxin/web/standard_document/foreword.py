"""The foreword (前言): by what the text was drafted, what it replaces and what changed, and whose work it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yinxin.kernel.identifiers import standard_number
from yinxin.scheme.queries import rulebook
from yinxin.standards.projects.queries import project_of_text
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.models import Standard

DRAFTED_BY = "本文件按照 GB/T 1.1—2020《标准化工作导则 第1部分：标准化文件的结构和起草规则》的规定起草。"
PATENTS = "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。"
_VERBS = {"changed": "更改了", "added": "增加了", "removed": "删除了"}


@dataclass(frozen=True, slots=True)
class Work:
    """Whose work a standard is; of a text that was taken over, nobody is known."""

    proposed_by: str = ""
    organisations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    is_demonstration: bool = False


def whose_work(standard: Standard, *, names_persons: bool) -> Work:
    """The names that the foreword gives; persons only when the text is settled, not while anyone comments on it."""
    project = project_of_text(standard)
    if project is None:
        return Work(is_demonstration=standard.is_placeholder)
    drafters = list(project.drafters.all())
    persons = [each.person for each in drafters if each.person and names_persons]
    return Work(
        proposed_by=project.organisation.name,
        organisations=tuple(dict.fromkeys(each.organisation_name for each in drafters)),
        persons=tuple(dict.fromkeys(persons)),
        is_demonstration=project.is_invented or standard.is_placeholder,
    )


def paragraphs(standard: Standard, text: Mapping[str, Any], work: Work) -> Iterator[str]:
    """The foreword in the order of GB/T 1.1-2020, 8.3."""
    society = rulebook().standards.society.value.zh
    yield DRAFTED_BY
    if standard.replaces:
        yield from _replacement(standard.replaces, text)
    yield PATENTS
    if work.proposed_by:
        yield f"本文件由{work.proposed_by}提出。"
    yield f"本文件由{society}归口。"
    if work.organisations:
        yield f"本文件起草单位：{'、'.join(work.organisations)}。"
    if work.persons:
        yield f"本文件主要起草人：{'、'.join(work.persons)}。"


def _replacement(old: Standard, text: Mapping[str, Any]) -> Iterator[str]:
    printed, year = old.printed_number, _year(old.number)
    before = rules.snapshot(queries.clauses_in_order(old))
    changes = sorted(_changes(before, text, year), key=lambda change: list(_VERBS).index(change[0]))
    yield f"本文件代替 {printed}《{old.title}》，与 {printed} 相比，除结构调整和编辑性改动外，" + (
        "主要技术变化如下：" if changes else "无主要技术变化。"
    )
    for place, (_kind, sentence) in enumerate(changes, 1):
        yield f"——{sentence}{'。' if place == len(changes) else '；'}"


def _changes(before: Mapping[str, Any], text: Mapping[str, Any], year: str) -> Iterator[tuple[str, str]]:
    for each in rules.differences(before, text):
        if each.change not in _VERBS:
            continue
        shown = each.new or each.old or {}
        was = f"{year}年版的 {_place(each.old)}" if each.old else ""
        where = f"见 {_place(each.new)}" if each.new else "见"
        places = "，".join(part for part in (where, was) if part) if each.new else where + was
        yield each.change, f"{_VERBS[each.change]}“{shown['title']}”（{places}）"


def _place(clause: Mapping[str, Any]) -> str:
    number: str = clause["number"]
    return f"附录 {number}" if clause["annex"] else number


def _year(number: str) -> str:
    try:
        return str(standard_number.parse(number).year)
    except ValueError:
        return ""
