"""Writes: a study is planned, carried out with samples, measurements and photos, and finished; a limit is adopted."""

from yinxin.standards.studies.actions.keeping import (
    correct_study,
    drop,
    finish,
    plan_study,
    record_findings,
    reopen,
)
from yinxin.standards.studies.actions.limits import adopt_limit
from yinxin.standards.studies.actions.measuring import (
    add_measurement,
    add_measurements,
    add_sample,
    correct_measurement,
    remove_measurement,
    remove_sample,
)
from yinxin.standards.studies.actions.photos import add_photo, caption_photo, remove_photo
from yinxin.standards.studies.actions.reporting import write_report

__all__ = [
    "add_measurement",
    "add_measurements",
    "add_photo",
    "add_sample",
    "adopt_limit",
    "caption_photo",
    "correct_measurement",
    "correct_study",
    "drop",
    "finish",
    "plan_study",
    "record_findings",
    "remove_measurement",
    "remove_photo",
    "remove_sample",
    "reopen",
    "write_report",
]
