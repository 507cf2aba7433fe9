"""The expert pool: a league recommends, the institute admits and ends stays. Names are for these offices only."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
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
from yinxin.register.queries import acts
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.experts import ExpertActForm, RecommendForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.wording.experts import EXPERT_FIELDS

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
PAGE = 50


@open_to(*READERS)
@require_safe
def expert_list(request: OfficeRequest) -> HttpResponse:
    """Experts in reach by state; those in the pool first shown."""
    reach = queries.experts_in_reach(request.office)
    chosen = request.GET.get("state", ExpertState.ADMITTED)
    rows = reach if chosen == "all" else reach.filter(state=chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tabs = [
        (state, phrases.state("expert", state), reach.filter(state=state).count())
        for state in (ExpertState.ADMITTED, ExpertState.RECOMMENDED, ExpertState.LEFT, ExpertState.DECLINED)
    ]
    context = {
        "page": page,
        "rows": [(expert, fields_of(expert)) for expert in page],
        "tabs": [*tabs, ("all", _("All"), reach.count())],
        "chosen": chosen,
        "can_recommend": request.office.as_role in experts.RECOMMENDERS,
    }
    return render(request, "desk/experts.html", context)


@open_to(*experts.RECOMMENDERS)
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


@open_to(*READERS)
@once
def expert(request: OfficeRequest, pk: int) -> HttpResponse:
    """One expert, and what this office can do now."""
    row = queries.experts_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="expert", number=pk)
    verb, today = request.POST.get("verb", ""), clock.today()
    form = ExpertActForm(request.POST if verb in ("admit", "decline", "leave") else None, today=today)
    if form.is_bound and form.is_valid():
        on, reason = form.cleaned_data["on"], form.cleaned_data["reason"]
        with refusals_on(form):
            if verb == "admit":
                experts.admit(pk, on=on, by=request.office, at=clock.now())
            elif verb == "decline":
                experts.decline(pk, on=on, reason=reason, by=request.office, at=clock.now())
            else:
                experts.leave(pk, on=on, reason=reason, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect("desk:expert", pk)
    context = {
        "expert": row,
        "fields": fields_of(row),
        "form": form,
        "verbs": EXPERT_LIFE.verbs(state=row.state, role=request.office.as_role),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Expert pool"), reverse("desk:experts")), (row.name, "")],
    }
    return render(request, "desk/expert.html", context, status=form_status(form))


def fields_of(row: Expert) -> str:
    """What somebody is an expert in, in words."""
    return phrases.listed(str(EXPERT_FIELDS[code]) for code in row.fields)
