"""Reads: what is on the portal, what officers work on, and who asked for a removal."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.people.queries import within_reach
from yinxin.publicity.lifecycle import ArticleState
from yinxin.publicity.models import Article, RemovalRequest
from yinxin.scheme.queries import rulebook_in_force

HERE = ZoneInfo("Asia/Shanghai")
OFFICERS = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})


def published() -> QuerySet[Article]:
    """The news, latest first."""
    return Article.objects.select_related("division").filter(state=ArticleState.PUBLISHED)


def ever_published(slug: str) -> Article:
    """An article that is on the portal, or was before it was removed. NotFound for anything else."""
    found = Article.objects.select_related("division").filter(slug=slug, published_at__isnull=False).first()
    if found is None:
        raise NotFound(noun="article", number=slug)
    return found


def articles_in_reach(office: Office) -> QuerySet[Article]:
    """The articles of an officer's area; none for everybody else."""
    rows = Article.objects.select_related("division")
    if office.as_role not in OFFICERS:
        return rows.none()
    return rows.filter(within_reach(office, division="division", organisation="pk"))


def removal_requests_in_reach(office: Office) -> QuerySet[RemovalRequest]:
    """Requests to remove articles of an officer's area, those without an answer first."""
    rows = RemovalRequest.objects.select_related("article")
    return rows.filter(article__in=articles_in_reach(office)).order_by("answered_at", "asked_at")


def answer_due_on(request: RemovalRequest) -> date:
    """The last day for the answer, by the rulebook of the day of asking."""
    asked_on = request.asked_at.astimezone(HERE).date()
    clock = rulebook_in_force(asked_on).clock("clipping_removal", on=asked_on)
    return asked_on + timedelta(days=clock.days)


def is_clipped(url: str, division: Division) -> bool:
    """Whether an original was taken over already, and was not removed."""
    return (
        Article.objects.filter(original_url=url, division=division)
        .exclude(state=ArticleState.REMOVED)
        .exists()
    )
