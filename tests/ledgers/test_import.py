"""Applying and discarding a checked workbook."""

import io
from itertools import product

import pytest

from tests.given import ledgers as given
from tests.given import people
from tests.ledgers.test_workbooks import check
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers.lifecycle import IMPORT_LIFE
from yinxin.ledgers.models import Enterprise, Product, Site
from yinxin.ledgers.workbooks import actions as workbooks
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _league():
    for code in given.INDUSTRIES:
        given.industry(code)
    for code in ("152921", "152922", "152923"):
        people.division(code)


def apply(found, *, only_good=False, codes_checked=False, by=None):
    return workbooks.apply_import(
        found.pk,
        only_good=only_good,
        codes_checked=codes_checked,
        by=by or people.league_officer(),
        at=people.NOW,
    )


def discard(found, *, by=None):
    return workbooks.discard_import(found.pk, by=by or people.league_officer(), at=people.NOW)


REACHED = {
    "checked": lambda: check("good.xlsx"),
    "applied": lambda: apply(check("good.xlsx")),
    "discarded": lambda: discard(check("good.xlsx")),
}
VERBS = {"apply": apply, "discard": discard}
ALLOWED = {("checked", "apply"): "applied", ("checked", "discard"): "discarded"}


@pytest.mark.parametrize(("state", "verb"), list(product(REACHED, VERBS)))
def test_an_import_is_applied_once_or_discarded(state, verb):
    found = REACHED[state]()

    if (state, verb) in ALLOWED:
        assert VERBS[verb](found).state == ALLOWED[state, verb]
        return
    with pytest.raises(WrongState):
        VERBS[verb](found)


@pytest.mark.parametrize(("state", "verb", "role"), list(product(REACHED, VERBS, Role)))
def test_only_officers_import(state, verb, role):
    allowed = role in {"league_officer", "banner_officer"}

    if allowed and (state, verb) in ALLOWED:
        assert IMPORT_LIFE.move(verb, state=state, role=role).target == ALLOWED[state, verb]
        return
    with pytest.raises(WrongState if allowed else NotYours):
        IMPORT_LIFE.move(verb, state=state, role=role)


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER}))
def test_nobody_else_has_a_workbook_checked(role):
    unit = people.division("152900") if role in REGULATORS else None

    with pytest.raises(NotYours):
        check("good.xlsx", by=people.office(role, of=unit))


def test_all_three_sheets_go_in_through_the_same_acts_as_by_hand():
    apply(check("three_sheets.xlsx"))

    enterprise = Enterprise.objects.get(credit_code="91152922MA0Q000117")
    assert [(site.name, str(site.latitude)) for site in Site.objects.all()] == [("一号牧场", "39.21583")]
    assert [(item.name, item.site.name if item.site else None) for item in Product.objects.all()] == [
        ("驼奶粉", "一号牧场"),
        ("肉苁蓉切片", None),
    ]
    assert [act.kind for act in acts(subjects=[enterprise.subject])] == [
        "enterprise.registered",
        "site.added",
        "product.added",
    ]


def test_the_same_workbook_changes_nothing_a_second_time():
    apply(check("three_sheets.xlsx"))

    again = check("three_sheets.xlsx")

    assert {row["change"] for row in again.rows} == {"same"}
    with pytest.raises(workbooks.NothingToImport):
        apply(again)


def test_an_empty_cell_leaves_what_the_ledger_says():
    enterprise = given.enterprise(
        "示例·吉兰泰盐藻有限公司",
        division_code="152921",
        industry_code="dunaliella",
        credit_code="91152921MA0Q00031T",
        contact_name="苏日娜",
        address="旧址",
    )

    apply(check("good.xlsx"))

    enterprise.refresh_from_db()
    assert (enterprise.contact_name, enterprise.address) == ("苏日娜", "吉兰泰镇")


def test_nothing_goes_in_while_a_row_is_blocked_unless_only_the_good_ones_are_asked_for():
    found = check("banner_unknown.xlsx")

    with pytest.raises(workbooks.RowsBlocked):
        apply(found)
    assert Enterprise.objects.count() == 0

    applied = apply(found, only_good=True)

    assert applied.applied_rows == 2
    assert set(Enterprise.objects.values_list("name", flat=True)) == {
        "示例·曼德拉生物有限公司",
        "示例·吉兰泰盐藻有限公司",
    }


def test_doubted_credit_codes_go_in_once_somebody_compared_them():
    found = check("credit_code_fails_its_check.xlsx")

    with pytest.raises(workbooks.CodesUnchecked):
        apply(found)
    apply(found, codes_checked=True)

    enterprise = Enterprise.objects.get(credit_code="91152922MA0Q000119")
    assert enterprise.credit_code_confirmed is True


def test_a_ledger_that_changed_after_the_check_is_not_written_over():
    enterprise = given.enterprise("示例·神驼乳业有限公司", credit_code="91152922MA0Q000117")
    found = check("good.xlsx")
    ledgers.correct_enterprise(
        enterprise.pk, changes={"address": "新址"}, by=people.league_officer(), at=people.NOW
    )

    with pytest.raises(workbooks.ImportOutdated) as refused:
        apply(found)

    assert refused.value.facts == {"sheet": "企业", "row": 2, "why": "changed_meanwhile"}
    assert Enterprise.objects.count() == 1


def test_a_banner_officer_reaches_the_imports_of_its_banner_only():
    found = check("good.xlsx", by=people.banner_officer("152921"))

    with pytest.raises(NotFound):
        apply(found, by=people.banner_officer("152922"))
    with pytest.raises(NotFound):
        discard(found, by=people.banner_officer("152922"))


def test_a_banner_officer_imports_the_rows_of_its_own_banner():
    officer = people.banner_officer("152922")

    apply(check("good.xlsx", by=officer), only_good=True, by=officer)

    assert set(Enterprise.objects.values_list("division", flat=True)) == {"152922"}


def test_the_register_tells_what_was_imported():
    found = apply(check("good.xlsx"))

    told = acts(subjects=[f"import/{found.pk}"])
    assert [act.kind for act in told] == ["import.checked", "import.applied"]
    assert told[1].facts == {"rows": 3, "left_out": 0, "codes_checked": 0, "state": "applied"}


def test_a_file_name_is_kept_without_its_folders():
    found = workbooks.check_workbook(
        io.BytesIO("企业名称,所属旗区,产业\n示例·甲,阿拉善右旗,驼奶\n".encode()),
        file_name="C:/台账/../企业.csv",
        by=people.league_officer(),
        at=people.NOW,
    )

    assert found.file_name == "企业.csv"
