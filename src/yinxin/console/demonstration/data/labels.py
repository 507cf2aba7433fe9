"""Label batches and the checks of their labels."""

from yinxin.console.demonstration.data.told import Days, Told


class Batch(Told):
    code: str
    enterprise: str
    product: str
    produced_days_ago: Days
    issued_days_ago: Days
    count: int


class Voided(Told):
    batch: str
    first: int
    count: int
    days_ago: Days
    reason: str


class Everyday(Told):
    days: int
    a_day: int
    weekend_more: int
    first_serial: int
    share: dict[str, int]
    places: int
    mistyped: tuple[str, ...]


class Checked(Told):
    batch: str
    serial: int
    hours_ago: tuple[int, ...]
    places: int


class Labels(Told):
    batches: tuple[Batch, ...]
    voided: tuple[Voided, ...]
    everyday: Everyday
    checked: tuple[Checked, ...]
