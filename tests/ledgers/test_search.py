"""Finding enterprises and products by what people type, compared with a plain scan."""

import unicodedata

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pypinyin import Style, lazy_pinyin

from tests.given import ledgers as given
from tests.given import people
from yinxin.ledgers import queries
from yinxin.ledgers.models import Enterprise

NAMES = {
    "阿拉善右旗神驼乳业科技有限公司": ("152922", "91152922MA0N00016H", "其其格", "驼奶粉"),
    "内蒙古曼德拉生物科技有限公司": ("152922", "91152922MA0Q000117", "陈立新", "肉苁蓉切片"),
    "示例·贺兰山羊业（农牧）专业合作社": ("152921", "93152921MA0Q01448X", "苏日娜", "羔羊肉卷"),
    "示例·Ａlxa Camel 乳业2厂": ("152923", "", "巴雅尔", "Camel Milk"),
}


def enterprises() -> None:
    for name, (code, credit_code, contact, product) in NAMES.items():
        enterprise = given.enterprise(
            name,
            division_code=code,
            credit_code=credit_code,
            credit_code_confirmed=True,
            contact_name=contact,
            contact_phone="0483-8331234",
        )
        given.product(enterprise, name=product)


def plainly(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def scanned(text: str) -> set[str]:
    """The plain scan: every field in every spelling, one after the other, in Python."""
    words = [plainly(word) for word in text.split() if plainly(word)]
    if text.strip() and not words:
        return set()
    found = set()
    for name, (_, credit_code, contact, product) in NAMES.items():
        spoken = [plainly(part) for part in (name, contact, product, "示例牌")]
        fields = [
            *spoken,
            *("".join(lazy_pinyin(part)) for part in spoken),
            *("".join(lazy_pinyin(part, style=Style.FIRST_LETTER)) for part in spoken),
            plainly(credit_code),
            "04838331234",
        ]
        if all(any(word in field for field in fields) for word in words):
            found.add(name)
    return found


def searched(text: str) -> set[str]:
    return {enterprise.name for enterprise in queries.search(people.league_officer(), text)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("驼", {0}),
        ("神驼", {0}),
        ("神驼乳业科技", {0}),
        ("st", {0}),
        ("STRY", {0}),
        ("shentuo", {0}),
        ("shen tuo", {0}),
        ("ｓｔ", {0}),
        ("乳业", {0, 3}),
        ("乳业 2厂", {3}),
        ("MA0Q", {1, 2}),
        ("９３１５２９２１", {2}),
        ("（农牧）", {2}),
        ("示例贺兰山", {2}),
        ("ALXA", {3}),
        ("camel", {3}),
        ("肉苁蓉", {1}),
        ("rcr", {1}),
        ("其其格", {0}),
        ("8331234", {0, 1, 2, 3}),
        ("右旗 没有", set()),
        ("%", set()),
        ("_", set()),
        ("  ", {0, 1, 2, 3}),
    ],
)
def test_enterprises_are_found_by(text, hits):
    enterprises()

    names = list(NAMES)
    assert searched(text) == {names[hit] for hit in hits} == scanned(text)


class SearchAgreesWithAPlainScan(TestCase):
    """Any substring of what stands there, and any nonsense."""

    @classmethod
    def setUpTestData(cls):
        enterprises()
        cls.officer = people.league_officer()

    @hypothesis_given(
        st.one_of(
            st.text(max_size=6),
            st.text(alphabet="神驼乳业羊肉蓉示例stryalx2 9·（ＡA%_\\'", max_size=6),
            st.builds(
                lambda text, start, length: text[start : start + length],
                st.sampled_from([*NAMES, "shentuoruye", "mdlswkj", "91152922MA0N00016H"]),
                st.integers(0, 20),
                st.integers(1, 4),
            ),
        )
    )
    def test_search_agrees_with_a_plain_scan(self, text):
        found = {enterprise.name for enterprise in queries.search(self.officer, text)}

        assert found == scanned(text)


@pytest.mark.django_db
def test_a_banner_officer_finds_nothing_beyond_its_banner():
    enterprises()

    found = queries.search(people.banner_officer("152922"), "乳业")
    products = queries.search_products(people.banner_officer("152922"), "羊")

    assert {enterprise.name for enterprise in found} == {"阿拉善右旗神驼乳业科技有限公司"}
    assert list(products) == []


@pytest.mark.django_db
def test_an_enterprise_is_found_by_its_corrected_name_and_no_longer_by_the_old_one():
    enterprises()
    enterprise = Enterprise.objects.get(name__startswith="内蒙古")

    given.ledgers.correct_enterprise(
        enterprise.pk, changes={"name": "内蒙古沙漠之神有限公司"}, by=people.league_officer(), at=people.NOW
    )

    assert searched("smzs") == {"内蒙古沙漠之神有限公司"}
    assert searched("曼德拉") == set()


@pytest.mark.django_db
def test_industries_are_summed_by_year():
    first, second = given.enterprise("示例·甲"), given.enterprise("示例·乙", division_code="152921")
    given.year(first, year=2022, output_kg=100)
    given.year(first, year=2023, output_kg=120, jobs=4)
    given.year(second, year=2023, output_kg=30)

    def sums(office):
        return [
            (row.industry, row.year, row.enterprises, row.output_kg, row.jobs)
            for row in queries.years_by_industry(office)
        ]

    assert sums(people.league_officer()) == [
        ("camel_milk", 2023, 2, 150, 4),
        ("camel_milk", 2022, 1, 100, None),
    ]
    assert sums(people.banner_officer("152921")) == [("camel_milk", 2023, 1, 30, None)]
