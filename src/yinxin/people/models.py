"""Tables of divisions, organisations, users and offices."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from yinxin.kernel.roles import BODY_ROLES, HUMAN_ROLES, REGULATORS, Role
from yinxin.register.rules import OfficeMark

DIVISION_CODE = 12


class Division(models.Model):
    """A league, a banner or a zone (GB/T 2260 code, or a statistics code for a zone that has none)."""

    code = models.CharField(max_length=DIVISION_CODE, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)  # codes from the top, each followed by a slash

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_league(self) -> bool:
        """A league oversees banners; a banner has none below it that keep offices."""
        return self.code.endswith("00")


class OrganisationKind(StrEnum):
    """What an organisation is here for."""

    REGULATOR = "regulator"
    BODY = "body"
    INSTITUTE = "institute"
    LABORATORY = "laboratory"
    ASSOCIATION = "association"
    ENTERPRISE = "enterprise"


class Organisation(models.Model):
    """A legal entity. Enterprises and certification bodies extend it in their own packages.

    The credit code may fail its check character (legal ones do): then a person has confirmed it.
    """

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    credit_code = models.CharField(max_length=18, unique=True, null=True, blank=True)
    credit_code_confirmed = models.BooleanField(default=False)
    division = models.ForeignKey(Division, models.PROTECT, related_name="organisations")
    address = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=120, blank=True)  # of companies; those of one share their interests
    is_invented = models.BooleanField(default=False)  # demonstration facts are marked wherever they show
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OrganisationKind]),
                name="people_organisation_kind_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in. The name is shown to those who work on the same case, never to the public."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    date_joined = models.DateTimeField()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Office(models.Model):
    """A role that a user holds for one unit, from a day until a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="offices")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offices"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # last day

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=sorted(role.value for role in HUMAN_ROLES)),
                name="people_office_role_is_human",
            ),
            models.CheckConstraint(
                condition=(
                    Q(role__in=sorted(role.value for role in REGULATORS), division__isnull=False)
                    | Q(
                        role__in=sorted(role.value for role in HUMAN_ROLES - REGULATORS),
                        organisation__isnull=False,
                        division__isnull=True,
                    )
                ),
                name="people_office_has_its_unit",
            ),
            models.UniqueConstraint(
                fields=("user", "role", "division", "organisation"),
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="people_office_held_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"

    @property
    def as_role(self) -> Role:
        return Role(self.role)

    @property
    def unit(self) -> str:
        """The unit as the register names it: `division/152921` or `organisation/7`."""
        return f"division/{self.division_id}" if self.division_id else f"organisation/{self.organisation_id}"

    @property
    def mark(self) -> OfficeMark:
        """What the register says of who acted: the office, not the person."""
        return OfficeMark(role=self.role, unit=self.unit)

    @property
    def person(self) -> str:
        """The person, for the part of an entry that only those concerned may read."""
        return self.user.name

    @property
    def is_regulator(self) -> bool:
        return self.as_role in REGULATORS

    @property
    def is_of_body(self) -> bool:
        return self.as_role in BODY_ROLES

    def is_held_on(self, day: date) -> bool:
        """Held from `since` to `until`, both days included."""
        return self.since <= day and (self.until is None or day <= self.until)
