"""The page of refusals is what the code says."""

from pathlib import Path

from django.conf import settings

from yinxin.console.management.commands.errors import errors_page


def test_the_page_of_refusals_is_current() -> None:
    written = (Path(settings.ROOT) / "docs" / "errors.md").read_text(encoding="utf-8")

    assert written == errors_page(), "run `yinxin errors`"
