"""Drafts: begun, taken over, described, copied from another text, frozen as a version."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office
from yinxin.register.rules import canonical
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import queries, rules
from yinxin.standards.texts.actions.locking import moved, next_revision
from yinxin.standards.texts.actions.refusals import (
    NothingAsked,
    NotReplaceable,
    NumberUnreadable,
    StandardExists,
    TextNotEmpty,
    TitleMissing,
    UnknownKinds,
)
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Clause, Indicator, Standard, Version

DRAFTERS = frozenset({Role.INSTITUTE_OFFICER})
DESCRIBED = frozenset(
    {"title", "title_en", "product_kinds", "industry", "division", "ics", "ccs", "source", "is_placeholder"}
)


@transaction.atomic
def draft(
    number: str,
    *,
    title: str,
    title_en: str = "",
    product_kinds: Sequence[str],
    industry: Industry | None = None,
    division: Division,
    source: str = "",
    is_placeholder: bool = False,
    by: Office,
    at: datetime,
) -> Standard:
    """Take over a standard that exists already, as a draft under its number. The number is kept as printed too.

    Refuses NotYours to all but the institute, NumberUnreadable, StandardExists, TitleMissing and UnknownKinds.
    """
    _only_drafters(by)
    row = _described(
        title=title,
        title_en=title_en,
        product_kinds=product_kinds,
        industry=industry,
        division=division,
        source=source,
        is_placeholder=is_placeholder,
    )
    row.number, row.printed_number = free_number(number), number.strip()
    return _begun(row, by=by, at=at)


@transaction.atomic
def begin(
    *,
    title: str,
    title_en: str = "",
    product_kinds: Sequence[str],
    industry: Industry | None = None,
    division: Division,
    replaces: Standard | None = None,
    is_placeholder: bool = False,
    by: Office,
    at: datetime,
) -> Standard:
    """Begin a text that has no number yet; `replaces` is the standard that it supersedes when it is published.

    Refuses NotYours to all but the institute, TitleMissing, UnknownKinds and NotReplaceable.
    """
    _only_drafters(by)
    if replaces is not None and replaces.state != StandardState.PUBLISHED:
        raise NotReplaceable(number=replaces.printed_number)
    row = _described(
        title=title,
        title_en=title_en,
        product_kinds=product_kinds,
        industry=industry,
        division=division,
        is_placeholder=is_placeholder,
    )
    row.replaces = replaces
    return _begun(row, by=by, at=at)


@transaction.atomic
def describe(key: int | str, *, changes: Mapping[str, Any], by: Office, at: datetime) -> Standard:
    """Correct what stands on the cover of a draft: any of `DESCRIBED`.

    Refuses NotFound, NotYours, WrongState, TitleMissing and UnknownKinds.
    """
    standard, _ = moved(key, "amend", by=by)
    unknown = sorted(set(changes) - DESCRIBED)
    if unknown:
        raise ValueError(unknown)
    changed = {name: value for name, value in changes.items() if getattr(standard, name) != value}
    if not changed:
        return standard
    for name, value in changed.items():
        setattr(standard, name, value.strip() if isinstance(value, str) else value)
    _check_described(standard)
    standard.save(update_fields=[*changed])
    next_revision(standard)
    people.record(
        "standard.described",
        subject=standard.subject,
        by=by,
        at=at,
        facts={
            "changes": {
                name: value.pk if isinstance(value, Industry | Division) else value or ""
                for name, value in changed.items()
            }
        },
    )
    return standard


@transaction.atomic
def copy_text(from_pk: int, *, to: int, by: Office, at: datetime) -> Standard:
    """Copy the clauses of one standard into another, an empty draft; each copy knows what it succeeds.

    Refuses NotFound, NotYours, WrongState and TextNotEmpty.
    """
    standard, _ = moved(to, "amend", by=by)
    model = queries.standards_in_reach(by).filter(pk=from_pk).first()
    if model is None:
        raise NotFound(noun="standard", number=from_pk)
    if standard.clauses.exists():
        raise TextNotEmpty
    revision = next_revision(standard)
    for old in queries.clauses_in_order(model):
        clause = Clause.objects.create(
            standard=standard,
            number=old.number,
            ordinal=old.ordinal,
            depth=old.depth,
            annex=old.annex,
            kind=old.kind,
            title=old.title,
            text=old.text,
            is_critical=old.is_critical,
            origin=old.origin,
            succeeds=old,
            revision=revision,
        )
        Indicator.objects.bulk_create(
            Indicator(clause=clause, **rules.indicator_from_json(rules.indicator_as_json(each)))
            for each in old.indicators.all()
        )
    people.record(
        "standard.text_copied",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"from": model.number or model.pk, "clauses": standard.clauses.count()},
    )
    return standard


@transaction.atomic
def freeze(standard_pk: int, *, label: str, by: Office, at: datetime) -> Version:
    """Keep the text of a draft as it stands, for a stage that `label` names. Its hash goes into the register, openly.

    Refuses NotFound, NotYours, WrongState, and NothingAsked where there is no text (a placeholder has none).
    """
    standard, _ = moved(standard_pk, "freeze", by=by)
    return frozen(standard, label=label, by=by, at=at)


def frozen(standard: Standard, *, label: str, by: Office, at: datetime) -> Version:
    """The version of a standard that the caller holds locked; see `freeze`."""
    check_asks(standard)
    text = rules.snapshot(queries.clauses_in_order(standard))
    last = standard.versions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    version = Version.objects.create(
        standard=standard,
        ordinal=last + 1,
        label=label,
        text=text,
        sha256=hashlib.sha256(canonical(text)).hexdigest(),
        office=by,
        frozen_at=at,
    )
    people.record(
        "standard.frozen",
        subject=standard.subject,
        by=by,
        at=at,
        facts={"version": version.ordinal, "label": label, "sha256": version.sha256},
        is_open=True,
    )
    return version


def check_asks(standard: Standard) -> None:
    """Refuses NothingAsked for a text without clauses, unless it is a placeholder, whose text is not public."""
    if not standard.is_placeholder and not standard.clauses.exists():
        raise NothingAsked(number=standard.printed_number or standard.title)


def free_number(number: str) -> str:
    """The canonical spelling of a number that no standard has. Refuses NumberUnreadable and StandardExists."""
    try:
        canonical_number = standard_number.canonical(number)
    except ValueError as error:
        raise NumberUnreadable(field="number", number=number) from error
    if Standard.objects.filter(number=canonical_number).exists():
        raise StandardExists(field="number", number=canonical_number)
    return canonical_number


def _only_drafters(by: Office) -> None:
    if by.as_role not in DRAFTERS:
        raise NotYours(noun="standard", verb="draft", role=by.role)


def _described(*, title: str, product_kinds: Sequence[str], **described: Any) -> Standard:
    row = Standard(title=title.strip(), product_kinds=list(product_kinds), **described)
    _check_described(row)
    return row


def _check_described(row: Standard) -> None:
    if not row.title:
        raise TitleMissing(field="title")
    unknown = sorted(set(row.product_kinds) - {kind.code for kind in rulebook().product_kinds})
    if unknown or not row.product_kinds:
        raise UnknownKinds(field="product_kinds", kinds=unknown)


def _begun(row: Standard, *, by: Office, at: datetime) -> Standard:
    row.save()
    people.record(
        "standard.drafted",
        subject=row.subject,
        by=by,
        at=at,
        facts={
            "state": row.state,
            "number": row.number,
            "title": row.title,
            "kinds": row.product_kinds,
            "replaces": row.replaces.number if row.replaces else "",
        },
    )
    return row
