"""Who may write a state, point where, and how long a file may be."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import ROOT, SOURCE, calls, heights, package_of, place, python_files, tree_of

UNNAMED = {"common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LONGEST_SOURCE, LONGEST_TEST = 500, 600


def is_actions(file: Path) -> bool:
    return file.name == "actions.py" or "actions" in file.parent.parts[-1:]


def _state_set_by(node: ast.AST) -> bool:
    """Whether a line sets a state, in any of the ways that the tests below list."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        every = [part for target in targets for part in ast.walk(target)]
        return any(
            isinstance(part, ast.Attribute) and part.attr == "state" and isinstance(part.ctx, ast.Store)
            for part in every
        )
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"update", "aupdate"} and isinstance(node.func, ast.Attribute):
        return any(keyword.arg == "state" for keyword in node.keywords)
    if name in {"setattr", "__setattr__"}:
        return any(isinstance(each, ast.Constant) and each.value == "state" for each in node.args)
    if name in {"update_or_create", "aupdate_or_create", "get_or_create", "bulk_update"}:
        constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
        return "state" in constants or any(keyword.arg == "state" for keyword in node.keywords)
    return False


def test_only_actions_assign_a_state():
    culprits = [
        place(file, node)
        for file in python_files()
        if not is_actions(file)
        for node in ast.walk(tree_of(file))
        if _state_set_by(node)
    ]

    assert culprits == []


@pytest.mark.parametrize(
    "line",
    [
        "case.state = 1",
        "case.state: int = 1",
        "a, case.state = 1, 2",
        "Case.objects.filter(pk=1).update(state='x')",
        "setattr(case, 'state', 'x')",
        "Case.objects.update_or_create(pk=1, defaults={'state': 'x'})",
        "Case.objects.bulk_update(cases, ['state'])",
    ],
)
def test_the_guard_of_states_sees(line):
    assert any(map(_state_set_by, ast.walk(ast.parse(line))))


@pytest.mark.parametrize("line", ["if case.state == 1: pass", "state = case.state", "facts.update(status=1)"])
def test_the_guard_of_states_lets_pass(line):
    assert not any(map(_state_set_by, ast.walk(ast.parse(line))))


def test_rows_point_downwards_only():
    """A relation named by a string is an import that import-linter cannot see."""
    upward = []
    for model in apps.get_models():
        if not model.__module__.startswith("yinxin."):
            continue
        here = package_of(model.__module__)
        for field in model._meta.get_fields():
            to = field.related_model if not field.auto_created else None
            if to is None or isinstance(to, str) or not to.__module__.startswith("yinxin."):
                continue
            there = package_of(to.__module__)
            if heights()[there] > heights()[here]:
                upward.append(f"{model.__name__}.{field.name} ({here}) points up to {to.__name__} ({there})")

    assert upward == []


def test_every_package_has_its_place_in_the_order():
    packages = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}

    assert packages - heights().keys() == set()


def test_no_file_is_too_long():
    limits = [(file, LONGEST_SOURCE) for file in python_files()]
    limits += [(file, LONGEST_TEST) for file in (ROOT / "tests").rglob("*.py")]
    lengths = [(file, len(file.read_text(encoding="utf-8").splitlines()), limit) for file, limit in limits]

    assert [f"{file.relative_to(ROOT)}: {n} lines" for file, n, limit in lengths if n > limit] == []


def test_no_module_is_named_for_nothing():
    unnamed = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if UNNAMED & {file.stem, *file.relative_to(SOURCE).parent.parts}
    ]

    assert unnamed == []


def test_names_are_english():
    """Chinese stands in translations, data and citations, never in an identifier or a file name."""
    culprits = []
    for file in python_files():
        if not file.stem.isascii():
            culprits.append(str(file))
        for node in ast.walk(tree_of(file)):
            names = [getattr(node, key, None) for key in ("id", "attr", "name", "arg")]
            culprits += [
                f"{file.relative_to(ROOT)}: {each}"
                for each in names
                if isinstance(each, str) and not each.isascii()
            ]

    assert culprits == []


def test_no_exception_is_swallowed_whole():
    """`except Exception` belongs to the outermost edge: the server, the command line, a worker's loop."""
    edge = {"console", "api", "web"}
    culprits = [
        place(file, node.type)
        for file in python_files()
        if file.relative_to(SOURCE).parts[0] not in edge
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and {getattr(part, "id", "") for part in ast.walk(node.type)} & {"Exception", "BaseException"}
    ]

    assert culprits == []


def test_no_noqa_and_no_type_ignore_is_bare():
    bare = re.compile(r"#\s*(noqa(?!:)|type:\s*ignore(?!\[))")
    culprits = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]

    assert culprits == []


def test_packages_only_introduce_themselves():
    """A domain package's __init__ is one paragraph: what it decides, and its words. It imports nothing.

    Actions or rules that outgrew one file are split by noun; their __init__ gathers them for call sites.
    """
    edge = {"web", "api", "console", "settings"}
    loaded = [
        place(file, node)
        for file in python_files()
        if file.name == "__init__.py" and file.relative_to(SOURCE).parts[0] not in edge
        if file.parent.name not in {"actions", "rules"}
        for node in tree_of(file).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert loaded == []


def test_the_tests_above_have_something_to_look_at():
    assert len(python_files()) > 50
    assert sum(1 for _ in calls()) > 500
