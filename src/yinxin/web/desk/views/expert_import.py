"""Recommendations from a workbook: all of its rows, or the good ones, are recommended at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import recommendation_sheet
from yinxin.web.desk.forms.experts import RecommendationsForm
from yinxin.web.desk.views.enterprises import workbook
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received

RECOMMENDERS = sorted(experts.RECOMMENDERS)


@open_to(*RECOMMENDERS)
@once
def upload(request: OfficeRequest) -> HttpResponse:
    """Send a workbook. Where rows have something wrong, the page names it; nobody is recommended unless asked for."""
    form = RecommendationsForm(request.POST or None, received(request) if request.method == "POST" else None)
    rows: list[recommendation_sheet.Row] = []
    if request.method == "POST" and form.is_valid():
        only_good = form.cleaned_data["only_good"]
        with refusals_on(form):
            read = recommendation_sheet.judged(
                form.cleaned_data["workbook"], by=request.office, today=clock.today()
            )
            rows = recommendation_sheet.recommend(
                read, only_good=only_good, by=request.office, at=clock.now()
            )
        good = [row for row in rows if not row.problems]
        if good and (only_good or len(good) == len(rows)):
            text = ngettext("%(n)s expert is recommended.", "%(n)s experts are recommended.", len(good))
            messages.success(request, text % {"n": len(good)})
            if len(good) == len(rows):
                return redirect(f"{reverse('desk:experts')}?state={ExpertState.RECOMMENDED}")
        elif rows:
            form.add_error(
                None, _("Nobody is recommended yet. Put the rows above right and send the workbook again.")
            )
    context = {
        "form": form,
        "bad": [row for row in rows if row.problems],
        "columns": recommendation_sheet.SHEET.columns,
        "crumbs": [(_("Expert pool"), reverse("desk:experts")), (_("Import recommendations"), "")],
    }
    return render(request, "desk/expert_import.html", context, status=form_status(form))


@open_to(*RECOMMENDERS)
@require_safe
def template(request: OfficeRequest) -> HttpResponse:
    """The workbook to fill in."""
    return workbook(recommendation_sheet.template(request.office), "专家推荐模板.xlsx")
