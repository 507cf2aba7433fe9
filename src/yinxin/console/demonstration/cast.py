"""Who and what the scenes name, found by the names that the data use."""

from django.db.models import Q

from yinxin.certification.models import Body, Certificate
from yinxin.experts.pool.models import Expert
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Enterprise, Product
from yinxin.people.models import Division, Office, Organisation, OrganisationKind
from yinxin.standards.texts.models import Standard

LEAGUE = "152900"


def holder(role: Role, *, unit: str) -> Office:
    """Who holds a role for a unit: the code of a division, or the name of an organisation."""
    offices = Office.objects.select_related("user", "division", "organisation")
    return offices.get(Q(division_id=unit) | Q(organisation__name=unit), role=role)


def league_officer() -> Office:
    return holder(Role.LEAGUE_OFFICER, unit=LEAGUE)


def inspector() -> Office:
    return holder(Role.INSPECTOR, unit=LEAGUE)


def institute_officer(*, second: bool = False) -> Office:
    """One of the two of the institute: what one commits to or counts, the other draws or approves."""
    offices = Office.objects.select_related("user", "division", "organisation")
    both = offices.filter(role=Role.INSTITUTE_OFFICER).order_by("pk")
    return both[1 if second else 0]


def expert(name: str) -> Expert:
    return Expert.objects.select_related("user", "division").get(name=name)


def expert_office(row: Expert) -> Office:
    """The office of an expert who has an account."""
    offices = Office.objects.select_related("user", "division", "organisation")
    return offices.get(role=Role.EXPERT, user=row.user)


def of_organisation(row: Organisation) -> Office:
    """Who proposes standards for an organisation."""
    roles = {
        OrganisationKind.ENTERPRISE: Role.ENTERPRISE,
        OrganisationKind.ASSOCIATION: Role.ASSOCIATION,
    }
    return holder(roles[OrganisationKind(row.kind)], unit=row.name)


def organisation_or_none(name: str) -> Organisation | None:
    """An organisation that is known here; None for any other."""
    return Organisation.objects.filter(name=name).first()


def banner_officer(banner: Division) -> Office:
    """Who looks after the enterprises of a banner."""
    return holder(Role.BANNER_OFFICER, unit=banner.pk)


def applicant(enterprise: str) -> Office:
    """Who acts for an enterprise."""
    return holder(Role.ENTERPRISE, unit=enterprise)


def division(code: str) -> Division:
    return Division.objects.get(pk=code)


def organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def bureau() -> Organisation:
    """The league's regulator, as the organisation that proposes standards."""
    return Organisation.objects.get(kind=OrganisationKind.REGULATOR, division_id=LEAGUE)


def body(name: str) -> Body:
    return Body.objects.get(name=name)


def enterprise(name: str) -> Enterprise:
    return Enterprise.objects.select_related("division", "industry").get(name=name)


def product(owner: str, name: str) -> Product:
    return Product.objects.select_related("enterprise", "site").get(enterprise__name=owner, name=name)


def standard(number: str) -> Standard:
    return Standard.objects.get(number=number)


def certificate(owner: str, name: str) -> Certificate:
    """The certificate of an enterprise's product."""
    found = Certificate.objects.select_related("body", "product", "enterprise")
    return found.get(enterprise__name=owner, product__name=name)
