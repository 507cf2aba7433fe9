"""Reads: experts within an office's reach, and who is in the pool. An expert is a person: few offices see any."""

from datetime import date

from django.db.models import Q, QuerySet

from yinxin.experts.pool.models import Absence, Expert, Qualification, Tie, TieKind, Training
from yinxin.kernel.roles import BODY_ROLES, Role
from yinxin.people.models import Division, Office, Organisation, OrganisationKind
from yinxin.people.queries import within_reach

OFFICERS = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})


def experts_in_reach(office: Office) -> QuerySet[Expert]:
    """The institute's are all, officers' those that their area recommended, an expert's the own row, others' none."""
    rows = Expert.objects.select_related("division", "body")
    if office.as_role is Role.INSTITUTE_OFFICER:
        return rows
    if office.as_role in OFFICERS:
        return rows.filter(within_reach(office, division="division", organisation="pk"))
    if office.as_role is Role.EXPERT:
        return rows.filter(user=office.user_id)
    return rows.none()


def ties_in_reach(office: Office) -> QuerySet[Tie]:
    """The ties of experts in reach."""
    return Tie.objects.filter(expert__in=experts_in_reach(office))


def qualifications_in_reach(office: Office) -> QuerySet[Qualification]:
    """The qualifications of experts in reach."""
    return Qualification.objects.filter(expert__in=experts_in_reach(office))


def absences_in_reach(office: Office) -> QuerySet[Absence]:
    """The absences of experts in reach."""
    return Absence.objects.filter(expert__in=experts_in_reach(office))


def trainings_in_reach(office: Office) -> QuerySet[Training]:
    """The trainings of experts in reach."""
    return Training.objects.filter(expert__in=experts_in_reach(office))


def in_pool(division: Division, on: date) -> QuerySet[Expert]:
    """Experts whom a division or its parts recommended and who were in the pool on a day."""
    return Expert.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=on),
        division__path__startswith=division.path,
        admitted_on__lte=on,
    )


def bodies_of(expert: Expert, *, on: date) -> set[int]:
    """The certification bodies that a person works for on a day: as named here, as employer, or by an office held."""
    offices = Office.objects.filter(user=expert.user_id, role__in=sorted(BODY_ROLES)).exclude(until__lt=on)
    employers = expert.ties.filter(
        kind=TieKind.EMPLOYER, organisation__kind=OrganisationKind.BODY.value
    ).exclude(until__lt=on)
    named = {expert.body_id} if expert.body_id else set()
    held = set(offices.values_list("organisation", flat=True)) if expert.user_id else set()
    return named | held | set(employers.values_list("organisation", flat=True))


def organisation_named(name: str) -> Organisation | None:
    """The one organisation of this name; none where several bear it."""
    found = list(Organisation.objects.filter(name=name)[:2])
    return found[0] if len(found) == 1 else None
