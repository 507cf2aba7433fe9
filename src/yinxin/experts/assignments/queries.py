"""Reads: assignments of an expert, and of the institute that gives them."""

from django.db.models import QuerySet

from yinxin.experts.assignments.models import Assignment
from yinxin.kernel.roles import Role
from yinxin.people.models import Office


def assignments_in_reach(by: Office) -> QuerySet[Assignment]:
    """An expert's own; those of its matters for the institute; none for others."""
    rows = Assignment.objects.select_related("matter", "expert").order_by("-id")
    if by.as_role is Role.EXPERT:
        return rows.filter(expert__user=by.user_id)
    if by.as_role is Role.INSTITUTE_OFFICER:
        return rows.filter(matter__organisation=by.organisation_id)
    return rows.none()
