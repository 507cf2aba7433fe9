"""What is kept of an expert, in finished values: the institute's page and the expert's own are made of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinxin.experts.pool import rules
from yinxin.experts.pool.models import Expert, Qualification, Tie
from yinxin.experts.pool.queries import qualifications_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.web import phrases
from yinxin.web.expert_acts import Deed, Desk
from yinxin.web.templatetags.yinxin import day
from yinxin.web.wording.experts import EXPERT_FIELDS, REMINDERS, TIE_KINDS


@dataclass(frozen=True, slots=True)
class Shown:
    """One of what is kept: a heading, a line below it, tags [(words, tone)], a file, and what can be done with it."""

    title: str
    meta: str
    tags: list[tuple[str, str]]
    deeds: list[Deed]
    file_url: str = ""
    file_name: str = ""


def record_of(desk: Desk, *, file_address: Callable[[int], str]) -> dict[str, Any]:
    """The parts of the record, each with its rows and what can be added."""
    expert, today = desk.expert, desk.today
    absences = expert.absences.filter(until__gte=today)
    return {
        "ties": [_tie(tie, desk) for tie in expert.ties.all()],
        "tie_deeds": desk.deeds("add_tie"),
        "qualifications": [_qualification(row, desk, file_address) for row in expert.qualifications.all()],
        "qualification_deeds": desk.deeds("add_qualification"),
        "absences": [
            Shown(
                period(row.since, row.until),
                row.note,
                _own(is_own=row.is_own_entry),
                desk.deeds("remove_absence", item=row.pk),
            )
            for row in absences
        ],
        "absence_deeds": desk.deeds("add_absence"),
        "trainings": [
            Shown(
                row.title,
                " · ".join([day(row.held_on), hours_of(row.hours)]),
                [] if row.is_passed else [(_("not passed"), "warn")],
                desk.deeds("remove_training", item=row.pk),
            )
            for row in expert.trainings.all()
        ],
        "training_deeds": desk.deeds("add_training"),
        "refusal": desk.refusal,
        "reminders": reminders_of(expert, today=today),
        "fields": fields_of(expert),
        "criteria": criteria_of(expert),
        "term": term_of(expert, today=today),
    }


def _tie(tie: Tie, desk: Desk) -> Shown:
    is_over = tie.until is not None and tie.until < desk.today
    tags = [(str(TIE_KINDS[tie.kind]), "" if is_over else "info"), *_own(is_own=tie.is_own_entry)]
    if tie.organisation_id:
        tags.append((_("known here"), ""))
    may_end = tie.until is None and (_is_theirs(desk, tie))
    deeds = desk.deeds("end_tie", item=tie.pk) if may_end else []
    meta = " · ".join(part for part in (period(tie.since, tie.until), tie.note) if part)
    return Shown(tie.organisation_name, meta, tags, deeds + desk.deeds("remove_tie", item=tie.pk))


def _qualification(row: Qualification, desk: Desk, file_address: Callable[[int], str]) -> Shown:
    said = [row.number, row.issuer]
    if row.obtained_on:
        said.append(_("obtained %(day)s") % {"day": day(row.obtained_on)})
    if row.expires_on:
        said.append(_("valid until %(day)s") % {"day": day(row.expires_on)})
    tags = _own(is_own=row.is_own_entry)
    if row.expires_on is not None and row.expires_on < desk.today:
        tags.insert(0, (_("Expired"), "bad"))
    return Shown(
        row.name,
        " · ".join(part for part in said if part),
        tags,
        desk.deeds("remove_qualification", item=row.pk) if _is_theirs(desk, row) else [],
        file_url=file_address(row.pk) if row.file else "",
        file_name=scan_name(row),
    )


def _is_theirs(desk: Desk, row: Tie | Qualification) -> bool:
    """Whether who looks may take back what stands in the row: experts only what they entered."""
    return row.is_own_entry or desk.by.as_role is not Role.EXPERT


def _own(*, is_own: bool) -> list[tuple[str, str]]:
    return [(_("entered by the expert"), "")] if is_own else []


def period(since: date | None, until: date | None) -> str:
    """From when until when, with what is not known left open."""
    if since and until:
        return _("%(since)s to %(until)s") % {"since": day(since), "until": day(until)}
    if since:
        return _("since %(since)s") % {"since": day(since)}
    return _("until %(until)s") % {"until": day(until)} if until else _("lasting, beginning not stated")


def hours_of(hours: Decimal) -> str:
    """Hours without empty decimals."""
    return _("%(n)s h") % {"n": f"{hours.normalize():f}"}


def fields_of(expert: Expert) -> str:
    """What somebody is an expert in, in words."""
    return phrases.listed(str(EXPERT_FIELDS[code]) for code in expert.fields)


def criteria_of(expert: Expert) -> list[tuple[str, str]]:
    """What showed, at admission, that each criterion was met; by the rulebook's words of today."""
    language = get_language() or "zh-hans"
    return [
        (criterion.text.in_language(language), expert.criteria[criterion.code])
        for criterion in rulebook().experts.criteria
        if criterion.code in expert.criteria
    ]


def term_of(expert: Expert, *, today: date) -> dict[str, Any] | None:
    """The term of somebody in the pool: its days, and how many are left."""
    if expert.admitted_on is None or expert.term_until is None or expert.left_on is not None:
        return None
    left = (expert.term_until - today).days
    days = (expert.term_until - expert.admitted_on).days + 1
    return {"until": expert.term_until, "left": left, "days": days, "used": min(days, max(0, days - left))}


def reminders_of(expert: Expert, *, today: date) -> list[str]:
    """What is over or ends soon, in words, for somebody in the pool."""
    return [
        str(REMINDERS[each.kind]) % {"last": day(each.last), "what": each.what}
        for each in warnings_of(expert, today=today)
    ]


def warnings_of(expert: Expert, *, today: date) -> list[rules.PoolWarning]:
    """The reminders of the pool's rules; none for who is not in the pool."""
    if not rules.is_in_pool(today, admitted_on=expert.admitted_on, left_on=expert.left_on):
        return []
    held: Iterable[Qualification] = expert.qualifications.all()
    return rules.warnings(
        today,
        until=expert.term_until,
        qualifications=[(row.name, row.expires_on) for row in held],
        reminder_days=rulebook().experts.reminder_days.value,
    )


def scan_of(office: Office, pk: int) -> tuple["File[bytes]", str]:
    """The scan of a qualification in reach with its name. NotFound where there is none."""
    row = qualifications_in_reach(office).filter(pk=pk).exclude(file="").first()
    if row is None:
        raise NotFound(noun="document", number=pk)
    return row.file, scan_name(row)


def scan_name(row: Qualification) -> str:
    """What the scan is called when it is handed out: by what it shows."""
    return f"{row.name}{PurePath(str(row.file.name)).suffix}" if row.file else ""
