"""Reads: standards that the public may see, those within an office's reach, proposals, and what fits a product."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import rules
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import ORDERING_KINDS, Clause, Indicator, Standard


def published(on: date | None = None) -> QuerySet[Standard]:
    """Standards that anyone may read and that still hold, those too that are in transition; with a day, of that day.

    A transition ends by its day, whether or not the nightly job has said so.
    """
    if on is None:
        return _with_names().filter(state__in=(StandardState.PUBLISHED, StandardState.SUPERSEDED))
    return (
        _with_names()
        .filter(published_on__lte=on)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
        .filter(Q(transition_until__isnull=True) | Q(transition_until__gte=on))
    )


def current(on: date) -> QuerySet[Standard]:
    """Standards published by a day for which no successor is in effect: what a product is made ready for."""
    return published(on).filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=on))


def ever_published() -> QuerySet[Standard]:
    """What anyone may read, with those that were withdrawn since: certificates still name them."""
    return _with_names().exclude(state=StandardState.DRAFT)


def standards_for_kind(kind: str, on: date) -> list[Standard]:
    """The standards in force on a day that a kind of product can be certified against; of two versions, the one."""
    in_force = current(on).filter(Q(effective_on__isnull=True) | Q(effective_on__lte=on))
    # A list of codes in JSON is searched here: SQLite has no containment, and there are some hundred standards.
    return [standard for standard in in_force if kind in standard.product_kinds]


def number_by_subject(subjects: Iterable[str] = (), *, holding: str = "") -> dict[str, str]:
    """The number of each of these subjects of the register that is a numbered standard, or of those that hold a text.

    The register names a standard by its key, since a draft has no number; people know it by its number.
    """
    rows = Standard.objects.exclude(number="")
    if holding:
        rows = rows.filter(number__icontains=holding)
    else:
        rows = rows.filter(
            pk__in=[key for noun, _, key in (each.partition("/") for each in subjects) if noun == "standard"]
        )
    return {row.subject: row.number for row in rows.only("number")}


def in_effect_instead_of(number: str, *, on: date) -> Standard | None:
    """The standard that took the place of that one and is in effect on a day."""
    return (
        published(on).filter(replaces__number=number, effective_on__lte=on).order_by("-published_on").first()
    )


def certifiable(kind: str, on: date) -> list[Standard]:
    """What a case may still be granted by: the standards in force, and superseded ones until their transition ends."""
    in_transition = published(on).filter(superseded_on__lte=on)
    superseded = [standard for standard in in_transition if kind in standard.product_kinds]
    return [*standards_for_kind(kind, on), *superseded]


def successors_of(rows: Iterable[Standard]) -> dict[int, Standard]:
    """For each of the rows that was replaced, the published standard that took its place."""
    found = ever_published().filter(replaces__in=[row.pk for row in rows])
    return {row.replaces_id: row for row in found if row.replaces_id is not None}


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
    return named(rows.prefetch_related(_CLAUSES), number)


def named(rows: QuerySet[Standard], key: int | str) -> Standard:
    """The one standard of these with that key, or with that number in any spelling. NotFound where there is none."""
    found = rows.filter(pk=key) if isinstance(key, int) else rows.filter(number=_canonical(key) or None)
    standard = found.first()
    if standard is None:
        raise NotFound(noun="standard", number=key)
    return standard


def requirements() -> QuerySet[Clause]:
    """The clauses that ask for something, of all standards; the others order the text."""
    return Clause.objects.exclude(kind__in=ORDERING_KINDS)


def clauses_in_order(standard: Standard) -> list[Clause]:
    """The whole text, with its limits, as it stands now."""
    indicators = Prefetch("indicators", Indicator.objects.order_by("id"))
    return list(Clause.objects.filter(standard=standard).prefetch_related(indicators))


def review_due_on(standard: Standard) -> date | None:
    """The last day for the next periodic review (复审); None for what is not, or no longer, in its place."""
    if standard.state != StandardState.PUBLISHED or standard.published_on is None:
        return None
    years = rulebook().standards.review_years.value
    return rules.review_due_on(standard.published_on, standard.reviewed_on, years=years)


def due_for_review(rows: QuerySet[Standard], *, by: date) -> QuerySet[Standard]:
    """Those of the rows whose periodic review is due by a day."""
    due = [row.pk for row in rows if (day := review_due_on(row)) is not None and day <= by]
    return rows.filter(pk__in=due)


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
