"""What binds an expert to others, the one certification body, and the account."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.experts.pool import queries
from yinxin.experts.pool.actions.acting import (
    check_bodies,
    check_entered_by,
    check_period,
    day_of,
    is_own,
    kept,
    kept_with,
    reason_of,
    record,
)
from yinxin.experts.pool.actions.refusals import (
    AccountHeld,
    NoBody,
    SeveralBodies,
    TieEnded,
    TieKnown,
    TieUnclear,
    UserIsExpert,
)
from yinxin.experts.pool.models import Expert, Tie, TieKind
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office, Organisation, OrganisationKind, User


@transaction.atomic
def add_tie(
    pk: int,
    *,
    kind: str,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    since: date | None = None,
    until: date | None = None,
    note: str = "",
    by: Office,
    at: datetime,
) -> Tie:
    """Enter what binds an expert to an organisation; one that is known here by this name is linked.

    Refuses NotFound, NotYours, WrongState, TieUnclear, PeriodOutOfOrder, TieKnown, and SeveralBodies where the
    employer is another certification body.
    """
    expert = kept(pk, by)
    organisation = organisation or queries.organisation_named(organisation_name.strip())
    name = organisation.name if organisation else organisation_name.strip()
    if kind not in TieKind.values or not name:
        raise TieUnclear(field="organisation_name" if kind in TieKind.values else "kind")
    check_period(since, until)
    if expert.ties.filter(kind=kind, organisation_name=name, until__isnull=True).exists():
        raise TieKnown(field="organisation_name", name=name)
    tie = Tie.objects.create(
        expert=expert,
        kind=kind,
        organisation=organisation,
        organisation_name=name,
        since=since,
        until=until,
        note=note.strip(),
        entered_at=at,
        is_own_entry=is_own(by),
    )
    check_bodies(expert, at=at, field="organisation_name")
    record(
        "expert.tie_added",
        expert,
        by=by,
        at=at,
        facts={"tie": tie.pk, "kind": kind, "since": day_of(since), "until": day_of(until)},
        private={"organisation": name, "note": tie.note},
    )
    return tie


@transaction.atomic
def end_tie(tie_pk: int, *, until: date, by: Office, at: datetime) -> Tie:
    """Give a tie its last day.

    Refuses NotFound, NotYours, WrongState, EnteredByInstitute to the expert, TieEnded and PeriodOutOfOrder.
    """
    expert, tie = kept_with(queries.ties_in_reach(by), tie_pk, by)
    check_entered_by(by, tie)
    if tie.until is not None:
        raise TieEnded(until=tie.until)
    check_period(tie.since, until)
    tie.until = until
    tie.save(update_fields=["until"])
    record(
        "expert.tie_ended",
        expert,
        by=by,
        at=at,
        facts={"tie": tie.pk, "kind": tie.kind, "until": until.isoformat()},
        private={"organisation": tie.organisation_name},
    )
    return tie


@transaction.atomic
def remove_tie(tie_pk: int, *, reason: str, by: Office, at: datetime) -> Expert:
    """Take out a tie that never was; only the institute does.

    Refuses NotFound, NotYours, WrongState, ExpertReasonMissing.
    """
    expert, tie = kept_with(queries.ties_in_reach(by), tie_pk, by, verb="revise")
    facts = {"tie": tie.pk, "kind": tie.kind}
    private = {"organisation": tie.organisation_name, "reason": reason_of(reason)}
    tie.delete()
    record("expert.tie_removed", expert, by=by, at=at, facts=facts, private=private)
    return expert


@transaction.atomic
def belong_to_body(pk: int, *, body: Organisation | None, by: Office, at: datetime) -> Expert:
    """State the certification body that a person works for, or that there is none any more.

    One body at most (认证认可条例 art. 14): refuses SeveralBodies while the person belongs to another, is employed by
    another, or holds an office of another; the earlier has to end first. Refuses NotFound, NotYours, WrongState and
    NoBody.
    """
    expert = kept(pk, by, verb="revise")
    if body is not None and body.kind != OrganisationKind.BODY:
        raise NoBody(field="body")
    if body is not None and expert.body is not None and body != expert.body:
        raise SeveralBodies(field="body", name=expert.body.name)
    expert.body = body
    check_bodies(expert, at=at, field="body")
    expert.save(update_fields=["body"])
    record("expert.body_stated", expert, by=by, at=at, facts={"body": body.pk if body else None})
    return expert


@transaction.atomic
def open_account(pk: int, *, user: User, by: Office, at: datetime) -> Office:
    """Link the user who is this expert, and give the office of an expert at the institute.

    Refuses NotFound, NotYours, WrongState, AccountHeld, UserIsExpert, and SeveralBodies where the user holds an office
    of another certification body than the expert's.
    """
    expert = kept(pk, by, verb="open_account")
    if expert.user_id is not None:
        raise AccountHeld(username=expert.user.username if expert.user else "")
    if Expert.objects.filter(user=user).exists():
        raise UserIsExpert(field="username")
    expert.user = user
    check_bodies(expert, at=at, field="username")
    expert.save(update_fields=["user"])
    office = people.appoint(
        user, Role.EXPERT, organisation=by.organisation, since=localtime(at).date(), at=at
    )
    record("expert.account_opened", expert, by=by, at=at, facts={"user": user.pk})
    return office
