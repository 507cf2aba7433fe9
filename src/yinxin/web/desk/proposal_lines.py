"""Proposals in rows: their order, and the columns that leave in Excel."""

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinxin.kernel.roles import Role
from yinxin.ledgers.workbooks.writing import Heading, Value
from yinxin.people.models import Office
from yinxin.standards.calls.models import Proposal
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import named


def may_see_scores(office: Office) -> bool:
    """What officers of the institute give a proposal is for the institute, until it has answered."""
    return office.as_role is Role.INSTITUTE_OFFICER


def in_order(rows: QuerySet[Proposal], sort: str) -> QuerySet[Proposal]:
    """Proposals by mean score or by day, falling with a dash before it; the latest first where it is unknown."""
    key, falls = sort.removeprefix("-"), sort.startswith("-")
    if key == "score":
        mean = F("mean_score")
        return rows.order_by(mean.desc(nulls_last=True) if falls else mean.asc(nulls_last=True), "pk")
    return rows.order_by("proposed_on" if sort == "on" else "-proposed_on", "pk")


def table_of(
    rows: Iterable[Proposal], *, office: Office
) -> tuple[Sequence[Heading], Iterable[Sequence[Value]]]:
    """The columns of an officer's list of proposals, and a row for each (see `queries.with_scores`)."""
    headings = [
        Heading(pgettext("row", "No."), 7),
        Heading(_("What the standard would be about"), 32),
        Heading(_("Product"), 20),
        Heading(_("Industry"), 14),
        Heading(_("For products of"), 14),
        Heading(_("Who proposes it"), 30),
        Heading(_("Proposed on"), 13),
        Heading(_("Why it is needed"), 44),
        Heading(_("Standards that exist"), 34),
        Heading(_("What would be stricter"), 34),
        Heading(_("Who would draft it"), 30),
        Heading(_("State"), 12),
        Heading(_("Merged into"), 26),
        Heading(_("Answer"), 34),
    ]
    if may_see_scores(office):
        headings[12:12] = [Heading(_("Mean score"), 11), Heading(_("Scored by (persons)"), 11)]
    return headings, (_row(number, row, office) for number, row in enumerate(rows, 1))


def _row(number: int, row: Proposal, office: Office) -> list[Value]:
    mean = getattr(row, "mean_score", None)
    scores = [None if mean is None else round(mean, 1), getattr(row, "score_count", 0)]
    return [
        number,
        row.title,
        row.product,
        named(row.industry) if row.industry else "",
        named(row.division),
        named(row.proposer),
        row.proposed_on,
        row.reason,
        row.existing_standards,
        row.stricter_points,
        row.partners,
        phrases.state("proposal", row.state),
        *(scores if may_see_scores(office) else ()),
        row.merged_into.title if row.merged_into else "",
        row.answer,
    ]
