"""The report on the field studies is written and put to the project."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from yinxin.people.models import Office
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.models import Paper, PaperKind
from yinxin.standards.studies import documents, queries
from yinxin.standards.studies.actions.acting import project_to_study
from yinxin.standards.studies.actions.refusals import NothingToReport


@transaction.atomic
def write_report(project_number: str, *, with_people: bool = False, by: Office, at: datetime) -> Paper:
    """Write the report as Word and put it to the project as its test data; an earlier one stays in the history.

    Refuses NotYours, NotFound, NothingToReport, and what `projects.add_paper` refuses: only the institute puts papers.
    """
    project = project_to_study(project_number, by)
    studies = queries.reported_studies(project)
    if not studies:
        raise NothingToReport
    lines = queries.proposed_limits(project)
    content = documents.report(project, studies, lines, with_people=with_people, at=at)
    name = f"{project.title} {documents.NAME}.docx"
    return projects.add_paper(
        project.number,
        kind=PaperKind.TEST_DATA,
        file=ContentFile(content, name=name),
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        is_generated=True,
        by=by,
        at=at,
    )
