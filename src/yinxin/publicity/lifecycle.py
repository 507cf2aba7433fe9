"""The life of an article."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ArticleState(StrEnum):
    """Removed articles keep their row and say when and why they went."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REMOVED = "removed"


_OFFICERS = {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER}

ARTICLE_LIFE = Lifecycle(
    "article",
    Move("publish", {ArticleState.DRAFT}, ArticleState.PUBLISHED, _OFFICERS),
    Move("remove", {ArticleState.DRAFT, ArticleState.PUBLISHED}, ArticleState.REMOVED, _OFFICERS),
)
