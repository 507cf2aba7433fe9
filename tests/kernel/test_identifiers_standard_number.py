"""One group standard has one number, however it is spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.identifiers.problems import Problem


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("T/NMSP MZB02.14—2023", "T/NMSP MZB02.14-2023"),
        ("T/NMSP.MZB02.3-2019", "T/NMSP MZB02.03-2019"),
        ("T/NMSP.MZB03.01—2022", "T/NMSP MZB03.01-2022"),
        ("T/NMSP MZB01.08-2023", "T/NMSP MZB01.08-2023"),
        ("T/NMSPMZB01.37–2023", "T/NMSP MZB01.37-2023"),
        ("t/nmsp mzb2.14 - 2023", "T/NMSP MZB02.14-2023"),
        ("Ｔ／ＮＭＳＰ．ＭＺＢ０２．１０――２０２３", "T/NMSP MZB02.10-2023"),
        ("T/NMSP MZB02。18－2023", "T/NMSP MZB02.18-2023"),
        ("T/NMSP MZB02.101-2027", "T/NMSP MZB02.101-2027"),
        ("T/IMAS 073-2024", "T/IMAS 073-2024"),
        ("T/IMAS 073—2024", "T/IMAS 073-2024"),
        ("T/XZYC 0001-2024", "T/XZYC 0001-2024"),
        ("T/NMSP MZB02.14-2023/XG1-2026", "T/NMSP MZB02.14-2023/XG1-2026"),
        ("t/nmsp.mzb2.14—2023 / xg 2——2027", "T/NMSP MZB02.14-2023/XG2-2027"),
        ("T/IMAS 073-2024/XG1-2025", "T/IMAS 073-2024/XG1-2025"),
    ],
)
def test_every_spelling_has_one_canonical_form(spelling, canonical):
    assert standard_number.canonical(spelling) == canonical
    assert standard_number.canonical(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DB15/T 2360-2021",
        "GB 19644-2010",
        "T/NMSP MZB02.14",
        "T/NMSP MZB02.14-23",
        "T/NMSP MZB00.1-2023",
        "T/NMSP MZB02.14-2023/XG0-2026",
        "T/NMSP MZB02.14-2023/XG1",
        "T/NMSP MZB02.14/XG1-2026",
    ],
)
def test_anything_else_is_not_a_group_standard(text):
    assert standard_number.problem(text) == Problem("standard_number.syntax", blocking=True)
    with pytest.raises(ValueError, match=r"^"):
        standard_number.parse(text)


def test_standards_sort_by_class_then_by_number_and_not_by_letters():
    spellings = [
        "T/NMSP MZB02.14-2023",
        "T/NMSP MZB03.01-2022",
        "T/NMSP.MZB02.3-2019",
        "T/NMSP MZB01.37-2023",
    ]

    assert sorted(spellings, key=standard_number.sort_key) == [
        "T/NMSP MZB01.37-2023",
        "T/NMSP.MZB02.3-2019",
        "T/NMSP MZB02.14-2023",
        "T/NMSP MZB03.01-2022",
    ]


def test_padding_is_printed_but_does_not_tell_two_numbers_apart():
    assert standard_number.parse("T/IMAS 73-2024") == standard_number.parse("T/IMAS 073-2024")


@given(
    st.integers(1, 9),
    st.integers(1, 999),
    st.integers(2015, 2099),
    st.sampled_from(["", " ", ".", ". "]),
    st.sampled_from(["-", "—", "–", "——", "－", " — "]),
)
def test_separators_never_change_the_number(standard_class, serial, year, before, dash):
    spelling = f"T/NMSP{before}MZB0{standard_class}.{serial}{dash}{year}"

    assert standard_number.canonical(spelling) == f"T/NMSP MZB0{standard_class}.{serial:02d}-{year}"


def test_an_amendment_is_named_after_what_it_amends_and_sorts_after_it():
    first, second = (f"T/NMSP MZB02.14-2023/XG{number}-2026" for number in (1, 2))

    assert standard_number.parse(first).base == standard_number.parse("T/NMSP MZB02.14—2023")
    assert standard_number.parse(first) != standard_number.parse("T/NMSP MZB02.14-2023")
    assert sorted(
        [second, "T/NMSP MZB02.15-2023", first, "T/NMSP MZB02.14-2023"], key=standard_number.sort_key
    ) == [
        "T/NMSP MZB02.14-2023",
        first,
        second,
        "T/NMSP MZB02.15-2023",
    ]
