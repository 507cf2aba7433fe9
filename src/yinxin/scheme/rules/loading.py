"""Reading a rulebook file: all of it or nothing."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.checks import faults


class BadRulebook(ValueError):
    """The file is not a rulebook. `problems` are sentences, each beginning with the path in the file."""

    def __init__(self, file: Path, problems: list[str]) -> None:
        super().__init__("\n".join([f"{file.name} is not a rulebook:", *problems]))
        self.problems = problems


def load(file: Path) -> Rulebook:
    """The rulebook in a file, named by its version. Raises BadRulebook with everything that is wrong."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadRulebook(file, [f"not TOML: {error}"]) from error
    try:
        book = Rulebook.model_validate(data)
    except ValidationError as error:
        problems = [f"{_path(data, one['loc'])}: {one['msg']}" for one in error.errors()]
        raise BadRulebook(file, problems) from error
    problems = faults(book)
    if book.version != file.stem:
        problems.append(f"version: the file is named '{file.stem}', the version is '{book.version}'")
    if problems:
        raise BadRulebook(file, problems)
    return book


def _path(data: Any, place: tuple[int | str, ...]) -> str:
    """The place of a fault, with the code of an item instead of its number where it has one."""
    names = []
    for key in place:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            data = None
        code = data.get("code") if isinstance(key, int) and isinstance(data, dict) else None
        names.append(str(key if code is None else code))
    return ".".join(names)
