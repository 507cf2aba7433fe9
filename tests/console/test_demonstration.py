"""The demonstration as it is loaded: its figures, its marks, its order, and every page of it."""

import json
from datetime import timedelta
from email.message import Message
from html import unescape

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase

from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.queries import public_certificates
from yinxin.certification.models import Application, Body, Certificate, Nonconformity
from yinxin.certification.transitions.queries import transitions_of
from yinxin.console.demonstration import accounts, addresses, loading
from yinxin.console.demonstration.walk import looking, stops
from yinxin.console.demonstration.walk.visitor import Answer
from yinxin.cultivation.models import Membership
from yinxin.draws import verification
from yinxin.draws.models import Draw
from yinxin.draws.queries import record_of
from yinxin.experts.pool.models import Expert
from yinxin.kernel.roles import BODY_ROLES
from yinxin.ledgers.models import Enterprise, Import, Product
from yinxin.marks.verification import Answer as Verdict
from yinxin.people.models import Office
from yinxin.publicity.models import RemovalRequest
from yinxin.register import keys, queries
from yinxin.register.models import Entry
from yinxin.standards.calls.models import Proposal
from yinxin.standards.projects.models import Project
from yinxin.standards.reviews.models import PanelReview
from yinxin.standards.reviews.queries import ballot_of, seat_of
from yinxin.standards.texts.models import Indicator, Standard
from yinxin.supervision.models import Case, Report, SuspensionRequest
from yinxin.web import clock

ALXA = settings.ROOT / "demo" / "alxa"
CERTIFIED = {
    "内蒙古曼德拉生物科技有限公司",
    "阿拉善右旗神驼乳业科技有限公司",
    "内蒙古沙漠之神生物科技有限公司",
}
INVENTED = "示例·"


class Told:
    """What the loading said."""

    def __init__(self):
        self.text = ""

    def __call__(self, text, /, *, end="\n"):
        self.text += text + end


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the module; each test's own changes are undone after it."""
    told = Told()
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            loading.load(ALXA, now=clock.now(), is_fresh=False, say=told)
        yield told
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demonstration(loaded, db):
    """Every test looks at it."""


# ------------------------------------------------------------------------------------ the notice's figures


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-06", [12, 20, 13, 5, 3]),
        ("2023-12-31", [3, 8, 6, 2, 0]),
    ],
)
def test_the_figures_are_those_of_the_notice(capsys, as_of, expected):
    call_command("figures", "--division", "152900", "--as-of", as_of, "--format", "json")

    assert json.loads(capsys.readouterr().out) == dict(
        zip(
            [
                "standards_published",
                "experts_in_pool",
                "enterprises_in_pool",
                "standards_proposed_this_year",
                "enterprises_certified",
            ],
            expected,
            strict=True,
        )
    )


def test_the_bulletin_names_the_three_enterprises(capsys):
    call_command("bulletin", "--division", "152900", "--as-of", "2024-12-06")

    text = capsys.readouterr().out
    assert {name for name in CERTIFIED if name in text} == CERTIFIED
    assert INVENTED not in text


# --------------------------------------------------------------------------------------------- the register


def test_the_register_holds_from_the_first_entry_to_the_last():
    assert list(queries.faults(keys.verifier())) == []


def test_the_register_tells_the_story_in_the_order_of_time():
    moments = list(Entry.objects.order_by("seq").values_list("at", flat=True))

    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()


def test_the_register_says_that_it_was_a_demonstration():
    assert Entry.objects.order_by("seq").last().kind == "demonstration.loaded"


def test_a_second_load_changes_nothing():
    size, told = queries.size(), Told()

    loading.load(ALXA, now=clock.now(), is_fresh=False, say=told)

    assert queries.size() == size
    assert "kept" in told.text


# ------------------------------------------------------------------------------- what is invented is marked


def test_enterprises_that_are_invented_are_named_and_marked_so():
    names = dict(Enterprise.objects.values_list("name", "is_invented"))

    assert {name for name, is_invented in names.items() if not is_invented} == CERTIFIED
    assert {name for name in names if not name.startswith(INVENTED)} == CERTIFIED


def test_products_certificates_bodies_and_experts_are_marked():
    for model in (Product, Certificate, Body, Expert):
        assert not model.objects.filter(is_invented=False).exists()


def test_every_certificate_says_so_in_its_remarks():
    remarks = set(Certificate.objects.values_list("remarks", flat=True))

    assert remarks == {"演示数据，证书编号与日期为占位。"}


def test_standards_with_an_invented_number_are_marked():
    placeholders = set(Standard.objects.filter(is_placeholder=True).values_list("number", flat=True))

    assert placeholders == {number for number in _numbers() if ".9" in number or not number}
    assert len(placeholders - {""}) == 13


def test_projects_stand_at_every_part_of_their_way():
    stages = set(Project.objects.values_list("title", "state"))

    assert stages == {
        ("农产品 阿拉善锁阳", "published"),
        ("农产品 阿拉善沙葱及制品", "review"),
        ("农产品 肉苁蓉固体饮料", "comment"),
        ("农产品 肉苁蓉植物饮料", "drafting"),
        ("畜产品 阿拉善驼绒（原绒）", "published"),
    }
    assert not Project.objects.filter(is_invented=False).exists()


def test_every_draw_of_the_demonstration_is_recomputed_from_its_record():
    draws = Draw.objects.all()

    found = [
        check.agrees for draw in draws for check in verification.checks(record_of(draw), keys.own_verifier())
    ]
    assert found == [True] * 7 * 3


def test_an_expert_has_a_vote_to_cast_and_a_certificate_has_to_be_converted():
    chair = Office.objects.get(user__username="expert-14")

    voting = PanelReview.objects.get(state="voting")
    assert seat_of(voting, chair) is not None
    assert ballot_of(voting, seat_of(voting, chair)) is None
    assert [each.step for each in transitions_of(public_certificates(), today=clock.today())] == ["waiting"]


def _numbers():
    return Standard.objects.values_list("number", flat=True)


def test_the_one_limit_that_is_known_is_the_only_one_that_is_not_a_placeholder():
    (known,) = Indicator.objects.filter(is_placeholder=False)

    assert (known.item, known.limit - known.national_limit) == ("蛋白质", known.limit.__class__("0.3"))


def test_the_proposals_that_the_notice_names_are_the_ones_that_are_not_invented():
    named = set(Proposal.objects.filter(is_invented=False).values_list("title", flat=True))

    assert named == {"阿拉善沙葱及制品", "肉苁蓉固体饮料", "肉苁蓉植物饮料", "阿拉善锁阳"}


def test_nothing_bad_is_said_of_an_enterprise_that_exists():
    bad = {
        *Certificate.objects.exclude(state=CertificateState.VALID).values_list("holder_name", flat=True),
        *Nonconformity.objects.values_list("application__enterprise__name", flat=True),
        *Case.objects.exclude(certificate=None).values_list("certificate__holder_name", flat=True),
        *Report.objects.exclude(certificate=None).values_list("certificate__holder_name", flat=True),
        *Application.objects.exclude(outcome="granted").values_list("enterprise__name", flat=True),
        *Membership.objects.exclude(left_on=None).values_list("enterprise__name", flat=True),
    }

    assert bad
    assert {name for name in bad if not name.startswith(INVENTED)} == set()


def test_no_certificate_of_an_enterprise_that_exists_is_overdue_for_surveillance():
    due = Certificate.objects.filter(holder_name__in=CERTIFIED).values_list("surveillance_due_on", flat=True)

    assert min(due) >= clock.today()


# ---------------------------------------------------------------------------------------- work for everybody


def test_there_is_a_case_in_every_state():
    assert set(Application.objects.values_list("state", flat=True)) == set(ApplicationState)


def test_every_office_of_both_bodies_has_a_case_to_move():
    idle = [
        str(office)
        for office in Office.objects.filter(role__in=BODY_ROLES)
        if not any(
            APPLICATION_LIFE.verbs(state=case.state, role=office.as_role)
            for case in applications_in_reach(office)
        )
    ]

    assert idle == []


def test_regulators_and_the_institute_have_something_to_answer():
    assert Report.objects.filter(state="received").count() == 1
    assert Case.objects.filter(state="open").count() == 1
    assert SuspensionRequest.objects.filter(state="asked").count() == 1
    assert SuspensionRequest.objects.filter(state="granted").count() == 1
    assert RemovalRequest.objects.filter(answered_at=None).count() == 1
    assert Membership.objects.filter(state="nominated").count() == 1
    assert Proposal.objects.filter(state="proposed").count() == 4
    assert Expert.objects.filter(state="recommended").count() == 1


def test_a_certificate_is_due_for_surveillance_soon():
    soon = clock.today() + timedelta(days=60)

    assert Certificate.objects.filter(
        surveillance_due_on__range=(clock.today(), soon), state=CertificateState.VALID
    ).exists()


def test_the_ledger_was_imported_without_a_problem():
    (imported,) = Import.objects.all()

    assert imported.state == "applied"
    assert [row["problems"] for row in imported.rows if row["problems"]] == []
    assert imported.applied_rows == len(imported.rows)


# ----------------------------------------------------------------------------------------- what is printed


def test_an_address_is_printed_for_each_verdict():
    found = addresses.addresses(now=clock.now())

    assert {address.answer for address in found} == set(Verdict)
    assert [address.reason for address in found][:2] == ["first_check", "checked_before"]


def test_printing_the_addresses_checks_no_label():
    before = addresses.addresses(now=clock.now())

    assert addresses.addresses(now=clock.now()) == before


def test_every_account_is_printed_with_the_password():
    text = "\n".join(accounts.lines(base_url="http://127.0.0.1:8000", now=clock.now()))

    missing = [
        username
        for username in Office.objects.values_list("user__username", flat=True)
        if f"  {username} " not in text
    ]

    assert missing == []
    assert "mengbiao-demo" in text


# ---------------------------------------------------------------------------------------------- every page


class InProcess:
    """The test client as a browser of the walk."""

    def __init__(self):
        self.client = Client()

    def get(self, path, *, language="zh-hans", accept="text/html"):
        return self._answer(self.client.get(path, headers={"Accept-Language": language, "Accept": accept}))

    def post(self, path, fields, *, on):
        assert "csrfmiddlewaretoken" in unescape(on.text)
        return self._answer(self.client.post(path, fields, follow=True))

    def _answer(self, response):
        headers = Message()
        for name, value in response.headers.items():
            headers[name] = value
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return Answer(response.status_code, headers, content, 0)


def test_every_page_of_the_walk_is_as_it_should_be():
    seen = list(looking.walk(stops.stops(now=clock.now()), enter=InProcess))

    assert len(seen) > 100
    assert [looking.line_of(each) for each in seen if each.fault] == []
