"""The operations. Each says who it is open to; all read, and what they read is public."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router

from yinxin.api import schemas
from yinxin.api.questions import (
    BadQuestion,
    OfCertificates,
    OfEnterprises,
    OfFigures,
    OfPages,
    OfStandards,
    OfVerdict,
    Question,
    known_names,
    part_of,
    row_of,
)
from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.models import Certificate
from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.models import Enterprise, Industry
from yinxin.ledgers.queries import industries
from yinxin.marks import actions as marks
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook_in_force
from yinxin.standards import queries as standards
from yinxin.standards.models import Clause, Standard
from yinxin.statistics.queries import figures
from yinxin.statistics.rules import OF_THE_NOTICE
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.figures import LOOKS
from yinxin.web.public import certificate_sheet
from yinxin.web.public.answer import as_data
from yinxin.web.public.area import served
from yinxin.web.public.asking import device_of, place_of

R = TypeVar("R", bound=Model)
router = Router()
# What anyone may count. The others are for the officers whose work they measure.
PUBLIC_FIGURES = (*OF_THE_NOTICE, "certificates_in_force", "certificates_suspended")


@router.get(
    "standards",
    response={200: schemas.Page[schemas.StandardRow], 422: schemas.Refused},
    operation_id="list_standards",
    summary="Standards, by number",
    tags=["standards"],
)
@open_to_all
def list_standards(request: HttpRequest, asked: Query[OfStandards]) -> dict[str, Any]:
    """Every standard that was published, those that were withdrawn since included."""
    known_names(request, OfStandards.model_fields)
    rows = standards.holding_words(standards.ever_published(), asked.q)
    if asked.industry:
        rows = rows.filter(industry=_industry(asked.industry))
    if asked.division:
        rows = rows.filter(division__in=_divisions(asked.division))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return _page(rows, asked, _standard)


@router.get(
    "standards/{path:number}",
    response={200: schemas.StandardInFull, 404: schemas.Refused, 422: schemas.Refused},
    operation_id="read_standard",
    summary="A standard with its clauses and limits",
    tags=["standards"],
)
@open_to_all
def read_standard(request: HttpRequest, number: str) -> dict[str, Any]:
    """One standard by its number, in any spelling of it."""
    known_names(request, Question.model_fields)
    standard = standards.standard_of(standards.ever_published(), number)
    clauses = [_clause(clause) for clause in standard.clauses.all()]
    return {**_standard(standard), "source": standard.source, "clauses": clauses}


@router.get(
    "enterprises",
    response={200: schemas.Page[schemas.EnterpriseRow], 422: schemas.Refused},
    operation_id="list_enterprises",
    summary="Enterprises to which certificates were issued, by name",
    tags=["enterprises"],
)
@open_to_all
def list_enterprises(request: HttpRequest, asked: Query[OfEnterprises]) -> dict[str, Any]:
    """Enterprises with the numbers of their certificates, in the order of the names in pinyin."""
    known_names(request, OfEnterprises.model_fields)
    rows = certificates.named(certificates.holders(), asked.q).prefetch_related("certificates")
    if asked.industry:
        rows = rows.filter(industry=_industry(asked.industry))
    if asked.division:
        rows = rows.filter(division__in=_divisions(asked.division))
    return _page(rows, asked, _enterprise)


@router.get(
    "certificates",
    response={200: schemas.Page[schemas.CertificateRow], 422: schemas.Refused},
    operation_id="list_certificates",
    summary="Certificates, by number",
    tags=["certificates"],
)
@open_to_all
def list_certificates(request: HttpRequest, asked: Query[OfCertificates]) -> dict[str, Any]:
    """Every certificate that was ever issued, in the state in which it stands today."""
    known_names(request, OfCertificates.model_fields)
    rows = certificates.holding_words(certificates.public_certificates(), asked.q)
    if asked.industry:
        rows = rows.filter(enterprise__industry=_industry(asked.industry))
    if asked.division:
        rows = rows.filter(enterprise__division__in=_divisions(asked.division))
    if asked.state:
        rows = certificates.standing(rows, CertificateState(asked.state), today=clock.today())
    return _page(rows.prefetch_related("state_changes"), asked, _certificate)


@router.get(
    "certificates/{number}",
    response={200: schemas.CertificateInFull, 404: schemas.Refused, 422: schemas.Refused},
    operation_id="read_certificate",
    summary="A certificate with everything that it states",
    tags=["certificates"],
)
@open_to_all
def read_certificate(request: HttpRequest, number: str) -> dict[str, Any]:
    """One certificate with its standing and its history."""
    known_names(request, Question.model_fields)
    rows = certificates.public_certificates().select_related("application")
    found = rows.filter(number=number).prefetch_related("state_changes").first()
    if found is None:
        raise NotFound(noun="certificate", number=number)
    return certificate_sheet.as_data(certificate_sheet.sheet(found, today=clock.today()))


@router.get(
    "figures",
    response={200: schemas.Figures, 404: schemas.Refused, 422: schemas.Refused},
    operation_id="read_figures",
    summary="Figures as of a day",
    tags=["figures"],
)
@open_to_all
def read_figures(request: HttpRequest, asked: Query[OfFigures]) -> dict[str, Any]:
    """The figures of the notice, and the certificates in force and suspended, for a division and its parts."""
    known_names(request, OfFigures.model_fields)
    today = clock.today()
    as_of = asked.as_of or today
    if as_of > today:
        raise BadQuestion(_("“%(day)s” has not come yet. Figures are known up to today.") % {"day": as_of})
    division = _division(asked.division) if asked.division else served(rulebook_in_force(today))
    if division is None:
        raise NotFound(noun="division")
    found = figures(PUBLIC_FIGURES, division=division, as_of=as_of)
    return {
        "division": _place(division),
        "as_of": as_of,
        "figures": [
            {"name": name, "value": figure.value, "meaning": str(LOOKS[name].meaning)}
            for name, figure in found.items()
        ],
    }


@router.get(
    "verify/{path:code}",
    response={200: schemas.Verdict, 422: schemas.Refused},
    exclude_none=True,
    operation_id="verify_code",
    summary="What a code on a package stands for",
    tags=["verify"],
)
@open_to_all
def verify_code(
    request: HttpRequest, response: HttpResponse, code: str, asked: Query[OfVerdict]
) -> dict[str, Any]:
    """Every verdict is a 200, also `unknown` and `mistyped`. Each question counts as a check of the label."""
    known_names(request, OfVerdict.model_fields)
    response["Cache-Control"] = "no-store"
    answer = marks.check(
        code,
        gtin=asked.gtin,
        at=clock.now(),
        place=place_of(request),
        device=device_of(request, on=clock.today()),
    )
    return as_data(answer)


def _page(rows: QuerySet[R], asked: OfPages, shown: Callable[[R], dict[str, Any]]) -> dict[str, Any]:
    part, count = part_of(rows, asked)
    return {"items": [shown(row) for row in part], "count": count, "page": asked.page, "limit": asked.limit}


def _industry(code: str) -> Industry:
    return row_of(industries(), code=code, parameter="industry")


def _division(code: str) -> Division:
    return row_of(Division.objects.all(), code=code, parameter="division")


def _divisions(code: str) -> QuerySet[Division]:
    return divisions_within(_division(code))


def _place(division: Division) -> dict[str, str]:
    return {"code": division.code, "name": division.name, "name_en": division.name_en}


def _url(view: str, key: object) -> str:
    return f"{settings.PUBLIC_URL}{reverse(view, args=[key])}"


def _standard(standard: Standard) -> dict[str, Any]:
    return {
        "number": standard.number,
        "printed_number": standard.printed_number,
        "title": standard.title,
        "title_en": standard.title_en,
        "state": standard.state,
        "product_kinds": standard.product_kinds,
        "industry": standard.industry_id,
        "division": _place(standard.division),
        "published_on": standard.published_on,
        "effective_on": standard.effective_on,
        "withdrawn_on": standard.withdrawn_on,
        "is_placeholder": standard.is_placeholder,
        "url": _url("public:standard", standard.number),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "number": clause.number,
        "kind": clause.kind,
        "title": clause.title,
        "text": clause.text,
        "is_critical": clause.is_critical,
        "origin": clause.origin,
        "limits": [
            {
                "item": indicator.item,
                "unit": indicator.unit,
                "comparison": indicator.comparison,
                "limit": indicator.limit,
                "upper": indicator.upper,
                "national_limit": indicator.national_limit,
                "national_basis": indicator.national_basis,
                "method": indicator.method,
                "is_placeholder": indicator.is_placeholder,
            }
            for indicator in clause.indicators.all()
        ],
    }


def _enterprise(enterprise: Enterprise) -> dict[str, Any]:
    industry = enterprise.industry
    return {
        "id": enterprise.pk,
        "name": enterprise.name,
        "name_en": enterprise.name_en,
        "credit_code": enterprise.credit_code,
        "division": _place(enterprise.division),
        "industry": {"code": industry.code, "name": industry.name, "name_en": industry.name_en},
        "certificates": [certificate.number for certificate in enterprise.certificates.all()],
        "is_invented": enterprise.is_invented,
        "url": _url("public:enterprise", enterprise.pk),
    }


def _certificate(certificate: Certificate) -> dict[str, Any]:
    state = certificates.state_on(certificate, clock.today()) or certificate.state
    return {
        "number": certificate.number,
        "state": state,
        "holder": certificate.holder_name,
        "enterprise_id": certificate.enterprise_id,
        "product": certificate.product_name,
        "specification": certificate.product_specification,
        "trademark": certificate.brand,
        "standard": certificate.standard_number,
        "body": certificate.body.name,
        "issued_on": certificate.issued_on,
        "expires_on": certificate.expires_on,
        "is_invented": certificate.is_invented,
        "url": _url("public:certificate", certificate.number),
    }
