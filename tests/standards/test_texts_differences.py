"""What differs between two versions of a text, as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.standards.texts.rules import differences, parts_of


def clause(key, number, title="标题", text="", *, depth=1, succeeds=None, **changed):
    return {
        "key": key,
        "number": number,
        "depth": depth,
        "annex": "",
        "kind": "process",
        "title": title,
        "text": text,
        "is_critical": False,
        "origin": None,
        "succeeds": succeeds,
        "indicators": [],
    } | changed


def limit(item="蛋白质", comparison="at_least", value="3.2", upper="", **changed):
    return {
        "item": item,
        "unit": "g/100 g",
        "comparison": comparison,
        "limit": value,
        "upper": upper,
        "national_limit": "2.9",
        "national_basis": "GB 19301-2010",
        "method": "GB 5009.5",
        "is_placeholder": False,
    } | changed


def told(old, new):
    return [
        (each.change, (each.new or each.old)["key"], each.is_moved)
        for each in differences({"clauses": old}, {"clauses": new})
    ]


def test_a_text_does_not_differ_from_itself():
    text = [clause(1, "1"), clause(2, "2", indicators=[limit()])]

    assert told(text, text) == [("same", 1, False), ("same", 2, False)]


def test_an_inserted_clause_renumbers_the_others_and_changes_none():
    old = [clause(1, "1"), clause(2, "2")]
    new = [clause(3, "1"), clause(1, "2"), clause(2, "3")]

    found = differences({"clauses": old}, {"clauses": new})

    assert [(each.change, each.is_renumbered) for each in found] == [
        ("added", False),
        ("same", True),
        ("same", True),
    ]


def test_a_removed_clause_stands_where_it_stood():
    old = [clause(1, "1"), clause(2, "2"), clause(3, "3")]

    assert told(old, [clause(1, "1"), clause(3, "2")]) == [
        ("same", 1, False),
        ("removed", 2, False),
        ("same", 3, False),
    ]
    assert told(old, [clause(3, "1")]) == [("removed", 1, False), ("removed", 2, False), ("same", 3, False)]


def test_of_clauses_in_another_order_those_that_were_moved_are_told():
    old = [clause(1, "1"), clause(2, "2"), clause(3, "3"), clause(4, "4")]
    new = [clause(4, "1"), clause(1, "2"), clause(2, "3"), clause(3, "4")]

    assert told(old, new) == [("moved", 4, True), ("same", 1, False), ("same", 2, False), ("same", 3, False)]


def test_a_clause_put_below_another_was_moved():
    old = [clause(1, "1"), clause(2, "2")]
    new = [clause(1, "1"), clause(2, "1.1", depth=2)]

    assert told(old, new) == [("same", 1, False), ("moved", 2, True)]


def test_a_copy_is_held_against_what_it_was_copied_from():
    old = [clause(1, "1", text="旧")]
    new = [clause(9, "1", text="新", succeeds=1)]

    assert told(old, new) == [("changed", 9, False)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("相同", "相同", [("same", "相同")]),
        ("", "新增", [("added", "新增")]),
        ("删除", "", [("removed", "删除")]),
        (
            "产自阿拉善左旗。",
            "产自阿拉善右旗。",
            [("same", "产自阿拉善"), ("removed", "左"), ("added", "右"), ("same", "旗。")],
        ),
        (
            "不低于 12.5%",
            "不低于 13%",
            [("same", "不低于 "), ("removed", "12.5"), ("added", "13"), ("same", "%")],
        ),
        ("per hour", "per hours", [("same", "per "), ("removed", "hour"), ("added", "hours")]),
        # One character in common between two changes would only be in the way.
        ("甲乙丙丁戊", "子乙寅丁戊", [("removed", "甲乙丙"), ("added", "子乙寅"), ("same", "丁戊")]),
    ],
)
def test_texts_are_compared_by_character_and_by_whole_number(old, new, expected):
    assert [(part.change, part.text) for part in parts_of(old, new)] == expected


@given(st.text("阿拉善盟0.5 ab\n", max_size=30), st.text("阿拉善盟0.5 ab\n", max_size=30))
def test_both_texts_can_be_read_off_their_differences(old, new):
    parts = parts_of(old, new)

    assert "".join(part.text for part in parts if part.change != "added") == old
    assert "".join(part.text for part in parts if part.change != "removed") == new


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (limit(value="3.2"), limit(value="3.3"), "stricter"),
        (limit(value="3.2"), limit(value="3.1"), "laxer"),
        (limit(value="3.2"), limit(value="3.2"), "same"),
        (limit(comparison="at_most", value="5"), limit(comparison="at_most", value="4"), "stricter"),
        (limit(comparison="at_most", value="5"), limit(comparison="at_most", value="6"), "laxer"),
        (
            limit(comparison="between", value="1", upper="9"),
            limit(comparison="between", value="2", upper="9"),
            "stricter",
        ),
        (
            limit(comparison="between", value="1", upper="9"),
            limit(comparison="between", value="0", upper="10"),
            "laxer",
        ),
        (
            limit(comparison="between", value="1", upper="9"),
            limit(comparison="between", value="2", upper="10"),
            "changed",
        ),
        (limit(comparison="at_least", value="3"), limit(comparison="at_most", value="3"), "changed"),
        (limit(unit="g/100 g"), limit(unit="g/kg"), "changed"),
        (limit(method="GB 5009.5"), limit(method="GB 5009.6"), "changed"),
        (limit(item="蛋白质"), limit(item="脂肪"), "added"),
    ],
)
def test_a_limit_becomes_stricter_or_laxer(was, now, expected):
    old, new = [clause(1, "1", indicators=[was])], [clause(1, "1", indicators=[now])]

    (found,) = differences({"clauses": old}, {"clauses": new})

    assert found.limits[0].change == expected
    assert found.change == ("same" if expected == "same" else "changed")


def test_a_limit_that_is_gone_is_told():
    old, new = (
        [clause(1, "1", indicators=[limit(), limit("脂肪")])],
        [clause(1, "1", indicators=[limit("脂肪")])],
    )

    (found,) = differences({"clauses": old}, {"clauses": new})

    assert [(each.change, each.item) for each in found.limits] == [("same", "脂肪"), ("removed", "蛋白质")]


@pytest.mark.parametrize(
    "changed", [{"origin": {"divisions": ["152921"]}}, {"is_critical": True}, {"kind": "input"}]
)
def test_another_origin_rule_or_nature_is_a_change(changed):
    assert told([clause(1, "1")], [clause(1, "1", **changed)]) == [("changed", 1, False)]
