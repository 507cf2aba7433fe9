"""Figures as of a day, each from dated facts and with the rows behind it.

A figure counts what belongs to a division or to a part of it. Days are those of Asia/Shanghai: a day ends at its
midnight there. What was entered later about an earlier day counts for that day: figures say what was so, not what
was known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, TruncDate

from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.queries import certificates_in_reach
from yinxin.certification.models import Application, Certificate, StateChange
from yinxin.cultivation.queries import pool_on
from yinxin.experts.pool.queries import experts_in_reach, in_pool
from yinxin.ledgers.models import Enterprise, Industry
from yinxin.ledgers.queries import enterprises_in_reach
from yinxin.marks.models import LabelBatch, Scan
from yinxin.marks.queries import batches_in_reach
from yinxin.marks.verification import Answer
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.publicity.queries import articles_in_reach
from yinxin.register.models import Entry
from yinxin.register.queries import subjects_before
from yinxin.standards.calls.queries import proposals_in_reach, proposals_made
from yinxin.standards.comments.queries import comments_in_reach
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.reviews.queries import reviews_in_reach
from yinxin.standards.texts.queries import published_under, standards_in_reach
from yinxin.statistics import rules
from yinxin.statistics.rules import Figure, Row
from yinxin.supervision.models import Report
from yinxin.supervision.queries import cases_in_reach, reports_in_reach, requests_in_reach

HERE = ZoneInfo("Asia/Shanghai")
T = TypeVar("T")
Counting = Callable[[Division, date], Iterable[Row]]


class UnknownFigure(KeyError):
    """There is no figure of that name: a mistake of the program, never of a reader."""


def figure(name: str, *, division: Division, as_of: date) -> Figure:
    """The figure of that name. What each counts is said by its function below. Raises UnknownFigure."""
    counting = FIGURES.get(name)
    if counting is None:
        raise UnknownFigure(name)
    return Figure(name, as_of, tuple(counting(division, as_of)))


def figures(names: Iterable[str], *, division: Division, as_of: date) -> dict[str, Figure]:
    """Several figures as of one day, in the order asked for."""
    return {name: figure(name, division=division, as_of=as_of) for name in names}


def bulletin(*, division: Division, as_of: date, language: str = "zh") -> tuple[rules.Part, ...]:
    """The paragraph that states the five figures of the notice, as of a day."""
    name = division.name if language == "zh" else division.name_en
    stated = figures(rules.OF_THE_NOTICE, division=division, as_of=as_of)
    return rules.bulletin(stated, division=name, as_of=as_of, language=language)


# ------------------------------------------------------------------------------------------ the figures


def _standards_published(division: Division, as_of: date) -> Iterator[Row]:
    """Standards for products of the division, published by the day and not withdrawn by then."""
    for standard in published_under(division, as_of).order_by("published_on", "number"):
        yield Row(
            standard.subject,
            standard.title,
            standard.printed_number,
            _known(standard.published_on),
            standard.is_placeholder,
        )


def _experts_in_pool(division: Division, as_of: date) -> Iterator[Row]:
    """Experts whom the division recommended, admitted by the day and not gone by then. Named by number only."""
    for expert in in_pool(division, as_of).order_by("admitted_on", "id"):
        yield Row(
            expert.subject,
            str(expert.pk),
            ",".join(expert.fields),
            _known(expert.admitted_on),
            expert.is_invented,
        )


def _enterprises_in_pool(division: Division, as_of: date) -> Iterator[Row]:
    """Enterprises of the division with a stay in the cultivation pool on the day."""
    for stay in pool_on(division, as_of).order_by("admitted_on", "id"):
        yield _of_enterprise(stay.enterprise, stay.enterprise.division.name, _known(stay.admitted_on))


def _standards_proposed_this_year(division: Division, as_of: date) -> Iterator[Row]:
    """Standards that the division proposed from 1 January of the day's year up to the day."""
    made = proposals_made(division, since=as_of.replace(month=1, day=1), until=as_of)
    for proposal in made.order_by("proposed_on", "id"):
        yield Row(
            proposal.subject,
            proposal.title,
            proposal.proposer.name,
            proposal.proposed_on,
            proposal.is_invented,
        )


def _enterprises_certified(division: Division, as_of: date) -> Iterator[Row]:
    """Enterprises of the division that hold a certificate in force on the day, each once, by its earliest one."""
    seen: set[int] = set()
    for certificate in certificates_in_state(CertificateState.VALID, division, as_of):
        if certificate.enterprise_id not in seen:
            seen.add(certificate.enterprise_id)
            yield _of_enterprise(certificate.enterprise, certificate.number, certificate.issued_on)


def _certificates_in_force(division: Division, as_of: date) -> Iterator[Row]:
    """Certificates of the division's enterprises that are valid on the day."""
    return _of_certificates(certificates_in_state(CertificateState.VALID, division, as_of))


def _certificates_suspended(division: Division, as_of: date) -> Iterator[Row]:
    """Certificates of the division's enterprises that are suspended on the day."""
    return _of_certificates(certificates_in_state(CertificateState.SUSPENDED, division, as_of))


def _enterprises_in_ledger(division: Division, as_of: date) -> Iterator[Row]:
    """Enterprises of the division that were in the ledger by the day."""
    rows = Enterprise.objects.filter(
        division__path__startswith=division.path, registered_at__lt=_end_of(as_of)
    ).select_related("division", "industry")
    for enterprise in rows.order_by("registered_at", "pk"):
        yield _of_enterprise(enterprise, enterprise.industry.name, _day_of(enterprise.registered_at))


def _enterprises_applied(division: Division, as_of: date) -> Iterator[Row]:
    """Enterprises of the division that had handed in an application by the day, each once, by its first one."""
    seen: set[int] = set()
    rows = _submitted(division, as_of).order_by("submitted_at", "id")
    for application in rows:
        if application.enterprise_id not in seen:
            seen.add(application.enterprise_id)
            day = _day_of(_known(application.submitted_at))
            yield _of_enterprise(application.enterprise, application.number, day)


def _enterprises_accepted(division: Division, as_of: date) -> Iterator[Row]:
    """Enterprises of the division whose application a body had accepted by the day, each once, by its first one."""
    seen: set[int] = set()
    rows = _submitted(division, as_of).filter(accepted_at__lt=_end_of(as_of)).order_by("accepted_at", "id")
    for application in rows:
        if application.enterprise_id not in seen:
            seen.add(application.enterprise_id)
            day = _day_of(_known(application.accepted_at))
            yield _of_enterprise(application.enterprise, application.number, day)


def _applications_open(division: Division, as_of: date) -> Iterator[Row]:
    """Applications of the division's enterprises that were handed in by the day and had not ended by then."""
    ended = subjects_before(_end_of(as_of), kinds=ENDS_OF_A_CASE)
    for application in _submitted(division, as_of).order_by("submitted_at", "id"):
        if application.subject in ended:
            continue
        day = _day_of(_known(application.submitted_at))
        yield Row(application.subject, application.product.name, application.enterprise.name, day)


def _reports_open(division: Division, as_of: date) -> Iterator[Row]:
    """Reports of misuse that the division handles, received by the day and not answered by then."""
    end = _end_of(as_of)
    rows = Report.objects.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gte=end),
        division__path__startswith=division.path,
        received_at__lt=end,
    )
    for report in rows.select_related("division").order_by("received_at"):
        yield Row(report.subject, report.tracking, report.division.name, _day_of(report.received_at))


ENDS_OF_A_CASE = ("application.concluded", "application.declined", "application.withdrawn")

FIGURES: dict[str, Counting] = {
    "standards_published": _standards_published,
    "experts_in_pool": _experts_in_pool,
    "enterprises_in_pool": _enterprises_in_pool,
    "standards_proposed_this_year": _standards_proposed_this_year,
    "enterprises_certified": _enterprises_certified,
    "certificates_in_force": _certificates_in_force,
    "certificates_suspended": _certificates_suspended,
    "enterprises_in_ledger": _enterprises_in_ledger,
    "enterprises_applied": _enterprises_applied,
    "enterprises_accepted": _enterprises_accepted,
    "applications_open": _applications_open,
    "reports_open": _reports_open,
}


def certificates_in_state(state: CertificateState, division: Division, as_of: date) -> QuerySet[Certificate]:
    """Certificates of a division that were in a state at the end of a day, by their dated changes, earliest first.

    After its last day of validity no certificate is in force, whether or not its expiry was recorded.
    """
    last = StateChange.objects.filter(certificate=OuterRef("pk"), at__lt=_end_of(as_of)).order_by(
        "-at", "-id"
    )
    return (
        Certificate.objects.annotate(state_then=Subquery(last.values("state")[:1]))
        .filter(
            state_then=state,
            issued_on__lte=as_of,
            expires_on__gte=as_of,
            enterprise__division__path__startswith=division.path,
        )
        .select_related("enterprise__division", "enterprise__industry")
        .order_by("issued_on", "id")
    )


# ------------------------------------------------------------------------------------ for the dashboard


@dataclass(frozen=True, slots=True)
class IndustryStages:
    """How many enterprises of an industry stand at each stage, each enterprise at the furthest that it reached."""

    industry: Industry
    in_ledger: int
    in_pool: int
    applying: int
    accepted: int
    certified: int


STAGES = (
    "enterprises_in_ledger",
    "enterprises_in_pool",
    "enterprises_applied",
    "enterprises_accepted",
    "enterprises_certified",
)


def stages_by_industry(*, division: Division, as_of: date) -> list[IndustryStages]:
    """Each industry with its enterprises by stage, in the order of the ledger; industries without any are left out."""
    reached: dict[int, int] = {}
    for level, name in enumerate(STAGES):
        for row in figure(name, division=division, as_of=as_of).rows:
            reached[int(row.subject.partition("/")[2])] = level
    counts: dict[str, list[int]] = {}
    for pk, code in Enterprise.objects.filter(pk__in=reached).values_list("pk", "industry_id"):
        counts.setdefault(code, [0] * len(STAGES))[reached[pk]] += 1
    return [
        IndustryStages(industry, *counts[industry.code])
        for industry in Industry.objects.all()
        if industry.code in counts
    ]


def funnel(*, division: Division, as_of: date) -> dict[str, Figure]:
    """How many enterprises came how far: from the ledger to a certificate in force."""
    return figures(STAGES, division=division, as_of=as_of)


@dataclass(frozen=True, slots=True)
class DayOfScans:
    """How often labels of a division were checked on a day, and how many of these checks did not find all well."""

    on: date
    checks: int
    doubtful: int


def scans_of_days(*, division: Division, as_of: date, days: int = 30) -> list[DayOfScans]:
    """Checks of labels of the division's certificates, day by day, the last day being `as_of`."""
    first = as_of - timedelta(days=days - 1)
    batches = LabelBatch.objects.filter(
        epoch_id=OuterRef("epoch"),
        first_counter__lte=OuterRef("counter"),
        first_counter__gt=OuterRef("counter") - F("count"),
        certificate__enterprise__division__path__startswith=division.path,
    )
    counted = (
        Scan.objects.filter(Exists(batches), at__gte=_start_of(first), at__lt=_end_of(as_of))
        .annotate(day=TruncDate("at", tzinfo=HERE))
        .values_list("day")
        .annotate(checks=Count("pk"), doubtful=Count("pk", filter=~Q(verdict=Answer.GENUINE)))
        .order_by("day")
    )
    found = {day: DayOfScans(day, checks, doubtful) for day, checks, doubtful in counted}
    span = (first + timedelta(days=number) for number in range(days))
    return [found.get(day, DayOfScans(day, 0, 0)) for day in span]


def coming_expiries(*, division: Division, as_of: date, days: int = 365) -> QuerySet[Certificate]:
    """Certificates in force that end within so many days, the first to end first."""
    last = as_of + timedelta(days=days)
    return (
        certificates_in_state(CertificateState.VALID, division, as_of)
        .filter(expires_on__lte=last)
        .order_by("expires_on", "id")
    )


def coming_surveillance(*, division: Division, as_of: date, days: int = 365) -> QuerySet[Certificate]:
    """Certificates in force whose surveillance falls due within so many days, or is late; the most urgent first."""
    last = as_of + timedelta(days=days)
    return (
        certificates_in_state(CertificateState.VALID, division, as_of)
        .filter(surveillance_due_on__lte=last)
        .order_by("surveillance_due_on", "id")
    )


# ---------------------------------------------------------------------------------------------- the acts


def entries_in_reach(by: Office) -> QuerySet[Entry]:
    """Entries on what an office reaches, and those that concern the public, latest first.

    `is_within_reach` tells the first from the second: of an entry that is only public, the detail is not shown.
    """
    within = Q(subject__in=[f"division/{code}" for code in _codes(by)])
    for noun, rows, key in (
        ("enterprise", enterprises_in_reach(by), "pk"),
        ("application", applications_in_reach(by), "number"),
        ("certificate", certificates_in_reach(by), "number"),
        ("label_batch", batches_in_reach(by), "number"),
        ("report", reports_in_reach(by), "tracking"),
        ("case", cases_in_reach(by), "number"),
        ("suspension_request", requests_in_reach(by), "pk"),
        ("standard", standards_in_reach(by), "pk"),
        ("proposal", proposals_in_reach(by), "pk"),
        ("project", projects_in_reach(by), "number"),
        ("comment", comments_in_reach(by), "pk"),
        ("panel_review", reviews_in_reach(by), "pk"),
        ("expert", experts_in_reach(by), "pk"),
        ("article", articles_in_reach(by), "slug"),
    ):
        subject = Concat(Value(f"{noun}/"), Cast(key, CharField()), output_field=CharField())
        within |= Q(subject__in=rows.order_by().annotate(_subject=subject).values("_subject"))
    entries = Entry.objects.select_related("detail").annotate(is_within_reach=Q(within))
    return entries.filter(Q(is_open=True) | Q(is_within_reach=True)).order_by("-seq")


def _codes(by: Office) -> list[str]:
    return list(divisions_within(by.division).values_list("code", flat=True)) if by.division else []


# ------------------------------------------------------------------------------------------------ parts


def _submitted(division: Division, as_of: date) -> QuerySet[Application]:
    return Application.objects.filter(
        enterprise__division__path__startswith=division.path, submitted_at__lt=_end_of(as_of)
    ).select_related("enterprise__division", "product")


def _of_certificates(certificates: Iterable[Certificate]) -> Iterator[Row]:
    for row in certificates:
        name = f"{row.number} {row.product_name}"
        yield Row(row.subject, name, row.holder_name, row.issued_on, row.is_invented)


def _of_enterprise(enterprise: Enterprise, note: str, on: date) -> Row:
    return Row(enterprise.subject, enterprise.name, note, on, enterprise.is_invented)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=HERE)


def _end_of(day: date) -> datetime:
    """The first moment that is no longer of the day."""
    return _start_of(day + timedelta(days=1))


def _day_of(at: datetime) -> date:
    return at.astimezone(HERE).date()


def _known(value: T | None) -> T:
    """A value that the filter of the query has made sure of."""
    if value is None:
        raise ValueError(value)
    return value
