"""Lifecycle tables: which verb leads from which states to which state, and at whose hand.

One small pure table per noun is read by the actions, the buttons on the page, the API and docs/lifecycles.md.
Whether a move makes sense with the facts at hand is a rule and stands elsewhere.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One line of a table: `verb` leads from any of `sources` to `target` when one of `by` does it."""

    verb: str
    sources: AbstractSet[S]
    target: S
    by: AbstractSet[Role]


class Lifecycle(Generic[S]):
    """The table of one noun.

    >>> class Door(StrEnum):
    ...     OPEN = "open"
    ...     SHUT = "shut"
    >>> life = Lifecycle("door", Move("shut", {Door.OPEN}, Door.SHUT, {Role.INSPECTOR}))
    >>> life.move("shut", state=Door.OPEN, role=Role.INSPECTOR).target
    <Door.SHUT: 'shut'>
    >>> life.verbs(state=Door.OPEN, role=Role.ENTERPRISE)
    ()
    """

    def __init__(self, noun: str, *moves: Move[S]) -> None:
        self.noun = noun
        self.moves = moves
        self._by_verb = {move.verb: move for move in moves}
        if len(self._by_verb) != len(moves):
            message = f"{noun}: a verb stands twice in the table"
            raise ValueError(message)

    def __iter__(self) -> Iterator[Move[S]]:
        return iter(self.moves)

    def move(self, verb: str, *, state: str, role: Role) -> Move[S]:
        """The move, or a refusal: `NotYours` before `WrongState`, which lists the verbs that are open."""
        move = self._by_verb[verb]
        if role not in move.by:
            raise NotYours(noun=self.noun, verb=verb, role=role)
        if state not in move.sources:
            raise WrongState(noun=self.noun, verb=verb, state=state, open=self.verbs(state=state, role=role))
        return move

    def verbs(self, *, state: str, role: Role) -> tuple[str, ...]:
        """What this role can do now: the buttons of the page."""
        return tuple(move.verb for move in self.moves if role in move.by and state in move.sources)

    def roles(self, verb: str) -> frozenset[Role]:
        """Who may ever use the verb."""
        return frozenset(self._by_verb[verb].by)

    def states(self) -> Iterable[S]:
        """Every state that the table names, in order of appearance."""
        named = [state for move in self.moves for state in (*sorted(move.sources), move.target)]
        return dict.fromkeys(named)
