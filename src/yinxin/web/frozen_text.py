"""The text of a draft as it was frozen for a stage: its clauses as pages show them, and to choose from."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.standards.texts.models import ORDERING_KINDS, Clause, Indicator, Version
from yinxin.standards.texts.rules import indicator_from_json
from yinxin.web.standard_sheet import ShownClause, division_names, limit_of, origin_in_words
from yinxin.web.wording.standards import ANNEXES, CLAUSE_KINDS

WHOLE_TEXT = _("The text as a whole")


def clauses_of_version(version: Version) -> list[ShownClause]:
    """The clauses in order, each with its origin rule and limits in words; `pk` is the clause's key in the text."""
    names = division_names()
    return [_shown(clause, names) for clause in version.text["clauses"]]


def clause_choices(version: Version, *, by: str = "key") -> list[tuple[str, str | Promise]]:
    """The whole text and each clause, to choose from by key or by number."""
    clauses = [
        (str(clause[by]), f"{clause['number']} {clause['title']}") for clause in version.text["clauses"]
    ]
    return [("", WHOLE_TEXT), *clauses]


def _shown(clause: Mapping[str, Any], names: dict[str, str]) -> ShownClause:
    return ShownClause(
        pk=clause["key"],
        number=clause["number"],
        title=clause["title"],
        kind=CLAUSE_KINDS[clause["kind"]],
        text=clause["text"],
        is_critical=clause["is_critical"],
        origin=origin_in_words(Clause(origin=clause["origin"]), names),
        limits=[limit_of(Indicator(**indicator_from_json(each))) for each in clause["indicators"]],
        depth=clause["depth"],
        annex=str(ANNEXES.get(clause["annex"], "")),
        asks=clause["kind"] not in ORDERING_KINDS,
    )
