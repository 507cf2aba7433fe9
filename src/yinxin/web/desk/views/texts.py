"""The text of a draft in the browser: read, edited clause by clause, frozen, compared, printed."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import NotFound, WrongState
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import project_of, project_of_text, projects_in_reach
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.models import Annex, Clause, Indicator, Standard, Version
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import text_sheet
from yinxin.web.desk.forms.texts import ClauseForm, CoverForm, IndicatorForm
from yinxin.web.desk.text_sheet import Opened
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.standard_document import answers
from yinxin.web.text_differences import compared
from yinxin.web.wording.standards import CLAUSE_KIND_HELP, CLAUSE_KINDS

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
INSERTS = ("before", "after", "below", "chapter", "annex")


@open_to(*READERS)
@require_safe
def text(request: OfficeRequest, number: str) -> HttpResponse:
    """The text of a project."""
    project = project_of(projects_in_reach(request.office), number)
    return text_page(request, project.standard, project)


@open_to(*READERS)
@require_safe
def standard_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text of a standard that was taken over without a project, or of any in reach."""
    return text_page(request, *text_in_reach(request.office, pk))


def text_in_reach(office: Office, pk: int) -> tuple[Standard, Project | None]:
    """A text that this office may read, as a standard or through its project. NotFound beyond."""
    standard = queries.standards_in_reach(office).filter(pk=pk).first()
    if standard is None:
        project = projects_in_reach(office).filter(standard=pk).first()
        if project is None:
            raise NotFound(noun="standard", number=pk)
        return project.standard, project
    return standard, project_of_text(standard)


def draft_in_reach(office: Office, pk: int) -> tuple[Standard, Project | None]:
    """A text that may be edited now. Of a project, what was approved is published as it was approved."""
    standard, project = text_in_reach(office, pk)
    if project is not None and not text_sheet.may_edit(standard, project, office):
        raise WrongState(noun="project", verb="amend", state=project.state, open=())
    return standard, project


def text_page(
    request: OfficeRequest, standard: Standard, project: Project | None, opened: Opened | None = None
) -> HttpResponse:
    """The whole text with one form standing open in it, at most; `opened` is one that was refused."""
    may_edit = text_sheet.may_edit(standard, project, request.office)
    if opened is None:
        opened = _asked_for(request.GET, standard) if may_edit else Opened()
    lines = text_sheet.lines_of(standard, opened)
    context = {
        "standard": standard,
        "project": project,
        "here": text_sheet.address_of_text(standard, project),
        "lines": lines,
        "opened": opened,
        "is_empty": not lines,
        "may_edit": may_edit,
        "versions": [(version, text_sheet.version_name(version)) for version in standard.versions.all()],
        "comparable": text_sheet.comparable(standard),
        "removals": text_sheet.removals_of(standard) if may_edit else [],
        "kinds": [(label, CLAUSE_KIND_HELP[kind]) for kind, label in CLAUSE_KINDS.items()],
        "crumbs": _crumbs(standard, project),
    }
    status = form_status(opened.form) if opened.form else 200
    return render(request, "desk/text.html", context, status=status)


def _asked_for(asked: Mapping[str, str], standard: Standard) -> Opened:
    """The form that the address asks for; nonsense in it opens none."""
    kind, revision = asked.get("do", ""), standard.revision
    place = int(asked["at"]) if asked.get("at", "").isdecimal() else 0
    clause = standard.clauses.filter(pk=place).first() if place else None
    if kind in {"chapter", "annex"}:
        return Opened(kind, form=insert_form(None, kind=kind, revision=revision))
    return _asked_of(clause, kind, asked, revision) if clause else Opened()


def _asked_of(clause: Clause, kind: str, asked: Mapping[str, str], revision: int) -> Opened:
    place = clause.pk
    if kind == "edit":
        return Opened(kind, place, form=ClauseForm(of=clause, revision=revision))
    if kind in INSERTS:
        return Opened(kind, place, form=insert_form(None, kind=kind, revision=revision))
    if kind == "limit_new" and clause.asks:
        return Opened(kind, place, form=IndicatorForm(clause=place, revision=revision))
    if kind == "limit" and asked.get("limit", "").isdecimal():
        indicator = Indicator.objects.filter(pk=int(asked["limit"]), clause=clause).first()
        if indicator:
            form = IndicatorForm(of=indicator, clause=place, revision=revision)
            return Opened(kind, place, indicator.pk, form)
    return Opened()


def insert_form(data: Any, *, kind: str, revision: int) -> ClauseForm:
    """The form of a new clause; that of an annex asks what the annex is."""
    annex = Annex.NORMATIVE.value if kind == "annex" else ""
    return ClauseForm(data, annex=annex, revision=revision)


def place_of_insert(standard: Standard, kind: str, at: Clause | None) -> tuple[int | None, int]:
    """Behind which clause, and how deep, a new one stands that was asked for here."""
    rows = list(standard.clauses.all())
    if kind == "annex":
        return (rows[-1].pk if rows else None), 1
    if kind == "chapter" or at is None:
        chapters = _before_annexes(rows)
        return (chapters[-1].pk if chapters else None), 1
    if kind == "below":
        return at.pk, at.depth + 1
    if kind == "after":
        return at.pk, at.depth
    index = next(place for place, row in enumerate(rows) if row.pk == at.pk)
    return (rows[index - 1].pk if index else None), at.depth


def _before_annexes(rows: list[Clause]) -> list[Clause]:
    first = next((place for place, row in enumerate(rows) if row.annex), len(rows))
    return rows[:first]


@open_to(*texts.DRAFTERS)
@once
def cover(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct what stands on the cover."""
    standard, project = draft_in_reach(request.office, pk)
    form = CoverForm(request.POST or None, of=standard)
    here = text_sheet.address_of_text(standard, project)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            texts.describe(pk, changes=form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The cover is corrected."))
            return redirect(here)
    context = {
        "form": form,
        "title": _("Cover of the text"),
        "submit_label": _("Save"),
        "cancel_url": here,
        "crumbs": [*_crumbs(standard, project)[:-1], (_("Text of the standard"), here), (_("Cover"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def freeze(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep the text as it stands, to compare with later."""
    standard, project = draft_in_reach(request.office, pk)
    texts.freeze(pk, label="draft", by=request.office, at=clock.now())
    messages.success(request, _("This version is kept."))
    return redirect(f"{text_sheet.address_of_text(standard, project)}#versions")


@open_to(*READERS)
@require_safe
def compare(request: OfficeRequest, pk: int) -> HttpResponse:
    """Two texts held against each other; without a choice, the last version against the text as it stands."""
    standard, project = text_in_reach(request.office, pk)
    choices = text_sheet.comparable(standard)
    names = dict(choices)
    new = request.GET.get("new", "now")
    old = request.GET.get("old", choices[-2][0] if len(choices) > 1 else "now")
    if old not in names or new not in names:
        raise NotFound(noun="version", number=f"{old} {new}")
    found = compared(_text_of(standard, old), _text_of(standard, new))
    here = text_sheet.address_of_text(standard, project)
    context = {
        "standard": standard,
        "choices": choices,
        "old": old,
        "new": new,
        "names": (names[old], names[new]),
        "found": found,
        "shows_all": "all" in request.GET,
        "crumbs": [*_crumbs(standard, project)[:-1], (_("Text of the standard"), here), (_("Compare"), "")],
    }
    return render(request, "desk/text_compare.html", context)


@open_to(*READERS)
@require_safe
def document(request: OfficeRequest, pk: int, ending: str) -> HttpResponse:
    """The text, or the version that `?version=` names, as a Word file or a PDF."""
    standard, _project = text_in_reach(request.office, pk)
    asked = request.GET.get("version", "")
    version = _version(standard, asked) if asked else None
    if ending not in answers.ANSWERS:
        raise NotFound(noun="page")
    return answers.ANSWERS[ending](standard, version, at=clock.now())


def _text_of(standard: Standard, name: str) -> Mapping[str, Any]:
    if name == "now":
        return rules.snapshot(queries.clauses_in_order(standard))
    if name == "replaced" and standard.replaces:
        return rules.snapshot(queries.clauses_in_order(standard.replaces))
    kept: Mapping[str, Any] = _version(standard, name).text
    return kept


def _version(standard: Standard, ordinal: str) -> Version:
    found = standard.versions.filter(ordinal=int(ordinal)).first() if ordinal.isdecimal() else None
    if found is None:
        raise NotFound(noun="version", number=ordinal)
    return found


def _crumbs(standard: Standard, project: Project | None) -> list[tuple[str, str]]:
    if project is not None:
        return [
            (_("Projects"), reverse("desk:projects")),
            (project.number, reverse("desk:project", args=[project.number])),
            (_("Text of the standard"), ""),
        ]
    above = [(_("Standards"), reverse("desk:standards"))]
    if standard.number:
        above.append((standard.printed_number, reverse("desk:standard", args=[standard.number])))
    return [*above, (_("Text of the standard"), "")]
