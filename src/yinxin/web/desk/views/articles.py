"""News: clippings from the text of their page, articles of one's own, and requests to take them down."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.publicity import actions as publicity
from yinxin.publicity import queries
from yinxin.publicity.lifecycle import ARTICLE_LIFE
from yinxin.publicity.models import Article
from yinxin.register.queries import acts
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.articles import AnswerRemovalForm, ClipForm, RemoveForm, WriteForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on

OFFICERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER)
PAGE = 30


@open_to(*OFFICERS)
@require_safe
def article_list(request: OfficeRequest) -> HttpResponse:
    """The articles of one's area, and the requests to remove one."""
    rows = queries.articles_in_reach(request.office).order_by("-created_at", "-id")
    requests = queries.removal_requests_in_reach(request.office)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "requests": [(row, queries.answer_due_on(row)) for row in requests.filter(answered_at__isnull=True)],
    }
    return render(request, "desk/articles.html", context)


@open_to(*OFFICERS)
@once
def clip(request: OfficeRequest) -> HttpResponse:
    """Take over an article from the text of its page; it is looked at before it is published."""
    form = ClipForm(request.POST or None, office=request.office)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            row = publicity.clip(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Read. Look through it, then publish it."))
            return redirect("desk:article", row.slug)
    return _form_page(request, form, _("Clip an article"), _("Read the text"))


@open_to(*OFFICERS)
@once
def write(request: OfficeRequest) -> HttpResponse:
    """Write an article of one's own."""
    form = WriteForm(request.POST or None, office=request.office)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            row = publicity.write(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Kept. Look through it, then publish it."))
            return redirect("desk:article", row.slug)
    return _form_page(request, form, _("Write an article"), _("Keep as a draft"))


@open_to(*OFFICERS)
@require_safe
def article(request: OfficeRequest, slug: str) -> HttpResponse:
    """An article as readers will see it, what can be done with it, and who asked for its removal."""
    return _article_page(request, _article(request, slug))


@open_to(*OFFICERS)
@require_POST
@once
def publish(request: OfficeRequest, slug: str) -> HttpResponse:
    """Put a draft on the portal."""
    publicity.publish(slug, by=request.office, at=clock.now())
    messages.success(request, _("Published."))
    return redirect("desk:article", slug)


@open_to(*OFFICERS)
@require_POST
@once
def remove(request: OfficeRequest, slug: str) -> HttpResponse:
    """Take an article down, or drop a draft."""
    row, form = _article(request, slug), RemoveForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            publicity.remove(slug, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Taken down."))
            return redirect("desk:article", slug)
    return _article_page(request, row, remove_form=form)


@open_to(*OFFICERS)
@require_POST
@once
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer a request to take an article down."""
    asked = queries.removal_requests_in_reach(request.office).filter(pk=pk).first()
    if asked is None:
        raise NotFound(noun="removal request", number=pk)
    form = AnswerRemovalForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            publicity.answer_removal(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Answered."))
            return redirect("desk:article", asked.article.slug)
    return _article_page(request, asked.article, answer_form=form, answer_to=pk)


def _article(request: OfficeRequest, slug: str) -> Article:
    row = queries.articles_in_reach(request.office).filter(slug=slug).first()
    if row is None:
        raise NotFound(noun="article", number=slug)
    return row


def _form_page(
    request: OfficeRequest, form: ClipForm | WriteForm, title: str, submit_label: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit_label": submit_label,
        "cancel_url": reverse("desk:articles"),
        "crumbs": [(_("News"), reverse("desk:articles")), (title, "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


def _article_page(request: OfficeRequest, row: Article, **bound: Any) -> HttpResponse:
    asked = [(each, queries.answer_due_on(each)) for each in row.removal_requests.all()]
    context = {
        "article": row,
        "paragraphs": row.body.split("\n\n"),
        "requests": asked,
        "verbs": ARTICLE_LIFE.verbs(state=row.state, role=request.office.as_role),
        "remove_form": RemoveForm(),
        "answer_form": AnswerRemovalForm(),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("News"), reverse("desk:articles")), (row.title, "")],
        **bound,
    }
    sent = bound.get("remove_form") or bound.get("answer_form")
    return render(request, "desk/article.html", context, status=form_status(sent) if sent else 200)
