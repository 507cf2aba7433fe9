"""Every address as every office and as nobody: deny by default, and nothing of others' is shown."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from tests.given import certification, experts, ledgers, people
from tests.web.world import Address, World, addresses
from yinxin.kernel.roles import BODY_ROLES, HUMAN_ROLES, Role
from yinxin.people.models import Office, OrganisationKind
from yinxin.register import queries as register

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in"
FORBIDDEN = HTTPStatus.FORBIDDEN
ACCOUNT = {"login", "logout", "set_language", "choose_office", "home"}  # tried in test_account

# Rows that all officers share: what is published, and what the institute keeps for everybody.
COMMON = {
    name
    for name in (address.name for address in addresses())
    if name.startswith(("public:", "desk:standard", "desk:call"))
    or name in {"desk:figure", "desk:membership", "expert:record_act"}  # an expert's is always the own
    or name
    in {"desk:transition", "desk:transition_export"}  # of a public standard; the rows are those in reach
}


@pytest.fixture
def world() -> World:
    return World()


def of(address: Address, world: World) -> str:
    return reverse(address.name, kwargs=world.parameters(address))


def as_(office: Office) -> Client:
    client = Client()
    client.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def status_of(client: Client, verb: str, address: str) -> int:
    """What is answered; a file that is handed out is read to its end, which closes it."""
    answer = getattr(client, verb)(address)
    answer.getvalue()
    return answer.status_code


def pages() -> list[Address]:
    return [address for address in addresses() if address.name not in ACCOUNT]


def test_nobody_is_led_to_sign_in_wherever_a_page_is_not_the_publics(world: World) -> None:
    client = Client()

    answers = {address: client.get(of(address, world)) for address in pages()}
    for answer in answers.values():
        answer.getvalue()  # reads a file that is handed out to its end, which closes it

    led = {
        address.name
        for address, answer in answers.items()
        if answer.headers.get("Location", "").startswith(SIGN_IN)
    }
    assert led == {address.name for address in pages() if address.open_to != "all"}
    assert {address.name for address, answer in answers.items() if answer.status_code >= 500} == set()


def test_a_page_is_refused_to_every_office_that_it_is_not_open_to(world: World) -> None:
    refused, failed = set(), set()
    for role, office in world.offices().items():
        client = as_(office)
        for address in pages():
            status = status_of(client, "get", of(address, world))
            if status == FORBIDDEN:
                refused.add((role, address.name))
            if status >= 500:
                failed.add((role, address.name))

    closed = {
        (role, address.name) for role in HUMAN_ROLES for address in pages() if is_closed_to(role, address)
    }
    assert sorted(refused ^ closed) == []
    assert sorted(failed) == []


def test_what_is_refused_is_not_done(world: World) -> None:
    offices = world.offices()
    before = register.size()

    done = set()
    for role, office in offices.items():
        client = as_(office)
        for address in pages():
            if is_closed_to(role, address) and status_of(client, "post", of(address, world)) != FORBIDDEN:
                done.add((role, address.name))

    assert sorted(done) == []
    assert register.size() == before


def is_closed_to(role: Role, address: Address) -> bool:
    return address.open_to != "all" and role not in address.open_to


def elsewhere(role: Role) -> Office:
    """Somebody of the same role whom this world does not concern."""
    if role is Role.ENTERPRISE:
        return certification.applicant(ledgers.enterprise(name="示例·邻家企业"))
    if role in BODY_ROLES:
        return certification.staff(role, of=certification.body("示例检验认证"))
    if role is Role.EXPERT:
        return experts.expert_office(experts.expert("邻家专家"))
    if role is Role.ASSOCIATION:
        return people.office(role, of=people.organisation("邻家协会", kind=OrganisationKind.ASSOCIATION))
    return people.office(role, of=people.division("150400"), username=f"elsewhere-{role}")


@pytest.mark.parametrize("verb", ["get", "post"])
def test_what_belongs_to_others_is_not_there(world: World, verb: str) -> None:
    strangers = {role: elsewhere(role) for role in HUMAN_ROLES - {Role.INSTITUTE_OFFICER}}
    before = register.size()

    shown = set()
    for role, stranger in strangers.items():
        client = as_(stranger)
        for address in pages():
            if not address.parameters or address.name in COMMON or is_closed_to(role, address):
                continue
            status = status_of(client, verb, of(address, world))
            if status not in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
                shown.add((role, address.name, status))

    assert sorted(shown) == []
    assert register.size() == before
