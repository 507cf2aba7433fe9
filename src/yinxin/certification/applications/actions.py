"""Writes: a case from its start to its acceptance, and how it ends early."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final

from django.core.files.base import File
from django.db import IntegrityError, transaction

from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, OPEN_STATES, ApplicationState
from yinxin.certification.applications.models import Application, Document, Gap
from yinxin.certification.applications.rules import day_of
from yinxin.certification.bodies.models import Body
from yinxin.certification.bodies.queries import may_certify
from yinxin.kernel.lifecycle import Move
from yinxin.kernel.refusals import ChangedMeanwhile, NotAcceptable, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Enterprise, Product, Site
from yinxin.ledgers.queries import products_in_reach, sites_in_reach
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook, rulebook_in_force
from yinxin.standards.texts.models import Standard
from yinxin.standards.texts.queries import in_effect_instead_of, origin_clauses, standards_for_kind
from yinxin.standards.texts.rules import Place, origin_failures

DRAFT_FIELDS: Final = frozenset(
    {
        "manufacturer_name",
        "manufacturer_address",
        "factory_name",
        "factory_address",
        "annual_output_kg",
        "product_description",
        "undertaking_given",
    }
)


class StandardDoesNotFit(NotAcceptable):
    """The standard is not in force, or is not for this kind of product."""

    code = "standard_does_not_fit"


class StandardSuperseded(NotAcceptable):
    """A newer version is in effect: no new case is started by the old one."""

    code = "standard_superseded"


class OriginNotMet(NotAcceptable):
    """The site is not where the standard says that the product must come from."""

    code = "origin_not_met"


class BodyOutOfScope(NotAcceptable):
    """The body's approval has run out or does not cover this kind of product (认证认可条例 arts. 9, 59)."""

    code = "body_out_of_scope"


class CaseAlreadyOpen(WrongState):
    """There is an open case of this product against this standard."""

    code = "case_already_open"


class DocumentNotAsked(NotAcceptable):
    """The rulebook does not ask for this document for this kind of product (认证认可条例 art. 19)."""

    code = "document_not_asked"


class FormatNotTaken(NotAcceptable):
    """The document is not taken in this format."""

    code = "document_format"


class OutputNotPositive(NotAcceptable):
    """A yearly output is more than nothing."""

    code = "output_not_positive"


class Incomplete(NotAcceptable):
    """Things are missing; all of them are named."""

    code = "application_incomplete"


class NoGaps(NotAcceptable):
    """A case that is returned says what is missing."""

    code = "no_gaps"


class ReasonsMissing(NotAcceptable):
    """Whoever is refused something is told why."""

    code = "reasons_missing"


@transaction.atomic
def start(
    product_pk: int, *, standard_number: str, site_pk: int, body_pk: int, by: Office, at: datetime
) -> Application:
    """Open a draft, prefilled from the ledger, under the rulebook in force today.

    Everything that no paper can mend is asked before any paper is: refuses StandardSuperseded, StandardDoesNotFit,
    OriginNotMet with each failing clause, BodyOutOfScope and CaseAlreadyOpen. Pool membership is never asked
    (认证认可条例 art. 19).
    """
    # Two starts for one product wait for each other here, so that the second sees the first.
    product = products_in_reach(by).select_for_update(of=("self",)).filter(pk=product_pk).first()
    if product is None:
        raise NotFound(noun="product", number=product_pk)
    if by.as_role is not Role.ENTERPRISE:
        raise NotYours(noun="application", verb="start", role=by.role)
    site = sites_in_reach(by).filter(pk=site_pk, enterprise=product.enterprise_id).first()
    if site is None:
        raise NotFound(noun="site", number=site_pk)
    body = Body.objects.filter(pk=body_pk).first()
    if body is None:
        raise NotFound(noun="body", number=body_pk)

    today = day_of(at)
    standard = _fitting_standard(standard_number, product, on=at)
    _check_origin(standard, site)
    if not may_certify(body, product.kind, on=today):
        raise BodyOutOfScope(field="body", body=body.name)
    earlier = Application.objects.filter(product=product, standard=standard, state__in=OPEN_STATES).first()
    if earlier is not None:
        raise CaseAlreadyOpen(number=earlier.number, state=earlier.state, open=())

    application = _numbered(
        _prefilled(product, site),
        product=product,
        standard=standard,
        site=site,
        body=body,
        rulebook=rulebook_in_force(today).version,
        at=at,
    )
    people.record(
        "application.started",
        subject=application.subject,
        by=by,
        at=at,
        facts={
            "state": application.state,
            "enterprise": product.enterprise_id,
            "product": product.name,
            "standard": standard.number,
            "site": site.name,
            "body": body.name,
            "rulebook": application.rulebook,
        },
    )
    return application


def _fitting_standard(number: str, product: Product, *, on: datetime) -> Standard:
    fitting = standards_for_kind(product.kind, day_of(on))
    for standard in fitting:
        if standard.number == number:
            return standard
    _check_not_superseded(number, day_of(on))
    raise StandardDoesNotFit(
        field="standard", number=number, product=product.name, fitting=tuple(map(str, fitting))
    )


def _check_not_superseded(number: str, today: date) -> None:
    """Tell whoever holds on to an old version which one took its place."""
    successor = in_effect_instead_of(number, on=today)
    if successor is not None:
        raise StandardSuperseded(field="standard", number=number, successor=successor.printed_number)


def _check_origin(standard: Standard, site: Site) -> None:
    place = Place(
        division_path=site.division.path,
        latitude=site.latitude,
        longitude=site.longitude,
        altitude_m=site.altitude_m,
    )
    failures = origin_failures(origin_clauses(standard), place)
    if failures:
        raise OriginNotMet(
            field="site",
            site=site.name,
            clause=failures[0].clause_number,
            title=failures[0].clause_title,
            why=tuple(dict.fromkeys(failure.why for failure in failures)),
            failures=failures,
        )


def _prefilled(product: Product, site: Site) -> dict[str, Any]:
    """What the ledger already holds is not typed again."""
    enterprise = Enterprise.objects.get(pk=product.enterprise_id)
    figure = enterprise.yearly_figures.filter(output_kg__isnull=False).order_by("-year").first()
    return {
        "enterprise": enterprise,
        "manufacturer_name": enterprise.name,
        "manufacturer_address": enterprise.address,
        "factory_name": site.name,
        "factory_address": site.address,
        "annual_output_kg": figure.output_kg if figure else None,
    }


def _numbered(prefilled: dict[str, Any], *, at: datetime, **fields: Any) -> Application:
    """The draft under the next number of its year. Where another case took the number first, the one after it."""
    prefix = f"SQ-{day_of(at).year}-"
    while True:
        serial = Application.objects.filter(number__startswith=prefix).count() + 1
        number = f"{prefix}{serial:04d}"
        try:
            with transaction.atomic():
                return Application.objects.create(number=number, started_at=at, **prefilled, **fields)
        except IntegrityError:
            if not Application.objects.filter(number=number).exists():
                raise


@transaction.atomic
def save_draft(
    number: str, *, changes: Mapping[str, Any], seen: int, by: Office, at: datetime
) -> Application:
    """Keep what the enterprise typed into the form, complete or not.

    Refuses OutputNotPositive. Changes of anything but the form's own fields are a mistake of the caller.
    """
    unknown = set(changes) - DRAFT_FIELDS
    if unknown:
        raise ValueError(sorted(unknown))
    application, _ = in_hand(number, "submit", seen=seen, by=by)
    output = changes.get("annual_output_kg")
    if output is not None and output <= 0:
        raise OutputNotPositive(field="annual_output_kg")
    changed = {name: value for name, value in changes.items() if getattr(application, name) != value}
    if not changed:
        return application
    for name, value in changed.items():
        setattr(application, name, value)
    _save(application, *changed)
    people.record(
        "application.draft_saved",
        subject=application.subject,
        by=by,
        at=at,
        facts={"fields": sorted(changed)},
        private={name: _plain(value) for name, value in changed.items()},
    )
    return application


@transaction.atomic
def attach_document(
    number: str,
    *,
    item: str,
    file: "File[bytes]",
    name: str,
    size: int,
    sha256: str,
    by: Office,
    at: datetime,
) -> Document:
    """Put a file in the place of an item of the rulebook's list; an earlier file stays as it was handed in.

    Refuses DocumentNotAsked and FormatNotTaken. Answers the gap that asked for it.
    """
    application, _ = in_hand(number, "submit", by=by)
    book = rulebook(application.rulebook)
    asked = {document.code: document for document in book.documents_for(application.product.kind)}
    if item not in asked:
        raise DocumentNotAsked(field="item", item=item)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if {"jpeg": "jpg"}.get(ending, ending) not in asked[item].formats:
        raise FormatNotTaken(field="file", document=asked[item].name, formats=", ".join(asked[item].formats))
    application.documents.filter(item=item, replaced_at__isnull=True).update(replaced_at=at)
    document = Document.objects.create(
        application=application,
        item=item,
        file=file,
        name=name,
        size=size,
        sha256=sha256,
        office=by,
        uploaded_at=at,
    )
    application.gaps.filter(item=item, is_answered=False).update(is_answered=True)
    _save(application)
    people.record(
        "application.document_attached",
        subject=application.subject,
        by=by,
        at=at,
        facts={"item": item, "name": name, "size": size, "sha256": sha256},
    )
    return document


@transaction.atomic
def submit(number: str, *, seen: int, by: Office, at: datetime) -> Application:
    """Hand the case to its body. Refuses Incomplete with all that is missing, and StandardSuperseded the first time.

    What a return asked for in words is taken as answered: the enterprise says so by submitting again.
    """
    application, move = in_hand(number, "submit", seen=seen, by=by)
    if application.submitted_at is None:
        _check_not_superseded(application.standard.number, day_of(at))
    missing = queries.missing_of(application)
    if missing:
        book = rulebook(application.rulebook)
        words = [book.document(each.name).name if each.part == "document" else each.name for each in missing]
        raise Incomplete(missing=tuple(words), items=missing, count=len(missing))
    application.gaps.filter(is_answered=False).update(is_answered=True)
    application.submitted_at = at
    moved(application, move, "submitted_at")
    people.record(
        "application.submitted",
        subject=application.subject,
        by=by,
        at=at,
        facts={
            "state": application.state,
            "documents": {
                document.item: document.sha256
                for document in application.documents.filter(replaced_at__isnull=True)
            },
        },
    )
    return application


@transaction.atomic
def return_for_completion(
    number: str, *, gaps: Sequence[tuple[str, str]], seen: int, by: Office, at: datetime
) -> Application:
    """Give the case back with all gaps at once; its clock stands still until it is submitted again.

    A gap is an item of the rulebook's list, or none, and what is missing in words. Refuses NoGaps and DocumentNotAsked.
    """
    application, move = in_hand(number, "return_for_completion", seen=seen, by=by)
    stated = [(item, text.strip()) for item, text in gaps]
    if not stated or not all(text for _, text in stated):
        raise NoGaps
    asked = {
        document.code for document in rulebook(application.rulebook).documents_for(application.product.kind)
    }
    for item, _ in stated:
        if item and item not in asked:
            raise DocumentNotAsked(item=item)
    Gap.objects.bulk_create(
        Gap(application=application, item=item, text=text, returned_at=at) for item, text in stated
    )
    moved(application, move)
    people.record(
        "application.returned",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "gaps": [{"item": item, "text": text} for item, text in stated]},
    )
    return application


@transaction.atomic
def decline(number: str, *, reasons: str, seen: int, by: Office, at: datetime) -> Application:
    """Do not take the case, saying why (ISO/IEC 17065 7.3.4). Refuses ReasonsMissing."""
    application, move = in_hand(number, "decline", seen=seen, by=by)
    application.answer = stated(reasons)
    moved(application, move, "answer")
    people.record(
        "application.declined",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "reasons": application.answer},
    )
    return application


@transaction.atomic
def accept(number: str, *, seen: int, by: Office, at: datetime) -> Application:
    """Take the case for evaluation. Refuses BodyOutOfScope where the body's approval no longer covers it."""
    application, move = in_hand(number, "accept", seen=seen, by=by)
    if not may_certify(application.body, application.product.kind, on=day_of(at)):
        raise BodyOutOfScope(body=application.body.name)
    application.accepted_at = at
    moved(application, move, "accepted_at")
    people.record(
        "application.accepted",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "rulebook": application.rulebook},
    )
    return application


@transaction.atomic
def withdraw(number: str, *, reasons: str = "", seen: int, by: Office, at: datetime) -> Application:
    """Take the case back, with a reason or without: the enterprise may do so until it is decided."""
    application, move = in_hand(number, "withdraw", seen=seen, by=by)
    moved(application, move)
    people.record(
        "application.withdrawn",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "reasons": reasons.strip()},
    )
    return application


# ------------------------------------------------------- what every act on a case begins and ends with


def in_hand(
    number: str, verb: str, *, seen: int | None = None, by: Office
) -> tuple[Application, Move[ApplicationState]]:
    """The case, locked, and the move of that verb, or a refusal: who, then whether it was seen as it is, then when.

    An act that moves nothing asks for the verb that ends the stay in which it may be done.
    """
    application = (
        queries.applications_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    )
    if application is None:
        raise NotFound(noun="application", number=number)
    if by.as_role in APPLICATION_LIFE.roles(verb) and seen is not None and seen != application.revision:
        raise ChangedMeanwhile(
            noun="application",
            number=number,
            state=application.state,
            open=APPLICATION_LIFE.verbs(state=application.state, role=by.as_role),
        )
    return application, APPLICATION_LIFE.move(verb, state=application.state, role=by.as_role)


def moved(application: Application, move: Move[ApplicationState], *also: str) -> None:
    """Bring a case into the state that a move leads to, and save it with the other fields that were set."""
    application.state = move.target
    _save(application, "state", *also)


def touched(application: Application) -> None:
    """Something was added to the case that did not move it: whoever opened it before must look again."""
    _save(application)


def stated(reasons: str) -> str:
    """Reasons that say something. Refuses ReasonsMissing."""
    if not reasons.strip():
        raise ReasonsMissing(field="reasons")
    return reasons.strip()


def _save(application: Application, *fields: str) -> None:
    application.revision += 1
    application.save(update_fields=[*fields, "revision"])


def _plain(value: object) -> object:
    return value if isinstance(value, str | bool | int) or value is None else str(value)
