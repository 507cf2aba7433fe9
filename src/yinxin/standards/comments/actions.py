"""Writes: comments from anyone, letters that the institute enters, moderation and answers."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.kernel import tracking as tracking_numbers
from yinxin.kernel.refusals import ChangedMeanwhile, NotAcceptable, NotFound, WrongState
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.register.rules import OfficeMark
from yinxin.standards.comments import queries, rules
from yinxin.standards.comments.lifecycle import COMMENT_LIFE
from yinxin.standards.comments.models import Comment, Outcome, Source
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.texts.models import Version

ANYONE = OfficeMark(role="public", unit="public")
# Until a review opens, answers may be given and corrected; a draft that is worked on again may take them up.
ANSWERABLE = frozenset({ProjectState.COMMENT, ProjectState.DRAFTING})


class CommentPeriodOver(WrongState):
    """Comments are taken until the last day of the period, in Asia/Shanghai."""

    code = "comment_period_over"


class CommentsAreFixed(WrongState):
    """What was said and answered lies before the panel, and does not change any more."""

    code = "comments_are_fixed"


class CommentedClauseUnknown(NotAcceptable):
    """The frozen text has no such clause."""

    code = "commented_clause_unknown"


class CommentIncomplete(NotAcceptable):
    """A comment says something, and says who says it."""

    code = "comment_incomplete"


class CommentSentAlready(NotAcceptable):
    """The same person said the same of the same clause before."""

    code = "comment_sent_already"


class CommentSourceUnknown(NotAcceptable):
    """The institute enters what came by letter or from an expert; all else comes through the portal."""

    code = "comment_source_unknown"


class SetAsideReasonMissing(NotAcceptable):
    """What is set aside is set aside with a reason."""

    code = "set_aside_reason_missing"


class OutcomeUnknown(NotAcceptable):
    """A comment is adopted, partly adopted, or not adopted."""

    code = "comment_outcome_unknown"


class OutcomeReasonMissing(NotAcceptable):
    """What is adopted in part or not at all is answered with the reason (GB/T 20004.1-2016)."""

    code = "comment_outcome_reason_missing"


@transaction.atomic
def submit(
    project_number: str,
    *,
    clause_key: int | None = None,
    name: str,
    organisation_name: str = "",
    contact: str = "",
    text: str,
    proposed_text: str = "",
    is_invented: bool = False,
    at: datetime,
) -> Comment:
    """Take a comment from anyone on a clause of the frozen text, or on all of it (`clause_key` None).

    It waits for moderation, and has a tracking number that cannot be guessed. Refuses NotFound, CommentPeriodOver,
    CommentedClauseUnknown, CommentIncomplete and CommentSentAlready. Records `comment.received`, sealed, without name
    and contact, which stand in the row only.
    """
    project = queries.commented_projects().filter(number=project_number).first()
    if project is None:
        raise NotFound(noun="project", number=project_number)
    # A row of its own to hold: DISTINCT, by which the project was found, cannot be locked.
    project = Project.objects.select_for_update().get(pk=project.pk)
    is_open = project.state == ProjectState.COMMENT
    if not is_open or not rules.is_running(localtime(at).date(), until=project.comment_until):
        raise CommentPeriodOver(until=project.comment_until)
    comment = _new(
        project,
        clause_key=clause_key,
        source=Source.PORTAL,
        name=name,
        organisation_name=organisation_name,
        contact=contact,
        text=text,
        proposed_text=proposed_text,
        is_invented=is_invented,
        at=at,
    )
    register.append(
        "comment.received", subject=comment.subject, office=ANYONE, at=at, facts=_facts_received(comment)
    )
    return comment


@transaction.atomic
def enter(
    project_number: str,
    *,
    source: str,
    clause_key: int | None = None,
    name: str,
    organisation_name: str = "",
    contact: str = "",
    text: str,
    proposed_text: str = "",
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Comment:
    """Enter what came by letter or from an expert, also after the last day: it may have been under way. It is admitted.

    Refuses NotFound, NotYours, CommentsAreFixed, CommentSourceUnknown and whatever `submit` refuses of the facts.
    """
    project = projects_in_reach(by).select_for_update(of=("self",)).filter(number=project_number).first()
    if project is None:
        raise NotFound(noun="project", number=project_number)
    move = COMMENT_LIFE.move("admit", state="pending", role=by.as_role)
    if project.state != ProjectState.COMMENT:
        raise CommentsAreFixed(project=project.number)
    if source not in {Source.LETTER, Source.EXPERT}:
        raise CommentSourceUnknown(field="source")
    comment = _new(
        project,
        clause_key=clause_key,
        source=source,
        name=name,
        organisation_name=organisation_name,
        contact=contact,
        text=text,
        proposed_text=proposed_text,
        is_invented=is_invented,
        at=at,
    )
    people.record("comment.received", subject=comment.subject, by=by, at=at, facts=_facts_received(comment))
    comment.state = move.target
    comment.save(update_fields=["state"])
    people.record(
        "comment.admitted", subject=comment.subject, by=by, at=at, facts=_facts(comment), is_open=True
    )
    return comment


@transaction.atomic
def admit(pk: int, *, by: Office, at: datetime) -> Comment:
    """Let a comment be heard, also one that was set aside. Refuses NotFound, NotYours, WrongState, CommentsAreFixed."""
    comment = _locked(pk, by)
    move = COMMENT_LIFE.move("admit", state=comment.state, role=by.as_role)
    _check_answerable(comment)
    comment.state = move.target
    comment.set_aside_reason = ""
    _save(comment, "state", "set_aside_reason")
    people.record(
        "comment.admitted", subject=comment.subject, by=by, at=at, facts=_facts(comment), is_open=True
    )
    return comment


@transaction.atomic
def set_aside(pk: int, *, reason: str, by: Office, at: datetime) -> Comment:
    """Set aside what is no comment on the draft (abuse, advertising, something else), with the reason.

    Whoever sent it reads the reason. Refuses NotFound, NotYours, WrongState, CommentsAreFixed, SetAsideReasonMissing.
    """
    comment = _locked(pk, by)
    move = COMMENT_LIFE.move("set_aside", state=comment.state, role=by.as_role)
    _check_answerable(comment)
    if not reason.strip():
        raise SetAsideReasonMissing(field="reason")
    comment.state = move.target
    comment.set_aside_reason = reason.strip()
    _save(comment, "state", "set_aside_reason")
    people.record(
        "comment.set_aside",
        subject=comment.subject,
        by=by,
        at=at,
        facts=_facts(comment),
        private={"reason": comment.set_aside_reason},
        is_open=True,
    )
    return comment


@transaction.atomic
def answer(pk: int, *, outcome: str, answer: str = "", seen: int, by: Office, at: datetime) -> Comment:
    """Answer a comment, or correct the answer, until a review opens. The outcome is recorded in the open.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, CommentsAreFixed, OutcomeUnknown, and
    OutcomeReasonMissing where something is not adopted as proposed and nothing is said.
    """
    comment = _locked(pk, by)
    move = COMMENT_LIFE.move("answer", state=comment.state, role=by.as_role)
    _check_answerable(comment)
    if comment.revision != seen:
        raise ChangedMeanwhile(noun="comment", number=comment.tracking)
    if outcome not in Outcome.values:
        raise OutcomeUnknown(field="outcome")
    if outcome in rules.REASONED and not answer.strip():
        raise OutcomeReasonMissing(field="answer")
    comment.state = move.target
    comment.outcome, comment.answer = outcome, answer.strip()
    comment.answered_by, comment.answered_at = by, at
    _save(comment, "state", "outcome", "answer", "answered_by", "answered_at")
    people.record(
        "comment.answered",
        subject=comment.subject,
        by=by,
        at=at,
        facts=_facts(comment) | {"outcome": outcome},
        private={"answer": comment.answer} if comment.answer else None,
        is_open=True,
    )
    return comment


# ------------------------------------------------------------------------------------------------ parts


def _new(
    project: Project, *, clause_key: int | None, source: str, at: datetime, **said: str | bool
) -> Comment:
    version = queries.commented_version(project)
    if version is None:
        raise NotFound(noun="project", number=project.number)
    given = {field: text.strip() if isinstance(text, str) else text for field, text in said.items()}
    for field in ("name", "text"):
        if not given[field]:
            raise CommentIncomplete(field=field)
    same = Comment.objects.filter(
        version=version, clause_key=clause_key, name=given["name"], text=given["text"]
    )
    if same.exists():
        raise CommentSentAlready(field="text")
    return Comment.objects.create(
        project=project,
        version=version,
        clause_key=clause_key,
        clause_number=_clause_number(version, clause_key),
        tracking=tracking_numbers.fresh(rules.TRACKING_PREFIX),
        source=source,
        received_at=at,
        **given,
    )


def _clause_number(version: Version, key: int | None) -> str:
    if key is None:
        return ""
    clause = rules.clause_of(version.text, key)
    if clause is None:
        raise CommentedClauseUnknown(field="clause_key")
    return str(clause["number"])


def _facts(comment: Comment) -> dict[str, object]:
    return {
        "state": comment.state,
        "project": comment.project.number,
        "version": comment.version.ordinal,
        "clause": comment.clause_number,
    }


def _facts_received(comment: Comment) -> dict[str, object]:
    """The text stands in by its hash: what somebody says may say who they are, and an entry stands for ever."""
    return _facts(comment) | {
        "source": comment.source,
        "text_sha256": sha256(comment.text.encode()).hexdigest(),
    }


def _check_answerable(comment: Comment) -> None:
    if comment.project.state not in ANSWERABLE:
        raise CommentsAreFixed(project=comment.project.number)


def _save(comment: Comment, *fields: str) -> None:
    """Save with a new revision, so that whoever has the old page open is told."""
    comment.revision += 1
    comment.save(update_fields=[*fields, "revision"])


def _locked(pk: int, by: Office) -> Comment:
    """The comment and its project, both held: whether answers may change is the project's state."""
    comment = queries.comments_in_reach(by).select_for_update(of=("self", "project")).filter(pk=pk).first()
    if comment is None:
        raise NotFound(noun="comment", number=pk)
    return comment
