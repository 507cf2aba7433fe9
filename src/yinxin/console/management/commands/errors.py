"""`yinxin errors`: writes docs/errors.md from the refusals in the code and their sentences."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

import yinxin
from yinxin.kernel.refusals import Refusal
from yinxin.web import phrases, refused

HEAD = """# Refusals

Every answer by which the program declines to do something: its code, the status of the page and of the API, and the
sentence that a person reads. Written by `yinxin errors`; a test compares it with the code.

| code | status | English | 中文 |
|---|---|---|---|
"""


class Command(BaseCommand):
    """Writes the page."""

    help = "Write docs/errors.md from the code."

    def handle(self, *_: object, **__: object) -> None:
        """Write the file."""
        (Path(settings.ROOT) / "docs" / "errors.md").write_text(errors_page(), encoding="utf-8")


def errors_page() -> str:
    """The page as it should be."""
    return HEAD + "".join(sorted(_lines()))


def _lines() -> Iterator[str]:
    _import_everything()
    seen = set()
    rest: list[type[Refusal]] = [Refusal]
    while rest:
        kind = rest.pop()
        rest += kind.__subclasses__()
        if kind is Refusal or kind.code in seen or not kind.__module__.startswith("yinxin."):
            continue
        seen.add(kind.code)
        sentences = []
        for language in ("en", "zh-hans"):
            with translation.override(language):
                sentences.append(str(phrases.SENTENCES[kind.code]).replace("|", "\\|"))
        yield f"| `{kind.code}` | {refused.status_of(kind())} | {sentences[0]} | {sentences[1]} |\n"


def _import_everything() -> None:
    """Refusals stand beside the actions that raise them: import all, so that every class exists."""
    for module in pkgutil.walk_packages(yinxin.__path__, "yinxin."):
        if (
            ".migrations" not in module.name
            and ".settings" not in module.name
            and "__main__" not in module.name
        ):
            importlib.import_module(module.name)
