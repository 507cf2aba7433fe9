"""How figures and the subjects of acts look on a page: their words, their icons, and where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinxin.people.models import Office
from yinxin.statistics.rules import Figure
from yinxin.web import phrases
from yinxin.web.wording.experts import EXPERT_FIELDS


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure is called, what it counts in, what it counts, and its badge."""

    label: Promise
    unit: Promise
    meaning: Promise
    icon: str
    colour: str


_ENTERPRISES = pgettext_lazy("unit", "enterprises")
_CERTIFICATES = pgettext_lazy("unit", "certificates")

LOOKS: dict[str, Look] = {
    "enterprises_certified": Look(
        gettext_lazy("Certified enterprises"),
        _ENTERPRISES,
        gettext_lazy("Enterprises that hold a certificate in force on the day, each counted once."),
        "shield-check",
        "green",
    ),
    "enterprises_in_pool": Look(
        gettext_lazy("Enterprises in the pool"),
        _ENTERPRISES,
        gettext_lazy("Enterprises with a stay in the cultivation pool on the day."),
        "building-factory",
        "blue",
    ),
    "standards_published": Look(
        gettext_lazy("Published standards"),
        pgettext_lazy("unit", "standards"),
        gettext_lazy("Standards for local products, published by the day and not withdrawn by then."),
        "stack-2",
        "gold",
    ),
    "experts_in_pool": Look(
        gettext_lazy("Technical experts"),
        pgettext_lazy("unit", "experts"),
        gettext_lazy("Experts recommended from here who were in the expert pool on the day."),
        "users",
        "blue",
    ),
    "reports_open": Look(
        gettext_lazy("Open reports of misuse"),
        pgettext_lazy("unit", "reports"),
        gettext_lazy("Reports of misuse received by the day and not answered by then."),
        "speakerphone",
        "red",
    ),
    "standards_proposed_this_year": Look(
        gettext_lazy("Standards proposed this year"),
        pgettext_lazy("unit", "standards"),
        gettext_lazy("Standards proposed from 1 January of the day's year up to the day."),
        "file-plus",
        "gold",
    ),
    "certificates_in_force": Look(
        gettext_lazy("Certificates in force"),
        _CERTIFICATES,
        gettext_lazy("Certificates that were valid at the end of the day."),
        "certificate",
        "green",
    ),
    "certificates_suspended": Look(
        gettext_lazy("Suspended certificates"),
        _CERTIFICATES,
        gettext_lazy("Certificates that were suspended at the end of the day."),
        "ban",
        "gold",
    ),
    "enterprises_in_ledger": Look(
        gettext_lazy("Enterprises in the ledger"),
        _ENTERPRISES,
        gettext_lazy("Enterprises that were in the ledger by the day."),
        "building-factory",
        "grey",
    ),
    "enterprises_applied": Look(
        gettext_lazy("Enterprises that applied"),
        _ENTERPRISES,
        gettext_lazy("Enterprises that had handed in an application by the day, each counted once."),
        "file-text",
        "blue",
    ),
    "enterprises_accepted": Look(
        gettext_lazy("Enterprises under evaluation or beyond"),
        _ENTERPRISES,
        gettext_lazy("Enterprises whose application a body had accepted by the day, each counted once."),
        "clipboard-check",
        "blue",
    ),
    "applications_open": Look(
        gettext_lazy("Open cases"),
        pgettext_lazy("unit", "cases"),
        gettext_lazy("Applications handed in by the day that had not ended by then."),
        "file-text",
        "blue",
    ),
}

NOUNS: dict[str, Promise] = {
    "enterprise": gettext_lazy("Enterprise"),
    "application": gettext_lazy("Certification case"),
    "certificate": gettext_lazy("Certificate"),
    "label_batch": gettext_lazy("Label batch"),
    "report": gettext_lazy("Report of misuse"),
    "case": gettext_lazy("Case of misuse"),
    "suspension_request": gettext_lazy("Request to suspend"),
    "standard": gettext_lazy("Standard"),
    "call": gettext_lazy("Call for proposals"),
    "proposal": gettext_lazy("Proposal"),
    "expert": gettext_lazy("Expert"),
    "article": gettext_lazy("Article"),
    "industry": gettext_lazy("Industry"),
    "body": gettext_lazy("Certification body"),
    "division": gettext_lazy("Division"),
    "organisation": gettext_lazy("Organisation"),
    "user": gettext_lazy("Person"),
    "import": gettext_lazy("Import"),
    "draw": pgettext_lazy("by lot", "Draw"),
    "project": gettext_lazy("Project"),
    "study": gettext_lazy("Field study"),
    "comment": gettext_lazy("Comment on a draft"),
    "panel_review": gettext_lazy("Review of a draft"),
    "installation": gettext_lazy("Installation"),
}

# Where the subject of an act is shown to officers; what is not here has no page of its own.
_DESK_PAGES: Mapping[str, str] = {
    "enterprise": "desk:enterprise",
    "application": "desk:application",
    "certificate": "desk:certificate",
    "report": "field:report",
    "case": "field:case",
    "standard": "desk:standard",
    "article": "desk:article",
    "call": "desk:call",
    "proposal": "desk:proposal",
    "expert": "desk:expert",
    "draw": "desk:draw",
    "project": "desk:project",
    "study": "desk:study",
    "panel_review": "desk:review",
}


def address_of(subject: str) -> str:
    """The page of a subject for an officer; empty where it has none."""
    noun, _slash, key = subject.partition("/")
    return reverse(_DESK_PAGES[noun], args=[key]) if noun in _DESK_PAGES else ""


def name_of(subject: str, *, called: str = "") -> str:
    """A subject in words: “Certificate MZB-2024-0001”, by its key unless people call it otherwise."""
    noun, _slash, key = subject.partition("/")
    return f"{NOUNS.get(noun, noun)} {called or key}"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row behind a figure, in words and with its page."""

    name: str
    note: str
    on: date
    url: str
    is_invented: bool


def shown_rows(figure: Figure, office: Office | None) -> list[ShownRow]:
    """The rows behind a figure; with links for who signed in."""
    rows = []
    for row in figure.rows:
        name, note = row.name, row.note
        if row.subject.startswith("expert/"):
            name = _("Expert no. %(number)s") % {"number": row.name}
            note = phrases.listed(str(EXPERT_FIELDS[code]) for code in row.note.split(","))
        url = address_of(row.subject) if office else ""
        rows.append(ShownRow(name, note, row.on, url, row.is_invented))
    return rows
