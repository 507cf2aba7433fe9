"""Laws that the scheme leans on, and the misuses of the mark that they forbid."""

from datetime import date

from yinxin.scheme.rules.certificates import Trigger
from yinxin.scheme.rules.values import Code, Line, Named, Strict, Text

# 认证证书和认证标志管理办法, article 5, and the notice of the league name these and no others.
MISUSE_CODES = frozenset(
    {"forge", "fraudulent_use", "transfer", "trade", "false_publicity", "uncertified_product"}
)


class Law(Strict):
    """A law in the version whose article numbers are cited here, and the days between which they hold."""

    code: Code
    name: Text
    version: Line
    in_force_from: date
    in_force_until: date | None = None

    def is_in_force_on(self, day: date) -> bool:
        """Whether these article numbers held on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


class Citation(Strict):
    """An article of a law, and the penalty that it sets, if it sets one."""

    law: Code
    article: Line
    penalty: Text | None = None


class MisuseKind(Named):
    """A forbidden use of the mark, the articles that forbid and punish it, and what it may cost a holder."""

    what: Text
    citations: tuple[Citation, ...]
    consequences: tuple[Trigger, ...]
