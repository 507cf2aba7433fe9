"""Reads: what was said of a draft, what waits for an answer, and the summary table."""

from django.db.models import QuerySet

from yinxin.kernel import tracking as tracking_numbers
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.standards.comments import rules
from yinxin.standards.comments.lifecycle import HEARD, CommentState
from yinxin.standards.comments.models import Comment
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.texts.models import Version


def comments_in_reach(by: Office) -> QuerySet[Comment]:
    """All of the projects in reach for the institute, which answers them; none for others: a comment names a person."""
    rows = Comment.objects.select_related("project", "version", "answered_by__user")
    if by.as_role is not Role.INSTITUTE_OFFICER:
        return rows.none()
    return rows.filter(project__in=projects_in_reach(by))


def commented_projects() -> QuerySet[Project]:
    """Projects whose draft was ever open for comment: what was public stays readable, with the answers."""
    return (
        Project.objects.select_related("standard", "industry", "division", "organisation")
        .filter(standard__versions__label=ProjectState.COMMENT)
        .distinct()
    )


def commented_project(number: str) -> Project:
    """One of them. NotFound where the draft was never open."""
    found = commented_projects().filter(number=number).first()
    if found is None:
        raise NotFound(noun="project", number=number)
    return found


def commented_version(project: Project) -> Version | None:
    """The text that is open for comment, or was the last to be."""
    return project.standard.versions.filter(label=ProjectState.COMMENT).order_by("-ordinal").first()


def public_comments(project: Project) -> QuerySet[Comment]:
    """What the public may read of the comments on the present text, in the order in which they came."""
    return Comment.objects.filter(
        project=project, version=commented_version(project), state__in=sorted(HEARD)
    ).order_by("id")


def comment_by_tracking(text: str) -> Comment | None:
    """The comment whose tracking number somebody typed. Whoever has the number may read it and its answer."""
    tracking = tracking_numbers.as_typed(rules.TRACKING_PREFIX, text)
    return Comment.objects.select_related("project").filter(tracking=tracking).first() if tracking else None


def unanswered(project: Project) -> QuerySet[Comment]:
    """What still waits, for moderation or for an answer."""
    return project.comments.filter(state__in=[CommentState.PENDING, CommentState.ADMITTED])


def counts(project: Project) -> rules.Counts:
    """How many comments stand where."""
    return rules.counted(project.comments.values_list("state", "outcome"))


def summary_rows(project: Project) -> list[rules.SummaryRow]:
    """The lines of the summary table: admitted comments in the order of the text that they are on."""
    comments = project.comments.filter(state__in=sorted(HEARD)).select_related("version")
    ordered = sorted(comments, key=lambda each: (each.version.ordinal, _place(each), each.pk))
    rounds = rounds_of(project)
    return [
        rules.SummaryRow(
            ordinal=ordinal,
            round=rounds.get(comment.version_id, 0),
            clause=clause_in_words(comment),
            text=comment.text,
            proposed_text=comment.proposed_text,
            sender=comment.organisation_name or comment.name,
            outcome=comment.outcome,
            answer=comment.answer,
        )
        for ordinal, comment in enumerate(ordered, 1)
    ]


def rounds_of(project: Project) -> dict[int, int]:
    """Which public comment each frozen text was for, the first being 1; nothing where there was only one."""
    texts = project.standard.versions.filter(label=ProjectState.COMMENT).order_by("ordinal")
    keys = list(texts.values_list("pk", flat=True))
    return {key: place for place, key in enumerate(keys, 1)} if len(keys) > 1 else {}


def summary(project: Project) -> rules.Summary:
    """The summary table with its heading."""
    return rules.Summary(
        title=project.title,
        number=project.number,
        organisation=project.organisation.name,
        until=project.comment_until,
        counts=counts(project),
        rows=summary_rows(project),
    )


def clause_in_words(comment: Comment) -> str:
    """Number and heading of the clause that a comment is on; empty for the text as a whole."""
    if comment.clause_key is None:
        return ""
    clause = rules.clause_of(comment.version.text, comment.clause_key) or {}
    return f"{comment.clause_number} {clause.get('title', '')}".strip()


def _place(comment: Comment) -> int:
    """Where the clause stands in its text; what is on the text as a whole comes first."""
    keys = [clause["key"] for clause in comment.version.text["clauses"]]
    return keys.index(comment.clause_key) if comment.clause_key in keys else -1
