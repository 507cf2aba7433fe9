"""Writes: what was found by the old text is carried over to the new, where the new asks the same."""

from datetime import datetime

from django.db import transaction

from yinxin.certification.transitions import queries
from yinxin.cultivation import actions as cultivation
from yinxin.kernel.refusals import NotAcceptable, NotFound
from yinxin.ledgers.queries import products_in_reach
from yinxin.people.models import Office
from yinxin.standards.texts.queries import ever_published, standard_of


class NothingToCarry(NotAcceptable):
    """No clause that was assessed says the same in the new version, or all that do were carried over already."""

    code = "nothing_to_carry_over"


@transaction.atomic
def carry_over(product_pk: int, *, standard_number: str, by: Office, at: datetime) -> int:
    """Assess a product by each unchanged clause of the successor as it was by the old one; how many that were.

    An assessment of the new text that is there already stays. Refuses NotFound, what `cultivation.actions.assess`
    refuses, and NothingToCarry.
    """
    product = products_in_reach(by).filter(pk=product_pk).first()
    if product is None:
        raise NotFound(noun="product", number=product_pk)
    pairs = queries.assessments_to_carry(product, standard_of(ever_published(), standard_number))
    if not pairs:
        raise NothingToCarry(product=product.name)
    for row, clause in pairs:
        cultivation.assess(
            product.pk,
            clause.pk,
            fulfilment=row.fulfilment,
            note=row.note,
            evidence=row.evidence or None,
            by=by,
            at=at,
        )
    return len(pairs)
