"""Tables of cases, their documents and their gaps."""

from django.db import models
from django.db.models import Q

from yinxin.certification.applications.lifecycle import OPEN_STATES, ApplicationState
from yinxin.certification.bodies.models import Body
from yinxin.ledgers.models import Enterprise, Product, Site
from yinxin.people.models import Office
from yinxin.standards.texts.models import Standard


class Application(models.Model):
    """One case: one product against one standard at one body.

    Applicant, manufacturer and factory are three parties (认证证书和认证标志管理办法 art. 7). `rulebook` is the version
    under which the case was started and stays its own. `revision` grows with every act, so that the second of two
    persons who act at once is told.
    """

    number = models.CharField(max_length=16, unique=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="applications")
    product = models.ForeignKey(Product, models.PROTECT, related_name="applications")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="applications")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="applications")
    manufacturer_name = models.CharField(max_length=120)
    manufacturer_address = models.CharField(max_length=200, blank=True)
    factory_name = models.CharField(max_length=120)
    factory_address = models.CharField(max_length=200, blank=True)
    annual_output_kg = models.DecimalField(max_digits=14, decimal_places=1, null=True, blank=True)
    product_description = models.TextField(blank=True)
    undertaking_given = models.BooleanField(default=False)  # 自我承诺
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in ApplicationState],
        default=ApplicationState.DRAFT.value,
    )
    rulebook = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True)  # granted | refused, once concluded
    answer = models.TextField(blank=True)  # why declined
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "certification"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("product", "standard"),
                condition=Q(state__in=sorted(state.value for state in OPEN_STATES)),
                name="certification_one_open_case",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.CONCLUDED.value, outcome__in=["granted", "refused"])
                | (~Q(state=ApplicationState.CONCLUDED.value) & Q(outcome="")),
                name="certification_concluded_has_its_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The case as the register names it."""
        return f"application/{self.number}"


class Document(models.Model):
    """A file that answers one item of the rulebook's list. A newer one takes the place of an older, which stays."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="documents")
    item = models.CharField(max_length=40)
    file = models.FileField(upload_to="applications/%Y/")
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application", "item"),
                condition=Q(replaced_at__isnull=True),
                name="certification_one_present_document",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Gap(models.Model):
    """One thing that was missing when the case was returned. `item` names a document, or is empty for the form."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="gaps")
    item = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    returned_at = models.DateTimeField()
    is_answered = models.BooleanField(default=False)

    class Meta:
        app_label = "certification"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text
