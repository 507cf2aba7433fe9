"""How far an application has come, as the steps of the procedure and as the acts that were done on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import ngettext, pgettext

from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.decisions.models import Outcome
from yinxin.register.queries import Act
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import day, moment

_S = ApplicationState
# The step that a state stands on.
STEP_OF = {
    _S.DRAFT: 0,
    _S.SUBMITTED: 1,
    _S.RETURNED: 1,
    _S.UNDER_EVALUATION: 2,
    _S.EVALUATED: 3,
    _S.REVIEWED: 4,
    _S.DECIDED: 5,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step, as components/steps.html takes it."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Item:
    """One act, as components/timeline.html takes it."""

    title: str
    meta: str
    icon: str
    tone: str
    quote: str = field(default="")


def steps_of(application: Application) -> list[Step]:
    """The steps of the procedure (认证认可条例 art. 21: none is added, left out or skipped), up to the certificate."""
    decision = getattr(application, "decision", None)
    review = getattr(application, "review", None)
    done_at: list[tuple[str, datetime | None]] = [
        (pgettext("step", "Submitted"), application.submitted_at),
        (pgettext("step", "Accepted"), application.accepted_at),
        (pgettext("step", "Documents, site and test"), None),
        (pgettext("step", "Reviewed"), review.reviewed_at if review else None),
        (pgettext("step", "Decided"), decision.decided_at if decision else None),
        (pgettext("step", "Certificate"), application.concluded_at),
    ]
    now = _now(application, [at for _label, at in done_at])
    is_stopped = application.state in {_S.DECLINED, _S.WITHDRAWN} or application.outcome == Outcome.REFUSED
    return [
        _step(label, at, place=place, now=now, is_stopped=is_stopped, state=application.state)
        for place, (label, at) in enumerate(done_at)
    ]


def _now(application: Application, dates: list[datetime | None]) -> int:
    """The place of the step that the case stands on; behind the last one once a certificate was issued."""
    state = _S(application.state)
    if state in STEP_OF:
        return STEP_OF[state]
    if state is _S.CONCLUDED:
        return len(dates) if application.outcome == Outcome.GRANTED else len(dates) - 1
    if application.accepted_at is None:
        return 1 if application.submitted_at else 0
    return 3 if dates[3] else 2


def _step(label: str, at: datetime | None, *, place: int, now: int, is_stopped: bool, state: str) -> Step:
    if place < now:
        return Step(label, day(at, "short") if at else "", "done")
    if place > now:
        return Step(label, "", "")
    return Step(label, phrases.state("application", state), "bad" if is_stopped else "now")


def timeline_of(acts: Iterable[Act], *, own_unit: str) -> list[Item]:
    """Acts for an enterprise's eyes, latest first: its own people by name, everybody else by office.

    What a body says of a case while it makes up its mind is not quoted; what it tells the enterprise is. Files that
    were handed in one after the other are one item.
    """
    runs = [list(run) for _key, run in groupby(acts, key=lambda act: (act.kind, act.subject, act.person))]
    items: list[Item] = []
    for run in reversed(runs):
        if run[0].kind in _FOLDED:
            items.append(_item(run[-1], own_unit=own_unit, times=len(run)))
        else:
            items += [_item(act, own_unit=own_unit) for act in reversed(run)]
    return items


def _item(act: Act, *, own_unit: str, times: int = 1) -> Item:
    is_own = act.unit == own_unit
    who = act.person if is_own and act.person else str(phrases.ROLES.get(act.role, act.role))
    icon, tone = ("user", "now") if is_own else ("check", "ok")
    if act.kind in BAD:
        icon, tone = "alert-triangle", "warn"
    counted = ngettext("%(n)s time", "%(n)s times", times) % {"n": times} if times > 1 else ""
    return Item(
        title=str(phrases.ACTS[act.kind]),
        meta=" · ".join(filter(None, [moment(act.at), who, counted])),
        icon=icon,
        tone=tone,
        quote=_quote(act) if times == 1 else "",
    )


# Acts that an enterprise does many times on end.
_FOLDED = frozenset({"application.document_attached", "application.draft_saved"})
BAD = frozenset(
    {
        "application.returned",
        "application.declined",
        "application.withdrawn",
        "nonconformity.raised",
        "nonconformity.reopened",
        "certificate.suspended",
        "certificate.withdrawn",
        "certificate.cancelled",
        "certificate.expired",
        "label_batch.voided",
        "label_batch.range_voided",
    }
)
# What an act says that its title does not; the body's own reasoning (reviews, decisions) is not among them.
_SAYS: dict[str, tuple[str, ...]] = {
    "application.returned": ("gaps",),
    "application.declined": ("reasons",),
    "application.withdrawn": ("reasons",),
    "application.document_attached": ("name",),
    "nonconformity.raised": ("number", "statement"),
    "nonconformity.reopened": ("number", "verification"),
    "nonconformity.answered": ("number",),
    "nonconformity.closed": ("number", "verification"),
    "test_report.recorded": ("laboratory",),
    "certificate.suspended": ("reason",),
    "certificate.reinstated": ("reason",),
    "certificate.withdrawn": ("reason",),
    "certificate.cancelled": ("reason",),
}


def _quote(act: Act) -> str:
    return "\n".join(line for name in _SAYS.get(act.kind, ()) for line in _lines(act.facts.get(name)))


def _lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [
            str(each["text"]) if isinstance(each, dict) and "text" in each else str(each) for each in value
        ]
    return [str(value)] if value else []
