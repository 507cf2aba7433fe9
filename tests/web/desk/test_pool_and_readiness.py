"""The pool's buttons, and readiness clause by clause."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.given import ledgers as given
from tests.given import people, standards

PDF = b"%PDF-1.7\n" + bytes(16)


def page_of(browser, enterprise):
    return browser.get(reverse("desk:enterprise", args=[enterprise.pk]))


def deeds(response) -> list[str]:
    return [act["label"] for act in response.context["pool_acts"]]


def test_each_office_is_offered_what_the_table_gives_it(league, banner, inspector):
    enterprise = given.enterprise()
    assert [deeds(page_of(b, enterprise)) for b in (league, banner, inspector)] == [
        ["推荐入库"],
        ["推荐入库"],
        [],
    ]

    given.nominated(enterprise)

    assert [deeds(page_of(b, enterprise)) for b in (league, banner, inspector)] == [
        ["批准入库", "不予入库"],
        [],
        [],
    ]


def test_an_enterprise_goes_into_the_pool_and_out_of_it(league, banner):
    enterprise = given.enterprise()

    banner.post(reverse("desk:nominate", args=[enterprise.pk]), {"on": "2024-11-18", "reason": "有标准可依"})
    stay = enterprise.memberships.get()
    league.post(reverse("desk:membership", args=[stay.pk, "admit"]), {"admit-on": "2024-11-19"})
    stay.refresh_from_db()
    assert stay.state == "admitted"

    league.post(
        reverse("desk:membership", args=[stay.pk, "release"]),
        {"release-on": "2024-11-20", "release-reason": "企业自愿退出"},
    )
    stay.refresh_from_db()
    assert (stay.state, stay.left_reason) == ("left", "企业自愿退出")


def test_a_reason_that_was_forgotten_is_asked_for_on_the_same_page(league):
    enterprise = given.enterprise()

    answer = league.post(reverse("desk:nominate", args=[enterprise.pk]), {"on": "2024-11-18", "reason": ""})

    assert answer.status_code == 422
    (act,) = answer.context["pool_acts"]
    assert list(act["form"].errors) == ["reason"]
    assert '<details class="confirm" open>' in answer.content.decode()


def test_a_stay_moves_once(league):
    stay = given.nominated()
    url = reverse("desk:membership", args=[stay.pk, "admit"])

    assert league.post(url, {"admit-on": "2024-11-19"}).status_code == 302
    assert league.post(url, {"admit-on": "2024-11-19"}).status_code == 409


def test_only_the_league_decides_and_only_by_the_verbs_of_the_table(league, banner):
    stay = given.nominated()

    assert banner.post(reverse("desk:membership", args=[stay.pk, "admit"])).status_code == 403
    assert league.post(reverse("desk:membership", args=[stay.pk, "expel"])).status_code == 404


def test_the_pool_page_shows_who_is_in_and_says_that_nobody_need_be(league, banner):
    given.member(given.enterprise("示例·甲", division_code="152922"))
    given.member(given.enterprise("示例·乙", division_code="152921"))
    given.nominated(given.enterprise("示例·丙", division_code="152922"))
    url = reverse("desk:pool")

    def names(browser, show):
        return {stay.enterprise.name for stay, _, _ in browser.get(url, {"show": show}).context["lines"]}

    assert names(league, "in") == {"示例·甲", "示例·乙"}
    assert names(league, "nonsense") == {"示例·甲", "示例·乙"}
    assert names(banner, "in") == {"示例·甲"}
    assert names(banner, "nominated") == {"示例·丙"}
    assert names(banner, "left") == set()
    assert "入库不是申请认证的条件" in banner.get(url).content.decode()


@pytest.fixture
def case(db, var):
    """A camel-milk product and the standard for its kind."""
    return given.product(), standards.standard(kinds=["camel_milk"])


def readiness_of(product, standard):
    return reverse("desk:readiness", args=[product.pk, standard.pk])


def test_every_clause_is_shown_and_what_is_missing_comes_first(league, case):
    product, standard = case
    critical, _, last = standard.clauses.all()
    given.assessment(product, last, fulfilment="partly")
    given.assessment(product, critical, fulfilment="not_met", note="在阿拉善以外")

    page = league.get(readiness_of(product, standard))

    assert [each["clause"].number for each in page.context["clauses"]] == ["4.1", "4.2", "4.3"]
    assert [row.clause.number for row, _ in page.context["missing"]] == ["4.1", "4.2", "4.3"]
    assert page.context["progress"].share == 0
    assert "≥ 3.2 g/100 g" in page.content.decode()


def test_a_clause_is_judged_with_its_evidence_and_the_reader_stays_where_he_was(league, case):
    product, standard = case
    clause = standard.clauses.first()
    prefix = f"c{clause.pk}"

    answer = league.post(
        reverse("desk:assess", args=[product.pk, standard.pk, clause.pk]),
        {
            f"{prefix}-fulfilment": "met",
            f"{prefix}-note": "已核对",
            f"{prefix}-evidence": SimpleUploadedFile("证明.pdf", PDF),
        },
    )

    assert answer.url == f"{readiness_of(product, standard)}#c{clause.pk}"
    assessment = product.assessments.get()
    evidence = league.get(reverse("desk:evidence", args=[assessment.pk]))
    assert b"".join(evidence.streaming_content) == PDF


def test_a_slip_opens_the_clause_it_belongs_to(league, case):
    product, standard = case
    clause = standard.clauses.first()

    answer = league.post(
        reverse("desk:assess", args=[product.pk, standard.pk, clause.pk]),
        {f"c{clause.pk}-fulfilment": "not_applicable", f"c{clause.pk}-note": ""},
    )

    assert answer.status_code == 422
    assert [each["is_open"] for each in answer.context["clauses"]] == [True, False, False]
    assert list(answer.context["clauses"][0]["form"].errors) == ["note"]


def test_readiness_and_evidence_of_another_banner_are_not_there(league, banner, case):
    standard = case[1]
    product = given.product(given.enterprise("示例·乙", division_code="152921"), name="驼奶片")
    given.assessment(product, standard.clauses.first(), evidence=SimpleUploadedFile("证明.pdf", PDF))
    page = readiness_of(product, standard)
    evidence = reverse("desk:evidence", args=[product.assessments.get().pk])

    assert league.get(page).status_code == 200
    assert b"".join(league.get(evidence).streaming_content) == PDF
    assert [banner.get(url).status_code for url in (page, evidence)] == [404, 404]


def test_a_standard_for_other_kinds_or_a_draft_is_not_there(league, case):
    product, _ = case
    other = standards.standard("T/NMSP MZB02.55-2023", kinds=["mutton"], title="阿拉善羊肉")
    draft = standards.draft_standard("T/NMSP MZB02.56-2024", kinds=["camel_milk"])

    assert league.get(readiness_of(product, other)).status_code == 404
    assert league.get(readiness_of(product, draft)).status_code == 404


def test_inspectors_read_readiness_and_judge_nothing(inspector, case):
    product, standard = case
    clause = standard.clauses.first()

    page = inspector.get(readiness_of(product, standard))

    assert page.status_code == 200
    assert "评估本条" not in page.content.decode()
    assert (
        inspector.post(reverse("desk:assess", args=[product.pk, standard.pk, clause.pk])).status_code == 403
    )


def test_industries_are_counted_within_reach(league, banner):
    milk = given.enterprise("示例·甲", division_code="152922", is_leading=True)
    given.enterprise("示例·乙", division_code="152921")
    given.member(milk)
    given.year(milk, year=2023, output_kg=1200)
    standards.standard(industry=given.industry())
    url = reverse("desk:industries")

    def counts(browser):
        (line,) = browser.get(url).context["lines"]
        return line.enterprises, line.leading, line.members, line.certified, line.standards

    assert counts(league) == (2, 1, 1, 0, 1)
    assert counts(banner) == (1, 1, 1, 0, 1)
    assert "示例·乙" not in banner.get(url).content.decode()
    assert people.league_officer().division.name in league.get(url).content.decode()


def test_the_industry_ledger_leaves_as_a_workbook(league):
    enterprise = given.enterprise()
    given.year(enterprise, year=2023, output_kg=1200, jobs=3)

    answer = league.get(reverse("desk:industries_export"))

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[2] == [
        *("产业", "企业数", "龙头企业", "培育库内", "已获证", "已发布标准", "阿拉善右旗"),
        *("2023年填报企业", "2023年产量(千克)", "2023年销售额(元)", "2023年就业(人)", "2023年带动农牧户"),
    ]
    assert rows[3] == ["驼奶", 1, 0, 0, 0, 0, 1, 1, 1200, "", 3, ""]
