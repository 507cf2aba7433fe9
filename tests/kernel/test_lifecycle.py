"""A lifecycle table gives the move, or refuses it for a reason that helps."""

from enum import StrEnum

import pytest

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role


class Lamp(StrEnum):
    DARK = "dark"
    LIT = "lit"
    BROKEN = "broken"


LIFE = Lifecycle(
    "lamp",
    Move("light", {Lamp.DARK}, Lamp.LIT, {Role.ENTERPRISE}),
    Move("quench", {Lamp.LIT}, Lamp.DARK, {Role.ENTERPRISE}),
    Move("break", {Lamp.DARK, Lamp.LIT}, Lamp.BROKEN, {Role.INSPECTOR, Role.ENTERPRISE}),
)


def test_a_move_of_the_table_leads_to_its_target() -> None:
    assert LIFE.move("light", state=Lamp.DARK, role=Role.ENTERPRISE).target is Lamp.LIT


def test_who_may_never_use_a_verb_is_told_that_before_anything_about_the_state() -> None:
    with pytest.raises(NotYours) as refused:
        LIFE.move("light", state=Lamp.LIT, role=Role.INSPECTOR)

    assert refused.value.facts == {"noun": "lamp", "verb": "light", "role": Role.INSPECTOR}


def test_a_verb_in_the_wrong_state_is_refused_with_the_verbs_that_are_open() -> None:
    with pytest.raises(WrongState) as refused:
        LIFE.move("light", state=Lamp.LIT, role=Role.ENTERPRISE)

    assert refused.value.facts == {
        "noun": "lamp",
        "verb": "light",
        "state": "lit",
        "open": ("quench", "break"),
    }


def test_the_buttons_of_a_page_are_the_verbs_of_the_role_in_the_state() -> None:
    buttons = {
        (state, role): LIFE.verbs(state=state, role=role)
        for state in Lamp
        for role in (Role.ENTERPRISE, Role.INSPECTOR, Role.CERTIFIER)
    }

    assert {key: verbs for key, verbs in buttons.items() if verbs} == {
        (Lamp.DARK, Role.ENTERPRISE): ("light", "break"),
        (Lamp.LIT, Role.ENTERPRISE): ("quench", "break"),
        (Lamp.DARK, Role.INSPECTOR): ("break",),
        (Lamp.LIT, Role.INSPECTOR): ("break",),
    }


def test_a_verb_stands_once_in_a_table() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Lifecycle(
            "lamp",
            Move("light", {Lamp.DARK}, Lamp.LIT, {Role.ENTERPRISE}),
            Move("light", {Lamp.LIT}, Lamp.LIT, {Role.ENTERPRISE}),
        )
