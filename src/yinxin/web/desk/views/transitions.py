"""What a new version of a standard touches, and how far each certificate has come."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yinxin.certification.transitions import actions, queries
from yinxin.certification.transitions.queries import Transition
from yinxin.certification.transitions.rules import Step
from yinxin.cultivation.actions import CULTIVATORS
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers.workbooks import writing
from yinxin.ledgers.workbooks.writing import Heading
from yinxin.standards.texts.models import Standard
from yinxin.standards.texts.queries import ever_published, standard_of
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.views.enterprises import workbook
from yinxin.web.once import once
from yinxin.web.templatetags.yinxin import day
from yinxin.web.transition_note import TONES
from yinxin.web.wording.transitions import STEPS

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)


@dataclass(frozen=True, slots=True)
class Line:
    """One certificate on its way, as the table shows it."""

    transition: Transition
    step: Promise
    tone: str
    days_left: int


@open_to(*READERS)
@require_safe
def transition(request: OfficeRequest, number: str) -> HttpResponse:
    """One superseded standard: its certificates, open cases and assessed products, and where each stands."""
    standard, today = _superseded(number), clock.today()
    found = queries.touched_certificates(request.office, standard, today=today)
    counts = Counter(each.step for each in found)
    sees_cases = request.office.is_regulator
    cases, products = queries.touched_numbers(standard)
    context = {
        "standard": standard,
        "successor": standard.successors.exclude(number="").first(),
        "days_left": (standard.transition_until - today).days if standard.transition_until else None,
        "lines": [
            Line(each, STEPS[each.step], TONES.get(each.step, ""), each.days_left(today)) for each in found
        ],
        "counts": [(STEPS[step], counts[step], TONES.get(step, "")) for step in Step if counts[step]],
        "sees_cases": sees_cases,
        "cases": queries.touched_cases(request.office, standard) if sees_cases else (),
        "readiness": queries.touched_readiness(request.office, standard) if sees_cases else (),
        "case_count": cases,
        "product_count": products,
        "may_carry": request.office.as_role in CULTIVATORS,
        "crumbs": [
            (_("Standards"), reverse("desk:standards")),
            (standard.printed_number, reverse("desk:standard", args=[standard.number])),
            (_("Transition"), ""),
        ],
    }
    return render(request, "desk/transition.html", context)


@open_to(*READERS)
@require_safe
def transition_export(request: OfficeRequest, number: str) -> HttpResponse:
    """The certificates of a superseded standard as a workbook, as the page lists them."""
    standard, today = _superseded(number), clock.today()
    headings = [
        Heading("证书编号", 22),
        Heading("持证企业", 30),
        Heading("产品", 24),
        Heading("认证机构", 28),
        Heading("原标准", 24),
        Heading("新标准", 24),
        Heading("过渡期截止", 14),
        Heading("转换进度", 12),
        Heading("新申请编号", 16),
        Heading("新证书编号", 22),
    ]
    rows = [
        [
            each.certificate.number,
            each.certificate.holder_name,
            each.certificate.product_name,
            each.certificate.body.name,
            each.certificate.standard_number,
            each.successor.printed_number,
            each.until,
            str(STEPS[each.step]),
            each.open_case.number if each.open_case else None,
            each.new_certificate.number if each.new_certificate else None,
        ]
        for each in queries.touched_certificates(request.office, standard, today=today)
    ]
    note = f"{standard.printed_number} · {_('as of %(day)s') % {'day': day(today)}}"
    return workbook(
        writing.table("标准换版转换台账", note, headings, rows), f"标准换版转换-{today:%Y%m%d}.xlsx"
    )


@open_to(*sorted(CULTIVATORS))
@require_POST
@once
def carry_over(request: OfficeRequest, number: str, product: int) -> HttpResponse:
    """Assess a product by the new text wherever it asks what the old one asked."""
    count = actions.carry_over(product, standard_number=number, by=request.office, at=clock.now())
    messages.success(
        request,
        ngettext(
            "%(count)d clause is carried over to the new version.",
            "%(count)d clauses are carried over to the new version.",
            count,
        )
        % {"count": count},
    )
    return redirect(f"{reverse('desk:transition', args=[number])}#readiness")


def _superseded(number: str) -> Standard:
    standard = standard_of(ever_published(), number)
    if standard.superseded_on is None:
        raise NotFound(noun="transition", number=number)
    return standard
