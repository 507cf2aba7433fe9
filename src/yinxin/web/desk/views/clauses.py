"""Clauses and limits of a draft, done from its page: inserted, edited, moved, removed, put back."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.standards.projects.models import Project
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts import rules
from yinxin.standards.texts.models import Clause, Indicator, Standard
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import text_sheet
from yinxin.web.desk.forms.texts import ClauseForm, IndicatorForm, OriginForm
from yinxin.web.desk.text_sheet import Opened
from yinxin.web.desk.views.texts import INSERTS, draft_in_reach, insert_form, place_of_insert, text_page
from yinxin.web.once import once
from yinxin.web.refused import refusals_on
from yinxin.web.standard_sheet import division_names, rule_in_words

MOVES = ("up", "down", "deeper", "higher")


@open_to(*texts.DRAFTERS)
@require_POST
@once
def outline(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin an empty text with the usual chapters."""
    standard, project = draft_in_reach(request.office, pk)
    texts.lay_out(pk, by=request.office, at=clock.now())
    messages.success(request, _("The chapters are laid out. Fill them one by one."))
    return redirect(text_sheet.address_of_text(standard, project))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def clause_new(request: OfficeRequest, pk: int, kind: str) -> HttpResponse:
    """Insert a clause before, after or below another, or a chapter or an annex at the end."""
    standard, project = draft_in_reach(request.office, pk)
    if kind not in INSERTS:
        raise NotFound(noun="page")
    asked = request.POST.get("at", "")
    at = _clause(standard, int(asked)) if asked.isdecimal() and int(asked) else None
    form = insert_form(request.POST, kind=kind, revision=standard.revision)
    after, depth = place_of_insert(standard, kind, at)
    opened = Opened(kind, at.pk if at else 0, form=form)

    def act() -> Clause:
        return texts.insert_clause(
            pk, after=after, depth=depth, **form.facts(), by=request.office, at=clock.now()
        )

    return _done(request, (standard, project), opened, act, _("The clause is added."))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def clause_edit(request: OfficeRequest, pk: int, clause: int) -> HttpResponse:
    """Change what a clause says."""
    standard, project = draft_in_reach(request.office, pk)
    row = _clause(standard, clause)
    form = ClauseForm(request.POST, of=row, revision=standard.revision)

    def act() -> Clause:
        seen = form.cleaned_data["seen"]
        return texts.edit_clause(clause, changes=form.facts(), seen=seen, by=request.office, at=clock.now())

    return _done(request, (standard, project), Opened("edit", clause, form=form), act, _("Saved."))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def clause_move(request: OfficeRequest, pk: int, clause: int, move: str) -> HttpResponse:
    """Move a clause up or down among its neighbours, or deeper or higher in the tree."""
    standard, project = draft_in_reach(request.office, pk)
    _clause(standard, clause)
    if move not in MOVES:
        raise NotFound(noun="page")
    if move in {"up", "down"}:
        row = texts.move_clause(clause, up=move == "up", by=request.office, at=clock.now())
    else:
        row = texts.shift_clause(clause, deeper=move == "deeper", by=request.office, at=clock.now())
    messages.success(request, _("It is %(number)s now.") % {"number": row.number})
    return _back(standard, project, clause)


@open_to(*texts.DRAFTERS)
@require_POST
@once
def clause_remove(request: OfficeRequest, pk: int, clause: int) -> HttpResponse:
    """Take a clause out, with all below it; what was removed stands below the text and may be put back."""
    standard, project = draft_in_reach(request.office, pk)
    row = _clause(standard, clause)
    before = standard.clauses.count()
    texts.remove_clause(clause, by=request.office, at=clock.now())
    others = before - standard.clauses.count() - 1
    if others:
        said = ngettext(
            "“%(name)s” is removed, with %(others)d below it. It can be put back, at the end of this page.",
            "“%(name)s” is removed, with %(others)d below it. They can be put back, at the end of this page.",
            others,
        )
    else:
        said = _("“%(name)s” is removed. It can be put back, at the end of this page.")
    messages.success(request, said % {"name": f"{row.number} {row.title}", "others": others})
    return redirect(f"{text_sheet.address_of_text(standard, project)}#removed")


@open_to(*texts.DRAFTERS)
@require_POST
@once
def clause_restore(request: OfficeRequest, pk: int, act: int) -> HttpResponse:
    """Put back what was removed."""
    standard, project = draft_in_reach(request.office, pk)
    row = texts.restore_clause(pk, act=act, by=request.office, at=clock.now())
    messages.success(request, _("It stands in the text again, as %(number)s.") % {"number": row.number})
    return _back(standard, project, row.pk)


@open_to(*texts.DRAFTERS)
@require_POST
@once
def limit_new(request: OfficeRequest, pk: int, clause: int) -> HttpResponse:
    """Add a limit to a clause."""
    standard, project = draft_in_reach(request.office, pk)
    _clause(standard, clause)
    form = IndicatorForm(request.POST, clause=clause, revision=standard.revision)

    def act() -> Indicator:
        seen = form.cleaned_data["seen"]
        return texts.add_indicator(clause, **form.facts(), seen=seen, by=request.office, at=clock.now())

    opened = Opened("limit_new", clause, form=form)
    return _done(request, (standard, project), opened, act, _("The limit is added."))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def limit_edit(request: OfficeRequest, pk: int, limit: int) -> HttpResponse:
    """Change a limit."""
    standard, project = draft_in_reach(request.office, pk)
    row = _limit(standard, limit)
    form = IndicatorForm(request.POST, of=row, clause=row.clause_id, revision=standard.revision)

    def act() -> Indicator:
        seen = form.cleaned_data["seen"]
        return texts.edit_indicator(limit, changes=form.facts(), seen=seen, by=request.office, at=clock.now())

    opened = Opened("limit", row.clause_id, limit, form)
    return _done(request, (standard, project), opened, act, _("Saved."))


@open_to(*texts.DRAFTERS)
@require_POST
@once
def limit_remove(request: OfficeRequest, pk: int, limit: int) -> HttpResponse:
    """Take a limit out of a clause."""
    standard, project = draft_in_reach(request.office, pk)
    row = _limit(standard, limit)
    texts.remove_indicator(limit, by=request.office, at=clock.now())
    messages.success(request, _("The limit “%(item)s” is removed.") % {"item": row.item})
    return _back(standard, project, row.clause_id)


@open_to(*texts.DRAFTERS)
@require_POST
def origin_preview(request: OfficeRequest) -> HttpResponse:
    """An origin rule that is being typed, in words, or what is the matter with it."""
    form, lines, problem = OriginForm(request.POST), [], ""
    if form.is_valid():
        try:
            lines = rule_in_words(rules.Origin.parse(form.origin()), division_names())
        except rules.BadOrigin:
            problem = _("This is not complete yet, or its sides cross.")
    else:
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return render(request, "desk/_origin_preview.html", {"lines": lines, "problem": problem})


def _done(
    request: OfficeRequest,
    text: tuple[Standard, Project | None],
    opened: Opened,
    act: Callable[[], Clause | Indicator],
    said: str,
) -> HttpResponse:
    """Do what a form asks; what is refused is shown in its place in the text, with all that was typed."""
    form, (standard, project) = opened.form, text
    if isinstance(form, ClauseForm | IndicatorForm) and form.is_valid():
        with refusals_on(form):
            row = act()
        if not form.errors:
            messages.success(request, said)
            return _back(standard, project, row.clause_id if isinstance(row, Indicator) else row.pk)
        standard.refresh_from_db()
        if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
            form.look_again(standard.revision)
            opened = replace(opened, is_newer=True)
    return text_page(request, standard, project, opened)


def _clause(standard: Standard, pk: int) -> Clause:
    row = standard.clauses.filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="clause", number=pk)
    return row


def _limit(standard: Standard, pk: int) -> Indicator:
    row = Indicator.objects.filter(pk=pk, clause__standard=standard).first()
    if row is None:
        raise NotFound(noun="indicator", number=pk)
    return row


def _back(standard: Standard, project: Project | None, clause: int) -> HttpResponse:
    return redirect(f"{text_sheet.address_of_text(standard, project)}#c{clause}")
