"""Samples and measurements of a study that is under way."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.acting import changes_on, day_of, record, recording, said
from yinxin.standards.studies.actions.refusals import (
    MeasurementsUnfit,
    SampleCodeTaken,
    SampleDayUnfit,
    SampleMeasured,
    TooManyMeasurements,
)
from yinxin.standards.studies.models import FieldStudy, Measurement, Sample
from yinxin.standards.studies.rules import lines
from yinxin.standards.studies.rules.lines import Frame, Line
from yinxin.standards.studies.rules.units import unit_of


@transaction.atomic
def add_sample(
    pk: int,
    *,
    code: str = "",
    what: str,
    place: str = "",
    taken_on: date,
    amount: str = "",
    by: Office,
    at: datetime,
) -> Sample:
    """Keep what was taken along. Without a code it gets the next number of the study.

    Refuses NotFound, NotYours, WrongState, StudyUnsaid, SampleCodeTaken and SampleDayUnfit.
    """
    study = recording(pk, by)
    if not study.starts_on <= taken_on <= day_of(at):
        raise SampleDayUnfit(field="taken_on", since=study.starts_on.isoformat())
    taken = list(study.samples.values_list("code", flat=True))
    code = code.strip() or _next_code(taken)
    if code.casefold() in {other.casefold() for other in taken}:
        raise SampleCodeTaken(field="code", sample=code)
    sample = Sample.objects.create(
        study=study,
        code=code,
        what=said(what, field="what"),
        place=place.strip(),
        taken_on=taken_on,
        amount=amount.strip(),
    )
    facts = {"code": code, "what": sample.what, "place": sample.place, "taken_on": taken_on.isoformat()}
    record("study.sample_added", study, by=by, at=at, facts=facts)
    return sample


@transaction.atomic
def remove_sample(pk: int, *, sample: int, by: Office, at: datetime) -> FieldStudy:
    """Take a sample out that nothing was measured of. Refuses NotFound, NotYours, WrongState and SampleMeasured."""
    study = recording(pk, by)
    row = study.samples.filter(pk=sample).first()
    if row is None:
        raise NotFound(noun="sample", number=sample)
    if row.measurements.exists():
        raise SampleMeasured(sample=row.code)
    row.delete()
    record("study.sample_removed", study, by=by, at=at, facts={"code": row.code, "what": row.what})
    return study


@transaction.atomic
def add_measurement(
    pk: int,
    *,
    item: str,
    value: Decimal,
    unit: str = "",
    instrument: str = "",
    method: str = "",
    measured_on: date,
    sample: Sample | None = None,
    by: Office,
    at: datetime,
) -> Measurement:
    """Keep one value. Refuses what `add_measurements` refuses."""
    line = Line(item, value, measured_on, unit, sample.code if sample else "", instrument, method)
    return add_measurements(pk, rows=[line], by=by, at=at)[0]


@transaction.atomic
def add_measurements(pk: int, *, rows: Sequence[Line], by: Office, at: datetime) -> list[Measurement]:
    """Keep values: all of them, or none. Units are brought to one spelling; nothing is converted.

    The register takes the items and the hash of the lines. Refuses NotFound, NotYours, WrongState,
    TooManyMeasurements, and MeasurementsUnfit, which names every cell that cannot be taken.
    """
    study = recording(pk, by)
    if len(rows) > lines.MAX_LINES:
        raise TooManyMeasurements(limit=lines.MAX_LINES)
    samples = {sample.code: sample for sample in study.samples.all()}
    _check(rows, frame_of(study, at=at))
    kept = [Measurement.objects.create(study=study, **_values(line, samples)) for line in rows]
    facts = {
        "items": sorted({line.item for line in rows}),
        "n": len(kept),
        "sha256": sha256_of(rows),
    }
    record("study.measured", study, by=by, at=at, facts=facts)
    return kept


@transaction.atomic
def correct_measurement(measurement_pk: int, *, line: Line, by: Office, at: datetime) -> Measurement:
    """Put one value right; the register keeps what stood there. Refuses what `add_measurements` refuses."""
    row, study = _measurement(measurement_pk, by)
    samples = {sample.code: sample for sample in study.samples.all()}
    _check([line], frame_of(study, at=at))
    changed = changes_on(row, _values(line, samples))
    if changed:
        row.save()
        record(
            "study.measurement_corrected",
            study,
            by=by,
            at=at,
            facts={"measurement": row.pk, "item": row.item, "changes": changed},
        )
    return row


@transaction.atomic
def remove_measurement(measurement_pk: int, *, reason: str, by: Office, at: datetime) -> FieldStudy:
    """Take a value out, and say why: a slip, or a sample that was spoilt. Refuses StudyUnsaid without a reason."""
    row, study = _measurement(measurement_pk, by)
    facts = {
        "item": row.item,
        "value": str(row.value),
        "unit": row.unit,
        "reason": said(reason, field="reason"),
    }
    row.delete()
    record("study.measurement_removed", study, by=by, at=at, facts=facts)
    return study


def frame_of(study: FieldStudy, *, at: datetime) -> Frame:
    """What the measurements of a study are held against at a moment."""
    return Frame(study.starts_on, day_of(at), list(study.samples.values_list("code", flat=True)))


def sha256_of(rows: Sequence[Line]) -> str:
    """The hash of lines, by which a workbook's rows can be shown to be those that were taken."""
    said_lines = [{cell: str(getattr(line, cell)) for cell in lines.CELLS} for line in rows]
    text = json.dumps(said_lines, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _check(rows: Sequence[Line], frame: Frame) -> None:
    problems = [
        (number, problem.cell, problem.code, dict(problem.facts))
        for number, line in enumerate(rows)
        for problem in lines.problems_of(line, frame)
    ]
    if problems:
        raise MeasurementsUnfit(problems=problems, field=problems[0][1])


def _values(line: Line, samples: dict[str, Sample]) -> dict[str, Any]:
    return {
        "sample": samples[line.sample] if line.sample else None,
        "item": line.item.strip(),
        "value": line.value,
        "unit": unit_of(line.unit),
        "instrument": line.instrument.strip(),
        "method": line.method.strip(),
        "measured_on": line.measured_on,
    }


def _measurement(pk: int, by: Office) -> tuple[Measurement, FieldStudy]:
    found = queries.measurements_in_reach(by).filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="measurement", number=pk)
    study = recording(found.study_id, by)
    # Again under the lock of the study: somebody may have taken it out.
    row = study.measurements.filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="measurement", number=pk)
    return row, study


def _next_code(taken: Sequence[str]) -> str:
    """The number after the highest that is only a number."""
    numbers = [int(code) for code in taken if code.isascii() and code.isdigit()]
    return f"{max(numbers, default=0) + 1:02d}"
