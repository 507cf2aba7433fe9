"""Projects of standards at every stage, with a small text, drafters and papers."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.pool.models import Expert
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.models import Proposal
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.lifecycle import STAGES, ProjectState
from yinxin.standards.projects.models import Drafter, Paper, PaperKind, Project, ProjectKind
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Clause, Standard

NUMBER = "T/NMSP MZB03.20-2024"
PDF = b"%PDF-1.4\n%%EOF\n"


def second_officer() -> Office:
    """Another officer of the same institute: who approves what the first one counted."""
    return given_people.office(Role.INSTITUTE_OFFICER, username="institute-second")


def project(
    title: str = "“蒙”字标认证要求 林草产品 阿拉善沙葱",
    *,
    state: str = ProjectState.PLANNED,
    kind: str = ProjectKind.NEW,
    revises: Standard | None = None,
    proposals: Sequence[Proposal] = (),
    kinds: Sequence[str] = ("mongolian_onion",),
    industry: Industry | None = None,
    division: Division | None = None,
    text: bool = True,
    number: str = NUMBER,
    until: date | None = None,
    is_invented: bool = False,
    at: datetime = NOW,
) -> Project:
    """A project in this state, led there by its own acts.

    Up to the public comment all is done at `at`; what comes after it on the day after its last one (`until`).
    """
    row = projects.plan(
        title=title,
        kind=kind,
        proposals=[each.pk for each in proposals],
        revises=revises,
        product_kinds=kinds,
        industry=industry,
        division=division or given_people.division(),
        on=at.date(),
        is_invented=is_invented,
        by=given_people.institute_officer(),
        at=at,
    )
    if text and revises is None:
        clauses(row, at=at)
    if state in STAGES:
        return led_to(row, state, number=number, until=until, at=at)
    if state == ProjectState.STOPPED:
        by = given_people.institute_officer()
        return projects.stop(row.number, reason="提案单位不再参加。", seen=row.revision, by=by, at=at)
    if state == ProjectState.LAPSED:
        day = row.lapses_on + timedelta(days=1)
        projects.lapse_due(on=day, at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
        return Project.objects.get(pk=row.pk)
    return published(led_to(row, ProjectState.NUMBERED, number=number, until=until, at=at))


def led_to(
    row: Project, state: str, *, number: str = NUMBER, until: date | None = None, at: datetime = NOW
) -> Project:
    """A planned project led on to a stage, with the papers that each stage asks for."""
    by, other = given_people.institute_officer(), second_officer()
    way = STAGES[: STAGES.index(ProjectState(state)) + 1]
    until = until or at.date() + timedelta(days=rulebook().standards.comment_days.value)
    after = datetime(until.year, until.month, until.day, 2, tzinfo=UTC) + timedelta(days=1)
    if ProjectState.DRAFTING in way:
        row = projects.start(row.number, seen=row.revision, by=by, at=at)
    if ProjectState.COMMENT in way:
        drafter(row, at=at)
        paper(row, PaperKind.EXPLANATORY_NOTE, at=at)
        row = projects.open_comment(row.number, until=until, seen=fresh(row).revision, by=by, at=at)
        paper(row, PaperKind.TEST_DATA, at=at)
    if ProjectState.REVIEW in way:
        paper(row, PaperKind.COMMENT_SUMMARY, at=after)
        row = projects.enter_review(row.number, by=by, at=after)
    if ProjectState.APPROVAL in way:
        paper(row, PaperKind.REVIEW_MINUTES, at=after)
        row = projects.pass_review(row.number, by=by, at=after)
    if ProjectState.APPROVED in way:
        row = projects.approve(row.number, seen=row.revision, by=other, at=after)
    if ProjectState.NUMBERED in way:
        row = projects.number(row.number, number=number, seen=row.revision, by=by, at=after)
    return fresh(row)


def published(
    row: Project, *, effective_on: date | None = None, transition_until: date | None = None
) -> Project:
    """A numbered project whose standard is published on the day on which it was numbered."""
    on = row.stages.get(stage=ProjectState.NUMBERED).entered_on or NOW.date()
    return projects.publish(
        row.number,
        on=on,
        effective_on=effective_on or on,
        transition_until=transition_until,
        seen=row.revision,
        by=given_people.institute_officer(),
        at=datetime(on.year, on.month, on.day, 3, tzinfo=UTC),
    )


def fresh(row: Project) -> Project:
    """The project as it stands now."""
    return Project.objects.get(pk=row.pk)


def clauses(row: Project, *, at: datetime = NOW) -> list[Clause]:
    """A small text: scope, a chapter with an origin rule and a limit."""
    by = given_people.institute_officer()
    lines = (
        (1, "scope", "范围", "本文件规定了沙葱的认证要求。", None),
        (1, "heading", "认证要求", "", None),
        (2, "origin", "地域要求", "产自阿拉善盟行政区域。", {"divisions": ["152900"]}),
        (2, "indicator", "理化指标", "应符合表 1 的规定。", None),
    )
    found: list[Clause] = []
    for depth, kind, title, text, origin in lines:
        clause = texts.insert_clause(
            row.standard_id,
            after=found[-1].pk if found else None,
            depth=depth,
            kind=kind,
            title=title,
            text=text,
            origin=origin,
            by=by,
            at=at,
        )
        found.append(clause)
    limit(found[-1], at=at)
    return found


def limit(of: Clause, *, item: str = "粗蛋白质", limit: str = "2.6", at: datetime = NOW) -> None:
    """A limit under a clause of a draft."""
    texts.add_indicator(
        of.pk,
        item=item,
        unit="g/100 g",
        comparison="at_least",
        limit=Decimal(limit),
        method="GB 5009.5",
        by=given_people.institute_officer(),
        at=at,
    )


def drafter(
    row: Project,
    *,
    organisation: Organisation | None = None,
    organisation_name: str = "示例草业研究所",
    person: str = "示例起草人",
    expert: Expert | None = None,
    by: Office | None = None,
    at: datetime = NOW,
) -> Drafter:
    """Somebody who writes the text."""
    return projects.add_drafter(
        row.number,
        organisation=organisation,
        organisation_name=organisation_name,
        person=person,
        expert=expert,
        by=by or given_people.institute_officer(),
        at=at,
    )


def paper(
    row: Project,
    kind: str = PaperKind.EXPLANATORY_NOTE,
    *,
    name: str = "",
    content: bytes = PDF,
    by: Office | None = None,
    at: datetime = NOW,
) -> Paper:
    """A paper of this kind."""
    return projects.add_paper(
        row.number,
        kind=kind,
        file=ContentFile(content, name="paper.pdf"),
        name=name or f"{kind}.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        by=by or given_people.institute_officer(),
        at=at,
    )
