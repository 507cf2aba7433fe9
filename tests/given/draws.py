"""Draws: committed to, sealed by a signed checkpoint, drawn."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.draws import actions as draws
from yinxin.draws.models import Draw
from yinxin.draws.rules import Entrant, Stratum
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.register import actions as register

SOURCE = "中国福利彩票“双色球”第 2024138 期开奖号码"
DUE = datetime(2024, 11, 26, 13, 15, tzinfo=UTC)
VALUE = "03 08 15 22 27 33 + 07"
EVIDENCE = "https://www.cwl.gov.cn/ygkj/wqkjgg/ssq/"


def second_officer() -> Office:
    """Somebody else of the institute: who committed does not enter the value."""
    return given_people.office(Role.INSTITUTE_OFFICER, username="second-institute-officer")


def entrants(count: int = 9, *, strata: Sequence[str] = ("product", "process")) -> list[Entrant]:
    """Candidates who stand in one stratum, in another, or in both, with weights of 1, 2 and 3."""
    return [
        Entrant(
            subject=f"expert/{number}",
            strata=tuple(code for place, code in enumerate(strata) if number % 3 in {place, 2}),
            weight=1 + number % 3,
        )
        for number in range(1, count + 1)
    ]


def seats(counts: Mapping[str, int] | None = None) -> list[Stratum]:
    """Strata with their seats."""
    counts = {"product": 2, "process": 1} if counts is None else counts
    names = {"product": "产品", "process": "工艺"}
    return [Stratum(code, names.get(code, code), number) for code, number in counts.items()]


def unsealed_draw(
    *,
    title: str = "示例标准审查专家组",
    subject_of: str = "project/XM2024-001",
    candidates: Sequence[Entrant] | None = None,
    strata: Sequence[Stratum] | None = None,
    source: str = SOURCE,
    due: datetime = DUE,
    is_invented: bool = False,
    by: Office | None = None,
    at: datetime = NOW,
) -> Draw:
    """A list that is committed to, before its checkpoint is signed."""
    return draws.commit(
        title=title,
        purpose="review",
        subject_of=subject_of,
        candidates=entrants() if candidates is None else candidates,
        strata=seats() if strata is None else strata,
        source=source,
        source_due_at=due,
        is_invented=is_invented,
        by=by or given_people.institute_officer(),
        at=at,
    )


def committed_draw(
    *,
    title: str = "示例标准审查专家组",
    subject_of: str = "project/XM2024-001",
    candidates: Sequence[Entrant] | None = None,
    strata: Sequence[Stratum] | None = None,
    due: datetime = DUE,
    by: Office | None = None,
    at: datetime = NOW,
) -> Draw:
    """A list that is committed to, with the signed checkpoint over it."""
    row = unsealed_draw(
        title=title, subject_of=subject_of, candidates=candidates, strata=strata, due=due, by=by, at=at
    )
    register.sign_checkpoint(at=at)
    return row


def drawn_draw(
    draw: Draw | None = None,
    *,
    value: str = VALUE,
    evidence: str = EVIDENCE,
    by: Office | None = None,
    at: datetime | None = None,
) -> Draw:
    """A draw whose value a second officer entered an hour after it could be known."""
    draw = draw or committed_draw()
    at = at or draw.source_due_at + timedelta(hours=1)
    return draws.draw(draw.number, value=value, evidence=evidence, by=by or second_officer(), at=at)


def abandoned_draw(
    draw: Draw | None = None, *, reason: str = "审查会取消。", by: Office | None = None, at: datetime = NOW
) -> Draw:
    """A draw that was given up before its value."""
    draw = draw or committed_draw()
    return draws.abandon(draw.number, reason=reason, by=by or given_people.institute_officer(), at=at)
