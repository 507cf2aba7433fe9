"""Registering and correcting enterprises, sites, products and yearly figures."""

from decimal import Decimal

import pytest

from tests.given import ledgers as given
from tests.given import people
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers.models import Enterprise, YearlyFigure
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db

FAILS_ITS_CHECK = "91152922MA0N00016K"


def test_an_enterprise_is_registered_with_what_it_is_found_by():
    enterprise = given.enterprise("阿拉善右旗神驼乳业有限公司", contact_name="其其格")

    assert enterprise.pinyin.startswith("alashanyouqishentuoruye")
    assert "alsyqstryyxgs" in enterprise.search_text.split("\n")
    (act,) = acts(subjects=[enterprise.subject])
    assert (act.kind, act.facts["name"], act.facts["division"]) == (
        "enterprise.registered",
        "阿拉善右旗神驼乳业有限公司",
        "152922",
    )


@pytest.mark.parametrize(
    "code", ["91152922MA0N0001", "91152922MA0N0O016H", "9115ABCDMA0N00016H", "93 152922"]
)
def test_an_impossible_credit_code_is_refused(code):
    with pytest.raises(ledgers.CreditCodeImpossible):
        given.enterprise(credit_code=code)


def test_a_credit_code_that_fails_its_check_is_kept_once_a_person_confirmed_it():
    with pytest.raises(ledgers.CreditCodeDoubted):
        given.enterprise(credit_code=FAILS_ITS_CHECK)

    enterprise = given.enterprise(credit_code=FAILS_ITS_CHECK, credit_code_confirmed=True)

    assert (enterprise.credit_code, enterprise.credit_code_confirmed) == (FAILS_ITS_CHECK, True)


def test_a_confirmation_does_not_pass_to_another_code():
    enterprise = given.enterprise(credit_code=FAILS_ITS_CHECK, credit_code_confirmed=True)

    with pytest.raises(ledgers.CreditCodeDoubted):
        correct(enterprise, {"credit_code": "91152922MA0N00016L"})


def test_a_credit_code_is_stored_without_spaces_and_in_one_width():
    enterprise = given.enterprise(credit_code="９１１５ 2922-ma0n 0001 6h")

    assert (enterprise.credit_code, enterprise.credit_code_confirmed) == ("91152922MA0N00016H", False)


def test_a_credit_code_is_registered_once():
    given.enterprise("示例·甲有限公司", credit_code="91152922MA0N00016H")

    with pytest.raises(ledgers.CreditCodeTaken):
        given.enterprise("示例·乙有限公司", credit_code="91152922MA0N00016H")


def test_namesakes_need_credit_codes_to_be_told_apart():
    given.enterprise("示例·甲有限公司", credit_code="")

    with pytest.raises(ledgers.NameTaken):
        ledgers.register_enterprise(
            name="示例·甲有限公司",
            division=people.division("152921"),
            industry=given.industry(),
            by=people.league_officer(),
            at=people.NOW,
        )


def test_a_name_has_letters():
    with pytest.raises(ledgers.Nameless):
        given.enterprise(" ·")


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.INSTITUTE_OFFICER, Role.ENTERPRISE, Role.CERTIFIER])
def test_only_officers_keep_the_ledger(role):
    office = people.office(role)

    with pytest.raises(NotYours):
        ledgers.register_enterprise(
            name="示例·甲有限公司",
            division=people.division("152921"),
            industry=given.industry(),
            by=office,
            at=people.NOW,
        )


def test_a_banner_officer_registers_in_its_own_banner_only():
    officer = people.banner_officer("152922")

    with pytest.raises(NotFound):
        ledgers.register_enterprise(
            name="示例·甲有限公司",
            division=people.division("152921"),
            industry=given.industry(),
            by=officer,
            at=people.NOW,
        )


def correct(enterprise, changes, *, by=None, seen=None):
    by = by or people.league_officer()
    return ledgers.correct_enterprise(enterprise.pk, changes=changes, seen=seen, by=by, at=people.NOW)


def test_a_correction_records_what_was_and_what_is():
    enterprise = given.enterprise(contact_phone="0483-8331234")

    correct(enterprise, {"is_leading": True, "contact_phone": "0483-8330000", "name": enterprise.name})

    act = acts(subjects=[enterprise.subject])[-1]
    assert act.kind == "enterprise.corrected"
    assert act.facts == {"is_leading": [False, True], "contact_phone": ["0483-8331234", "0483-8330000"]}


def test_a_correction_that_changes_nothing_leaves_no_trace():
    enterprise = given.enterprise()

    correct(enterprise, {"name": enterprise.name, "credit_code": enterprise.credit_code})

    assert [act.kind for act in acts(subjects=[enterprise.subject])] == ["enterprise.registered"]
    assert Enterprise.objects.get().revision == 1


def test_the_second_of_two_who_correct_at_once_is_told():
    enterprise = given.enterprise()
    correct(enterprise, {"address": "甲"}, seen=1)

    with pytest.raises(ChangedMeanwhile):
        correct(enterprise, {"address": "乙"}, seen=1)


def test_a_banner_officer_cannot_correct_another_banners_enterprise():
    enterprise = given.enterprise(division_code="152921")

    with pytest.raises(NotFound):
        correct(enterprise, {"address": "甲"}, by=people.banner_officer("152922"))


def test_a_banner_officer_cannot_move_an_enterprise_out_of_its_banner():
    enterprise = given.enterprise(division_code="152922")

    with pytest.raises(NotFound):
        correct(enterprise, {"division": people.division("152921")}, by=people.banner_officer("152922"))


def test_what_is_not_a_fact_of_an_enterprise_cannot_be_changed():
    with pytest.raises(TypeError):
        correct(given.enterprise(), {"kind": "body"})


@pytest.mark.parametrize(
    "facts",
    [{"longitude": None}, {"latitude": Decimal(91)}, {"longitude": Decimal(-181)}, {"altitude_m": 9001}],
)
def test_a_site_lies_on_earth_with_both_coordinates(facts):
    with pytest.raises(ledgers.Misplaced):
        given.site(**facts)


def test_a_site_may_lie_outside_the_reach_of_whoever_enters_it():
    site = given.site(division=people.division("150400"))

    assert site.division.name == "赤峰市"


def test_a_product_is_of_a_kind_of_the_rulebook():
    with pytest.raises(ledgers.KindUnknown):
        given.product(kind="moon_cheese")


@pytest.mark.parametrize("gtin", ["6936983800014", "693698", "69369838OOO13"])
def test_a_product_has_no_impossible_item_number(gtin):
    with pytest.raises(ledgers.GtinImpossible):
        given.product(gtin=gtin)


def test_an_item_number_belongs_to_one_product_however_it_is_written():
    given.product(gtin="6936983800013")

    with pytest.raises(ledgers.GtinTaken):
        given.product(name="驼奶粉（罐）", gtin="0 6936983 800013")


def test_a_product_is_made_at_a_site_of_its_own_enterprise():
    foreign = given.site(given.enterprise("示例·乙有限公司"))

    with pytest.raises(NotFound):
        given.product(given.enterprise("示例·甲有限公司"), site=foreign)


def test_an_enterprise_adds_its_own_products_and_no_others():
    own, foreign = given.enterprise("示例·甲有限公司"), given.enterprise("示例·乙有限公司")
    clerk = people.office(Role.ENTERPRISE, of=own.organisation_ptr)

    added = ledgers.add_product(own.pk, name="驼奶粉", kind="camel_milk", by=clerk, at=people.NOW)

    assert added.enterprise == own
    with pytest.raises(NotFound):
        ledgers.add_product(foreign.pk, name="驼奶粉", kind="camel_milk", by=clerk, at=people.NOW)


def test_corrections_of_sites_and_products_are_recorded_under_the_enterprise():
    site = given.site()
    product = given.product(site=site)
    by, at = people.league_officer(), people.NOW

    ledgers.correct_site(site.pk, changes={"altitude_m": 1600}, by=by, at=at)
    ledgers.correct_product(product.pk, changes={"brand": "新牌"}, by=by, at=at)

    facts = [act.facts for act in acts(subjects=[site.enterprise.subject])[-2:]]
    assert facts == [
        {"site": site.pk, "altitude_m": [1510, 1600]},
        {"product": product.pk, "brand": ["示例牌", "新牌"]},
    ]


def test_a_year_is_stated_once_and_its_later_word_stands():
    enterprise = given.enterprise()

    given.year(enterprise, year=2023, jobs=24)
    given.year(enterprise, year=2023, jobs=30)

    assert [(figure.year, figure.jobs) for figure in YearlyFigure.objects.all()] == [(2023, 30)]
    assert [act.facts.get("jobs") for act in acts(subjects=[enterprise.subject])[1:]] == [24, 30]


@pytest.mark.parametrize("year", [1999, 2025])
def test_a_year_that_has_not_begun_or_is_too_old_has_no_figures(year):
    with pytest.raises(ledgers.YearOutOfRange):
        given.year(year=year)


def test_a_yearly_figure_states_something():
    with pytest.raises(ledgers.NothingReported):
        given.year(jobs=None)


def test_only_the_league_names_industries():
    with pytest.raises(NotYours):
        ledgers.add_industry(
            "fruit", name="林果", name_en="Fruit", ordinal=9, by=people.banner_officer(), at=people.NOW
        )
