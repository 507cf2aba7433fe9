"""Tables of certificates and their changes of state."""

from django.db import models
from django.db.models import Q

from yinxin.certification.applications.models import Application
from yinxin.certification.bodies.models import Body
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.ledgers.models import Enterprise, Product
from yinxin.people.models import Office
from yinxin.standards.texts.models import Standard


class Certificate(models.Model):
    """A certificate as it was issued. What art. 7 asks for is copied in: later changes of the ledger leave it be.

    `number` is the body's own; `register_number` is given by the national register and may arrive later.
    `certified_kg` is the yearly quantity that the mark may be used for.
    """

    number = models.CharField(max_length=30, unique=True)
    register_number = models.CharField(max_length=40, blank=True)
    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="certificates")
    product = models.ForeignKey(Product, models.PROTECT, related_name="certificates")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="certificates")
    body = models.ForeignKey(Body, models.PROTECT, related_name="certificates")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in CertificateState],
        default=CertificateState.VALID.value,
    )
    holder_name = models.CharField(max_length=120)
    holder_address = models.CharField(max_length=200, blank=True)
    product_name = models.CharField(max_length=80)
    product_specification = models.CharField(max_length=160, blank=True)
    brand = models.CharField(max_length=60, blank=True)
    manufacturer_name = models.CharField(max_length=120)
    manufacturer_address = models.CharField(max_length=200, blank=True)
    factory_name = models.CharField(max_length=120)
    factory_address = models.CharField(max_length=200, blank=True)
    standard_number = models.CharField(max_length=40)
    standard_title = models.CharField(max_length=120)
    mode = models.CharField(max_length=20)  # certification mode of the rulebook
    rulebook = models.CharField(max_length=20)
    certified_kg = models.DecimalField(max_digits=14, decimal_places=1)
    issued_on = models.DateField()
    expires_on = models.DateField()  # last day of validity
    surveillance_due_on = models.DateField()
    remarks = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "certification"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("issued_on")),
                name="certification_certificate_term",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The certificate as the register names it."""
        return f"certificate/{self.number}"


class StateChange(models.Model):
    """From when on a certificate was in a state, and why. The first row is its issue."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="state_changes")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in CertificateState]
    )
    at = models.DateTimeField()
    reason_code = models.CharField(
        max_length=8, blank=True
    )  # of the rulebook, with the national register's codes
    reason = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)  # a suspension has its end
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        app_label = "certification"
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=CertificateState.SUSPENDED.value) | Q(until__isnull=False),
                name="certification_suspension_has_its_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.state}"
