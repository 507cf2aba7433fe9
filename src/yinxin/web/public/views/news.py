"""News, one article, and the request to take an article down."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yinxin.publicity import actions as publicity
from yinxin.publicity import queries
from yinxin.publicity.lifecycle import ArticleState
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.once import once
from yinxin.web.public.asking import is_too_often
from yinxin.web.public.sharing import card
from yinxin.web.refused import form_status, refusals_on

A_PAGE = 15
REQUESTS_AN_HOUR = 6
GONE, TOO_OFTEN = 410, 429


class RemovalForm(forms.Form):
    """Who wants an article taken down says why, and how the answer may be given."""

    reason = forms.CharField(
        label=gettext_lazy("Why should it be taken down?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Such as: it is my text, it names me, or it is wrong."),
        error_messages={"required": gettext_lazy("Say why, so that it can be decided.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Telephone or mail for the answer"),
        max_length=80,
        help_text=gettext_lazy("Only the officer who answers reads it."),
        error_messages={"required": gettext_lazy("Without it nobody can answer you.")},
    )


@open_to_all
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Articles, latest first."""
    page = Paginator(queries.published(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "card": card(request, _("News"), _("News of the “Meng” mark in Alxa.")),
    }
    return render(request, "public/news.html", context)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@once
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article with its source, or when and why it was taken down. Anyone may ask for that, without an account."""
    found = queries.ever_published(slug)
    crumbs = [(_("News"), reverse("public:news")), (found.title, "")]
    if found.state != ArticleState.PUBLISHED:
        return render(
            request, "public/article_removed.html", {"article": found, "crumbs": crumbs}, status=GONE
        )
    form, status = RemovalForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "removal", an_hour=REQUESTS_AN_HOUR):
            form.add_error(
                None, _("Too many requests came from your connection within the hour. Try again later.")
            )
            status = TOO_OFTEN
        else:
            with refusals_on(form):
                publicity.ask_removal(slug, **form.cleaned_data, at=clock.now())
            if not form.errors:
                messages.success(
                    request, _("Your request was received. You will be answered at the contact given.")
                )
                return redirect("public:article", slug)
    context = {
        "article": found,
        "paragraphs": found.body.split("\n\n"),
        "form": form,
        "crumbs": crumbs,
        "card": card(request, found.title, found.body, kind="article"),
    }
    return render(request, "public/article.html", context, status=status or form_status(form))
