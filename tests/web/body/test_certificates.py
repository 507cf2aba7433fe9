"""A certificate on the body's pages: its certifier changes its state, with consequences spelled out."""

import re

import pytest
from django.urls import reverse

from tests.given import certification as given
from yinxin.kernel.roles import BODY_ROLES, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "var")]

SHOWN = {
    ("valid", "certifier"): {"suspend", "withdraw", "cancel"},
    ("valid", "lead_auditor"): {"record_surveillance"},
    ("suspended", "certifier"): {"reinstate", "withdraw", "cancel"},
}
MADE = {
    "valid": given.certificate,
    "suspended": given.suspended_certificate,
    "withdrawn": given.withdrawn_certificate,
    "cancelled": given.cancelled_certificate,
}


def page_of(certificate):
    return reverse("body:certificate", args=[certificate.number])


@pytest.mark.parametrize("state", MADE)
def test_each_office_is_shown_what_the_table_gives_it_now(state, sign_in):
    certificate = MADE[state]()

    shown = {}
    for role in BODY_ROLES:
        text = sign_in(given.staff(role)).get(page_of(certificate)).content.decode()
        shown[role.value] = set(re.findall(r'name="act" value="(\w+)"', text))

    assert shown == {role.value: SHOWN.get((state, role.value), set()) for role in BODY_ROLES}


def test_a_suspension_is_coded_has_its_end_and_shows_at_once(sign_in):
    certificate = given.certificate()
    browser = sign_in(given.staff(Role.CERTIFIER))

    answer = browser.post(
        page_of(certificate),
        {
            "act": "suspend",
            "suspend-reason_code": "0204",
            "suspend-until": "2025-02-01",
            "suspend-reason": "正在调查",
        },
        follow=True,
    )

    assert answer.context["state_key"] == "suspended"
    assert "0204 涉嫌不当使用证书或者标志，正在调查" in answer.content.decode()


def test_a_suspension_that_is_too_long_says_so_at_its_field_and_keeps_the_words(sign_in):
    certificate = given.certificate()

    answer = sign_in(given.staff(Role.CERTIFIER)).post(
        page_of(certificate),
        {
            "act": "suspend",
            "suspend-reason_code": "0204",
            "suspend-until": "2025-06-01",
            "suspend-reason": "企业仓库中发现可疑包装",
        },
    )
    failed = next(act for act in answer.context["acting"] if act["name"] == "suspend")
    certificate.refresh_from_db()

    assert (answer.status_code, certificate.state) == (422, "valid")
    assert list(failed["form"].errors) == ["until"]
    assert "企业仓库中发现可疑包装" in answer.content.decode()


@pytest.mark.parametrize("verb", ["reinstate", "withdraw", "cancel"])
def test_the_other_changes_are_made_on_the_page_too(verb, sign_in):
    certificate = given.suspended_certificate()
    code = {} if verb == "reinstate" else {f"{verb}-reason_code": "0204"}

    answer = sign_in(given.staff(Role.CERTIFIER)).post(
        page_of(certificate), {"act": verb, f"{verb}-reason": "说明", **code}
    )
    certificate.refresh_from_db()

    assert answer.status_code == 302
    assert certificate.state == {"reinstate": "valid", "withdraw": "withdrawn", "cancel": "cancelled"}[verb]


@pytest.mark.parametrize("role", sorted(BODY_ROLES - {Role.CERTIFIER}))
def test_nobody_but_the_certifier_suspends_however_it_is_sent(role, sign_in):
    certificate = given.certificate()

    answer = sign_in(given.staff(role)).post(page_of(certificate), {"act": "suspend"})
    certificate.refresh_from_db()

    assert (answer.status_code, certificate.state) == (403, "valid")


def test_a_certificate_of_another_body_does_not_exist_here(sign_in):
    certificate = given.certificate(by_body=given.body("示例第二认证中心"))
    browser = sign_in(given.staff(Role.CERTIFIER))

    opened = browser.get(page_of(certificate))
    sent = browser.post(page_of(certificate), {"act": "suspend"})
    listed = browser.get(reverse("body:certificates"))

    assert (opened.status_code, sent.status_code) == (404, 404)
    assert listed.context["lines"] == []


def test_a_suspension_that_has_ended_waits_among_the_tasks(at, sign_in):
    certificate = given.suspended_certificate()
    at(given.on(12, 1).replace(year=2025))

    answer = sign_in(given.staff(Role.CERTIFIER)).get(reverse("body:tasks"))

    assert [change.certificate for change in answer.context["suspensions"]] == [certificate]


def test_the_list_is_narrowed_by_state_and_words(sign_in):
    valid = given.certificate()
    withdrawn = given.withdrawn_certificate(given.product(name="驼乳片"))
    browser = sign_in(given.staff(Role.CERTIFIER))

    found = {
        query: [line[0] for line in browser.get(f"{reverse('body:certificates')}?{query}").context["lines"]]
        for query in ("", "state=withdrawn", "q=驼奶粉", "q=不存在")
    }

    assert found == {
        "": [valid, withdrawn],
        "state=withdrawn": [withdrawn],
        "q=驼奶粉": [valid],
        "q=不存在": [],
    }
