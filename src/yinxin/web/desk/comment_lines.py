"""Comments on a draft as the desk lists them: by clause, each with the forms that it takes now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.functional import Promise

from yinxin.standards.comments.lifecycle import HEARD, CommentState
from yinxin.standards.comments.models import Comment
from yinxin.standards.comments.queries import rounds_of
from yinxin.standards.projects.models import Project
from yinxin.standards.texts.models import Version
from yinxin.web.desk.forms.comments import AnswerForm, SetAsideForm
from yinxin.web.frozen_text import WHOLE_TEXT, clauses_of_version
from yinxin.web.standard_sheet import ShownClause
from yinxin.web.wording.comments import OUTCOME_TONES, OUTCOMES, SOURCES

REUSED = 4  # answers of this project that are offered again
READ_BACK = 20  # among so many of the latest


@dataclass(frozen=True, slots=True)
class Line:
    """A comment with the forms that it takes now."""

    comment: Comment
    source: Promise
    outcome: str
    tone: str
    answer_form: Form | None
    aside_form: Form | None


@dataclass(frozen=True, slots=True)
class Group:
    """A clause of the text that was commented on (none for the whole text), and the comments on it."""

    name: str
    round: int  # of several public comments; 0 where there was only one
    clauses: list[ShownClause]
    lines: list[Line]


def groups(
    rows: Sequence[Comment], *, may_act: bool, bound: Form | None = None, bound_to: int = 0
) -> list[Group]:
    """The comments by clause, in the order of the text that they are on.

    `bound` is the form that was sent for the comment `bound_to`, and is shown again with its errors.
    """

    def lines(found: Sequence[Comment]) -> list[Line]:
        return [_line(row, may_act=may_act, bound=bound if row.pk == bound_to else None) for row in found]

    by_version: dict[Version, dict[int | None, list[Comment]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_version[row.version][row.clause_key].append(row)
    found: list[Group] = []
    rounds = rounds_of(rows[0].project) if rows else {}
    for version, by_clause in by_version.items():
        if None in by_clause:
            found.append(Group(str(WHOLE_TEXT), rounds.get(version.pk, 0), [], lines(by_clause[None])))
        found += [
            Group(
                f"{clause.number} {clause.title}",
                rounds.get(version.pk, 0),
                [clause],
                lines(by_clause[clause.pk]),
            )
            for clause in clauses_of_version(version)
            if clause.pk in by_clause
        ]
    return found


def reused(project: Project) -> list[str]:
    """The latest answers of this project, to be given again: one objection comes from many."""
    given = project.comments.exclude(answer="").order_by("-answered_at").values_list("answer", flat=True)
    return list(dict.fromkeys(given[:READ_BACK]))[:REUSED]


def _line(row: Comment, *, may_act: bool, bound: Form | None) -> Line:
    answer_form = aside_form = None
    if may_act and row.state in HEARD:
        answer_form = bound if isinstance(bound, AnswerForm) else AnswerForm(comment=row)
    if may_act and row.state == CommentState.PENDING:
        aside_form = bound if isinstance(bound, SetAsideForm) else SetAsideForm(prefix=f"a{row.pk}")
    return Line(
        comment=row,
        source=SOURCES[row.source],
        outcome=str(OUTCOMES.get(row.outcome, "")),
        tone=OUTCOME_TONES.get(row.outcome, ""),
        answer_form=answer_form,
        aside_form=aside_form,
    )
