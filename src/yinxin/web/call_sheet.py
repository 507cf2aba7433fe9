"""A call for proposals in words: what it asks for, and how long it runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yinxin.ledgers.models import Industry
from yinxin.standards.calls.lifecycle import CallState
from yinxin.standards.calls.models import Call
from yinxin.standards.calls.rules import days_left
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import named


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A call, its subject areas in words, and the days left: None where it takes no proposals now."""

    call: Call
    areas: str
    left: int | None

    @property
    def tone(self) -> str:
        """The colour of its state: a call that is over is nothing bad."""
        return {CallState.DRAFT: "", CallState.OPEN: "ok", CallState.CLOSED: ""}[CallState(self.call.state)]


def shown_calls(calls: Iterable[Call], *, today: date) -> list[ShownCall]:
    """These calls; the names of their subject areas are read once."""
    names = {industry.pk: named(industry) for industry in Industry.objects.all()}
    return [
        ShownCall(
            call,
            phrases.listed(names[code] for code in call.industries if code in names) or _("Any industry"),
            _left(call, today),
        )
        for call in calls
    ]


def _left(call: Call, today: date) -> int | None:
    left = days_left(call.closes_on, today=today)
    return left if call.state == CallState.OPEN and left else None
