"""The operations of the API: reads of what is public. Each says who it is open to, as every page does."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from yinxin.api import schemas
from yinxin.api.questions import OfCertificates, known_names, part_of
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.queries import (
    holding_words,
    public_certificates,
    standing,
    state_on,
)
from yinxin.certification.models import Certificate
from yinxin.draws import queries as draws
from yinxin.kernel.refusals import NotFound
from yinxin.marks import actions as marks
from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook_in_force
from yinxin.standards.texts import models, queries
from yinxin.statistics import queries as statistics
from yinxin.statistics.rules import OF_THE_NOTICE
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.area import served
from yinxin.web.public import answer, certificate_sheet
from yinxin.web.public.asking import device_of, place_of

router = Router()
DivisionCode = Annotated[
    str,
    Query(
        description="a division code; its parts are counted in. Left out: the division that the scheme is run for"
    ),
]
REFUSED = {403: schemas.Problem, 404: schemas.Problem, 422: schemas.Problem}


@router.get(
    "/standards",
    response={200: list[schemas.StandardLine], **REFUSED},
    summary="Standards that were ever published",
)
@open_to_all
def standards(request: HttpRequest, on: date | None = None) -> Any:
    """All of them by number, withdrawn ones too; with `on`, those that were published on that day."""
    known_names(request, ("on",))
    return [_standard_line(row) for row in (queries.published(on) if on else queries.ever_published())]


@router.get(
    "/standards/{path:number}",
    response={200: schemas.Standard, **REFUSED},
    summary="One standard with its clauses",
)
@open_to_all
def standard(request: HttpRequest, number: str) -> Any:
    """The number may be written in any of its spellings."""
    known_names(request)
    row = queries.standard_of(queries.ever_published(), number)
    return {**_standard_line(row), "clauses": [_clause(clause) for clause in row.clauses.all()]}


@router.get(
    "/certificates",
    response={200: schemas.Certificates, **REFUSED},
    summary="Certificates in whatever state, by number",
)
@open_to_all
def certificates(request: HttpRequest, asked: Query[OfCertificates]) -> Any:
    """Every certificate that was ever issued, each in the state in which it stands today."""
    known_names(request, OfCertificates.model_fields)
    today = clock.today()
    rows = holding_words(public_certificates(), asked.q)
    if asked.state:
        rows = standing(rows, CertificateState(asked.state), today=today)
    part, count = part_of(rows.prefetch_related("state_changes"), page=asked.page, limit=asked.limit)
    return {
        "items": [_certificate_row(row, today=today) for row in part],
        "count": count,
        "page": asked.page,
        "limit": asked.limit,
    }


@router.get(
    "/certificates/{number}",
    response={200: schemas.Certificate, **REFUSED},
    summary="One certificate as it stands",
)
@open_to_all
def certificate(request: HttpRequest, number: str) -> Any:
    """What it states, its state today, and every state that it was in."""
    known_names(request)
    row = public_certificates().filter(number=number).prefetch_related("state_changes").first()
    if row is None:
        raise NotFound(noun="certificate", number=number)
    return certificate_sheet.as_data(certificate_sheet.sheet(row, today=clock.today()))


@router.get(
    "/enterprises",
    response={200: list[schemas.Enterprise], **REFUSED},
    summary="Enterprises with certificates in force",
)
@open_to_all
def enterprises(
    request: HttpRequest,
    division: DivisionCode = "",
    on: date | None = None,
) -> Any:
    """In the order of their names: a register, not a ranking. With `on`, as of that day."""
    known_names(request, ("division", "on"))
    rows = statistics.certificates_in_state(CertificateState.VALID, _division(division), on or clock.today())
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        holder = row.enterprise
        entry = found.setdefault(
            holder.pk,
            {
                "name": holder.name,
                "division": holder.division_id,
                "industry": holder.industry_id,
                "is_invented": holder.is_invented,
                "certificates": [],
            },
        )
        entry["certificates"].append(
            {
                "number": row.number,
                "product": row.product_name,
                "standard": row.standard_number,
                "issued_on": row.issued_on,
                "expires_on": row.expires_on,
            }
        )
    return sorted(found.values(), key=lambda entry: entry["name"])


@router.get("/figures", response={200: schemas.Figures, **REFUSED}, summary="The five figures as of a day")
@open_to_all
def figures(
    request: HttpRequest,
    division: DivisionCode = "",
    as_of: date | None = None,
) -> Any:
    """Counted from dated facts; today where no day is named."""
    known_names(request, ("division", "as_of"))
    area, day = _division(division), as_of or clock.today()
    counted = statistics.figures(OF_THE_NOTICE, division=area, as_of=day)
    return {"division": area.pk, "as_of": day, **{name: figure.value for name, figure in counted.items()}}


@router.get(
    "/draws/{number}",
    response={200: schemas.Draw, **REFUSED},
    summary="The public record of a draw by lot",
)
@open_to_all
def draw(request: HttpRequest, number: str) -> Any:
    """All that it takes to recompute it; the same as `/draws/{number}.json`, which `yinxin draw verify` reads."""
    known_names(request)
    return draws.record_of(draws.public_draw(number))


@router.get(
    "/verify/{path:code}",
    response={200: schemas.Verdict, **REFUSED},
    exclude_unset=True,
    summary="Check the code of a package",
)
@open_to_all
def verify(request: HttpRequest, code: str, gtin: str = "") -> Any:
    """The verdict that the page of the code gives; it counts as a check. Always 200: the question was answered."""
    known_names(request, ("gtin",))
    now = clock.now()
    place, device = place_of(request), device_of(request, on=clock.today())
    return answer.as_data(marks.check(code, gtin=gtin, at=now, place=place, device=device))


def _division(code: str) -> Division:
    found = Division.objects.filter(pk=code).first() if code else served(rulebook_in_force(clock.today()))
    if found is None:
        raise NotFound(noun="division", number=code)
    return found


def _certificate_row(row: Certificate, *, today: date) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": state_on(row, today) or row.state,
        "holder": row.holder_name,
        "product": row.product_name,
        "specification": row.product_specification,
        "trademark": row.brand,
        "standard": row.standard_number,
        "body": row.body.name,
        "issued_on": row.issued_on,
        "expires_on": row.expires_on,
        "is_invented": row.is_invented,
    }


def _standard_line(row: models.Standard) -> dict[str, Any]:
    return {
        "number": row.number,
        "printed_number": row.printed_number,
        "title": row.title,
        "title_en": row.title_en,
        "product_kinds": row.product_kinds,
        "division": row.division_id,
        "state": row.state,
        "published_on": row.published_on,
        "effective_on": row.effective_on,
        "superseded_on": row.superseded_on,
        "transition_until": row.transition_until,
        "withdrawn_on": row.withdrawn_on,
        "is_placeholder": row.is_placeholder,
    }


def _clause(row: models.Clause) -> dict[str, Any]:
    return {
        "number": row.number,
        "depth": row.depth,
        "annex": row.annex,
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "is_critical": row.is_critical,
        "origin": row.origin,
        "limits": [
            {
                "item": limit.item,
                "unit": limit.unit,
                "comparison": limit.comparison,
                "limit": limit.limit,
                "upper": limit.upper,
                "national_limit": limit.national_limit,
                "national_basis": limit.national_basis,
                "method": limit.method,
                "is_placeholder": limit.is_placeholder,
            }
            for limit in row.indicators.all()
        ],
    }
