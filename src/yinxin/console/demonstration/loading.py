"""Loading: the scenes of a demonstration put together and played up to now, or what was loaded before kept."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from yinxin.console.demonstration import (
    cases,
    certificates,
    ledger,
    people,
    pool,
    programme,
    publicity,
    standards,
    studies,
    supervision,
)
from yinxin.console.demonstration.data import reading
from yinxin.console.demonstration.labels import Labels
from yinxin.console.demonstration.story import Scene, Story
from yinxin.console.demonstration.times import Times
from yinxin.people.actions import INSTALLATION
from yinxin.register import actions as register
from yinxin.register.models import Entry

LOADED = "demonstration.loaded"
NOTICE = date(2024, 12, 6)


class Say(Protocol):
    """Shows a text at once, with a line end or another."""

    def __call__(self, text: str, /, *, end: str = "\n") -> None: ...


class NotHere(Exception):
    """The demonstration is not loaded into this installation, or not thrown away; the argument says why."""


def load(folder: Path, *, now: datetime, is_fresh: bool, say: Say) -> None:
    """Bring the demonstration into an empty database, or keep it where it is already.

    Refuses with NotHere unless the installation is one for demonstrations and holds nothing else.
    """
    if not settings.DEMO:
        raise NotHere("this installation is not one for demonstrations: set YINXIN_DEMO=true where it is")
    if is_fresh or _unfinished().exists():
        start_over(say=say)
    _timed("preparing the database", lambda: call_command("migrate", verbosity=0, interactive=False), say=say)
    if Entry.objects.filter(kind=LOADED).exists():
        say("The demonstration is loaded already and was kept; --fresh starts over.")
        return
    if Entry.objects.exists():
        raise NotHere("the database holds something else than the demonstration")
    _unfinished().parent.mkdir(parents=True, exist_ok=True)
    _unfinished().touch()
    _play(reading.read(folder), Times(now), say=say)
    _unfinished().unlink()


def start_over(*, say: Say) -> None:
    """Throw away the database and the files of an installation for demonstrations that keeps both under its var."""
    database = settings.DATABASES["default"]
    path = Path(str(database["NAME"]))
    if not (settings.DEMO and database["ENGINE"].endswith("sqlite3") and path.is_relative_to(settings.VAR)):
        raise NotHere("only a demonstration in the SQLite file of its own var/ is started over")
    connection.close()
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        file.unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    say(f"Started over: {path.name} and the files beside it were removed.")


def _unfinished() -> Path:
    """Stands while a load is going on, so that one that was interrupted is started over."""
    return Path(settings.VAR) / "demonstration.unfinished"


def scenes(told: reading.Demonstration, times: Times) -> Iterator[Scene]:
    """Every scene of a demonstration."""
    cultivation, labels = told.cultivation, Labels(told.labels, times)
    yield people.founding(told.people, times)
    yield people.applicants(told.people, times)
    yield ledger.industries(told.people.since, times)
    yield ledger.imported(told.ledger, told.workbook, times)
    yield from (
        ledger.newcomer(each, reason=cultivation.reason, times=times) for each in told.ledger.newcomers
    )
    for group in told.standards:
        for each in group.standards:
            yield standards.standard(each, division=group.division, not_before=told.people.since, times=times)
    reason = told.proposals.reason
    yield from (standards.proposal(each, reason=reason, times=times) for each in told.proposals.proposals)
    yield from (
        standards.waiting_proposal(each, reason=reason, times=times) for each in told.proposals.waiting
    )
    yield from programme.scenes(told.programme, times)
    yield from (studies.study(each, times) for each in told.studies.studies)
    experts = told.experts
    yield from (standards.expert_batch(each, told_of=experts, times=times) for each in experts.batches)
    yield from (standards.waiting_expert(each, told_of=experts, times=times) for each in experts.waiting)
    yield from (pool.nominated(each, reason=cultivation.reason, times=times) for each in cultivation.pool)
    yield from (pool.released(each, times) for each in cultivation.released)
    yield from (pool.visit(each, times) for each in cultivation.visits)
    yield from (pool.readiness(each, times) for each in cultivation.readiness)
    yield from (pool.year(each, times) for each in cultivation.years)
    for one in told.cases.cases:
        case = cases.Telling(one, cases=told.cases, times=times)
        yield case.scene()
        if case.is_certified:
            issued_on = case.day_of("countersign")
            yield certificates.surveillance(
                told.certificates.surveillance, one, issued_on=issued_on, times=times
            )
    yield from (certificates.change(each, times) for each in told.certificates.changes)
    yield from labels.scenes()
    yield from (supervision.report(each, labels, times) for each in told.supervision.reports)
    yield publicity.clipping(told.publicity, told.folder, times)
    yield from (publicity.article(each, times) for each in told.publicity.articles)
    yield _loaded(times)


def _loaded(times: Times) -> Scene:
    """The register says itself that what stands before is a demonstration."""
    at = yield times.now
    with transaction.atomic():
        register.append(
            LOADED,
            subject="installation/demonstration",
            office=INSTALLATION,
            at=at,
            is_open=True,
        )


def _play(told: reading.Demonstration, times: Times, *, say: Say) -> None:
    story = Story()
    for scene in scenes(told, times):
        story.add(scene)
    end = timedelta(hours=23)
    chapters = (
        ("to the end of 2023: people, ledger, the first standards", times.on(date(2023, 12, 31)) + end),
        ("2024, to the notice: nine standards, three certificates", times.on(NOTICE) + end),
        ("since the notice: certificates, labels", times.ago(90)),
        ("the last three months: cases in every state, reports", times.ago(30)),
        ("the last month: checks of labels, day by day", times.now),
    )
    for title, until in chapters:
        _timed(title, partial(_count, story, until), say=say, counted="acts")


def _count(story: Story, until: datetime) -> int:
    return sum(1 for _ in story.play(until=until))


def _timed(title: str, work: Callable[[], object], *, say: Say, counted: str = "") -> None:
    """Do something that may take a while: its line begins before it, and ends with how long it took."""
    begun = time.monotonic()
    say(f"  {title:<60}", end="")
    done = work()
    what = f"{done:>5} {counted}" if counted else ""
    say(f"{what:<11}{time.monotonic() - begun:6.1f} s")
