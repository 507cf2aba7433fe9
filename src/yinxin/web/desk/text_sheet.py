"""The text of a draft as its editor shows it: each clause with what may be done to it, versions, what was removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.standards.projects.lifecycle import EDITABLE
from yinxin.standards.projects.models import Project
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.lifecycle import STANDARD_LIFE
from yinxin.standards.texts.models import Clause, Standard, Version
from yinxin.web.standard_sheet import ShownClause, shown
from yinxin.web.templatetags.yinxin import moment
from yinxin.web.wording.standards import VERSION_LABELS

REMOVED = "standard.clause_removed"
SHOWN_REMOVALS = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """The one form that stands open in the text: `place` is a clause, `kind` says what is done to it."""

    kind: str = ""  # edit, limit_new, limit, before, after, below, chapter, annex
    place: int = 0
    limit: int = 0
    form: Form | None = None
    is_newer: bool = False  # somebody changed the clause since it was opened


@dataclass(frozen=True, slots=True)
class Line:
    """One clause in the editor. `can` names the moves that are open to it."""

    clause: ShownClause
    can: frozenset[str]
    opened: Opened

    @property
    def is_edited(self) -> bool:
        return self.opened.kind == "edit"


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out of a text and may be put back."""

    act: int
    name: str
    others: int
    at: str
    who: str


def may_edit(standard: Standard, project: Project | None, office: Office) -> bool:
    """Whether this office may write now: drafts only, and not after their approval."""
    verbs = STANDARD_LIFE.verbs(state=standard.state, role=office.as_role)
    return "amend" in verbs and (project is None or project.state in EDITABLE)


def lines_of(standard: Standard, opened: Opened) -> list[Line]:
    """Every clause in order."""
    rows = queries.clauses_in_order(standard)
    return [
        Line(clause, _moves(rows, index), opened if opened.place == clause.pk else Opened())
        for index, clause in enumerate(shown(rows))
    ]


def _moves(rows: Sequence[Clause], index: int) -> frozenset[str]:
    """Up, down, deeper, higher: those after which the tree still stands."""
    first = rows[0].number
    found = set()
    for name, is_up in (("up", True), ("down", False)):
        try:
            rules.check([rows[place] for place in rules.swapped(rows, index, up=is_up)], first=first)
        except rules.Misplaced:
            continue
        found.add(name)
    for name, is_deeper in (("deeper", True), ("higher", False)):
        try:
            rules.check(rules.shifted(rows, index, deeper=is_deeper), first=first)
        except rules.Misplaced:
            continue
        found.add(name)
    return frozenset(found)


def removals_of(standard: Standard) -> list[Removal]:
    """What was removed and not put back, the latest first; the register keeps it."""
    found = acts(subjects=[standard.subject], kinds=[REMOVED])
    keys = {each["key"] for act in found for each in act.facts["lost"]}
    there = set(Clause.objects.filter(pk__in=keys).values_list("pk", flat=True))
    gone = [act for act in found if not there & {each["key"] for each in act.facts["lost"]}]
    return [
        Removal(
            act.seq,
            f"{act.facts['clause']} {act.facts['title']}",
            len(act.facts["lost"]) - 1,
            moment(act.at),
            act.person,
        )
        for act in reversed(gone[-SHOWN_REMOVALS:])
    ]


def version_name(version: Version) -> str:
    """What a version is called: what it was frozen for, and when."""
    label = VERSION_LABELS.get(version.label, version.label)
    return f"{label} · {moment(version.frozen_at)}"


def comparable(standard: Standard) -> list[tuple[str, str]]:
    """The texts that can be held against each other: what it replaces, each version, and the text as it stands."""
    found = []
    if standard.replaces:
        found.append(("replaced", str(standard.replaces)))
    found += [(str(version.ordinal), version_name(version)) for version in standard.versions.all()]
    return [*found, ("now", _("As it stands now"))]


def address_of_text(standard: Standard, project: Project | None) -> str:
    """The page of a text: that of its project where it has one."""
    if project is not None:
        return reverse("desk:text", args=[project.number])
    return reverse("desk:standard_text", args=[standard.pk])
