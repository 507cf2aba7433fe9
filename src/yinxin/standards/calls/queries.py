"""Reads: calls, and proposals within an office's reach."""

from datetime import date

from django.db.models import Avg, Count, Max, QuerySet

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office, Organisation
from yinxin.people.queries import divisions_within, within_reach
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import CALL_LIFE, CallState, ProposalState
from yinxin.standards.calls.models import Call, Proposal
from yinxin.standards.calls.rules import Criterion

LONGEST_KEY = 9  # four digits, a dash, and no more than a database takes for a batch

# ------------------------------------------------------------------------------------------------ calls


def public_calls() -> QuerySet[Call]:
    """Every call that was opened, the latest first."""
    return Call.objects.exclude(state=CallState.DRAFT).select_related("organisation")


def calls_in_reach(office: Office) -> QuerySet[Call]:
    """All for the institute, which prepares them; for everybody else those that were opened."""
    if office.as_role in CALL_LIFE.roles("edit"):
        return Call.objects.select_related("organisation")
    return public_calls()


def open_calls(*, today: date) -> QuerySet[Call]:
    """The calls that take proposals today, the one that closes first on top."""
    return public_calls().filter(state=CallState.OPEN, closes_on__gte=today).order_by("closes_on", "pk")


def calls_for(organisation: Organisation, industry: str, *, today: date) -> list[Call]:
    """The open calls that ask for proposals of this industry, and that the organisation has not answered."""
    unanswered = open_calls(today=today).exclude(proposals__proposer=organisation)
    return [call for call in unanswered if not call.industries or industry in call.industries]


def call_of(rows: QuerySet[Call], key: str) -> Call:
    """The call of a year and batch (`2024-1`) among these rows, or NotFound."""
    year, _dash, batch = key.partition("-")
    are_numbers = year.isdecimal() and batch.isdecimal() and len(key) <= LONGEST_KEY
    call = rows.filter(year=int(year), batch=int(batch)).first() if are_numbers else None
    if call is None:
        raise NotFound(noun="call", number=key)
    return call


def next_batch(year: int) -> int:
    """The batch after the last one of a year."""
    return (Call.objects.filter(year=year).aggregate(last=Max("batch"))["last"] or 0) + 1


# -------------------------------------------------------------------------------------------- proposals


def proposals_in_reach(office: Office) -> QuerySet[Proposal]:
    """All for the institute that decides; those of their area for officers; their own for everybody else."""
    rows = Proposal.objects.select_related("call", "industry", "division", "proposer", "office")
    if office.as_role is Role.INSTITUTE_OFFICER:
        return rows
    return rows.filter(within_reach(office, division="division", organisation="proposer"))


def proposal_of(office: Office, pk: int) -> Proposal:
    """One proposal within reach, or NotFound."""
    proposal = proposals_in_reach(office).select_related("merged_into").filter(pk=pk).first()
    if proposal is None:
        raise NotFound(noun="proposal", number=pk)
    return proposal


def is_of(proposal: Proposal, office: Office) -> bool:
    """Whether the office speaks for the proposal: its unit entered it, or is the organisation that proposes."""
    is_proposer = office.division_id is None and office.organisation_id == proposal.proposer_id
    return is_proposer or office.unit == proposal.office.unit


def with_scores(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The proposals with `mean_score` (None where nobody has scored) and `score_count`."""
    return rows.annotate(mean_score=Avg("scores__total"), score_count=Count("scores", distinct=True))


def proposers_for(office: Office) -> QuerySet[Organisation]:
    """Whom an office may propose for: itself, the organisations of an officer's area, or any for the institute."""
    if office.as_role is Role.INSTITUTE_OFFICER:
        return Organisation.objects.all()
    return Organisation.objects.filter(within_reach(office, division="division", organisation="pk"))


def divisions_for(office: Office) -> QuerySet[Division]:
    """For whose products an office may propose: its area; its own division and those above; any for the institute."""
    if office.as_role is Role.INSTITUTE_OFFICER:
        return Division.objects.all()
    if office.division is not None:
        return divisions_within(office.division)
    own = office.organisation.division if office.organisation else None
    return Division.objects.filter(pk__in=own.path.strip("/").split("/") if own else [])


def proposals_made(division: Division, *, since: date, until: date) -> QuerySet[Proposal]:
    """Proposals of a division and its parts, made between two days, both included, as it stood on the last of them.

    The figure says how many standards were asked for. So a proposal that was taken back counts until it was, and one
    that was merged is counted in its whole from then on; what was accepted or declined was asked for all the same.
    """
    gone = (ProposalState.WITHDRAWN, ProposalState.MERGED)
    return (
        Proposal.objects.select_related("industry", "division", "proposer")
        .filter(division__path__startswith=division.path, proposed_on__gte=since, proposed_on__lte=until)
        .exclude(state__in=gone, decided_on__lte=until)
    )


def criteria() -> tuple[Criterion, ...]:
    """By what the rulebook has proposals scored."""
    return tuple(Criterion(each.code, each.points) for each in rulebook().standards.proposal_criteria)
