"""Filling in an application: details, documents one by one, the undertaking. Nothing typed is lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinxin.certification.applications import actions, queries
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import DocumentNeeded
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.kernel.roles import Role
from yinxin.scheme.queries import rulebook
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.forms import DetailsForm, PaperForm, SeenForm, UndertakingForm, posted, uploaded
from yinxin.web.enterprise.undertaking import UNDERTAKING
from yinxin.web.enterprise.views.applications import language, open_application
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import sha256_of


@open_to(Role.ENTERPRISE)
@once
def details(request: OfficeRequest, number: str) -> HttpResponse:
    """Manufacturer, factory and product, filled in from the ledger. May be saved half done."""
    row = open_application(request, number)
    form = DetailsForm(posted(request), application=row)
    meanwhile: list[tuple[str, object]] = []
    if request.method == "POST" and form.is_valid():
        if _save(request, row, form, form.changes()):
            messages.success(request, _("Saved."))
            return redirect("enterprise:application", number)
        meanwhile = form.changed_meanwhile(_looked_again(request, row, form))
    context = {"application": row, "form": form, "meanwhile": meanwhile, "gaps": _gaps(row, "")}
    return render(request, "enterprise/application_details.html", context, status=form_status(form))


@open_to(Role.ENTERPRISE)
@once
def undertaking(request: OfficeRequest, number: str) -> HttpResponse:
    """What the enterprise promises (ISO/IEC 17065 4.1.2)."""
    row = open_application(request, number)
    form = UndertakingForm(posted(request), application=row)
    if request.method == "POST" and form.is_valid():
        changes = {"undertaking_given": form.cleaned_data["undertaking_given"]}
        if _save(request, row, form, changes):
            messages.success(request, _("Saved."))
            return redirect("enterprise:application", number)
        _looked_again(request, row, form)
    context = {"application": row, "form": form, "promises": UNDERTAKING}
    return render(request, "enterprise/application_undertaking.html", context, status=form_status(form))


def _save(request: OfficeRequest, row: Application, form: SeenForm, changes: dict[str, object]) -> bool:
    with refusals_on(form):
        actions.save_draft(
            row.number, changes=changes, seen=form.cleaned_data["seen"], by=request.office, at=clock.now()
        )
    return not form.errors


def _looked_again(request: OfficeRequest, row: Application, form: SeenForm) -> Application:
    """The application as it is now, where somebody else changed it while the page was open."""
    if not isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
        return row
    fresh = queries.application_of(request.office, row.number)
    form.look_again(fresh.revision)
    return fresh


@open_to(Role.ENTERPRISE)
def documents(request: OfficeRequest, number: str) -> HttpResponse:
    """Every document that the rulebook asks for this kind of product, with what is there."""
    row = open_application(request, number)
    needed = queries.documents_needed(row)
    context = {
        "application": row,
        "required": [_line(each) for each in needed if each.item.required],
        "conditional": [_line(each) for each in needed if not each.item.required],
        "upload_limit": rulebook(row.rulebook).uploads.max_bytes,
    }
    return render(request, "enterprise/application_documents.html", context)


@open_to(Role.ENTERPRISE)
@once
def document(request: OfficeRequest, number: str, item: str) -> HttpResponse:
    """One document: why it is asked, what may be handed in, the file that is there, and a place for a newer one."""
    row = open_application(request, number)
    needed = _needed(row, item)
    form = PaperForm(posted(request), uploaded(request), formats=needed.item.formats)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            actions.attach_document(
                number,
                item=item,
                file=file,
                name=file.name,
                size=file.size,
                sha256=sha256_of(file),
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("“%(name)s” is saved.") % {"name": file.name})
            return redirect("enterprise:application_documents", number)
    following = _following(row, item)
    context = {
        "application": row,
        "line": _line(needed),
        "form": form,
        "gaps": _gaps(row, item),
        "following": _line(following) if following else None,
    }
    return render(request, "enterprise/application_document.html", context, status=form_status(form))


def _needed(row: Application, item: str) -> DocumentNeeded:
    for needed in queries.documents_needed(row):
        if needed.item.code == item:
            return needed
    raise NotFound(noun="document")


def _following(row: Application, item: str) -> DocumentNeeded | None:
    """The next document that still lacks, after this one."""
    needed = queries.documents_needed(row)
    place = next(index for index, each in enumerate(needed) if each.item.code == item)
    return next((each for each in needed[place + 1 :] if each.is_lacking), None)


def _gaps(row: Application, item: str) -> list[str]:
    return list(row.gaps.filter(is_answered=False, item=item).values_list("text", flat=True))


def _line(needed: DocumentNeeded) -> dict[str, object]:
    """A document as its pages show it, in the reader's language."""
    item = needed.item
    return {
        "code": item.code,
        "name": item.name.in_language(language()),
        "why": item.why.in_language(language()),
        "clauses": pgettext("between articles", "; ").join(item.clauses),
        "formats": _(", ").join(name.upper() for name in item.formats),
        "condition": item.condition.in_language(language()) if item.condition else "",
        "needs_expiry": item.needs_expiry,
        "is_placeholder": item.is_placeholder,
        "required": item.required,
        "present": needed.present,
        "earlier": needed.earlier,
        "gap": needed.gap,
        "is_lacking": needed.is_lacking,
    }
