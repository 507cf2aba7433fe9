"""The task list of a draft or returned application: what is done, what is begun, what is still to do, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications import queries as applications
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import DocumentNeeded
from yinxin.certification.applications.rules import Missing

NOT_STARTED, IN_PROGRESS, DONE = "not_started", "in_progress", "done"
STATUS: dict[str, tuple[Promise, str]] = {
    NOT_STARTED: (_("Not started"), ""),
    IN_PROGRESS: (_("In progress"), "info"),
    DONE: (_("Done"), "ok"),
}
FIELDS: dict[str, Promise] = {
    "manufacturer_name": _("Manufacturer"),
    "factory_name": _("Factory"),
    "annual_output_kg": _("Output of this product a year (kg)"),
    "undertaking_given": _("Undertaking"),
}
DETAILS = ("manufacturer_name", "factory_name", "annual_output_kg")


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    label: str
    note: str
    url: str
    status: str

    @property
    def status_label(self) -> str:
        return str(STATUS[self.status][0])

    @property
    def tone(self) -> str:
        return STATUS[self.status][1]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and where it is mended."""

    label: str
    url: str


def task_list(
    application: Application, *, documents: Sequence[DocumentNeeded], missing: Sequence[Missing]
) -> list[Task]:
    """The tasks in the order in which they are best done."""
    number = application.number
    lacking = {lack.name for lack in missing}
    return [
        Task(
            gettext("Manufacturer, factory and product"),
            gettext("Filled in from the ledger: look it over, state the yearly output."),
            reverse("enterprise:application_details", args=[number]),
            _details_status(application, lacking),
        ),
        Task(
            gettext("Documents"),
            _documents_note(documents),
            reverse("enterprise:application_documents", args=[number]),
            _documents_status(documents),
        ),
        Task(
            gettext("Undertaking"),
            gettext("What the enterprise promises: read it and agree."),
            reverse("enterprise:application_undertaking", args=[number]),
            DONE if application.undertaking_given else NOT_STARTED,
        ),
    ]


def _details_status(application: Application, lacking: set[str]) -> str:
    if not lacking & set(DETAILS):
        return DONE
    is_touched = application.product_description or application.annual_output_kg
    return IN_PROGRESS if is_touched else NOT_STARTED


def _documents_status(documents: Sequence[DocumentNeeded]) -> str:
    if not any(document.is_lacking for document in documents):
        return DONE
    return IN_PROGRESS if any(document.present for document in documents) else NOT_STARTED


def _documents_note(documents: Sequence[DocumentNeeded]) -> str:
    required = [document for document in documents if document.item.required]
    there = sum(not document.is_lacking for document in required)
    optional = len(documents) - len(required)
    asked = ngettext(
        "%(there)s of %(total)s required document is there.",
        "%(there)s of %(total)s required documents are there.",
        len(required),
    ) % {"there": there, "total": len(required)}
    others = ngettext(
        "%(n)s more is needed only in the case that it names.",
        "%(n)s more are needed only in the cases that they name.",
        optional,
    ) % {"n": optional}
    return f"{asked} {others}" if optional else asked


def lacks(application: Application, *, missing: Sequence[Missing], language: str) -> list[Lack]:
    """Everything that is missing, each linked to the page on which it is mended."""
    names = {
        each.item.code: each.item.name.in_language(language)
        for each in applications.documents_needed(application)
    }
    return [
        Lack(names[lack.name], document_url(application, lack.name))
        if lack.part == "document"
        else Lack(str(FIELDS[lack.name]), field_url(application, lack.name))
        for lack in missing
    ]


def document_url(application: Application, item: str) -> str:
    """Where the document of an item is handed in."""
    return reverse("enterprise:application_document", args=[application.number, item])


def field_url(application: Application, name: str) -> str:
    """Where a field of the form is answered."""
    if name == "undertaking_given":
        return reverse("enterprise:application_undertaking", args=[application.number])
    return f"{reverse('enterprise:application_details', args=[application.number])}#id_{name}"


def gap_url(application: Application, item: str) -> str:
    """Where a gap is mended: at its document, or on the details page where it names none."""
    if item:
        return document_url(application, item)
    return reverse("enterprise:application_details", args=[application.number])
