"""The expert pool: the list with its export, recommendations, and corrections. Names are for these offices only."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yinxin.experts.pool import actions as experts
from yinxin.experts.pool import queries
from yinxin.experts.pool.lifecycle import EXPERT_LIFE, ExpertState
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers.workbooks import writing
from yinxin.people.models import Office
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import expert_rows
from yinxin.web.desk.forms.experts import CorrectForm, RecommendForm
from yinxin.web.desk.views.enterprises import PRINTED, workbook
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import day, named

READERS: Final = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
CORRECTORS: Final = sorted(EXPERT_LIFE.roles("correct") | EXPERT_LIFE.roles("revise"))
PAGE: Final = 50


@open_to(*READERS)
@require_safe
def expert_list(request: OfficeRequest) -> HttpResponse:
    """Experts in reach by tabs, filtered and sorted; those in the pool first shown."""
    today, sort = clock.today(), request.GET.get("sort", "")
    form = expert_rows.ExpertFilters(request.GET, office=request.office)
    lines = expert_rows.lines_for(request.office, form, sort=sort, today=today)
    tab, is_print = expert_rows.tab_of(request.GET.get("state", "")), "print" in request.GET
    shown = [line for line in lines if tab.holds(line)]
    context = {
        "crumbs": [(_("Expert pool"), "")],
        "form": form,
        "chips": expert_rows.chips(form),
        "tabs": [(each, sum(map(each.holds, lines))) for each in expert_rows.TABS],
        "tab": tab,
        "page": Paginator(shown, PRINTED if is_print else PAGE).get_page(request.GET.get("page")),
        "can_recommend": request.office.as_role in experts.RECOMMENDERS,
        "export_query": _query(request.GET),
        "print_query": _query(request.GET, print="1"),
        "is_print": is_print,
        "unit": request.office.division or request.office.organisation,
    }
    return render(request, "desk/experts.html", context)


@open_to(*READERS)
@require_safe
def expert_export(request: OfficeRequest) -> HttpResponse:
    """What the list shows with the same tab, filters and order, all pages of it, as a workbook."""
    today = clock.today()
    form = expert_rows.ExpertFilters(request.GET, office=request.office)
    lines = expert_rows.lines_for(request.office, form, sort=request.GET.get("sort", ""), today=today)
    tab = expert_rows.tab_of(request.GET.get("state", ""))
    shown = [line for line in lines if tab.holds(line)]
    note = " · ".join(
        [
            named(request.office.division or request.office.organisation),
            str(tab.label),
            _("as of %(day)s") % {"day": day(today)},
            _("%(n)s experts") % {"n": len(shown)},
            *(f"{chip.label}={chip.value}" for chip in expert_rows.chips(form)),
        ]
    )
    content = writing.table("技术专家库", note, expert_rows.HEADINGS, map(expert_rows.exported, shown))
    return workbook(content, f"技术专家库-{today:%Y%m%d}.xlsx")


def _query(given: QueryDict, **more: str) -> str:
    asked = given.copy()
    for name in ("page", "print"):
        asked.pop(name, None)
    for name, value in more.items():
        asked[name] = value
    return asked.urlencode()


@open_to(*sorted(experts.RECOMMENDERS))
@once
def expert_new(request: OfficeRequest) -> HttpResponse:
    """Recommend a person for the pool."""
    form = RecommendForm(request.POST or None, office=request.office, today=clock.today())
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            experts.recommend(**form.facts(), by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Recommended. The institute decides on admission."))
            return redirect(f"{reverse('desk:experts')}?state={ExpertState.RECOMMENDED}")
    context = {
        "form": form,
        "title": _("Recommend an expert"),
        "lead": _("Tell the person first: name and employer are kept for the work of the pool only."),
        "submit_label": pgettext("expert", "Recommend"),
        "cancel_url": reverse("desk:experts"),
        "crumbs": [(_("Expert pool"), reverse("desk:experts")), (_("Recommend an expert"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*CORRECTORS)
@once
def expert_correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right what is known of a person."""
    row = found(request.office, pk)
    form = CorrectForm(request.POST or None, expert=row)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            experts.correct(pk, **form.facts(), by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Corrected."))
            return redirect("desk:expert", pk)
    context = {
        "form": form,
        "title": _("Correct the particulars"),
        "lead": "",
        "submit_label": _("Save"),
        "cancel_url": reverse("desk:expert", args=[pk]),
        "crumbs": [
            (_("Expert pool"), reverse("desk:experts")),
            (row.name, reverse("desk:expert", args=[pk])),
            (_("Correct the particulars"), ""),
        ],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


def found(office: Office, pk: int) -> Expert:
    """An expert in reach, or NotFound."""
    row = queries.experts_in_reach(office).select_related("user").filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="expert", number=pk)
    return row
