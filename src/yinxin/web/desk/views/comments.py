"""Comments on a project's draft: admitted or set aside, answered clause by clause; and the summary table of them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.kernel.roles import Role
from yinxin.standards.comments import actions as comments
from yinxin.standards.comments import documents, queries
from yinxin.standards.comments.actions import ANSWERABLE
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.comments.models import Comment
from yinxin.standards.comments.rules import Counts
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import project_of, projects_in_reach
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.comment_lines import groups, reused
from yinxin.web.desk.forms.comments import PHRASES, AnswerForm, LetterForm, SetAsideForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.wording.comments import OUTCOME_TONES, OUTCOMES

KEEPER = Role.INSTITUTE_OFFICER
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

TABS: tuple[tuple[str, Promise, frozenset[str]], ...] = (
    ("pending", gettext_lazy("To moderate"), frozenset({CommentState.PENDING})),
    ("admitted", gettext_lazy("To answer"), frozenset({CommentState.ADMITTED})),
    ("answered", pgettext_lazy("comment", "Answered"), frozenset({CommentState.ANSWERED})),
    ("set_aside", pgettext_lazy("comment", "Set aside"), frozenset({CommentState.SET_ASIDE})),
)


@open_to(KEEPER)
@once
def comment_list(request: OfficeRequest, number: str) -> HttpResponse:
    """The comments of a project by what waits for them, each clause with its text beside what is said of it."""
    project = _project(request, number)
    tab = _tab(request, queries.counts(project))
    form = None
    if request.method == "POST":
        row = queries.comments_in_reach(request.office).filter(project=project, pk=_key(request)).first()
        if row is None:
            raise NotFound(noun="comment", number=request.POST.get("comment", ""))
        form = _acted(request, row)
        if form is None or not form.errors:
            return redirect(
                f"{reverse('desk:comments', args=[number])}?tab={tab}{_next_to(project, row, tab)}"
            )
    counts, may_act = queries.counts(project), project.state in ANSWERABLE
    rows = _in_tab(project, tab)
    context = {
        "project": project,
        "version": queries.commented_version(project),
        "counts": counts,
        "tabs": [(name, label, _count(counts, name)) for name, label, _states in TABS],
        "tab": tab,
        "groups": groups(rows, may_act=may_act, bound=form, bound_to=_key(request)),
        "total": len(rows),
        "phrases": [*map(str, PHRASES), *reused(project)],
        "may_act": may_act,
        "may_enter": project.state == ProjectState.COMMENT,
        "crumbs": _crumbs(project),
    }
    status = 200 if form is None else form_status(form)
    return render(request, "desk/comments.html", context, status=status)


@open_to(KEEPER)
@require_POST
@once
def comments_admit(request: OfficeRequest, number: str) -> HttpResponse:
    """Admit all that were ticked. What somebody else moderated meanwhile is left as it is."""
    project = _project(request, number)
    wanted = {int(key) for key in request.POST.getlist("comment") if key.isdigit()}
    waiting = project.comments.filter(pk__in=wanted, state=CommentState.PENDING)
    done = [comments.admit(row.pk, by=request.office, at=clock.now()) for row in waiting]
    said = ngettext("%(n)d comment admitted.", "%(n)d comments admitted.", len(done)) % {"n": len(done)}
    messages.success(request, said if done else _("Nothing was ticked that waits to be read."))
    return redirect(f"{reverse('desk:comments', args=[number])}?tab=pending")


@open_to(KEEPER)
@once
def comment_new(request: OfficeRequest, number: str) -> HttpResponse:
    """Enter what came by letter, by mail, at a meeting or from an expert."""
    project = _project(request, number)
    version = queries.commented_version(project)
    if version is None:
        raise NotFound(noun="project", number=number)
    form = LetterForm(request.POST or None, version=version)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            comments.enter(number, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Entered and admitted. It waits for its answer."))
            return redirect(f"{reverse('desk:comments', args=[number])}?tab=admitted")
    context = {
        "form": form,
        "title": _("Enter a comment"),
        "lead": project.title,
        "submit_label": _("Enter"),
        "cancel_url": reverse("desk:comments", args=[number]),
        "crumbs": [
            *_crumbs(project)[:-1],
            (_("Comments"), reverse("desk:comments", args=[number])),
            (_("Enter"), ""),
        ],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(KEEPER)
@require_safe
def comments_table(request: OfficeRequest, number: str) -> HttpResponse:
    """The summary table (意见汇总处理表) as a page, to read and print."""
    project = _project(request, number)
    summary = queries.summary(project)
    context = {
        "project": project,
        "summary": summary,
        "rows": [
            (row, OUTCOMES.get(row.outcome, ""), OUTCOME_TONES.get(row.outcome, "")) for row in summary.rows
        ],
        "crumbs": [
            *_crumbs(project)[:-1],
            (_("Comments"), reverse("desk:comments", args=[number])),
            (_("Summary table"), ""),
        ],
    }
    return render(request, "desk/comments_table.html", context)


@open_to(KEEPER)
@require_safe
def comments_workbook(request: OfficeRequest, number: str) -> HttpResponse:
    """The summary table as an Excel file."""
    project = _project(request, number)
    content = documents.summary_workbook(queries.summary(project), at=clock.now())
    return _download(content, f"{project.number} {documents.NAME}.xlsx", XLSX)


@open_to(KEEPER)
@require_safe
def comments_word(request: OfficeRequest, number: str) -> HttpResponse:
    """The summary table as a Word file."""
    project = _project(request, number)
    content = documents.summary_word(queries.summary(project), at=clock.now())
    return _download(content, f"{project.number} {documents.NAME}.docx", DOCX)


# ------------------------------------------------------------------------------------------------ parts


def _project(request: OfficeRequest, number: str) -> Project:
    return project_of(projects_in_reach(request.office), number)


def _key(request: OfficeRequest) -> int:
    key = request.POST.get("comment", "")
    return int(key) if key.isdigit() else 0


def _tab(request: OfficeRequest, counts: Counts) -> str:
    """The tab that was asked for, else the first with work to do."""
    asked = request.GET.get("tab", "")
    if asked in {name for name, _label, _states in TABS}:
        return asked
    return next((name for name in ("pending", "admitted") if _count(counts, name)), "answered")


def _count(counts: Counts, tab: str) -> int:
    return {
        "pending": counts.pending,
        "admitted": counts.unanswered,
        "answered": counts.answered,
        "set_aside": counts.set_aside,
    }[tab]


def _in_tab(project: Project, tab: str) -> list[Comment]:
    states = next(states for name, _label, states in TABS if name == tab)
    return list(
        project.comments.filter(state__in=sorted(states))
        .select_related("version", "answered_by__user")
        .order_by("version__ordinal", "id")
    )


def _next_to(project: Project, row: Comment, tab: str) -> str:
    """Where to go on after one was done: at the next one that waits in the tab."""
    waiting = [each.pk for each in _in_tab(project, tab) if each.pk != row.pk]
    later = [pk for pk in waiting if pk > row.pk] or waiting
    return f"#comment-{later[0]}" if later else ""


def _acted(request: OfficeRequest, row: Comment) -> forms.Form | None:
    """Do what was asked to one comment. The form, where it has one; with its errors, where it was refused."""
    verb, by, at = request.POST.get("verb", ""), request.office, clock.now()
    if verb == "admit":
        comments.admit(row.pk, by=by, at=at)
        messages.success(request, _("Admitted. It stands with the draft now and waits for its answer."))
        return None
    if verb == "set_aside":
        aside = SetAsideForm(request.POST, prefix=f"a{row.pk}")
        if aside.is_valid():
            with refusals_on(aside):
                comments.set_aside(row.pk, **aside.cleaned_data, by=by, at=at)
        if not aside.errors:
            messages.success(request, _("Set aside with its reason."))
        return aside
    form = AnswerForm(request.POST, comment=row)
    if form.is_valid():
        with refusals_on(form):
            comments.answer(row.pk, **form.cleaned_data, by=by, at=at)
    if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
        row.refresh_from_db()
        form.look_again(row.revision)
    if not form.errors:
        messages.success(request, _("Answer recorded."))
    return form


def _crumbs(project: Project) -> list[tuple[str, str]]:
    return [(project.number, reverse("desk:project", args=[project.number])), (_("Comments"), "")]


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""},
    )
