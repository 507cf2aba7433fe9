"""Field studies with samples, measurements and photos."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.core.files.base import ContentFile

from tests.given import people as given_people
from tests.given import projects as given_projects
from tests.given.people import NOW
from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Division, Office
from yinxin.standards.projects.models import Project
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies.lifecycle import StudyState
from yinxin.standards.studies.models import FieldStudy, Measurement, Sample, StudyPhoto

STARTS_ON, ENDS_ON = date(2024, 11, 11), date(2024, 11, 14)
MEASURED_ON = date(2024, 11, 13)
DOT = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def study(
    project: Project | None = None,
    *,
    state: str = StudyState.PLANNED,
    purpose: str = "了解采收季节和初加工方式，取样检测。",
    place: str = "吉兰泰镇沙日布日都嘎查",
    division: Division | None = None,
    enterprise: Enterprise | None = None,
    latitude: str | None = "39.78000",
    longitude: str | None = "105.75000",
    altitude_m: int | None = 1030,
    starts_on: date = STARTS_ON,
    ends_on: date = ENDS_ON,
    is_invented: bool = False,
    by: Office | None = None,
    at: datetime = NOW,
) -> FieldStudy:
    """A study in this state, led there by its own acts; of a project in drafting unless one is named."""
    project = project or given_projects.project(state="drafting")
    by = by or given_people.institute_officer()
    row = studies.plan_study(
        project.number,
        purpose=purpose,
        place=place,
        division=division or given_people.division("152921"),
        enterprise=enterprise,
        latitude=None if latitude is None else Decimal(latitude),
        longitude=None if longitude is None else Decimal(longitude),
        altitude_m=altitude_m,
        starts_on=starts_on,
        ends_on=ends_on,
        is_invented=is_invented,
        by=by,
        at=at,
    )
    if state == StudyState.DONE:
        row = findings(row, at=at)
        return studies.finish(row.pk, seen=row.revision, by=by, at=at)
    if state == StudyState.DROPPED:
        return studies.drop(row.pk, reason="雨后道路不通，改期。", seen=row.revision, by=by, at=at)
    return row


def findings(row: FieldStudy, *, met: str = "牧户代表三人", at: datetime = NOW) -> FieldStudy:
    """What was seen, written down."""
    return studies.record_findings(
        row.pk,
        met=met,
        findings="沙葱以人工种植为主，七月至九月采收四茬，鲜销为主。",
        seen=FieldStudy.objects.get(pk=row.pk).revision,
        by=given_people.institute_officer(),
        at=at,
    )


def sample(
    of: FieldStudy,
    *,
    code: str = "",
    what: str = "鲜沙葱",
    taken_on: date = STARTS_ON,
    by: Office | None = None,
    at: datetime = NOW,
) -> Sample:
    """A sample of a study."""
    by = by or given_people.institute_officer()
    return studies.add_sample(
        of.pk, code=code, what=what, place="东侧地块", taken_on=taken_on, amount="1 kg", by=by, at=at
    )


def measurement(
    of: FieldStudy,
    *,
    item: str = "粗蛋白质",
    value: str = "2.8",
    unit: str = "g/100 g",
    sample: Sample | None = None,
    measured_on: date = MEASURED_ON,
    by: Office | None = None,
    at: datetime = NOW,
) -> Measurement:
    """One value of a study."""
    return studies.add_measurement(
        of.pk,
        item=item,
        value=Decimal(value),
        unit=unit,
        instrument="凯氏定氮仪",
        method="GB 5009.5",
        measured_on=measured_on,
        sample=sample,
        by=by or given_people.institute_officer(),
        at=at,
    )


def measured(
    project: Project,
    item: str = "粗蛋白质",
    values: Iterable[str] = ("2.4", "2.6", "2.7", "2.8", "2.8", "2.9", "3.0", "3.1", "3.3", "3.6"),
    *,
    unit: str = "g/100 g",
    of: FieldStudy | None = None,
    at: datetime = NOW,
) -> FieldStudy:
    """A study of a project with these values of an item."""
    row = of or study(project, at=at)
    for value in values:
        measurement(row, item=item, value=value, unit=unit, at=at)
    return row


def photo(
    of: FieldStudy,
    *,
    caption: str = "取样地块",
    content: bytes = DOT,
    name: str = "IMG_0001.png",
    by: Office | None = None,
    at: datetime = NOW,
) -> StudyPhoto:
    """A photo of a study."""
    return studies.add_photo(
        of.pk,
        file=ContentFile(content, name=name),
        caption=caption,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by or given_people.institute_officer(),
        at=at,
    )
