"""What inspectors ask of a body, and how it answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.given import certification, people, supervision
from yinxin.kernel.roles import BODY_ROLES, Role
from yinxin.supervision.lifecycle import RequestState
from yinxin.supervision.models import SuspensionRequest

pytestmark = pytest.mark.django_db


def signed_in(office) -> Client:
    client = Client()
    client.force_login(office.user)
    return client


def answer(request: SuspensionRequest, **facts):
    return signed_in(supervision.certifier(request)).post(f"/body/requests/{request.pk}/", facts)


def test_the_certifier_suspends_as_asked():
    request = supervision.request()
    until = timezone.localdate() + timedelta(days=60)

    response = answer(request, verb="grant", until=until.isoformat(), answer="已暂停。")

    request.refresh_from_db()
    request.certificate.refresh_from_db()
    assert response.status_code == 302
    assert (request.state, request.certificate.state) == ("granted", "suspended")


def test_an_end_beyond_the_rulebook_is_refused_at_its_field():
    request = supervision.request()
    until = timezone.localdate() + timedelta(days=200)

    response = answer(request, verb="grant", until=until.isoformat(), answer="已暂停。")

    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="grant_until_error"' in html
    assert "已暂停。" in html


def test_the_certifier_refuses_and_says_why():
    request = supervision.request()

    silent = answer(request, verb="refuse", answer="")
    said = answer(request, verb="refuse", answer="企业已更换包装。")

    request.refresh_from_db()
    assert (silent.status_code, said.status_code, request.state) == (422, 302, "refused")


def test_what_is_answered_is_answered():
    request = supervision.request(state=RequestState.REFUSED)

    response = answer(request, verb="refuse", answer="再答一次。")

    assert response.status_code == 409


def test_everybody_of_the_body_looks_and_only_the_certifier_acts():
    request = supervision.request()

    offered = {}
    for role in sorted(BODY_ROLES):
        page = signed_in(certification.staff(role)).get(f"/body/requests/{request.pk}/")
        assert page.status_code == 200
        offered[role] = 'value="grant"' in page.content.decode()

    assert {role for role, is_offered in offered.items() if is_offered} == {Role.CERTIFIER}
    head = signed_in(certification.staff(Role.HEAD_OF_BODY))
    assert head.post(f"/body/requests/{request.pk}/", {"verb": "refuse", "answer": "不。"}).status_code == 403


def test_another_body_learns_nothing():
    request = supervision.request()
    other = signed_in(certification.staff(Role.CERTIFIER, of=certification.body("示例第二认证中心")))

    assert other.get(f"/body/requests/{request.pk}/").status_code == 404
    assert request.certificate.number not in other.get("/body/requests/").content.decode()


def test_a_body_reads_the_grounds_and_never_who_reported_or_what():
    report = supervision.report(contact="13912345678", text="我在示例超市上班，看见老板换标签。")
    request = supervision.request(supervision.confirmed(supervision.case(report)))

    client = signed_in(supervision.certifier(request))
    html = client.get(f"/body/requests/{request.pk}/").content.decode()

    assert "涉嫌在非认证产品上使用标志，正在调查。" in html
    hidden = ("13912345678", report.text, report.tracking, people.inspector().user.name)
    assert [words for words in hidden if words in html] == []


def test_requests_that_wait_come_first_with_their_day():
    waiting = supervision.request()

    html = signed_in(supervision.certifier(waiting)).get("/body/requests/").content.decode()

    assert [words for words in ("待答复", "2024年12月2日", "已超期") if words not in html] == []
