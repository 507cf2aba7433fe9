"""What a page says of itself where somebody passes it on (Open Graph)."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

LONGEST = 120  # characters that readers are shown


@dataclass(frozen=True, slots=True)
class Card:
    """Title, a sentence or two, and the one address of a page, without what was searched for."""

    title: str
    text: str
    url: str
    kind: str = "website"


def card(request: HttpRequest, title: object, text: object, *, kind: str = "website") -> Card:
    """The card of this page. A long text is cut."""
    said = " ".join(str(text).split())
    short = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
    return Card(str(title), short, f"{settings.PUBLIC_URL}{request.path}", kind)
