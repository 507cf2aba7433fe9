"""Field studies: planned, travelled, sampled and measured."""

from yinxin.console.demonstration import cast, papers
from yinxin.console.demonstration.data import studies as data
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times, working_days_after
from yinxin.standards.projects.models import Project
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies.rules.lines import Line

WRITTEN_AFTER = 5  # working days after the last measurement


def study(told: data.Study, times: Times) -> Scene:
    """One study of the league, from its plan to its findings."""
    at = yield times.on(told.starts_on, minutes=5)
    by = cast.league_officer()
    project = Project.objects.get(proposals__title=told.project)
    row = studies.plan_study(
        project.number,
        purpose=told.purpose,
        place=told.place,
        division=cast.division(told.division),
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        enterprise=cast.enterprise(told.enterprise) if told.enterprise else None,
        latitude=told.latitude,
        longitude=told.longitude,
        altitude_m=told.altitude_m,
        is_invented=True,
        by=by,
        at=at,
    )
    at = yield times.on(told.ends_on, minutes=420)
    for sample in told.samples:
        studies.add_sample(row.pk, **sample.model_dump(), by=by, at=at)
    photo = papers.photo(told.place)
    studies.add_photo(row.pk, file=photo.file, caption=told.place, sha256=photo.sha256, by=by, at=at)
    if not told.measurements:
        return
    last = max(each.measured_on for each in told.measurements)
    at = yield times.on(last, minutes=430)
    lines = [
        Line(
            item=each.item,
            value=value,
            unit=each.unit,
            instrument=each.instrument,
            method=each.method,
            measured_on=each.measured_on,
            sample=code,
        )
        for each in told.measurements
        for code, value in each.values.items()
    ]
    studies.add_measurements(row.pk, rows=lines, by=by, at=at)
    if told.findings:
        at = yield times.on(working_days_after(last, WRITTEN_AFTER), minutes=60)
        row.refresh_from_db()
        row = studies.record_findings(
            row.pk, met=told.met, findings=told.findings, seen=row.revision, by=by, at=at
        )
        studies.finish(row.pk, seen=row.revision, by=by, at=at)
