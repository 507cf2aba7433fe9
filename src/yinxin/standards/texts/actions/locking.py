"""The rows that an act holds, within the reach of the office, and the revision that it leaves behind."""

from yinxin.kernel.lifecycle import Move
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.people.models import Office
from yinxin.standards.texts import queries
from yinxin.standards.texts.lifecycle import STANDARD_LIFE, StandardState
from yinxin.standards.texts.models import Clause, Indicator, Standard


def moved(key: int | str, verb: str, *, by: Office) -> tuple[Standard, Move[StandardState]]:
    """The standard of that key or number, locked, and the move that the verb makes. The caller changes and saves.

    Refuses NotFound, NotYours and WrongState.
    """
    standard = queries.named(queries.standards_in_reach(by).select_for_update(of=("self",)), key)
    return standard, STANDARD_LIFE.move(verb, state=standard.state, role=by.as_role)


def draft_of_clause(pk: int, *, seen: int | None, by: Office) -> Clause:
    """A clause of a draft; the draft is locked, because it decides whether the clause may change.

    `seen` is the revision of the text that the person looked at: refuses ChangedMeanwhile where this clause was changed
    since. Others may have changed other clauses; that disturbs nobody.
    """
    standard_id = (
        Clause.objects.filter(pk=pk, standard__in=queries.standards_in_reach(by))
        .values_list("standard", flat=True)
        .first()
    )
    if standard_id is None:
        raise NotFound(noun="clause", number=pk)
    standard, _ = moved(standard_id, "amend", by=by)
    clause = Clause.objects.filter(pk=pk).first()  # somebody may have removed it while we waited for the lock
    if clause is None:
        raise NotFound(noun="clause", number=pk)
    if seen is not None and clause.revision > seen:
        raise ChangedMeanwhile(noun="clause", number=clause.number)
    clause.standard = standard
    return clause


def draft_of_indicator(pk: int, *, seen: int | None, by: Office) -> Indicator:
    """A limit of a clause of a draft; refuses as `draft_of_clause` does."""
    indicator = Indicator.objects.filter(pk=pk).first()
    if indicator is None:
        raise NotFound(noun="indicator", number=pk)
    indicator.clause = draft_of_clause(indicator.clause_id, seen=seen, by=by)
    return indicator


def next_revision(standard: Standard) -> int:
    """Count one more change of the text, and say which."""
    standard.revision += 1
    standard.save(update_fields=["revision"])
    return standard.revision


def mark_changed(clause: Clause) -> None:
    """Remember in which revision of the text this clause was changed."""
    clause.revision = next_revision(clause.standard)
    clause.save(update_fields=["revision"])
