"""Label batches, voided labels, and what consumers asked of them."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import labels as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import HERE, Times
from yinxin.marks import actions as marks
from yinxin.marks import queries
from yinxin.marks.models import LabelBatch

SEED = 20241206  # every loading tells the same story
WAKING = range(8, 22)  # hours in which people shop and eat
SATURDAY = 5


def lot_of(told: data.Batch, times: Times) -> str:
    """A lot is named after its day of production."""
    return f"{times.day_ago(told.produced_days_ago):%Y%m%d}"


class Labels:
    """The batches of the data, each found again by its code once it was issued."""

    def __init__(self, told: data.Labels, times: Times) -> None:
        self.told, self.times = told, times
        self._numbers: dict[str, str] = {}

    def batch(self, code: str) -> LabelBatch:
        """The batch of a code of the data."""
        return LabelBatch.objects.select_related("certificate").get(number=self._numbers[code])

    def code(self, label: tuple[str, int]) -> str:
        """The unit code on a label: a batch and a serial."""
        batch, serial = label
        return queries.unit_code(self.batch(batch), serial)

    def scenes(self) -> Iterator[Scene]:
        """Everything that happens to labels."""
        yield from (self._issued(told) for told in self.told.batches)
        yield from (self._voided(told) for told in self.told.voided)
        yield from (self._checked(told) for told in self.told.checked)
        yield self._everyday()

    def _issued(self, told: data.Batch) -> Scene:
        at = yield self.times.ago(told.issued_days_ago, minutes=200)
        batch = marks.issue_batch(
            cast.certificate(told.enterprise, told.product).number,
            lot=lot_of(told, self.times),
            produced_on=self.times.day_ago(told.produced_days_ago),
            count=told.count,
            by=cast.applicant(told.enterprise),
            at=at,
        )
        self._numbers[told.code] = batch.number

    def _voided(self, told: data.Voided) -> Scene:
        at = yield self.times.ago(told.days_ago, minutes=210)
        batch = self.batch(told.batch)
        marks.void_range(
            batch.number,
            first=told.first,
            count=told.count,
            reason=told.reason,
            by=cast.applicant(batch.certificate.holder_name),
            at=at,
        )

    def _checked(self, told: data.Checked) -> Scene:
        for place, hours in enumerate(told.hours_ago):
            at = yield self.times.now - timedelta(hours=hours)
            marks.check(
                self.code((told.batch, told.serial)),
                at=at,
                place=f"demonstration-{place % told.places}",
                device=f"demonstration-{told.serial}-{place}",
            )

    def _everyday(self) -> Scene:
        """A few checks each day, more at weekends; now and then a text that is no code."""
        told, dice = self.told.everyday, random.Random(SEED)  # noqa: S311 - not a secret, a story
        for moment in sorted(self._moments(dice)):
            at = yield moment
            place = f"demonstration-{dice.randrange(told.places)}"
            device = f"demonstration-{dice.randrange(10**6)}"
            marks.check(self._asked(dice), at=at, place=place, device=device)

    def _moments(self, dice: random.Random) -> Iterator[datetime]:
        told = self.told.everyday
        for days in range(told.days, -1, -1):
            day = self.times.now.astimezone(HERE) - timedelta(days=days)
            checks = told.a_day + (told.weekend_more if day.weekday() >= SATURDAY else 0)
            for _ in range(checks + dice.randint(-3, 4) + (told.days - days) // 6):
                moment = day.replace(hour=dice.choice(WAKING), minute=dice.randrange(60))
                if moment <= self.times.now:
                    yield moment

    def _asked(self, dice: random.Random) -> str:
        told = self.told.everyday
        if dice.random() < 0.04:
            return dice.choice(told.mistyped)
        issued = {code: share for code, share in told.share.items() if code in self._numbers}
        batch = dice.choices(list(issued), list(issued.values()))[0]
        count = self.batch(batch).count
        return self.code((batch, dice.randint(min(told.first_serial, count), count)))
