"""Many scenes told at once, in the one order of time that the register keeps."""

import heapq
from collections.abc import Generator, Iterator
from datetime import datetime
from itertools import count

# A scene yields the moment of its next act, and goes on once everything before that moment has been told.
Scene = Generator[datetime, datetime, None]


class Story:
    """Scenes wait for their moments; the earliest goes on first, those of one moment in the order of being added.

    Two acts of a scene whose days are moved to one working day by a holiday keep their order: the second comes at once.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Scene]] = []
        self._order = count()

    def add(self, scene: Scene) -> None:
        """Let a scene begin at its first moment."""
        moment = next(scene, None)
        if moment is not None:
            heapq.heappush(self._waiting, (moment, next(self._order), scene))

    def play(self, *, until: datetime) -> Iterator[datetime]:
        """Tell every act up to a moment, yielding the moment of each. What lies later waits."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, place, scene = heapq.heappop(self._waiting)
            try:
                following = scene.send(moment)
            except StopIteration:
                pass
            else:
                heapq.heappush(self._waiting, (max(following, moment), place, scene))
            yield moment
