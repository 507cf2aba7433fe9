"""The source as the architecture tests see it: files, syntax trees, and the order of packages."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "yinxin"


def python_files() -> list[Path]:
    """The project's own Python under src, without what makemigrations writes."""
    return [file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for file in python_files():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call):
                yield file, node


def place(file: Path, node: ast.expr | ast.stmt) -> str:
    return f"{file.relative_to(ROOT)}:{node.lineno}"


def committed_files() -> list[Path]:
    """What git tracks and what it would track: the checkout without what it ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file()]


@cache
def contract(name: str) -> dict:
    """One import contract of pyproject.toml."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (found,) = [each for each in tool["importlinter"]["contracts"] if each["id"] == name]
    return found


@cache
def heights() -> dict[str, int]:
    """How high each package stands, the lowest at 0: the order that the import contracts enforce.

    The rooms of certification are counted within it: `certification.applications` and so on.
    """
    spine = [[name.strip() for name in layer.split("|")] for layer in contract("spine")["layers"]]
    found = {}
    for level, names in enumerate(reversed(spine)):
        for name in names:
            found[name] = level * 100
    rooms = [layer.strip("()") for layer in contract("certification")["layers"]]
    for level, room in enumerate(reversed(rooms)):
        found[f"certification.{room}"] = found["certification"] + 1 + level
    return found


def package_of(module: str) -> str:
    """`yinxin.marks.models` is of `marks`, `yinxin.certification.decisions.models` of its room."""
    parts = module.split(".")[1:]
    room = ".".join(parts[:2])
    return room if room in heights() else parts[0]
