"""Reads: calls, and proposals within an office's reach."""

from datetime import date

from django.db.models import QuerySet

from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.people.queries import within_reach
from yinxin.standards.calls.models import Proposal


def proposals_in_reach(office: Office) -> QuerySet[Proposal]:
    """All for the institute that decides; those of their area for officers; their own for everybody else."""
    rows = Proposal.objects.select_related("industry", "division", "proposer")
    if office.as_role is Role.INSTITUTE_OFFICER:
        return rows
    return rows.filter(within_reach(office, division="division", organisation="proposer"))


def proposals_made(division: Division, *, since: date, until: date) -> QuerySet[Proposal]:
    """Proposals of a division and its parts, made between two days, both included."""
    return Proposal.objects.select_related("industry", "division", "proposer").filter(
        division__path__startswith=division.path, proposed_on__gte=since, proposed_on__lte=until
    )
