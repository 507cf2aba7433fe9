"""Tables of calls, proposals and scores."""

from django.db import models
from django.db.models import Q

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.standards.calls.lifecycle import CallState, ProposalState


class Call(models.Model):
    """A call for proposals, for a year and batch. `industries` are codes of the subject areas; empty means any."""

    year = models.PositiveSmallIntegerField()
    batch = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    industries = models.JSONField(default=list)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who calls
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in CallState],
        default=CallState.DRAFT.value,
    )
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField()  # last day for proposals
    revision = models.PositiveIntegerField(default=1)  # grows with every act
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "standards"
        ordering = ("-year", "-batch")
        constraints = (
            models.UniqueConstraint(fields=("year", "batch"), name="standards_one_call_a_batch"),
            models.CheckConstraint(
                condition=Q(state=CallState.DRAFT.value, opened_on__isnull=True)
                | (~Q(state=CallState.DRAFT.value) & Q(opened_on__isnull=False)),
                name="standards_open_call_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Year and batch, as the call's addresses name it: `2024-1`."""
        return f"{self.year}-{self.batch}"

    @property
    def subject(self) -> str:
        """The call as the register names it."""
        return f"call/{self.key}"


class Proposal(models.Model):
    """A request for a standard (研制建议), in answer to a call or by itself."""

    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="proposals")
    title = models.CharField(max_length=120)
    product = models.CharField(max_length=120, blank=True)
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True)
    reason = models.TextField(blank=True)
    existing_standards = models.TextField(blank=True)
    stricter_points = models.TextField(blank=True)  # what would be stricter than they are
    partners = models.TextField(blank=True)  # who would draft with the proposer, one a line
    division = models.ForeignKey(Division, models.PROTECT)
    proposer = models.ForeignKey(Organisation, models.PROTECT)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # who entered it
    proposed_on = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.PROPOSED.value,
    )
    decided_on = models.DateField(null=True, blank=True)  # answered, merged or taken back
    answer = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    revision = models.PositiveIntegerField(
        default=1
    )  # grows with every act but scores, which are their officers' own
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "standards"
        ordering = ("-proposed_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ProposalState.MERGED.value, merged_into__isnull=False)
                | (~Q(state=ProposalState.MERGED.value) & Q(merged_into__isnull=True)),
                name="standards_merged_proposal_names_its_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED.value, decided_on__isnull=True)
                | (~Q(state=ProposalState.PROPOSED.value) & Q(decided_on__isnull=False)),
                name="standards_decided_proposal_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The proposal as the register names it."""
        return f"proposal/{self.pk}"


class Score(models.Model):
    """What one person gives a proposal, by the rulebook's criteria: {criterion code: points}."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="scores")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    points = models.JSONField()
    total = models.PositiveSmallIntegerField()
    remark = models.TextField(blank=True)
    scored_at = models.DateTimeField()

    class Meta:
        app_label = "standards"
        ordering = ("scored_at",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "office"), name="standards_one_score_an_office"),
        )

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.total}"
