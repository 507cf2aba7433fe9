"""News: the notice, clipped; an article of the league's own; a request to take one down."""

from pathlib import Path

from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import supervision as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.publicity import actions as publicity


def clipping(told: data.Publicity, folder: Path, times: Times) -> Scene:
    """The notice as it stood on its page, published, and the requests to take it down."""
    at = yield times.on(told.clipping.clipped_on, minutes=90)
    text = (folder / told.clipping.file).read_text(encoding="utf-8")
    article = publicity.clip(text, division=cast.division(cast.LEAGUE), by=cast.league_officer(), at=at)
    at = yield times.on(told.clipping.clipped_on, minutes=95)
    publicity.publish(article.slug, by=cast.league_officer(), at=at)
    for asked in told.removal_requests:
        at = yield times.ago(asked.days_ago, minutes=130)
        publicity.ask_removal(article.slug, reason=asked.reason, contact=asked.contact, at=at)


def article(told: data.Article, times: Times) -> Scene:
    """An article of the league's own."""
    at = yield times.ago(told.days_ago, minutes=100)
    row = publicity.write(
        title=told.title,
        body=told.body,
        division=cast.division(told.division),
        by=cast.league_officer(),
        at=at,
    )
    at = yield times.ago(told.days_ago, minutes=105)
    publicity.publish(row.slug, by=cast.league_officer(), at=at)
