"""Field studies of the projects."""

from datetime import date
from decimal import Decimal

from yinxin.console.demonstration.data.told import Told


class Sample(Told):
    code: str
    what: str
    place: str = ""
    taken_on: date
    amount: str = ""


class Measurement(Told):
    """`values` holds one value for each sample by its code; the empty code is a value taken on the spot."""

    item: str
    unit: str
    method: str = ""
    instrument: str = ""
    measured_on: date
    values: dict[str, Decimal]


class Study(Told):
    """`project` is the title of the proposal that the project carries out. Without findings it is still under way."""

    project: str
    purpose: str
    place: str
    division: str
    enterprise: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    altitude_m: int | None = None
    starts_on: date
    ends_on: date
    met: str = ""
    findings: str = ""
    samples: tuple[Sample, ...] = ()
    measurements: tuple[Measurement, ...] = ()


class Studies(Told):
    studies: tuple[Study, ...]
