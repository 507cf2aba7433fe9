"""What journeys do on every kind of page: unfold a deed, and see that a door is shut."""

import re

from playwright.sync_api import expect

NOT_YOURS, NOT_FOUND = 403, 404


def unfolded(page, label: str):
    """The form of a deed, whose button unfolds it in place; the button may name a number after the deed."""
    button = page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(label)}( \S+)?\s*$"))
    fold = page.locator("details.confirm").filter(has=button)
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold


def finds_shut(page, address: str, *, status: int = NOT_YOURS) -> None:
    """Type an address into the browser, and be refused in words, whatever the language."""
    before = page.url
    answer = page.goto(address)
    assert answer.status == status, f"{address} answers {answer.status}"
    expect(page.get_by_text(f"{status} · ")).to_be_visible()
    page.goto(before)


def forges(page, address: str, **fields: str) -> int:
    """Send a form that the page does not offer, with the token of one that it does; the status of the answer."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return page.request.post(address, form={"csrfmiddlewaretoken": token, **fields}).status
