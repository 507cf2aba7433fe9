"""Reads: experts within an office's reach, and who is in the pool. An expert is a person: few offices see any."""

from datetime import date

from django.db.models import Q, QuerySet

from yinxin.experts.pool.models import Expert
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.people.queries import within_reach

OFFICERS = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})


def experts_in_reach(office: Office) -> QuerySet[Expert]:
    """All for the institute that keeps the pool; those that their area recommended for officers; none for others."""
    rows = Expert.objects.select_related("division")
    if office.as_role is Role.INSTITUTE_OFFICER:
        return rows
    if office.as_role in OFFICERS:
        return rows.filter(within_reach(office, division="division", organisation="pk"))
    return rows.none()


def in_pool(division: Division, on: date) -> QuerySet[Expert]:
    """Experts whom a division or its parts recommended and who were in the pool on a day."""
    return Expert.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=on),
        division__path__startswith=division.path,
        admitted_on__lte=on,
    )
