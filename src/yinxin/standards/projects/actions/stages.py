"""A project goes from stage to stage: drafting, public comment, review, approval, and back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yinxin.people.models import Office
from yinxin.standards.projects import rules
from yinxin.standards.projects.actions.acting import (
    check_complete,
    day_of,
    led_back,
    locked,
    move_of,
    record,
    rules_of,
    to_stage,
)
from yinxin.standards.projects.actions.refusals import ApproverCounted, CommentRuns, CommentTooShort
from yinxin.standards.projects.models import APPROVED_VERSION, COMMENT_VERSION, Project
from yinxin.standards.texts import actions as texts


@transaction.atomic
def start(number: str, *, seen: int, by: Office, at: datetime) -> Project:
    """Begin drafting. Refuses NotFound, NotYours, WrongState and ChangedMeanwhile."""
    project = locked(number, by)
    move = move_of("start", project, by, seen=seen)
    to_stage(project, move, on=day_of(at))
    return record("project.started", project, by=by, at=at)


@transaction.atomic
def open_comment(number: str, *, until: date, seen: int, by: Office, at: datetime) -> Project:
    """Freeze the text and put it before the public until a day, that day included. Recorded in the open.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, ProjectIncomplete and CommentTooShort
    (团体标准管理规定: at least 30 days).
    """
    project = locked(number, by)
    move = move_of("open_comment", project, by, seen=seen)
    check_complete("open_comment", project)
    days = rules_of(project).comment_days.value
    earliest = rules.earliest_comment_end(day_of(at), days=days)
    if until < earliest:
        raise CommentTooShort(field="until", days=days, earliest=earliest)
    version = texts.freeze(project.standard_id, label=COMMENT_VERSION, by=by, at=at)
    project.comment_until = until
    facts = {"title": project.title, "until": until.isoformat(), "version": version.sha256}
    to_stage(project, move, on=day_of(at))
    return record("project.comment_opened", project, by=by, at=at, facts=facts, is_open=True)


@transaction.atomic
def extend_comment(number: str, *, until: date, seen: int, by: Office, at: datetime) -> Project:
    """Give the public more days; never fewer. Also after the last day. Recorded in the open.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and CommentTooShort.
    """
    project = locked(number, by)
    move = move_of("extend_comment", project, by, seen=seen)
    earliest = max(project.comment_until or day_of(at), day_of(at)) + timedelta(days=1)
    if until < earliest:
        raise CommentTooShort(field="until", days=1, earliest=earliest)
    project.comment_until = until
    facts = {"until": until.isoformat()}
    to_stage(project, move, on=day_of(at))
    return record("project.comment_extended", project, by=by, at=at, facts=facts, is_open=True)


@transaction.atomic
def redraft(number: str, *, reason: str, seen: int | None = None, by: Office, at: datetime) -> Project:
    """Lead a project back to drafting, after the comments or a review that it did not pass.

    A review that leads its project back has looked at it in the same transaction, and so gives no `seen`.
    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and ProjectReasonMissing.
    """
    project = led_back("redraft", number, reason=reason, seen=seen, by=by, at=at)
    return record("project.redrafted", project, by=by, at=at, private={"reason": project.reason})


@transaction.atomic
def enter_review(number: str, *, by: Office, at: datetime) -> Project:
    """Put the draft before a panel: the comments are answered, which `reviews.open_review` has seen to.

    Refuses NotFound, NotYours, WrongState, CommentRuns and ProjectIncomplete.
    """
    project = locked(number, by)
    move = move_of("open_review", project, by, seen=None)
    if project.comment_until is not None and day_of(at) <= project.comment_until:
        raise CommentRuns(until=project.comment_until)
    check_complete("open_review", project)
    to_stage(project, move, on=day_of(at))
    return record("project.review_opened", project, by=by, at=at)


@transaction.atomic
def pass_review(number: str, *, by: Office, at: datetime) -> Project:
    """The panel is for it: the quorum and the votes are counted by `reviews.conclude`.

    Refuses NotFound, NotYours and WrongState.
    """
    project = locked(number, by)
    move = move_of("pass_review", project, by, seen=None)
    project.passed_by = by
    to_stage(project, move, on=day_of(at))
    return record("project.review_passed", project, by=by, at=at)


@transaction.atomic
def approve(number: str, *, seen: int, by: Office, at: datetime) -> Project:
    """Approve the text as it stands, after a review that it passed, and freeze it: what is published is this.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, ProjectIncomplete, and ApproverCounted to whoever
    concluded the vote.
    """
    project = locked(number, by)
    move = move_of("approve", project, by, seen=seen)
    check_complete("approve", project)
    if project.passed_by is not None and project.passed_by.user_id == by.user_id:
        raise ApproverCounted
    version = texts.freeze(project.standard_id, label=APPROVED_VERSION, by=by, at=at)
    to_stage(project, move, on=day_of(at))
    return record("project.approved", project, by=by, at=at, facts={"version": version.sha256})


@transaction.atomic
def send_back(number: str, *, reason: str, seen: int, by: Office, at: datetime) -> Project:
    """Not approved, or not any more: back to the review, where another panel is asked or drafting begins again.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and ProjectReasonMissing.
    """
    project = led_back("send_back", number, reason=reason, seen=seen, by=by, at=at)
    return record("project.sent_back", project, by=by, at=at, private={"reason": project.reason})
