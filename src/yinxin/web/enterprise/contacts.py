"""Where an enterprise turns to: the office of its own division, as the rulebook lists it."""

from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.guide import Contact
from yinxin.scheme.rules.values import UnknownName


def contacts_for(office: Office) -> tuple[Contact, ...]:
    """The contacts of the division that looks after the enterprise, or of the nearest one above it that has any."""
    organisation = office.organisation
    division = organisation.division if organisation else None
    while division is not None:
        try:
            return rulebook().contacts(division.code)
        except UnknownName:
            division = division.parent
    return ()
