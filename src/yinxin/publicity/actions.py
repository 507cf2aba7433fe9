"""Writes: taking over and writing articles, publishing and removing them; removal requests and their answers."""

import re
from datetime import datetime

from django.db import transaction

from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.people import actions as people
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.publicity import queries, rules
from yinxin.publicity.lifecycle import ARTICLE_LIFE, ArticleState
from yinxin.publicity.models import Article, RemovalRequest
from yinxin.register import actions as register
from yinxin.register.rules import OfficeMark

PUBLIC = OfficeMark(role="public", unit="public")


class PageUnreadable(NotAcceptable):
    """Something that a clipping must have was not found in the text."""

    code = "page_unreadable"


class AlreadyClipped(NotAcceptable):
    """The same original stands in the news, or waits to be published."""

    code = "already_clipped"


class RemovalReasonMissing(NotAcceptable):
    """A removed article says why it went."""

    code = "removal_reason_missing"


class AlreadyAnswered(WrongState):
    """Somebody answered this request before."""

    code = "removal_request_answered"


@transaction.atomic
def clip(text: str, *, division: Division, by: Office, at: datetime) -> Article:
    """Take over an article from the text of its page, as a draft. What it is made of: `rules.parse_page`.

    Refuses NotYours to all but officers, NotFound beyond their reach, PageUnreadable and AlreadyClipped.
    """
    _may_write(division, by)
    try:
        clipping = rules.parse_page(text)
    except rules.Unreadable as error:
        raise PageUnreadable(field="text", missing=error.missing) from error
    if queries.is_clipped(clipping.original_url, division):
        raise AlreadyClipped(field="text", title=clipping.title)
    slug = rules.slug_of(clipping.original_url, clipping.originally_at.date())
    article = Article.objects.create(
        slug=_free(slug),
        title=clipping.title,
        body=clipping.body,
        author=clipping.author,
        source=clipping.source,
        original_url=clipping.original_url,
        disclaimer=clipping.disclaimer,
        division=division,
        originally_at=clipping.originally_at,
        created_at=at,
    )
    people.record(
        "article.clipped",
        subject=article.subject,
        by=by,
        at=at,
        facts={"state": article.state, "title": article.title, "original": article.original_url},
    )
    return article


@transaction.atomic
def write(*, title: str, body: str, division: Division, by: Office, at: datetime) -> Article:
    """Write an article of one's own, as a draft. Refuses NotYours, and NotFound for a division beyond reach."""
    _may_write(division, by)
    article = Article.objects.create(
        slug=_free(f"{at.astimezone(queries.HERE):%Y-%m-%d}-notice"),
        title=title.strip(),
        body=re.sub(r"\s*\n\s*", "\n\n", body.strip()),
        author=division.name,
        division=division,
        created_at=at,
    )
    people.record(
        "article.written",
        subject=article.subject,
        by=by,
        at=at,
        facts={"state": article.state, "title": article.title},
    )
    return article


@transaction.atomic
def publish(slug: str, *, by: Office, at: datetime) -> Article:
    """Put a draft on the portal. Refuses NotFound, NotYours and WrongState. Recorded in the open."""
    article = _locked(slug, by)
    move = ARTICLE_LIFE.move("publish", state=article.state, role=by.as_role)
    article.state = move.target
    article.published_at = at
    article.save(update_fields=["state", "published_at"])
    people.record(
        "article.published",
        subject=article.subject,
        by=by,
        at=at,
        facts={"state": article.state, "title": article.title},
        is_open=True,
    )
    return article


@transaction.atomic
def remove(slug: str, *, reason: str, by: Office, at: datetime) -> Article:
    """Take an article down, or drop a draft. The row stays, and what was public says when and why it went.

    Refuses NotFound, NotYours, WrongState and RemovalReasonMissing.
    """
    article = _locked(slug, by)
    move = ARTICLE_LIFE.move("remove", state=article.state, role=by.as_role)
    if not reason.strip():
        raise RemovalReasonMissing(field="reason")
    article.state = move.target
    article.removed_at, article.removed_reason = at, reason.strip()
    article.save(update_fields=["state", "removed_at", "removed_reason"])
    people.record(
        "article.removed",
        subject=article.subject,
        by=by,
        at=at,
        facts={"state": article.state, "title": article.title, "reason": article.removed_reason},
        is_open=article.published_at is not None,
    )
    return article


@transaction.atomic
def ask_removal(slug: str, *, reason: str, contact: str, at: datetime) -> RemovalRequest:
    """Ask, without an account, that an article on the portal be taken down. Refuses NotFound.

    The contact stays out of the register: it is needed for the answer only.
    """
    article = queries.ever_published(slug)
    if article.state != ArticleState.PUBLISHED:
        raise NotFound(noun="article", number=slug)
    request = RemovalRequest.objects.create(
        article=article, reason=reason.strip(), contact=contact.strip(), asked_at=at
    )
    register.append(
        "article.removal_asked",
        subject=article.subject,
        office=PUBLIC,
        at=at,
        facts={"request": request.pk, "reason": request.reason},
    )
    return request


@transaction.atomic
def answer_removal(pk: int, *, answer: str, takes_down: bool, by: Office, at: datetime) -> RemovalRequest:
    """Answer a removal request and, where it is right, take the article down in the same act.

    Refuses NotFound, NotYours, AlreadyAnswered, RemovalReasonMissing, and WrongState where the article is gone.
    """
    request = RemovalRequest.objects.select_for_update().filter(pk=pk).first()
    if request is None:
        raise NotFound(noun="removal request", number=pk)
    article = _locked(request.article.slug, by)
    if by.as_role not in ARTICLE_LIFE.roles("remove"):
        raise NotYours(noun="article", verb="answer", role=by.role)
    if request.answered_at is not None:
        raise AlreadyAnswered(number=pk)
    if not answer.strip():
        raise RemovalReasonMissing(field="answer")
    request.answer, request.answered_at = answer.strip(), at
    request.save(update_fields=["answer", "answered_at"])
    people.record(
        "article.removal_answered",
        subject=article.subject,
        by=by,
        at=at,
        facts={"request": pk, "takes_down": takes_down},
        private={"answer": request.answer},
    )
    if takes_down:
        remove(article.slug, reason=request.answer, by=by, at=at)
    return request


def _may_write(division: Division, by: Office) -> None:
    if by.as_role not in queries.OFFICERS:
        raise NotYours(noun="article", verb="write", role=by.role)
    if by.division is None or not divisions_within(by.division).filter(pk=division.pk).exists():
        raise NotFound(noun="division", number=division.pk)


def _free(slug: str) -> str:
    """The slug, or the slug with the first number that nobody has."""
    taken = set(Article.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        free for free in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if free not in taken
    )


def _locked(slug: str, by: Office) -> Article:
    article = queries.articles_in_reach(by).select_for_update(of=("self",)).filter(slug=slug).first()
    if article is None:
        raise NotFound(noun="article", number=slug)
    return article
