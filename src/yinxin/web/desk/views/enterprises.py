"""The enterprise ledger: the list, its export, and one enterprise with all that concerns it."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.certificates.queries import certificates_in_reach
from yinxin.cultivation.actions import CULTIVATORS
from yinxin.cultivation.lifecycle import MEMBERSHIP_LIFE
from yinxin.cultivation.queries import OPEN_STATES, memberships_of, readiness_of_products, visits_of
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import REGULATORS
from yinxin.ledgers import queries
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.workbooks import writing
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.queries import current
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import ledger, stages
from yinxin.web.desk.enterprise_timeline import timeline_of
from yinxin.web.desk.forms.enterprises import AdmissionForm, LeavingForm, NominationForm
from yinxin.web.templatetags.yinxin import day, named

READERS: Final = sorted(REGULATORS)
KEEPERS: Final = sorted(CULTIVATORS)
PER_PAGE: Final = 50
PRINTED: Final = 5000
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(*READERS)
def enterprise_list(request: OfficeRequest) -> HttpResponse:
    """Every enterprise in reach, filtered, as a table on a desk and as cards on a phone."""
    today, view = clock.today(), request.GET.get("view", "")
    form = ledger.FilterForm(request.GET, office=request.office)
    sort = request.GET.get("sort", "")
    rows = ledger.rows_for(request.office, form, view=view, sort=sort, today=today)
    is_print = "print" in request.GET
    page = Paginator(rows, PRINTED if is_print else PER_PAGE).get_page(request.GET.get("page"))
    counted = ledger.rows_for(request.office, form, view="", sort="", today=today)
    chips = ledger.chips(form)
    context = {
        "crumbs": [(_("Dashboard"), reverse("home")), (_("Enterprise ledger"), "")],
        "form": form,
        "chips": chips,
        "view": view,
        "tabs": [(tab, counted.filter(tab.rows).count()) for tab in ledger.tabs(today)],
        "page": page,
        "lines": stages.lines_of(list(page.object_list), today=today),
        "has_filters": bool(chips) or bool(view),
        "has_banners": len(form.fields["banner"].queryset) > 1,  # type: ignore[attr-defined]
        "may_keep": request.office.as_role in CULTIVATORS,
        "export_query": _without(request.GET, "page", "print").urlencode(),
        "print_query": _print_query(request.GET),
        "is_print": is_print,
    }
    return render(request, "desk/enterprises.html", context)


@open_to(*READERS)
def enterprise_export(request: OfficeRequest) -> HttpResponse:
    """What the list shows with the same filters and order, all pages of it, as a workbook."""
    today = clock.today()
    form = ledger.FilterForm(request.GET, office=request.office)
    rows = ledger.rows_for(
        request.office, form, view=request.GET.get("view", ""), sort=request.GET.get("sort", ""), today=today
    )
    lines = stages.lines_of(list(rows), today=today)
    conditions = [f"{chip.label}={chip.value}" for chip in ledger.chips(form)]
    note = " · ".join(
        [
            named(request.office.division),
            _("as of %(day)s") % {"day": day(today)},
            _("%(n)s enterprises") % {"n": len(lines)},
            *conditions,
        ]
    )
    content = writing.table("企业台账", note, ledger.HEADINGS, map(ledger.exported, lines))
    return workbook(content, f"企业台账-{today:%Y%m%d}.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook as a download."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return response


def _without(given: QueryDict, *names: str) -> QueryDict:
    left = given.copy()
    for name in names:
        left.pop(name, None)
    return left


def _print_query(given: QueryDict) -> str:
    asked = _without(given, "page")
    asked["print"] = "1"
    return asked.urlencode()


@open_to(*READERS)
def enterprise(request: OfficeRequest, pk: int) -> HttpResponse:
    """One enterprise: who it is, what it makes and where, how far it has come, and what was done."""
    return enterprise_page(request, found(request.office, pk))


def found(office: Office, pk: int) -> Enterprise:
    """An enterprise in reach, or NotFound."""
    row = queries.enterprises_in_reach(office).select_related("division", "industry").filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="enterprise")
    return row


def enterprise_page(
    request: OfficeRequest, row: Enterprise, *, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of one enterprise; `bound` are forms of the pool that were refused, by verb."""
    today = clock.today()
    (line,) = stages.lines_of(list(stages.with_stage(Enterprise.objects.filter(pk=row.pk))), today=today)
    products = list(queries.products_of(row))
    readiness = readiness_of_products(products, list(current(today)))
    language = get_language() or "zh-hans"
    kinds = {kind.code: kind.name.in_language(language) for kind in rulebook().product_kinds}
    stays = list(memberships_of(row))
    context = {
        "crumbs": [(_("Enterprise ledger"), reverse("desk:enterprises")), (row.name, "")],
        "enterprise": row,
        "line": line,
        "scale": ledger.SCALE_NAMES.get(row.scale, ""),
        "products": [
            (product, kinds.get(product.kind, product.kind), [r for r in readiness if r.product == product])
            for product in products
        ],
        "sites": row.sites.select_related("division"),
        "years": row.yearly_figures.order_by("-year"),
        "stays": stays,
        "pool_acts": _pool_acts(request, row, stays, bound or {}),
        "visits": visits_of(row)[:5],
        "cases": applications_in_reach(request.office)
        .filter(enterprise=row)
        .exclude(state=ApplicationState.DRAFT)
        .order_by("-id"),
        "certificates": certificates_in_reach(request.office).filter(enterprise=row),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "may_keep": request.office.as_role in CULTIVATORS,
    }
    return render(request, "desk/enterprise.html", context, status=status)


def _pool_acts(
    request: HttpRequest, row: Enterprise, stays: list[Any], bound: dict[str, Any]
) -> list[dict[str, Any]]:
    """The buttons that the pool's table gives this office now."""
    office: Office = request.office  # type: ignore[attr-defined]
    today = clock.today()
    stay = next((stay for stay in stays if stay.state in OPEN_STATES), None)
    if stay is None:
        if office.as_role not in CULTIVATORS:
            return []
        return [
            {
                "label": _("Nominate for the pool"),
                "icon": "user-plus",
                "url": reverse("desk:nominate", args=[row.pk]),
                "form": bound.get("nominate") or NominationForm(initial={"on": today}),
            }
        ]
    looks = {
        "admit": (_("Admit to the pool"), "seedling", AdmissionForm, False),
        "decline": (_("Do not admit"), "x", LeavingForm, True),
        "release": (_("Release from the pool"), "logout", LeavingForm, True),
    }
    return [
        {
            "label": label,
            "icon": icon,
            "danger": danger,
            "url": reverse("desk:membership", args=[stay.pk, verb]),
            "form": bound.get(verb) or form(initial={"on": today}, prefix=verb),
        }
        for verb in MEMBERSHIP_LIFE.verbs(state=stay.state, role=office.as_role)
        for label, icon, form, danger in [looks[verb]]
    ]
