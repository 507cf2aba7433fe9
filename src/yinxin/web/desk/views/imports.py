"""Importing the ledger from a workbook: template, upload, the report row by row, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.lifecycle import IMPORT_LIFE
from yinxin.ledgers.models import Import
from yinxin.ledgers.queries import imports_in_reach, industries
from yinxin.ledgers.workbooks import actions as workbooks
from yinxin.ledgers.workbooks import columns, writing
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms.imports import ApplyForm, DiscardForm, UploadForm
from yinxin.web.desk.ledger import divisions_of
from yinxin.web.desk.views.enterprises import KEEPERS, workbook
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received
from yinxin.web.wording.ledgers import PROBLEMS

RECENT = 10
SHOWN_GOOD = 200


@open_to(*KEEPERS)
@once
def upload(request: OfficeRequest) -> HttpResponse:
    """Send a workbook to have it checked. Nothing is imported yet."""
    form = UploadForm(request.POST or None, received(request) if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["workbook"]
        checked: Import | None = None
        with refusals_on(form):
            checked = workbooks.check_workbook(file, file_name=file.name, by=request.office, at=clock.now())
        if checked is not None:
            return redirect("desk:import_check", checked.pk)
    context = {
        "crumbs": [(_("Enterprise ledger"), reverse("desk:enterprises")), (_("Import from Excel"), "")],
        "form": form,
        "recent": imports_in_reach(request.office).select_related("office__user").defer("rows")[:RECENT],
        "sheets": [(sheet.title, [c for c in sheet.columns if c.in_template]) for sheet in columns.SHEETS],
    }
    return render(request, "desk/import.html", context, status=form_status(form))


@open_to(*KEEPERS)
def template(request: OfficeRequest) -> HttpResponse:
    """The workbook to fill in, with the reader's own banners to choose from."""
    content = writing.template(
        [division.name for division in divisions_of(request.office)],
        [industry.name for industry in industries()],
        [kind.name.zh for kind in rulebook().product_kinds],
    )
    return workbook(content, "企业台账导入模板.xlsx")


@open_to(*KEEPERS)
def check(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the workbook would change, and what is wrong with it, by row and column."""
    return _page(request, _found(request.office, pk))


@open_to(*KEEPERS)
@require_POST
@once
def apply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Import all rows, or the good ones only."""
    found = _found(request.office, pk)
    only_good = request.POST.get("only_good") == "1"
    form = ApplyForm(request.POST, doubted=_doubted(found))
    if form.is_valid():
        with refusals_on(form):
            applied = workbooks.apply_import(
                pk,
                only_good=only_good,
                codes_checked=form.cleaned_data.get("codes_checked", False),
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Imported: %(n)s rows.") % {"n": applied.applied_rows})
            return redirect("desk:import_check", pk)
    return _page(request, _found(request.office, pk), form=form, status=form_status(form))


@open_to(*KEEPERS)
@require_POST
def discard(request: OfficeRequest, pk: int) -> HttpResponse:
    """Set the workbook aside."""
    workbooks.discard_import(pk, by=request.office, at=clock.now())
    messages.success(request, _("The workbook is discarded. The ledger is as it was."))
    return redirect("desk:import")


@open_to(*KEEPERS)
def report(request: OfficeRequest, pk: int) -> HttpResponse:
    """The rows as they were sent, each slip as a comment on its cell."""
    found = _found(request.office, pk)
    content = writing.report(found.rows, say=sentence, outcome=_outcome)
    return workbook(content, f"导入核对结果-{found.pk}.xlsx")


def sentence(problem: dict[str, Any]) -> str:
    """What is wrong with a cell, in the reader's language."""
    return str(PROBLEMS[problem["code"]] % problem["facts"])


def _outcome(row: dict[str, Any]) -> str:
    if workbooks.is_blocked(row):
        return _("To be put right")
    return str({"new": _("New"), "changed": _("Changed"), "same": _("As in the ledger")}[row["change"]])


def _found(office: Office, pk: int) -> Import:
    found = imports_in_reach(office).select_related("office__user").filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="import")
    return found


def _doubted(found: Import) -> int:
    return sum(
        workbooks.is_doubted(row)
        for row in found.rows
        if not workbooks.is_blocked(row) and row["change"] != "same"
    )


def _page(
    request: OfficeRequest, found: Import, *, form: ApplyForm | None = None, status: int = 200
) -> HttpResponse:
    lines = [_line(row) for row in found.rows]
    bad = [line for line in lines if line["tone"] == "bad"]
    doubtful = [line for line in lines if line["tone"] == "warn"]
    good = [line for line in lines if not line["problems"]]
    verbs = IMPORT_LIFE.verbs(state=found.state, role=request.office.as_role)
    context = {
        "crumbs": [
            (_("Enterprise ledger"), reverse("desk:enterprises")),
            (_("Import from Excel"), reverse("desk:import")),
            (found.file_name, ""),
        ],
        "found": found,
        "bad": bad,
        "doubtful": doubtful,
        "good": good[:SHOWN_GOOD],
        "good_left": max(0, len(good) - SHOWN_GOOD),
        "counts": _counts(found),
        "form": form or ApplyForm(doubted=_doubted(found)),
        "discard": DiscardForm(),
        "may_apply": "apply" in verbs,
        "may_discard": "discard" in verbs,
    }
    return render(request, "desk/import_check.html", context, status=status)


def _counts(found: Import) -> dict[str, int]:
    free = [row["change"] for row in found.rows if not workbooks.is_blocked(row)]
    return {
        "rows": len(found.rows),
        "blocked": len(found.rows) - len(free),
        "new": free.count("new"),
        "changed": free.count("changed"),
        "same": free.count("same"),
        "to_import": free.count("new") + free.count("changed"),
    }


def _line(row: dict[str, Any]) -> dict[str, Any]:
    sheet = columns.BY_KEY[row["sheet"]]
    given = row["given"]
    return {
        "sheet": sheet.title,
        "row": row["row"],
        "name": given.get("name") or given.get("enterprise") or "—",
        "enterprise": given.get("enterprise", ""),
        "outcome": _outcome(row),
        "tone": "bad" if workbooks.is_blocked(row) else "warn" if row["problems"] else "ok",
        "problems": [
            {
                "column": sheet.column(problem["column"]).heading,
                "given": given.get(problem["column"], ""),
                "text": sentence(problem),
                "blocking": problem["blocking"],
            }
            for problem in row["problems"]
        ],
    }
