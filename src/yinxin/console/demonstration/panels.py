"""A panel review: the matter, the draw of its panel, what the experts declare, and the vote."""

from datetime import datetime, timedelta

from yinxin.console.demonstration import cast
from yinxin.console.demonstration.data import programme as data
from yinxin.console.demonstration.people import PASSWORD
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.models import Assignment
from yinxin.experts.assignments.queries import panel
from yinxin.experts.pool import actions as pool
from yinxin.experts.pool.models import Expert
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.standards.projects.models import Project
from yinxin.standards.reviews import actions as reviews
from yinxin.standards.reviews.models import PanelReview

EVENING = timedelta(hours=12, minutes=5)  # after the offices open


def review(told: data.Review, project: Project, times: Times) -> Scene:
    """One review, as far as its data go."""
    at = yield times.when(told.opened, minutes=10)
    by = cast.institute_officer()
    day = times.day_of(told.opened)
    row = reviews.open_review(
        project.number,
        form=told.form,
        place=told.place,
        starts_on=day,
        ends_on=day + timedelta(days=told.days),
        by=by,
        at=at,
    )
    for name in told.named:
        assignments.invite(row.matter_id, cast.expert(name).pk, seat="chair", by=by, at=at)
    yield from _drawn(told.draw, row, times)
    at = yield times.when(told.draw.drawn, minutes=180)
    _answered(row, told.declines, at)
    if told.vote:
        yield from _voted(told.vote, row, times)


def _drawn(told: data.Draw, row: PanelReview, times: Times) -> Scene:
    """Two officers: one commits to the list, the other enters the value."""
    at = yield times.when(told.committed, minutes=30)
    due = times.on(times.day_of(told.committed) + timedelta(days=told.due_days)) + EVENING
    draw = assignments.commit_panel(
        row.matter_id, source=told.source, source_due_at=due, by=cast.institute_officer(), at=at
    )
    register.sign_checkpoint(at=at)  # the commit did, unless the whole load is one transaction
    at = yield max(times.when(told.drawn, minutes=30), due + timedelta(hours=1))
    assignments.seat_panel(
        row.matter_id, draw=draw.number, value=told.value, by=cast.institute_officer(second=True), at=at
    )


def _answered(row: PanelReview, declines: int | None, at: datetime) -> None:
    """Everybody declares by one click, but whoever has no time."""
    invited = Assignment.objects.filter(matter=row.matter_id, state="invited").select_related("expert")
    for place, assignment in enumerate(invited.order_by("pk"), start=1):
        by = _office(assignment.expert, at)
        if place == declines:
            assignments.decline(assignment.pk, reason="会议期间出差。（演示数据）", by=by, at=at)
        else:
            assignments.accept(assignment.pk, by=by, at=at)


def _voted(told: data.Vote, row: PanelReview, times: Times) -> Scene:
    at = yield times.when(told.opened, minutes=40)
    by = cast.institute_officer()
    until = times.on(times.day_of(told.opened) + timedelta(days=told.days)) + EVENING
    reviews.open_voting(row.pk, until=until, by=by, at=at)
    members = list(panel(row.matter).order_by("-seat", "pk"))  # the chair votes last
    for (clause, text), member in zip(told.opinions.items(), members, strict=False):
        reviews.note(row.pk, clause_number=clause, text=text, by=_office(member.expert, at), at=at)
    for choice, member in zip(told.choices, members, strict=False):
        reason = "" if choice == "in_favour" else "指标依据还需补充。（演示数据）"
        reviews.vote(row.pk, choice=choice, reason=reason, by=_office(member.expert, at), at=at)
    if told.concluded is None:
        return
    at = yield times.when(told.concluded, minutes=40)
    for opinion in row.opinions.all():
        reviews.answer_opinion(opinion.pk, answer=told.answer, by=by, at=at)
    reviews.conclude(row.pk, conclusion=told.conclusion, by=by, at=at)
    for member in members:
        assignments.finish(member.pk, hours=told.hours, is_punctual=True, by=by, at=at)
    assignments.close_matter(row.matter_id, by=by, at=at)


def _office(expert: Expert, at: datetime) -> Office:
    """The expert's office. Whoever is asked for the first time gets an account: `expert-14` for the fourteenth."""
    expert = cast.expert(expert.name)
    if expert.user is None:
        user = people.add_user(f"expert-{expert.name[-2:]}", name=expert.name, password=PASSWORD, at=at)
        return pool.open_account(expert.pk, user=user, by=cast.institute_officer(), at=at)
    return cast.expert_office(expert)
