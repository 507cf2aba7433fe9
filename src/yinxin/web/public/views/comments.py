"""Drafts that anyone may comment on, clause by clause, and what became of a comment. Without an account."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.standards.comments import actions as comments
from yinxin.standards.comments import queries
from yinxin.standards.comments.models import Comment
from yinxin.standards.projects.models import Paper, PaperKind, Project
from yinxin.standards.projects.queries import present_papers
from yinxin.standards.texts.models import Version
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.files import handed_out
from yinxin.web.frozen_text import clauses_of_version
from yinxin.web.once import once
from yinxin.web.public.asking import is_too_often
from yinxin.web.public.commenting import CommentForm, TrackCommentForm
from yinxin.web.public.drafts import Draft, draft_of, open_drafts
from yinxin.web.public.sharing import card
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.standard_sheet import ShownClause, kinds_of
from yinxin.web.wording.comments import COMMENT_STATES, OUTCOME_TONES, OUTCOMES

COMMENTS_AN_HOUR = 20  # on many clauses of a draft, one after the other
LOOK_UPS_AN_HOUR = 30
TOO_OFTEN = 429


@dataclass(frozen=True, slots=True)
class ShownComment:
    """An admitted comment as the public reads it: who sent it is an organisation, or a reader."""

    sender: str
    text: str
    proposed_text: str
    outcome: str
    tone: str
    answer: str


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of the draft (None: the text as a whole) with what was said of it."""

    clause: ShownClause | None
    comments: list[ShownComment]

    @property
    def clauses(self) -> list[ShownClause]:
        """The clause as components/clauses.html takes it."""
        return [self.clause] if self.clause else []


@open_to_all
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Drafts open for comment, with the days left, and those whose comments are over."""
    today = clock.today()
    found = [draft_of(project, today) for project in queries.commented_projects().order_by("-comment_until")]
    context = {
        "open": open_drafts(today),
        "over": [draft for draft in found if not draft.is_open],
        "crumbs": [(_("Standards"), reverse("public:standards")), (_("Drafts open for comment"), "")],
        "card": card(
            request,
            _("Drafts open for comment"),
            _(
                "Drafts of “Meng” mark standards on which anyone may comment, clause by clause, without an account."
            ),
        ),
    }
    return render(request, "public/drafts.html", context)


@open_to_all
@require_safe
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """One draft clause by clause, with what was said of each and the answers."""
    project = queries.commented_project(number)
    version = _version(project)
    shown = draft_of(project, clock.today())
    counts = queries.counts(project)
    context = {
        "draft": shown,
        "project": project,
        "kinds": kinds_of(project.standard),
        "version": version,
        "parts": _parts(project, version),
        "counts": counts,
        "note": _note(project),
        "crumbs": [*_crumbs(), (project.title, "")],
        "card": card(request, project.title, _lead(shown), kind="article"),
    }
    return render(request, "public/draft.html", context)


@open_to_all
@never_cache
@once
def comment(request: HttpRequest, number: str) -> HttpResponse:
    """Comment on a clause, or on all of the text. One address may send some an hour; nothing typed is lost."""
    project = queries.commented_project(number)
    version = _version(project)
    form = CommentForm(
        request.POST or None, initial={"clause_key": request.GET.get("clause", "")}, version=version
    )
    status = None
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "comment", an_hour=COMMENTS_AN_HOUR):
            form.add_error(
                None, _("Too many comments came from your connection within the hour. Try again later.")
            )
            status = TOO_OFTEN
        else:
            with refusals_on(form):
                sent = comments.submit(project.number, **form.facts(), at=clock.now())
            if not form.errors:
                return redirect("public:comment_sent", sent.tracking)
    chosen = str(form["clause_key"].value() or "")
    context = {
        "form": form,
        "project": project,
        "draft": draft_of(project, clock.today()),
        "clauses": [clause for clause in clauses_of_version(version) if str(clause.pk) == chosen],
        "crumbs": [
            *_crumbs(),
            (project.title, reverse("public:draft", args=[project.number])),
            (pgettext("verb", "Comment"), ""),
        ],
    }
    return render(request, "public/comment.html", context, status=status or form_status(form))


@open_to_all
@require_safe
def draft_note(_request: HttpRequest, number: str) -> HttpResponseBase:
    """The explanatory note (编制说明) of a draft."""
    paper = _note(queries.commented_project(number))
    if paper is None:
        raise NotFound(noun="paper")
    return handed_out(paper.file, name=paper.name)


@open_to_all
@never_cache
@require_safe
def comment_sent(request: HttpRequest, tracking: str) -> HttpResponse:
    """Thanks, with the number to keep."""
    found = queries.comment_by_tracking(tracking)
    if found is None:
        raise NotFound(noun="comment")
    return render(request, "public/comment_sent.html", {"comment": found, "project": found.project})


@open_to_all
@never_cache
@require_safe
def comment_track(request: HttpRequest) -> HttpResponse:
    """State and answer of a comment for whoever has its number."""
    form = TrackCommentForm(request.GET or None)
    found = None
    if form.is_bound and form.is_valid():
        if is_too_often(request, "track", an_hour=LOOK_UPS_AN_HOUR):
            form.add_error(
                None, _("Too many numbers were looked up from your connection. Try again in an hour.")
            )
            return _tracked(request, form, None, status=TOO_OFTEN)
        found = queries.comment_by_tracking(form.cleaned_data["number"])
        if found is None:
            form.add_error(
                "number", _("There is no comment of this number. Compare it with what you noted down.")
            )
    return _tracked(request, form, found, status=form_status(form))


def _tracked(
    request: HttpRequest, form: TrackCommentForm, found: Comment | None, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "comment": found,
        "clause": queries.clause_in_words(found) if found else "",
        "state": COMMENT_STATES[found.state] if found else "",
        "outcome": OUTCOMES.get(found.outcome, "") if found else "",
        "tone": OUTCOME_TONES.get(found.outcome, "") if found else "",
        "crumbs": [*_crumbs(), (_("Look up a comment"), "")],
    }
    return render(request, "public/comment_track.html", context, status=status)


def _crumbs() -> list[tuple[str, str]]:
    return [
        (_("Standards"), reverse("public:standards")),
        (_("Drafts open for comment"), reverse("public:drafts")),
    ]


def _lead(shown: Draft) -> str:
    if not shown.is_open:
        return _("The draft with the comments on each clause and what became of them.")
    return _("Read the draft and comment on each clause; no account is needed.")


def _version(project: Project) -> Version:
    version = queries.commented_version(project)
    if version is None:
        raise NotFound(noun="project", number=project.number)
    return version


def _note(project: Project) -> Paper | None:
    return present_papers(project).filter(kind=PaperKind.EXPLANATORY_NOTE).first()


def _parts(project: Project, version: Version) -> list[Part]:
    said: dict[int | None, list[ShownComment]] = defaultdict(list)
    for row in queries.public_comments(project):
        said[row.clause_key].append(
            ShownComment(
                sender=row.organisation_name or _("A reader"),
                text=row.text,
                proposed_text=row.proposed_text,
                outcome=str(OUTCOMES.get(row.outcome, "")),
                tone=OUTCOME_TONES.get(row.outcome, ""),
                answer=row.answer,
            )
        )
    return [
        Part(None, said[None]),
        *(Part(clause, said[clause.pk]) for clause in clauses_of_version(version)),
    ]
