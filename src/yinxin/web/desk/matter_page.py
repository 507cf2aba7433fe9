"""One matter, as its page shows it: parties, panel, draws, and how everybody in the pool stands to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.draws.lifecycle import DRAW_LIFE, DrawState
from yinxin.draws.models import Draw
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments import queries
from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE, OPEN_STATES
from yinxin.experts.assignments.models import Assignment, Matter, Party, Seat
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotAcceptable
from yinxin.people.models import Office
from yinxin.register.queries import Act, acts
from yinxin.web import phrases
from yinxin.web.desk.acts import ShownAct, timeline_of
from yinxin.web.desk.forms.draws import ValueForm
from yinxin.web.desk.forms.matters import CommitForm, FinishForm, NothingForm, PartyForm, ReasonForm
from yinxin.web.wording.assignments import PARTY_KINDS, PURPOSES, REASONS, SEATS
from yinxin.web.wording.experts import EXPERT_FIELDS

PAGE = 50
Acted = tuple[str, str, forms.Form | None]  # verb, target, and the form that was sent


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One assignment with what can be done to it now."""

    assignment: Assignment
    seat: object
    why: str
    is_late: bool
    finish: forms.Form | None
    release: forms.Form | None
    may_preside: bool
    hidden: dict[str, list[tuple[str, object]]]


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One expert of the pool, and in plain words why they cannot be asked."""

    standing: queries.Standing
    fields: str
    why: list[str]


@dataclass(frozen=True, slots=True)
class DrawLine:
    """A draw for the matter, with the form that belongs to its state."""

    draw: Draw
    is_due: bool
    is_own: bool
    needs_asking: bool
    passed_over: list[tuple[str, str]]
    form: forms.Form
    reading: str  # how the value was read, once it was sent
    hidden: list[tuple[str, object]]


class MatterPage:
    """What the template of a matter is given."""

    def __init__(
        self, row: Matter, *, office: Office, today: date, asked: Mapping[str, str], acted: Acted
    ) -> None:
        self.row, self.office, self.today, self.asked = row, office, today, asked
        self.acted = acted
        rows = row.assignments.select_related("expert", "draw", "matter")
        self.assignments = sorted(rows, key=lambda each: (each.seat != Seat.CHAIR, each.pk))
        self.entries = acts(
            subjects=[
                row.subject,
                *(each.subject for each in self.assignments),
                *(draw.subject for draw in queries.draws_of(row)),
            ]
        )

    def context(self, *, now: datetime) -> dict[str, Any]:
        """All of it."""
        row, is_open = self.row, self.row.closed_at is None
        pending = queries.pending_draw(row) or queries.unseated_draw(row)
        verb, _target, form = self.acted
        page = Paginator(self._pool() if is_open else [], PAGE).get_page(self.asked.get("page"))
        return {
            "matter": row,
            "is_open": is_open,
            "purpose": PURPOSES[row.purpose],
            "project": row.subject_of.removeprefix("project/")
            if row.subject_of.startswith("project/")
            else "",
            "parties": [self._party(party) for party in row.parties.select_related("organisation", "expert")],
            "party_form": self._form("add_party", "", PartyForm),
            "panel": [self._line(each) for each in self.assignments],
            "draws": [self._draw(draw, now) for draw in queries.draws_of(row)],
            "commit": (
                form
                if verb == "commit" and form is not None
                else CommitForm(prefix="commit", seats=queries.seats_left(row), now=now)
            )
            if is_open and pending is None
            else None,
            "page": page,
            "fields": list(EXPERT_FIELDS.items()),
            "asked": self.asked,
            "chair_is_free": not any(
                each.seat == Seat.CHAIR and each.state in OPEN_STATES for each in self.assignments
            ),
            "refused": self._errors(),
            "close_form": NothingForm(),
            "may_close": is_open
            and pending is None
            and not any(a.state in OPEN_STATES for a in self.assignments),
            "timeline": self._timeline(),
            "crumbs": [(_("Expert matters"), reverse("desk:matters")), (row.title, "")],
        }

    # ------------------------------------------------------------------------------------ the parts

    def _form(self, verb: str, target: object, kind: type[forms.Form]) -> forms.Form:
        """The form of an act, with what was typed if it is the one that was sent."""
        acted, on, form = self.acted
        if form is not None and (acted, on) == (verb, str(target)):
            return form
        return kind(prefix=f"{verb}{target}")

    def _errors(self) -> list[str]:
        """What is said at the top: of acts whose form has no place of its own for it."""
        verb, _target, form = self.acted
        if form is None or verb not in {"invite", "close", "ask_drawn", "preside"}:
            return []
        return [str(error) for errors in form.errors.values() for error in errors]

    def _party(self, party: Party) -> tuple[Party, object, forms.Form, list[tuple[str, object]]]:
        hidden: list[tuple[str, object]] = [("verb", "strike_party"), ("target", party.pk)]
        return party, PARTY_KINDS[party.kind], self._form("strike_party", party.pk, ReasonForm), hidden

    def _line(self, each: Assignment) -> PanelLine:
        verbs = ASSIGNMENT_LIFE.verbs(state=each.state, role=self.office.as_role)
        return PanelLine(
            assignment=each,
            seat=SEATS[each.seat],
            why=each.end_reason or self._released_for(each),
            is_late=each.state == "invited" and each.answer_due_on < self.today,
            finish=self._form("finish", each.pk, FinishForm) if "finish" in verbs else None,
            release=self._form("release", each.pk, ReasonForm) if "release" in verbs else None,
            may_preside="preside" in verbs
            and not any(a.seat == Seat.CHAIR and not a.ended_at for a in self.assignments),
            hidden={verb: [("verb", verb), ("target", each.pk)] for verb in verbs},
        )

    def _released_for(self, each: Assignment) -> str:
        """The conflict with a new party for which an assignment was ended."""
        for act in reversed(self.entries):
            if act.subject == each.subject and "why" in act.facts:
                return phrases.sentence_of(act.facts["why"])
        return ""

    def _pool(self) -> list[PoolLine]:
        field, words = self.asked.get("field", ""), self.asked.get("q", "").split()
        lines = [
            PoolLine(
                standing=each,
                fields=phrases.listed(str(EXPERT_FIELDS[code]) for code in each.expert.fields),
                why=_in_brief(assignments.refusals_of(each)),
            )
            for each in queries.standing(self.row, self.today)
            if (not field or field in each.expert.fields)
            and all(
                word in f"{each.expert.name} {each.expert.employer} {each.expert.speciality}"
                for word in words
            )
        ]
        if self.asked.get("who") == "eligible":
            lines = [line for line in lines if not line.why]
        if self.asked.get("who") == "barred":
            lines = [line for line in lines if line.why]
        return sorted(lines, key=lambda line: bool(line.why))

    def _draw(self, draw: Draw, now: datetime) -> DrawLine:
        is_waiting = draw.state == DrawState.COMMITTED
        may_draw = "draw" in DRAW_LIFE.verbs(state=draw.state, role=self.office.as_role)
        verb = "seat" if is_waiting else "ask_drawn"
        form = self._form(verb, draw.number, ValueForm if is_waiting else NothingForm)
        return DrawLine(
            draw=draw,
            is_due=may_draw and draw.source_due_at <= now,
            is_own=draw.committed_by.user_id == self.office.user_id,
            needs_asking=draw.state == DrawState.DRAWN and draw.number not in queries.seated_draws(self.row),
            passed_over=list(self._passed_over(draw)),
            form=form,
            reading=form.reading() if isinstance(form, ValueForm) and form.is_valid() else "",
            hidden=[("verb", verb), ("target", draw.number)],
        )

    def _passed_over(self, draw: Draw) -> Iterator[tuple[str, str]]:
        found = [
            act.facts
            for act in self.entries
            if act.kind == "matter.passed_over" and act.facts["draw"] == draw.number
        ]
        names = dict(
            Expert.objects.filter(pk__in=[_pk(each["expert"]) for each in found]).values_list("pk", "name")
        )
        for each in found:
            yield names.get(_pk(each["expert"]), ""), phrases.sentence_of(each["why"])

    def _timeline(self) -> list[ShownAct]:
        names = {each.subject: each.expert.name for each in self.assignments}
        by_seq = {act.seq: self._said(act, names) for act in self.entries}
        return [replace(item, quote=by_seq.get(item.seq) or item.quote) for item in timeline_of(self.entries)]

    def _said(self, act: Act, names: dict[str, str]) -> str:
        said = [names.get(act.subject, "")]
        said += (
            [party["name"] for party in act.facts.get("parties", [])]
            if act.subject == self.row.subject
            else []
        )
        said += [str(act.facts[name]) for name in ("reason", "feedback") if act.facts.get(name)]
        if "why" in act.facts:
            said.append(phrases.sentence_of(act.facts["why"]))
        return "\n".join(part for part in said if part)


def _in_brief(refusals: Iterable[NotAcceptable]) -> list[str]:
    """Why somebody cannot be asked, each reason once."""
    said = (phrases.sentence_of({"code": each.code, **each.facts}, among=REASONS) for each in refusals)
    return list(dict.fromkeys(said))


def _pk(subject: str) -> int:
    return int(subject.rpartition("/")[2])
