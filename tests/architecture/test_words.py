"""Everything that the program can say has its words: refusals, acts, states, verbs, and each text in Chinese."""

import ast
import importlib
import pkgutil
import re
import runpy
from collections.abc import Mapping
from functools import cache

import pytest

import yinxin
from tests.architecture.source import ROOT, place, python_files, tree_of
from yinxin.kernel.lifecycle import Lifecycle
from yinxin.kernel.refusals import Refusal
from yinxin.kernel.roles import Role

# What appends to the register, and which argument is the type. `people.record` appends the act of an office.
APPENDS = {"register.append": 0, "people.record": 0, "record": 0}


@cache
def modules() -> list:
    """Every module of ours, imported, so that every class of ours exists."""
    found = pkgutil.walk_packages(yinxin.__path__, "yinxin.")
    names = [each.name for each in found if not re.search(r"\.(migrations|settings|__main__)\b", each.name)]
    return [importlib.import_module(name) for name in names]


def refusals() -> list[type[Refusal]]:
    modules()
    found, rest = [], [Refusal]
    while rest:
        kind = rest.pop()
        rest += kind.__subclasses__()
        if kind.__module__.startswith("yinxin."):
            found.append(kind)
    return found


def lifecycles() -> list[Lifecycle]:
    found = [thing for module in modules() for thing in vars(module).values() if isinstance(thing, Lifecycle)]
    return list({id(life): life for life in found}.values())


def kinds_of_entries() -> dict[str, list[str]]:
    """The entry types that actions write out, and where."""
    found: dict[str, list[str]] = {}
    for file in python_files():
        appends = APPENDS | _appends_of(tree_of(file))
        for call in (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call)):
            at = appends.get(ast.unparse(call.func))
            if at is None or len(call.args) <= at or ast.unparse(call.args[at]) == "kind":
                continue
            for kind in _choices(call.args[at], tree_of(file)):
                found.setdefault(kind, []).append(place(file, call))
    return found


def _appends_of(tree: ast.Module) -> dict[str, int]:
    """The functions of a module that take a `kind` and hand it on, and which of their arguments it is."""
    return {
        node.name: [argument.arg for argument in node.args.args].index("kind")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and "kind" in [argument.arg for argument in node.args.args]
        if any(isinstance(call, ast.Call) and _hands_on(call) for call in ast.walk(node))
    }


def _hands_on(call: ast.Call) -> bool:
    return ast.unparse(call.func) in APPENDS and bool(call.args) and ast.unparse(call.args[0]) == "kind"


def _choices(node: ast.expr, tree: ast.Module) -> list[str]:
    """The types that an argument can be: a literal, one of two, a constant of the module. No others are seen."""
    if isinstance(node, ast.IfExp):
        return _choices(node.body, tree) + _choices(node.orelse, tree)
    if isinstance(node, ast.Name):
        for each in tree.body:
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == node.id:
                return _choices(each.value, tree)
    return [node.value if isinstance(node, ast.Constant) else f"not written out: {ast.unparse(node)}"]


def test_the_types_of_entries_are_found_through_the_functions_that_hand_them_on():
    module = ast.parse(
        "LOADED = 'a.loaded'\ndef _record(thing, kind, *, by): people.record(kind, by=by)\n"
        "def other(kind): print(kind)\n"
    )

    assert _appends_of(module) == {"_record": 1}
    assert _choices(ast.parse("'a.b' if x else LOADED", mode="eval").body, module) == ["a.b", "a.loaded"]
    assert _choices(ast.parse("f'a.{x}'", mode="eval").body, module) == ["not written out: f'a.{x}'"]


@pytest.fixture(scope="module")
def phrases():
    return importlib.import_module("yinxin.web.phrases")


def test_every_refusal_has_a_sentence(phrases):
    codes = {kind.code for kind in refusals()} - {Refusal.code}

    assert sorted(codes - phrases.SENTENCES.keys()) == []


def test_no_sentence_is_for_a_refusal_that_is_gone(phrases):
    codes = {kind.code for kind in refusals()}

    assert sorted(phrases.SENTENCES.keys() - codes) == []


def test_every_refusal_stands_in_the_list_of_errors():
    listed = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = {kind.code for kind in refusals()} - {Refusal.code}

    assert codes
    assert sorted(code for code in codes if f"`{code}`" not in listed) == []


def test_a_code_belongs_to_one_refusal():
    owners: dict[str, set[str]] = {}
    for kind in refusals():
        owners.setdefault(kind.code, set()).add(kind.__qualname__)

    assert {code: names for code, names in owners.items() if len(names) > 1} == {}


def test_every_act_in_the_register_has_words(phrases):
    kinds = kinds_of_entries()

    assert kinds
    assert {kind: where for kind, where in kinds.items() if kind not in phrases.ACTS} == {}


def test_acts_are_named_noun_and_past_participle():
    assert [kind for kind in kinds_of_entries() if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", kind)] == []


def test_no_words_are_for_an_act_that_is_gone(phrases):
    assert sorted(phrases.ACTS.keys() - kinds_of_entries().keys()) == []


def _without_words(named: set[tuple[str, str]], words: Mapping[str, object]) -> list[str]:
    """What has neither words of its noun's own nor words that it shares with other nouns."""
    return sorted(f"{noun}.{name}" for noun, name in named if not {f"{noun}.{name}", name} & words.keys())


def test_every_state_verb_and_role_has_words(phrases):
    assert lifecycles()

    states = {(life.noun, str(state)) for life in lifecycles() for state in life.states()}
    verbs = {(life.noun, move.verb) for life in lifecycles() for move in life}

    assert _without_words(states, phrases.STATES) == []
    assert _without_words(verbs, phrases.VERBS) == []
    assert sorted(set(Role) - phrases.ROLES.keys()) == []


def test_every_text_has_its_chinese_and_every_chinese_its_text():
    """`script/messages` lists them all; with `--update` it writes what is missing into the .po files."""
    problems = runpy.run_path(str(ROOT / "script" / "messages"))["problems"]()

    if problems:
        pytest.fail(
            "\n".join([*problems[:30], f"{len(problems)} in all, see script/messages"]), pytrace=False
        )
