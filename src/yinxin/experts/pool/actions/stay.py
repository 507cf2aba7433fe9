"""Recommended, corrected, admitted or declined, renewed, leaving."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.experts.pool import rules
from yinxin.experts.pool.actions.acting import kept, locked, reason_of, record
from yinxin.experts.pool.actions.refusals import (
    CriteriaNotMet,
    ExperienceTooShort,
    ExpertDaysOutOfOrder,
    FieldYearImpossible,
    NameMissing,
    NoValidQualification,
    TooEarlyToRenew,
    UnknownFields,
)
from yinxin.experts.pool.actions.ties import add_tie
from yinxin.experts.pool.lifecycle import EXPERT_LIFE, ExpertState
from yinxin.experts.pool.models import Expert, TieKind
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook

RECOMMENDERS: Final = frozenset({Role.LEAGUE_OFFICER})
CORRECTABLE: Final = frozenset({"name", "fields", "employer", "title", "speciality", "in_field_since"})


@transaction.atomic
def recommend(
    *,
    name: str,
    fields: Sequence[str],
    employer: str = "",
    title: str = "",
    speciality: str = "",
    in_field_since: int | None = None,
    division: Division,
    on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Expert:
    """Recommend a person for the pool.

    Refuses NotYours to all but a league, NotFound beyond it, NameMissing, UnknownFields and FieldYearImpossible.
    """
    if by.as_role not in RECOMMENDERS:
        raise NotYours(noun="expert", verb="recommend", role=by.role)
    if by.division is None or not divisions_within(by.division).filter(pk=division.pk).exists():
        raise NotFound(noun="division", number=division.pk)
    known = {
        "name": name.strip(),
        "fields": list(fields),
        "employer": employer.strip(),
        "title": title.strip(),
        "speciality": speciality.strip(),
        "in_field_since": in_field_since,
    }
    _check_known(known, on=on)
    expert = Expert.objects.create(**known, division=division, recommended_on=on, is_invented=is_invented)
    record("expert.recommended", expert, on=on, by=by, at=at, private=known)
    return expert


@transaction.atomic
def correct(pk: int, *, changes: Mapping[str, Any], by: Office, at: datetime) -> Expert:
    """Put right what is known of a person: the league and the institute before admission, the institute afterwards.

    Refuses NotFound, NotYours, WrongState, NameMissing, UnknownFields and FieldYearImpossible. What is not among
    `CORRECTABLE` is refused as a slip of the caller. Nothing is recorded where nothing changes.
    """
    expert = locked(pk, by)
    verb = "revise" if expert.state == ExpertState.ADMITTED else "correct"
    EXPERT_LIFE.move(verb, state=expert.state, role=by.as_role)
    if set(changes) - CORRECTABLE:
        raise NotAcceptable(noun="expert", fields=sorted(set(changes) - CORRECTABLE))
    said = {key: value.strip() if isinstance(value, str) else value for key, value in changes.items()}
    changed = {key: value for key, value in said.items() if getattr(expert, key) != value}
    _check_known(changed, on=localtime(at).date())
    if changed:
        for key, value in changed.items():
            setattr(expert, key, value)
        expert.save(update_fields=sorted(changed))
        record("expert.corrected", expert, by=by, at=at, private=changed)
    return expert


@transaction.atomic
def admit(pk: int, *, on: date, criteria: Mapping[str, str], by: Office, at: datetime) -> Expert:
    """Take a recommended expert into the pool for the rulebook's term.

    `criteria` says of every criterion of the rulebook what shows that it is met, and is kept. The employer becomes a
    tie, so that it bars from matters in which it has an interest. Refuses NotFound, NotYours, WrongState,
    ExpertDaysOutOfOrder, CriteriaNotMet (naming what is missing), and ExperienceTooShort.
    """
    expert = locked(pk, by)
    move = EXPERT_LIFE.move("admit", state=expert.state, role=by.as_role)
    book = rulebook().experts
    if on < expert.recommended_on:
        raise ExpertDaysOutOfOrder(field="on")
    needed = {criterion.code: criterion for criterion in book.criteria}
    missing = rules.lacking_criteria(needed, criteria)
    if missing:
        raise CriteriaNotMet(criteria=[needed[code].text for code in missing], codes=missing)
    years, least = expert.in_field_since, book.years_of_experience.value
    has = rules.years_in_field(years, on=on) if years is not None else 0
    if has < least:
        raise ExperienceTooShort(years=has, least=least)
    expert.state = move.target
    expert.admitted_on = on
    expert.term_until = rules.term_until(on, years=book.term_years.value)
    expert.criteria = {code: criteria[code].strip() for code in needed}
    expert.save(update_fields=["state", "admitted_on", "term_until", "criteria"])
    record(
        "expert.admitted",
        expert,
        on=on,
        by=by,
        at=at,
        facts={"term_until": expert.term_until.isoformat()},
        private={"criteria": expert.criteria},
    )
    if expert.employer:
        add_tie(pk, kind=TieKind.EMPLOYER, organisation_name=expert.employer, by=by, at=at)
    return expert


@transaction.atomic
def decline(pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Expert:
    """Do not take a recommended expert. Refuses NotFound, NotYours, WrongState, ExpertReasonMissing."""
    expert = locked(pk, by)
    move = EXPERT_LIFE.move("decline", state=expert.state, role=by.as_role)
    said = reason_of(reason)
    expert.state = move.target
    expert.save(update_fields=["state"])
    record("expert.declined", expert, on=on, by=by, at=at, private={"reason": said})
    return expert


@transaction.atomic
def renew(pk: int, *, on: date, by: Office, at: datetime) -> Expert:
    """Give another term, which follows the one before; where that one is over, it begins on `on`.

    Refuses NotFound, NotYours, WrongState, ExpertDaysOutOfOrder, TooEarlyToRenew until the rulebook's days before the
    end, and NoValidQualification.
    """
    expert = kept(pk, by, verb="renew")
    book, until = rulebook().experts, expert.term_until
    if until is None or expert.admitted_on is None or on < expert.admitted_on:
        raise ExpertDaysOutOfOrder(field="on")
    earliest = rules.renewable_from(until, reminder_days=book.reminder_days.value)
    if on < earliest:
        raise TooEarlyToRenew(field="on", earliest=earliest, until=until)
    if not expert.qualifications.exclude(expires_on__lt=on).exists():
        raise NoValidQualification(on=on)
    expert.term_until = rules.renewed_until(until, on=on, years=book.term_years.value)
    expert.save(update_fields=["term_until"])
    record("expert.renewed", expert, on=on, by=by, at=at, facts={"term_until": expert.term_until.isoformat()})
    return expert


@transaction.atomic
def leave(pk: int, *, on: date, reason: str, by: Office, at: datetime) -> Expert:
    """End a stay in the pool; `on` is the first day outside.

    The account stays, so that the person can still read the own record; nothing can be entered any more. Refuses
    NotFound, NotYours, WrongState, ExpertReasonMissing and ExpertDaysOutOfOrder.
    """
    expert = locked(pk, by)
    move = EXPERT_LIFE.move("leave", state=expert.state, role=by.as_role)
    said = reason_of(reason)
    if expert.admitted_on is not None and on < expert.admitted_on:
        raise ExpertDaysOutOfOrder(field="on")
    expert.state = move.target
    expert.left_on = on
    expert.save(update_fields=["state", "left_on"])
    record("expert.left", expert, on=on, by=by, at=at, private={"reason": said})
    return expert


def _check_known(known: Mapping[str, Any], *, on: date) -> None:
    if "name" in known and not known["name"]:
        raise NameMissing(field="name")
    if "fields" in known and not rules.are_fields(known["fields"]):
        raise UnknownFields(field="fields")
    year = known.get("in_field_since")
    if year is not None and not rules.FIRST_YEAR <= year <= on.year:
        raise FieldYearImpossible(field="in_field_since", year=year)
