"""Calls for proposals, projects with everything that happens to them, and the experts of their panels."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from yinxin.console.demonstration.data.standards import Indicator
from yinxin.console.demonstration.data.told import Days, Told


class When(Told):
    """A day: a fixed one, or so many before the day of loading (a negative number: after it)."""

    on: date | None = None
    days_ago: Days | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "When":
        if (self.on is None) == (self.days_ago is None):
            raise ValueError("either on or days_ago")
        return self


class Answered(Told):
    """A proposal in answer to a call, by an organisation that acts for itself."""

    title: str
    product: str
    industry: str
    proposer: str
    made: When
    reason: str
    existing_standards: str = ""
    stricter_points: str = ""
    partners: str = ""
    points: dict[str, int] = {}


class Call(Told):
    """`open_for_days` counts from the day on which the call is opened."""

    year: int
    batch: int
    title: str
    text: str
    industries: tuple[str, ...]
    opened: When
    open_for_days: int
    closed: When | None = None
    proposals: tuple[Answered, ...] = ()


class Clause(Told):
    depth: int
    kind: Literal[
        "scope",
        "references",
        "terms",
        "heading",
        "origin",
        "input",
        "process",
        "indicator",
        "inspection",
        "mark",
        "procedure",
    ]
    title: str
    text: str = ""
    is_critical: bool = False
    origin: dict[str, object] | None = None
    indicators: tuple[Indicator, ...] = ()


class Change(Told):
    """What a revision changes in a clause of the text that it replaces."""

    clause: str
    text: str = ""
    limits: dict[str, Decimal] = {}


class Drafter(Told):
    organisation: str
    person: str = ""
    expert: str = ""


class Comment(Told):
    """Without `outcome` it waits for its answer; without `admitted` it waits to be moderated."""

    clause: str = ""
    name: str
    organisation: str = ""
    text: str
    proposed_text: str = ""
    is_admitted: bool = True
    set_aside: str = ""
    outcome: Literal["", "adopted", "partly", "not_adopted"] = ""
    answer: str = ""


class Consultation(Told):
    """A public comment. It is answered on the day of `answered`, or not yet."""

    opened: When
    days: int
    comments: tuple[Comment, ...]
    answered: When | None = None
    redrafted: When | None = None


class Draw(Told):
    committed: When
    source: str
    due_days: int  # after the commitment, in the evening
    value: str
    drawn: When


class Vote(Told):
    """`choices` are the votes in the order of the panel; who stands beyond them has not voted."""

    opened: When
    days: int
    choices: tuple[Literal["in_favour", "against", "abstain"], ...]
    opinions: dict[str, str] = {}
    answer: str = ""
    concluded: When | None = None
    conclusion: str = ""
    hours: Decimal = Decimal(6)


class Review(Told):
    """`declines` is the place, in the order of drawing, of somebody who has no time; `named` are asked by name."""

    opened: When
    form: Literal["meeting", "letter"]
    place: str = ""
    days: int
    draw: Draw
    declines: int | None = None
    named: tuple[str, ...] = ()
    vote: Vote | None = None


class Publication(Told):
    approved: When
    number: str
    numbered: When
    published: When
    effective_after_days: int


class Project(Told):
    title: str
    title_en: str
    kinds: tuple[str, ...]
    industry: str | None = None
    proposal: str | None = None
    revises: str | None = None
    planned: When
    started: When
    resumed: When | None = None
    replanned: dict[str, When] = {}  # last days of stages, set anew when the work went on
    drafters: tuple[Drafter, ...] = ()
    clauses: tuple[Clause, ...] = ()
    changes: tuple[Change, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    review: Review | None = None
    publication: Publication | None = None


class Tie(Told):
    expert: str
    kind: Literal["employer", "ownership", "consultancy", "family", "declared"]
    organisation: str
    since: date
    until: date | None = None


class Renewal(Told):
    on: date
    experts: tuple[str, ...]


class Programme(Told):
    """`nights` are those on which the nightly calendar lapsed idle projects."""

    calls: tuple[Call, ...]
    nights: tuple[date, ...]
    projects: tuple[Project, ...]
    ties: tuple[Tie, ...]
    renewals: tuple[Renewal, ...]
