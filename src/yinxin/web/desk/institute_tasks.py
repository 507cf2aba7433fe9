"""What waits for the institute: read from the work itself, the most urgent first."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.queries import proposals_in_reach
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.comments.queries import comments_in_reach
from yinxin.standards.projects import queries as projects
from yinxin.standards.reviews.lifecycle import ReviewState
from yinxin.standards.reviews.queries import reviews_in_reach
from yinxin.standards.texts import queries as texts
from yinxin.web import phrases
from yinxin.web.desk.todo import Task, left_until, ordered
from yinxin.web.templatetags.yinxin import day, on_the_wall

COMMENT_ENDS = timedelta(days=14)
REVIEW_DUE = timedelta(days=365)


def tasks_of(office: Office, *, today: date) -> list[Task]:
    """Everything that waits in the programme and in the pool."""
    return ordered(
        [
            *_late(office, today),
            *_lapsing(office, today),
            *_comment_ends(office, today),
            *_comments(office),
            *_reviews(office, today),
            *_proposals(office),
            *_periodic_reviews(office, today),
            *_terms(office, today),
        ]
    )


def _late(office: Office, today: date) -> Iterator[Task]:
    rows = projects.overdue(projects.projects_in_reach(office), today)
    for row in projects.with_stage_end(rows):
        until: date = row.stage_until  # type: ignore[attr-defined]
        yield Task(
            title=_("Late: %(project)s") % {"project": row.title},
            note=_("%(number)s · %(state)s · planned until %(day)s")
            % {"number": row.number, "state": phrases.state("project", row.state), "day": day(until)},
            url=reverse("desk:project", args=[row.number]),
            icon="alert-triangle",
            colour="red",
            left=left_until(today, until),
        )


def _lapsing(office: Office, today: date) -> Iterator[Task]:
    for row in projects.lapsing(projects.projects_in_reach(office), today):
        yield Task(
            title=_("Lapses unless it moves: %(project)s") % {"project": row.title},
            note=_("%(number)s · lapses after %(day)s") % {"number": row.number, "day": day(row.lapses_on)},
            url=reverse("desk:project", args=[row.number]),
            icon="hourglass",
            colour="gold",
            left=left_until(today, row.lapses_on),
        )


def _comment_ends(office: Office, today: date) -> Iterator[Task]:
    for row in projects.comment_ending(projects.projects_in_reach(office), today + COMMENT_ENDS):
        if row.comment_until is None:
            continue
        over = row.comment_until < today
        title = (
            _("The public comment is over: %(project)s") if over else _("Public comment ends: %(project)s")
        )
        yield Task(
            title=title % {"project": row.title},
            note=_("%(number)s · last day %(day)s") % {"number": row.number, "day": day(row.comment_until)},
            url=reverse("desk:project", args=[row.number]),
            icon="messages",
            colour="blue",
            left=None if over else left_until(today, row.comment_until),
        )


def _comments(office: Office) -> Iterator[Task]:
    """One line for each project with comments that wait, for moderation or for an answer."""
    waiting = comments_in_reach(office).filter(state__in=[CommentState.PENDING, CommentState.ADMITTED])
    counts: dict[tuple[str, str], list[int]] = {}
    for number, title, state in waiting.values_list("project__number", "project__title", "state"):
        counts.setdefault((number, title), [0, 0])[state == CommentState.ADMITTED] += 1
    for (number, title), (pending, admitted) in sorted(counts.items()):
        count = pending + admitted
        yield Task(
            title=ngettext(
                "%(count)d comment waits: %(project)s", "%(count)d comments wait: %(project)s", count
            )
            % {"count": count, "project": title},
            note=_("%(pending)d to look through, %(admitted)d to answer")
            % {"pending": pending, "admitted": admitted},
            url=reverse("desk:comments", args=[number]),
            icon="message-2",
            colour="blue",
        )


def _reviews(office: Office, today: date) -> Iterator[Task]:
    for review in reviews_in_reach(office).filter(state__in=[ReviewState.FORMING, ReviewState.VOTING]):
        until = on_the_wall(review.voting_until) if review.voting_until else None
        last = date(until.year, until.month, until.day) if until else None
        title = _("A panel votes: %(project)s") if last else _("A panel is being formed: %(project)s")
        yield Task(
            title=title % {"project": review.project.title},
            note=_("%(number)s · vote until %(day)s") % {"number": review.project.number, "day": day(last)}
            if last
            else review.project.number,
            url=reverse("desk:reviews", args=[review.project.number]),
            icon="users-group",
            colour="blue",
            left=left_until(today, last) if last else None,
        )


def _proposals(office: Office) -> Iterator[Task]:
    waiting = proposals_in_reach(office).filter(state=ProposalState.PROPOSED)
    count, first = waiting.count(), waiting.order_by("proposed_on").first()
    if first is not None:
        yield Task(
            title=ngettext(
                "%(count)d proposal waits for an answer", "%(count)d proposals wait for an answer", count
            )
            % {"count": count},
            note=_("The earliest was made on %(day)s") % {"day": day(first.proposed_on)},
            url=f"{reverse('desk:proposals')}?state={ProposalState.PROPOSED}",
            icon="bulb",
            colour="gold",
        )


def _periodic_reviews(office: Office, today: date) -> Iterator[Task]:
    """Published standards whose periodic review is due within a year (标准化法 art. 29)."""
    for standard in texts.due_for_review(texts.standards_in_reach(office), by=today + REVIEW_DUE):
        last = texts.review_due_on(standard)
        if last is not None:
            yield Task(
                title=_("Periodic review: %(standard)s") % {"standard": standard.title},
                note=_("%(number)s · due by %(day)s") % {"number": standard.printed_number, "day": day(last)},
                url=reverse("desk:standard", args=[standard.number]),
                icon="calendar-due",
                colour="grey",
                left=left_until(today, last),
            )


def _terms(office: Office, today: date) -> Iterator[Task]:
    """Experts whose term ends, or has ended, while they are in the pool."""
    soon = today + timedelta(days=rulebook().experts.reminder_days.value)
    for expert in experts_in_reach(office).filter(state=ExpertState.ADMITTED, term_until__lte=soon):
        if expert.term_until is not None:
            yield Task(
                title=_("Term ends: %(expert)s") % {"expert": expert.name},
                note=_("in the pool until %(day)s") % {"day": day(expert.term_until)},
                url=reverse("desk:expert", args=[expert.pk]),
                icon="users",
                colour="grey",
                left=left_until(today, expert.term_until),
            )
