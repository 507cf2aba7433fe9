"""Whose portal this is."""

from yinxin.people.models import Division
from yinxin.scheme.rules.book import Rulebook


def served(book: Rulebook) -> Division | None:
    """The division that the scheme is run for: of those whose people the rulebook gives a contact, the highest."""
    codes = {contact.division for contact in book.all_contacts}
    return min(Division.objects.filter(code__in=codes), key=lambda division: len(division.path), default=None)
