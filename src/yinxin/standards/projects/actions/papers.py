"""Who writes a project's text, and the papers that its stages ask for."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.db import transaction

from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office, Organisation
from yinxin.standards.projects import queries
from yinxin.standards.projects.actions.acting import check_open, locked, record, save
from yinxin.standards.projects.actions.refusals import (
    DrafterListed,
    DraftersSettled,
    DrafterUnnamed,
    ProjectOver,
)
from yinxin.standards.projects.lifecycle import DRAFTERS_OPEN, RUNNING
from yinxin.standards.projects.models import Drafter, Paper, PaperKind, Project


@transaction.atomic
def add_drafter(
    number: str,
    *,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    person: str = "",
    expert: Expert | None = None,
    by: Office,
    at: datetime,
) -> Drafter:
    """Name who writes: an organisation, a person of one, or an expert of the pool, who then may not review.

    Refuses NotFound, NotYours, DraftersSettled, DrafterUnnamed and DrafterListed. The person is never in the open.
    """
    project = locked(number, by)
    check_open(project, by, verb="add_drafter", states=DRAFTERS_OPEN, refusal=DraftersSettled)
    if expert is not None and not experts_in_reach(by).filter(pk=expert.pk).exists():
        raise NotFound(noun="expert", number=expert.pk)
    name = (
        organisation.name
        if organisation
        else organisation_name.strip() or (expert.employer if expert else "")
    )
    person = person.strip() or (expert.name if expert else "")
    if not name:
        raise DrafterUnnamed(field="organisation_name")
    if project.drafters.filter(organisation_name=name, person=person).exists():
        raise DrafterListed(
            field="person" if person else "organisation_name", name=f"{name} {person}".strip()
        )
    last = project.drafters.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    drafter = Drafter.objects.create(
        project=project,
        organisation=organisation,
        organisation_name=name,
        person=person,
        expert=expert,
        ordinal=last + 1,
    )
    save(project)
    private = {"person": person, "expert": expert.subject if expert else ""}
    record("project.drafter_added", project, by=by, at=at, facts={"organisation": name}, private=private)
    return drafter


@transaction.atomic
def remove_drafter(number: str, *, drafter: int, by: Office, at: datetime) -> Project:
    """Take a drafter out of the list. Refuses NotFound, NotYours and DraftersSettled."""
    project = locked(number, by)
    check_open(project, by, verb="remove_drafter", states=DRAFTERS_OPEN, refusal=DraftersSettled)
    row = project.drafters.filter(pk=drafter).first()
    if row is None:
        raise NotFound(noun="drafter", number=drafter)
    row.delete()
    save(project)
    facts = {"organisation": row.organisation_name}
    record("project.drafter_removed", project, by=by, at=at, facts=facts, private={"person": row.person})
    return project


@transaction.atomic
def add_paper(
    number: str,
    *,
    kind: str,
    file: "File[Any]",
    name: str,
    size: int,
    sha256: str,
    is_generated: bool = False,
    by: Office,
    at: datetime,
) -> Paper:
    """Put a paper to a project. It takes the place of the present one of its kind, which stays in the history.

    Refuses NotFound, NotYours and ProjectOver.
    """
    project = locked(number, by)
    check_open(project, by, verb="add_paper", states=RUNNING, refusal=ProjectOver)
    if kind != PaperKind.OTHER:
        queries.present_papers(project).filter(kind=kind).update(replaced_at=at)
    file.name = f"{project.number}-{kind}{PurePath(name).suffix.lower()}"
    paper = Paper.objects.create(
        project=project,
        kind=kind,
        file=file,
        name=name,
        size=size,
        sha256=sha256,
        is_generated=is_generated,
        office=by,
        added_at=at,
    )
    save(project)
    facts = {"paper": str(kind), "size": size, "sha256": sha256, "is_generated": is_generated}
    record("project.paper_added", project, by=by, at=at, facts=facts, private={"name": name})
    return paper
