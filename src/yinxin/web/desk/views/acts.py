"""The register of acts, as far as an office reaches; what concerns the public, for every officer."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yinxin.kernel.roles import Role
from yinxin.register import keys
from yinxin.register import queries as register
from yinxin.standards.texts.queries import number_by_subject
from yinxin.statistics.queries import entries_in_reach
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import shown
from yinxin.web.desk.forms.figures import ActsForm

PAGE = 50


@open_to(Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSPECTOR, Role.INSTITUTE_OFFICER)
@require_safe
def acts(request: OfficeRequest) -> HttpResponse:
    """Latest first, filtered by what they are about, by type and by number; with size, root and last checkpoint."""
    form = ActsForm(request.GET)
    rows = entries_in_reach(request.office)
    asked = form.cleaned_data
    if asked.get("noun"):
        rows = rows.filter(subject__startswith=f"{asked['noun']}/")
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if asked.get("subject"):
        words = asked["subject"].strip()
        rows = rows.filter(
            Q(subject__icontains=words) | Q(subject__in=number_by_subject(holding=words)),
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    checkpoint = register.latest_checkpoint()
    context = {
        "form": form,
        "page": page,
        "entries": list(shown(page)),
        "size": register.size(),
        "checkpoint": checkpoint,
        "root": bytes(checkpoint.root).hex() if checkpoint else "",
        "key": keys.verifier().text,
    }
    return render(request, "desk/register.html", context)
