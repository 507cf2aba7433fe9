"""The page of lifecycles is the code's, and the night's job ends what is over."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.given import certification as given
from yinxin.certification.certificates.models import Certificate
from yinxin.console.management.commands.lifecycles import lifecycles_page
from yinxin.web import clock

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lifecycles.md"


def test_the_page_is_what_the_tables_say():
    """Write it anew with `yinxin lifecycles`."""
    assert PAGE.read_text(encoding="utf-8") == lifecycles_page()


def test_the_page_shows_where_a_case_begins_and_ends():
    page = lifecycles_page()

    assert "    [*] --> draft\n" in page
    assert "    concluded --> [*]\n" in page
    assert "| `countersign` | `decided` | `concluded` | `head_of_body` |" in page


@pytest.mark.django_db
def test_the_night_lets_expire_what_is_over_and_prints_its_number(var, monkeypatch):
    certificate = given.certificate()
    printed, again = StringIO(), StringIO()

    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2027, 10, 24, 17, tzinfo=UTC))
    call_command("expire", stdout=printed)
    call_command("expire", stdout=again)

    assert (printed.getvalue(), again.getvalue()) == (f"{certificate.number}\n", "")
    assert Certificate.objects.get().state == "expired"
