"""Reads: offices of a user, and what lies in an office's reach."""

from datetime import date

from django.db.models import Q, QuerySet

from yinxin.people.models import Division, Office, Organisation, User


def offices_of(user: User, *, on: date) -> QuerySet[Office]:
    """The offices that the user holds on a day."""
    return (
        Office.objects.filter(user=user, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("user", "division", "organisation")
    )


def divisions_within(division: Division) -> QuerySet[Division]:
    """The division and all below it."""
    return Division.objects.filter(path__startswith=division.path)


def within_reach(office: Office, *, division: str, organisation: str) -> Q:
    """The scope of an office over rows that name a division and an organisation by these lookup paths.

    Regulators reach their division and below; everybody else reaches their own organisation. Used by every
    package's queries, so that scope is decided once.
    """
    if office.division is not None:
        return Q(**{f"{division}__path__startswith": office.division.path})
    return Q(**{organisation: office.organisation_id})


def organisations(kind: str) -> QuerySet[Organisation]:
    """All organisations of a kind, by name."""
    return Organisation.objects.filter(kind=kind)
