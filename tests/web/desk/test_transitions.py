"""What officers, bodies, holders and the public read while a certificate's standard is being replaced."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.given import certification, ledgers, people, standards
from yinxin.cultivation.models import Assessment
from yinxin.kernel.roles import Role

DURING = datetime(2025, 3, 3, 2, tzinfo=UTC)
NEW = "T/NMSP MZB02.14-2025"


@pytest.fixture
def certificate(db, var, at):
    row = certification.certificate()
    for clause in row.standard.clauses.all():
        ledgers.assessment(row.product, clause)
    standards.revision(
        row.standard,
        number=NEW,
        on=date(2024, 12, 2),
        effective_on=date(2025, 1, 2),
        transition_until=date(2025, 12, 31),
        at=datetime(2024, 12, 2, 4, tzinfo=UTC),
    )
    row.refresh_from_db()
    at(DURING)
    return row


@pytest.fixture
def page(certificate):
    return reverse("desk:transition", args=[certificate.standard.number])


def test_an_officer_reads_which_certificates_have_to_be_converted_and_by_when(sign_in, certificate, page):
    answer = sign_in(people.league_officer()).get(page)

    text = answer.content.decode()
    assert certificate.number in text
    assert "尚未申请 1" in text
    assert "2025年12月31日" in text
    assert re.search(r"剩\s*303\s*天", text)


def test_an_officer_of_another_banner_sees_none_of_them(sign_in, certificate, page):
    text = sign_in(people.banner_officer("152921")).get(page).content.decode()

    assert certificate.number not in text
    assert "没有证书依据这一版标准" in text


def test_the_institute_reads_certificates_and_how_many_cases_and_products(sign_in, certificate, page):
    text = sign_in(people.institute_officer()).get(page).content.decode()

    assert certificate.number in text
    assert "有 1 个产品按旧版条款对标" in text
    assert (
        certificate.product.enterprise.contact_name not in text
        or not certificate.product.enterprise.contact_name
    )


def test_the_list_goes_out_as_a_workbook(sign_in, certificate, page):
    answer = sign_in(people.league_officer()).get(f"{page}export")

    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = next(row for row in rows if row[0] == certificate.number)
    assert found[4:6] == [certificate.standard_number, NEW]
    assert found[7] == "尚未申请"


def test_what_was_found_by_the_old_text_is_carried_over_by_one_click(sign_in, certificate, page):
    browser = sign_in(people.league_officer())
    token = _once(browser.get(page))

    answer = browser.post(f"{page}products/{certificate.product.pk}/carry-over", {"once": token}, follow=True)

    assert "已将 3 条对标结果沿用到新版标准" in answer.content.decode()
    new = Assessment.objects.filter(product=certificate.product, clause__standard__number=NEW)
    assert new.count() == 3


def test_an_address_of_a_standard_in_force_leads_nowhere(sign_in, certificate):
    answer = sign_in(people.league_officer()).get(reverse("desk:transition", args=[NEW]))

    assert answer.status_code == 404


def test_the_dashboard_tells_the_officer(sign_in, certificate, page):
    text = sign_in(people.league_officer()).get(reverse("desk:tasks")).content.decode()

    assert "1 张证书待换版转换" in text
    assert page in text


def test_the_body_finds_it_among_its_tasks(sign_in, certificate):
    text = (
        sign_in(certification.staff(Role.CERTIFIER, of=certificate.body))
        .get(reverse("body:tasks"))
        .content.decode()
    )

    assert "待换版转换的证书" in text
    assert NEW in text


def test_the_holder_is_led_to_apply_by_the_new_version(sign_in, certificate):
    browser = sign_in(certification.applicant(certificate.enterprise))

    text = browser.get(reverse("enterprise:certificates")).content.decode()

    assert f"已被 {NEW} 代替" in text
    assert reverse("enterprise:apply_standard", args=[certificate.product_id]) in text


def test_anyone_reads_it_on_the_certificates_page(certificate):
    text = Client().get(reverse("public:certificate", args=[certificate.number])).content.decode()

    assert f"{certificate.standard_number} 已被 {NEW} 代替，须在2025年12月31日前完成转换" in text


def test_until_the_new_version_takes_effect_no_page_says_so(certificate, at):
    at(datetime(2024, 12, 20, 2, tzinfo=UTC))

    text = Client().get(reverse("public:certificate", args=[certificate.number])).content.decode()

    assert "代替" not in text


def _once(answer):
    text = answer.content.decode()
    return text.split('name="once" value="', 1)[1].split('"', 1)[0]
