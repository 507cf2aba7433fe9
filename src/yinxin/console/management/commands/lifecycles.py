"""`yinxin lifecycles`: writes docs/lifecycles.md from every lifecycle table in the code."""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

import yinxin
from yinxin.kernel.lifecycle import Lifecycle, Move

HEAD = """# Lifecycles

Which verb leads from which states to which state, and at whose hand. Actions, buttons and the API read the same tables.
Written by `yinxin lifecycles`; a test compares it with the code.
"""


class Command(BaseCommand):
    """Writes the page."""

    help = "Write docs/lifecycles.md from the code."

    def handle(self, *_: object, **__: object) -> None:
        """Write the file."""
        (Path(settings.ROOT) / "docs" / "lifecycles.md").write_text(lifecycles_page(), encoding="utf-8")


def lifecycles_page() -> str:
    """The page as it should be."""
    parts = [
        _part(module, life)
        for module in _modules()
        for life in vars(module).values()
        if isinstance(life, Lifecycle)
    ]
    return "\n".join([HEAD, *parts])


def _modules() -> Iterator[ModuleType]:
    """Every module of tables, by name."""
    names = [module.name for module in pkgutil.walk_packages(yinxin.__path__, "yinxin.")]
    for name in sorted(name for name in names if name.endswith(".lifecycle") and ".kernel." not in name):
        yield importlib.import_module(name)


def _part(module: ModuleType, life: Lifecycle[Any]) -> str:
    place = module.__name__.removeprefix("yinxin.").removesuffix(".lifecycle")
    title = life.noun.replace("_", " ").capitalize()
    rows = "".join(_row(move) for move in life)
    arrows = "".join(_arrows(life))
    return (
        f"## {title}\n\n`{place}`\n\n| verb | from | to | by |\n|---|---|---|---|\n{rows}\n"
        f"```mermaid\nstateDiagram-v2\n{arrows}```\n"
    )


def _row(move: Move[Any]) -> str:
    sources = ", ".join(f"`{state}`" for state in sorted(move.sources))
    by = ", ".join(f"`{role}`" for role in sorted(move.by))
    return f"| `{move.verb}` | {sources} | `{move.target}` | {by} |\n"


def _arrows(life: Lifecycle[Any]) -> Iterator[str]:
    """One line for each way. The first state of an enumeration begins; those that nothing leads from end."""
    sources = {state for move in life for state in move.sources}
    targets = {move.target for move in life}
    states: type[StrEnum] = type(next(iter(sources)))
    yield f"    [*] --> {next(iter(states))}\n"
    for move in life:
        for state in sorted(move.sources):
            yield f"    {state} --> {move.target}: {move.verb}\n"
    for state in sorted(targets - sources):
        yield f"    {state} --> [*]\n"
