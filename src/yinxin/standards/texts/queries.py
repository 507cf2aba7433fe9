"""Reads: standards that the public may see, those within an office's reach, proposals, and what fits a product."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Clause, Indicator, Standard


def published(on: date | None = None) -> QuerySet[Standard]:
    """Standards that anyone may read: published and not withdrawn; with a day, those of that day."""
    if on is None:
        return _with_names().filter(state=StandardState.PUBLISHED)
    return (
        _with_names()
        .filter(published_on__lte=on)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    )


def ever_published() -> QuerySet[Standard]:
    """What anyone may read, with those that were withdrawn since: certificates still name them."""
    return _with_names().exclude(state=StandardState.DRAFT)


def standards_for_kind(kind: str, on: date) -> list[Standard]:
    """The standards in force on a day that a kind of product can be certified against."""
    in_force = published(on).filter(Q(effective_on__isnull=True) | Q(effective_on__lte=on))
    # A list of codes in JSON is searched here: SQLite has no containment, and there are some hundred standards.
    return [standard for standard in in_force if kind in standard.product_kinds]


def in_effect_instead_of(number: str, *, on: date) -> Standard | None:
    """The standard that took the place of that one and is in effect on a day."""
    return published(on).filter(replaces__number=number, effective_on__lte=on).order_by("-published_on").first()


def certifiable(kind: str, on: date) -> list[Standard]:
    """What a case may still be granted by: the standards in force, and superseded ones until their transition ends."""
    in_transition = published(on).filter(state=StandardState.SUPERSEDED, transition_until__gte=on)
    superseded = [standard for standard in in_transition if kind in standard.product_kinds]
    return [*standards_for_kind(kind, on), *superseded]


def standards_in_reach(office: Office) -> QuerySet[Standard]:
    """All for the institute that writes them; what was published for everybody else."""
    return _with_names() if office.as_role is Role.INSTITUTE_OFFICER else ever_published()


def published_under(division: Division, on: date) -> QuerySet[Standard]:
    """Standards published for a division and its parts, and not withdrawn by a day."""
    return published(on).filter(division__path__startswith=division.path)


def holding_words(rows: QuerySet[Standard], text: str) -> QuerySet[Standard]:
    """Those of the rows whose number, in any spelling, or title holds every word of a text."""
    words = Q()
    for word in text.split():
        words &= (
            Q(number__icontains=word)
            | Q(printed_number__icontains=word)
            | Q(title__icontains=word)
            | Q(title_en__icontains=word)
        )
    return rows.filter(words | Q(number=_canonical(text))) if words else rows


def standard_of(rows: QuerySet[Standard], number: str) -> Standard:
    """The one standard of these with that number, in any spelling, with its clauses. NotFound where there is none."""
    found = rows.filter(number=_canonical(number)).prefetch_related(_CLAUSES).first()
    if found is None:
        raise NotFound(noun="standard", number=number)
    return found


def origin_clauses(standard: Standard) -> QuerySet[Clause]:
    """The clauses that say where a product must come from."""
    return standard.clauses.filter(origin__isnull=False)


_CLAUSES = Prefetch(
    "clauses", Clause.objects.prefetch_related(Prefetch("indicators", Indicator.objects.order_by("id")))
)


def _with_names() -> QuerySet[Standard]:
    return Standard.objects.select_related("industry", "division")


def _canonical(number: str) -> str:
    try:
        return standard_number.canonical(number)
    except ValueError:
        return number
