"""Comments on drafts, from anyone or by letter, in every state."""

from datetime import datetime
from typing import Any

from tests.given import people as given_people
from tests.given import projects as given_projects
from tests.given.people import NOW
from yinxin.people.models import Office
from yinxin.standards.comments import actions as comments
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.comments.models import Comment
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Project

TEXT = "“产自阿拉善盟行政区域”未包括孪井滩示范区，建议写明。"


def draft(**others: Any) -> Project:
    """A project whose draft is before the public since `NOW`, for the rulebook's days."""
    return given_projects.project(state=ProjectState.COMMENT, **others)


def clause_key(project: Project, number: str = "2.1") -> int:
    """The key of a clause in the text that the public comments on."""
    version = project.standard.versions.get(label=ProjectState.COMMENT)
    return next(int(clause["key"]) for clause in version.text["clauses"] if clause["number"] == number)


def comment(
    project: Project | None = None,
    *,
    state: str = CommentState.PENDING,
    clause: str = "2.1",
    text: str = "",
    proposed_text: str = "",
    name: str = "示例读者",
    organisation_name: str = "示例合作社",
    contact: str = "13800000000",
    outcome: str = "partly",
    answer: str = "已在条款中写明，措辞略有调整。",
    at: datetime = NOW,
) -> Comment:
    """A comment from the portal in this state; `clause` empty for the text as a whole."""
    project = project or draft()
    row = comments.submit(
        project.number,
        clause_key=clause_key(project, clause) if clause else None,
        name=name,
        organisation_name=organisation_name,
        contact=contact,
        text=text or f"{TEXT}（第 {Comment.objects.count() + 1} 份）",
        proposed_text=proposed_text,
        at=at,
    )
    by = given_people.institute_officer()
    if state == CommentState.SET_ASIDE:
        return comments.set_aside(row.pk, reason="与本标准无关。", by=by, at=at)
    if state in {CommentState.ADMITTED, CommentState.ANSWERED}:
        row = comments.admit(row.pk, by=by, at=at)
    if state == CommentState.ANSWERED:
        row = answered(row, outcome=outcome, answer=answer, at=at)
    return row


def answered(
    row: Comment,
    *,
    outcome: str = "partly",
    answer: str = "已在条款中写明，措辞略有调整。",
    by: Office | None = None,
    at: datetime = NOW,
) -> Comment:
    """An admitted comment with its answer."""
    by = by or given_people.institute_officer()
    return comments.answer(row.pk, outcome=outcome, answer=answer, seen=row.revision, by=by, at=at)


def letter(
    project: Project,
    *,
    clause: str = "",
    text: str = "建议补充包装与标识的要求。",
    name: str = "示例来信人",
    organisation_name: str = "示例驼产业协会",
    at: datetime = NOW,
) -> Comment:
    """What came by letter, entered by the institute."""
    return comments.enter(
        project.number,
        source="letter",
        clause_key=clause_key(project, clause) if clause else None,
        name=name,
        organisation_name=organisation_name,
        text=text,
        by=given_people.institute_officer(),
        at=at,
    )
