"""Clauses of a draft: added, edited, moved about, removed and put back. The text numbers itself.

Every act but `add_clause` keeps the tree in order (see `rules.trees`) and numbers it anew; `seen` is the revision of
the text that the person looked at, where there was one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.actions.locking import draft_of_clause, mark_changed, moved, next_revision
from yinxin.standards.texts.actions.refusals import (
    ClauseExists,
    ClauseMisplaced,
    NothingToRestore,
    OrdersOnly,
    OriginUnreadable,
    TextNotEmpty,
    TitleMissing,
)
from yinxin.standards.texts.models import Clause, ClauseKind, Indicator, Standard

EDITABLE = frozenset({"kind", "annex", "title", "text", "is_critical", "origin"})
REMOVED = "standard.clause_removed"

# What every standard of the scheme states in one document: requirements, rules, procedure and evaluation, in this order
# (T/NMSP MZB02.18-2023, contents).
OUTLINE = (
    (1, ClauseKind.SCOPE, "范围"),
    (1, ClauseKind.REFERENCES, "规范性引用文件"),
    (1, ClauseKind.TERMS, "术语和定义"),
    (1, ClauseKind.HEADING, "认证要求"),
    (2, ClauseKind.ORIGIN, "地域要求"),
    (2, ClauseKind.INPUT, "投入品要求"),
    (2, ClauseKind.PROCESS, "生产加工要求"),
    (2, ClauseKind.INDICATOR, "质量指标"),
    (1, ClauseKind.INSPECTION, "检验规则"),
    (1, ClauseKind.MARK, "标志、包装、运输和贮存"),
    (1, ClauseKind.PROCEDURE, "认证程序和评价方法"),
)


@transaction.atomic
def add_clause(
    number: str,
    *,
    clause: str,
    kind: str,
    title: str,
    text: str,
    is_critical: bool = False,
    origin: Mapping[str, Any] | None = None,
    by: Office,
    at: datetime,
) -> Clause:
    """Take over a clause under its printed number, at the end of a draft; `origin` makes it an origin rule.

    Its depth is read off the number. Refuses NotFound, NotYours, WrongState, ClauseExists, TitleMissing, OrdersOnly and
    OriginUnreadable.
    """
    standard, _ = moved(number, "amend", by=by)
    if standard.clauses.filter(number=clause).exists():
        raise ClauseExists(field="clause", clause=clause)
    last = standard.clauses.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    row = Clause(
        standard=standard,
        number=clause,
        ordinal=last + 1,
        depth=clause.count(".") + 1,
        annex=_annex_of(clause),
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        is_critical=is_critical,
        origin=_origin(origin),
    )
    _check_content(row)
    _save_new(row, by=by, at=at)
    return row


@transaction.atomic
def insert_clause(
    standard_pk: int,
    *,
    after: int | None,
    depth: int,
    kind: str,
    title: str,
    text: str = "",
    annex: str = "",
    is_critical: bool = False,
    origin: Mapping[str, Any] | None = None,
    by: Office,
    at: datetime,
) -> Clause:
    """Insert a clause behind another and all that is deeper than the new one, or at the start; it is numbered at once.

    `annex` makes it the head of an annex. Refuses NotFound, NotYours, WrongState, TitleMissing, OrdersOnly,
    OriginUnreadable, and ClauseMisplaced where none may stand.
    """
    standard, _ = moved(standard_pk, "amend", by=by)
    rows = list(standard.clauses.all())
    row = Clause(
        standard=standard,
        depth=depth,
        annex=annex,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        is_critical=is_critical,
        origin=_origin(origin),
    )
    _check_content(row)
    at_index = 0
    if after is not None:
        index = next((place for place, each in enumerate(rows) if each.pk == after), len(rows) - 1)
        at_index = rules.place_after(rows, index, depth=depth) if rows else 0
    first = _first(rows)
    rows.insert(at_index, row)
    _check_tree(rows, first=first)
    # A number and a place that are free, until all are numbered below.
    row.number, row.ordinal = f"+{standard.revision}", 0
    row.revision = standard.revision + 1
    row.save()
    _arrange(standard, rows, first=first)
    next_revision(standard)
    _record_added(row, by=by, at=at)
    return row


@transaction.atomic
def lay_out(standard_pk: int, *, by: Office, at: datetime) -> Standard:
    """Give an empty draft the chapters that every standard of the scheme has, without a word in them.

    Refuses NotFound, NotYours, WrongState and TextNotEmpty.
    """
    standard, _ = moved(standard_pk, "amend", by=by)
    if standard.clauses.exists():
        raise TextNotEmpty
    after = None
    for depth, kind, title in OUTLINE:
        added = insert_clause(standard_pk, after=after, depth=depth, kind=kind, title=title, by=by, at=at)
        after = added.pk
    return standard


@transaction.atomic
def edit_clause(
    clause_pk: int, *, changes: Mapping[str, Any], seen: int | None = None, by: Office, at: datetime
) -> Clause:
    """Change what a clause says: any of `EDITABLE`.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile where somebody changed this clause since, TitleMissing,
    OrdersOnly, OriginUnreadable and ClauseMisplaced.
    """
    clause = draft_of_clause(clause_pk, seen=seen, by=by)
    unknown = sorted(set(changes) - EDITABLE)
    if unknown:
        raise ValueError(unknown)
    wanted: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in changes.items()
    }
    if "origin" in wanted:
        wanted["origin"] = _origin(wanted["origin"])
    changed = {name: value for name, value in wanted.items() if getattr(clause, name) != value}
    if not changed:
        return clause
    for name, value in changed.items():
        setattr(clause, name, value)
    _check_content(clause)
    clause.save(update_fields=[*changed])
    if "annex" in changed:
        rows = list(clause.standard.clauses.all())
        first = _first(rows)
        _check_tree(rows, first=first)
        _arrange(clause.standard, rows, first=first)
        clause.refresh_from_db(fields=["number", "ordinal"])
    mark_changed(clause)
    people.record(
        "standard.clause_edited",
        subject=clause.standard.subject,
        by=by,
        at=at,
        facts={"clause": clause.number, "title": clause.title, "changes": changed},
    )
    return clause


@transaction.atomic
def move_clause(clause_pk: int, *, up: bool, seen: int | None = None, by: Office, at: datetime) -> Clause:
    """Let a clause, with all below it, change places with its neighbour of the same depth.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, and ClauseMisplaced where there is no neighbour.
    """
    clause = draft_of_clause(clause_pk, seen=seen, by=by)
    rows = list(clause.standard.clauses.all())
    index = _index(rows, clause)
    try:
        order = rules.swapped(rows, index, up=up)
    except rules.Misplaced as error:
        raise ClauseMisplaced(why=str(error)) from error
    return _rearranged(clause, [rows[place] for place in order], first=_first(rows), by=by, at=at)


@transaction.atomic
def shift_clause(
    clause_pk: int, *, deeper: bool, seen: int | None = None, by: Office, at: datetime
) -> Clause:
    """Put a clause, with all below it, one deeper under what stands before it, or one up.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and ClauseMisplaced.
    """
    clause = draft_of_clause(clause_pk, seen=seen, by=by)
    rows = list(clause.standard.clauses.all())
    index = _index(rows, clause)
    try:
        lines = rules.shifted(rows, index, deeper=deeper)
    except rules.Misplaced as error:
        raise ClauseMisplaced(why=str(error)) from error
    for row, line in zip(rows, lines, strict=True):
        row.depth = line.depth
    return _rearranged(clause, rows, first=_first(rows), by=by, at=at)


@transaction.atomic
def remove_clause(clause_pk: int, *, seen: int | None = None, by: Office, at: datetime) -> Standard:
    """Take a clause out of a draft, with its limits and all below it; the register keeps it for `restore_clause`.

    Refuses NotFound, NotYours, WrongState and ChangedMeanwhile.
    """
    clause = draft_of_clause(clause_pk, seen=seen, by=by)
    standard = clause.standard
    rows = queries.clauses_in_order(standard)
    index = _index(rows, clause)
    end = rules.end_of(rows, index)
    lost = rules.snapshot(rows[index:end])["clauses"]
    after = rows[index - 1].pk if index else 0
    standard.clauses.filter(pk__in=[row.pk for row in rows[index:end]]).delete()
    _arrange(standard, [*rows[:index], *rows[end:]], first=_first(rows))
    next_revision(standard)
    people.record(
        REMOVED,
        subject=standard.subject,
        by=by,
        at=at,
        facts={"clause": clause.number, "title": clause.title, "after": after, "lost": lost},
    )
    return standard


@transaction.atomic
def restore_clause(standard_pk: int, *, act: int, by: Office, at: datetime) -> Clause:
    """Put back what an act of the register removed, under the same keys, behind what it stood behind.

    Refuses NotFound, NotYours, WrongState, and NothingToRestore where that was done already.
    """
    standard, _ = moved(standard_pk, "amend", by=by)
    removal = next(
        (each for each in acts(subjects=[standard.subject], kinds=[REMOVED]) if each.seq == act), None
    )
    lost: Sequence[Mapping[str, Any]] = removal.facts["lost"] if removal else ()
    if not removal or Clause.objects.filter(pk__in=[each["key"] for each in lost]).exists():
        raise NothingToRestore
    rows = list(standard.clauses.all())
    behind = next((place for place, row in enumerate(rows) if row.pk == removal.facts["after"]), None)
    at_index = behind + 1 if behind is not None else (len(rows) if removal.facts["after"] else 0)
    revision = next_revision(standard)
    back = [_restored(standard, each, revision=revision) for each in lost]
    depth = rows[at_index - 1].depth if at_index else 0
    too_deep = max(0, back[0].depth - depth - 1) if at_index else 0
    for row in back:
        row.depth -= too_deep
    first = _first(rows)
    rows[at_index:at_index] = back
    _check_tree(rows, first=first)
    for row, kept in zip(back, lost, strict=True):
        row.save(force_insert=True)
        Indicator.objects.bulk_create(
            Indicator(clause=row, **rules.indicator_from_json(each)) for each in kept["indicators"]
        )
    _arrange(standard, rows, first=first)
    people.record(
        "standard.clause_restored",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"clause": back[0].number, "title": back[0].title, "act": act},
    )
    return back[0]


def _restored(standard: Standard, kept: Mapping[str, Any], *, revision: int) -> Clause:
    copied = {
        name: kept[name] for name in ("depth", "annex", "kind", "title", "text", "is_critical", "origin")
    }
    succeeds = Clause.objects.filter(pk=kept["succeeds"]).first() if kept["succeeds"] else None
    key = kept["key"]
    return Clause(
        pk=key, standard=standard, number=f"+{key}", ordinal=0, succeeds=succeeds, revision=revision, **copied
    )


def _rearranged(clause: Clause, rows: list[Clause], *, first: str, by: Office, at: datetime) -> Clause:
    was = clause.number
    _check_tree(rows, first=first)
    _arrange(clause.standard, rows, first=first)
    standard, clause = clause.standard, rows[_index(rows, clause)]
    clause.standard = standard
    mark_changed(clause)
    people.record(
        "standard.clause_moved",
        subject=clause.standard.subject,
        by=by,
        at=at,
        facts={"clause": was, "title": clause.title, "to": clause.number},
    )
    return clause


def _check_tree(rows: Sequence[Clause], *, first: str) -> None:
    try:
        rules.check(rows, first=first)
    except rules.Misplaced as error:
        raise ClauseMisplaced(field="depth", why=str(error)) from error


def _arrange(standard: Standard, rows: Sequence[Clause], *, first: str) -> None:
    """Give every clause its place and its number in this order; `first` was the first number of the text so far."""
    stored = dict(standard.clauses.values_list("pk", "number"))
    for ordinal, (row, number) in enumerate(zip(rows, rules.numbers(rows, first=first), strict=True), 1):
        row.ordinal, row.number = ordinal, number
    for row in rows:  # two never have one number, not even for a moment
        if row.number != stored[row.pk]:
            Clause.objects.filter(pk=row.pk).update(number=f"~{row.pk}")
    Clause.objects.bulk_update(rows, ["ordinal", "depth", "number"])


def _first(rows: Sequence[Clause]) -> str:
    return rows[0].number if rows else ""


def _index(rows: Sequence[Clause], clause: Clause) -> int:
    return next(index for index, row in enumerate(rows) if row.pk == clause.pk)


def _annex_of(number: str) -> str:
    """What a taken-over number says of the clause: a letter alone is the head of an annex that asks."""
    return "normative" if number.isalpha() else ""


def _origin(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    try:
        rule = rules.Origin.parse(data)
    except rules.BadOrigin as error:
        raise OriginUnreadable(field="origin", part=str(error)) from error
    if data is not None and not rule:
        raise OriginUnreadable(field="origin", part="origin")
    return rule.as_json or None


def _check_content(row: Clause) -> None:
    if not row.title:
        raise TitleMissing(field="title")
    if row.asks:
        return
    if row.is_critical:
        raise OrdersOnly(field="is_critical")
    if row.origin or (row.pk and row.indicators.exists()):
        raise OrdersOnly(field="kind")


def _save_new(row: Clause, *, by: Office, at: datetime) -> None:
    row.revision = next_revision(row.standard)
    row.save()
    _record_added(row, by=by, at=at)


def _record_added(row: Clause, *, by: Office, at: datetime) -> None:
    people.record(
        "standard.clause_added",
        subject=row.standard.subject,
        by=by,
        at=at,
        facts={
            "clause": row.number,
            "kind": row.kind,
            "title": row.title,
            "text": row.text,
            "is_critical": row.is_critical,
        }
        | ({"origin": row.origin} if row.origin else {}),
    )
