"""A call for proposals in words: what it asks for, and how long it runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinxin.ledgers.models import Industry
from yinxin.standards.calls.lifecycle import CallState
from yinxin.standards.calls.models import Call
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import named

SOON = 7  # days


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A call, its subject areas in words, and the days left: None where it takes no proposals now."""

    call: Call
    areas: str
    left: int | None

    @property
    def batch(self) -> str:
        """Its year and batch in words."""
        return _("%(year)s, batch %(batch)s") % {"year": self.call.year, "batch": self.call.batch}

    @property
    def state(self) -> str:
        """Its state in words; over before the nightly job has closed it, it is closed for whoever reads."""
        state = CallState.CLOSED if self.is_over else self.call.state
        return phrases.state("call", state)

    @property
    def is_over(self) -> bool:
        """Whether it was opened and takes no proposals any more."""
        return self.left is None and self.call.state != CallState.DRAFT

    @property
    def tone(self) -> str:
        """The colour of its state: a call that is over is nothing bad."""
        return "ok" if self.left is not None else ""

    @property
    def left_text(self) -> str:
        """How long one may still propose; nothing where one may not."""
        if self.left is None:
            return ""
        if self.left == 0:
            return _("Last day today")
        return ngettext("%(count)d day left", "%(count)d days left", self.left) % {"count": self.left}

    @property
    def left_tone(self) -> str:
        """The colour of that."""
        return "warn" if self.left is not None and self.left <= SOON else ""


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
    left = (call.closes_on - today).days
    return left if call.state == CallState.OPEN and left >= 0 else None
