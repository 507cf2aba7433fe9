"""A draft's clauses and limits: inserted, edited, moved, removed and put back; what two persons do at once."""

from decimal import Decimal

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.register import queries as register
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Clause, Standard

pytestmark = pytest.mark.django_db
WHOLE = ["1", "2", "2.1", "2.2", "2.3", "3", "A", "A.1"]


@pytest.fixture
def by():
    return given_people.institute_officer()


@pytest.fixture
def text(by):
    return given.text()


def numbers(standard):
    return list(standard.clauses.values_list("number", flat=True))


def titles(standard):
    return {clause.number: clause.title for clause in standard.clauses.all()}


def of(standard, number):
    return standard.clauses.get(number=number)


def last_act(standard):
    return register.acts(subjects=[standard.subject])[-1]


def test_a_text_is_begun_without_a_number_and_numbers_its_clauses(text):
    assert (text.number, text.state) == ("", "draft")
    assert numbers(text) == WHOLE


@pytest.mark.parametrize(
    ("after", "depth", "number"),
    [(None, 1, "1"), ("1", 1, "2"), ("2", 2, "2.1"), ("2.1", 3, "2.1.1"), ("2.1", 2, "2.2"), ("2", 1, "3")],
)
def test_a_clause_is_inserted_and_those_behind_it_are_renumbered(text, by, after, depth, number):
    place = of(text, after).pk if after else None

    added = texts.insert_clause(
        text.pk, after=place, depth=depth, kind="process", title="新增", by=by, at=NOW
    )

    assert (added.number, titles(text)[number]) == (number, "新增")
    assert text.clauses.count() == len(WHOLE) + 1
    assert list(text.clauses.values_list("ordinal", flat=True)) == list(range(1, len(WHOLE) + 2))


@pytest.mark.parametrize(
    ("after", "depth", "annex", "why"),
    [
        (None, 2, "", "without_parent"),
        ("1", 3, "", "without_parent"),
        ("A.1", 1, "", "chapter_after_annex"),
        ("1", 1, "informative", "chapter_after_annex"),
    ],
)
def test_a_clause_is_not_inserted_where_none_stands(text, by, *, after, depth, annex, why):
    place = of(text, after).pk if after else None

    with pytest.raises(texts.ClauseMisplaced) as refused:
        texts.insert_clause(
            text.pk, after=place, depth=depth, annex=annex, kind="process", title="x", by=by, at=NOW
        )

    assert refused.value.facts["why"] == why
    assert numbers(text) == WHOLE


def test_a_second_annex_is_lettered_b(text, by):
    added = texts.insert_clause(
        text.pk,
        after=of(text, "A").pk,
        depth=1,
        annex="informative",
        kind="heading",
        title="记录表",
        by=by,
        at=NOW,
    )

    assert (added.number, numbers(text)) == ("B", [*WHOLE, "B"])


@pytest.mark.parametrize("title", ["", "  "])
def test_a_clause_has_a_title(text, by, title):
    with pytest.raises(texts.TitleMissing):
        texts.insert_clause(text.pk, after=None, depth=1, kind="process", title=title, by=by, at=NOW)
    with pytest.raises(texts.TitleMissing):
        texts.edit_clause(of(text, "1").pk, changes={"title": title}, by=by, at=NOW)


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("1", {"is_critical": True}),
        ("1", {"origin": {"divisions": ["152900"]}}),
        ("2.1", {"kind": "heading"}),  # it has an origin rule
        ("2.3", {"kind": "terms"}),  # it has a limit
    ],
)
def test_what_orders_the_text_asks_for_nothing(text, by, number, changes):
    with pytest.raises(texts.OrdersOnly):
        texts.edit_clause(of(text, number).pk, changes=changes, by=by, at=NOW)


def test_a_limit_is_not_added_to_what_orders_the_text(text):
    with pytest.raises(texts.OrdersOnly):
        given.indicator(of(text, "1"))


def test_an_edit_is_recorded_with_what_changed(text, by):
    texts.edit_clause(
        of(text, "2.2").pk, changes={"text": "按附录 B 执行。", "title": "饲养管理"}, by=by, at=NOW
    )

    act = last_act(text)
    assert (act.kind, act.facts) == (
        "standard.clause_edited",
        {"clause": "2.2", "title": "饲养管理", "changes": {"text": "按附录 B 执行。"}},
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(text, by):
    before = (Standard.objects.get(pk=text.pk).revision, register.size())

    texts.edit_clause(of(text, "2.2").pk, changes={"title": " 饲养管理 "}, by=by, at=NOW)

    assert (Standard.objects.get(pk=text.pk).revision, register.size()) == before


def test_an_origin_rule_with_a_line_is_kept_as_text(text, by):
    corners = [[100, 38], ["104.5", "38"], [104.5, 41], [100, 41], [100, 38]]

    texts.edit_clause(of(text, "2.1").pk, changes={"origin": {"polygon": corners}}, by=by, at=NOW)

    assert of(text, "2.1").origin == {
        "polygon": [["100", "38"], ["104.5", "38"], ["104.5", "41"], ["100", "41"]]
    }


def test_a_clause_moves_with_all_below_it(text, by):
    texts.move_clause(of(text, "3").pk, up=True, by=by, at=NOW)

    assert numbers(text) == ["1", "2", "3", "3.1", "3.2", "3.3", "A", "A.1"]
    assert titles(text)["2"] == "认证程序" and titles(text)["3.1"] == "地域要求"
    assert last_act(text).facts == {"clause": "3", "title": "认证程序", "to": "2"}


@pytest.mark.parametrize(("number", "up"), [("1", True), ("2.1", True), ("2.3", False), ("A", True)])
def test_a_clause_does_not_move_out_of_its_chapter(text, by, number, up):
    with pytest.raises(texts.ClauseMisplaced):
        texts.move_clause(of(text, number).pk, up=up, by=by, at=NOW)

    assert numbers(text) == WHOLE


def test_a_clause_is_put_one_deeper_and_back(text, by):
    clause = of(text, "2.2")

    texts.shift_clause(clause.pk, deeper=True, by=by, at=NOW)
    assert numbers(text) == ["1", "2", "2.1", "2.1.1", "2.2", "3", "A", "A.1"]

    texts.shift_clause(clause.pk, deeper=False, by=by, at=NOW)
    assert numbers(text) == WHOLE


@pytest.mark.parametrize(
    ("number", "deeper"),
    [("1", True), ("1", False), ("A", True), ("A", False), ("2.1", True), ("A.1", False)],
)
def test_a_clause_is_not_put_where_none_stands(text, by, number, deeper):
    with pytest.raises(texts.ClauseMisplaced):
        texts.shift_clause(of(text, number).pk, deeper=deeper, by=by, at=NOW)

    assert numbers(text) == WHOLE


def test_a_chapter_goes_with_all_below_it_and_comes_back_as_it_was(text, by):
    before = list(text.clauses.values())
    limits = list(of(text, "2.3").indicators.values_list("item", "limit", "method"))

    texts.remove_clause(of(text, "2").pk, by=by, at=NOW)
    assert numbers(text) == ["1", "2", "A", "A.1"]

    texts.restore_clause(text.pk, act=last_act(text).seq, by=by, at=NOW)
    after = list(text.clauses.values())
    for row in (*before, *after):
        row.pop("revision")
    assert after == before
    assert list(of(text, "2.3").indicators.values_list("item", "limit", "method")) == limits


def test_what_was_put_back_is_not_put_back_twice(text, by):
    texts.remove_clause(of(text, "3").pk, by=by, at=NOW)
    removal = last_act(text).seq
    texts.restore_clause(text.pk, act=removal, by=by, at=NOW)

    with pytest.raises(texts.NothingToRestore):
        texts.restore_clause(text.pk, act=removal, by=by, at=NOW)
    with pytest.raises(texts.NothingToRestore):
        texts.restore_clause(text.pk, act=1, by=by, at=NOW)


def test_the_removal_of_another_text_is_not_undone_here(text, by):
    other = given.text("“蒙”字标认证要求 畜产品 别的")
    texts.remove_clause(of(other, "3").pk, by=by, at=NOW)

    with pytest.raises(texts.NothingToRestore):
        texts.restore_clause(text.pk, act=last_act(other).seq, by=by, at=NOW)


def test_what_stood_behind_a_clause_that_is_gone_comes_back_at_the_end(text, by):
    texts.remove_clause(of(text, "2.3").pk, by=by, at=NOW)
    removal = last_act(text).seq
    texts.remove_clause(of(text, "2.2").pk, by=by, at=NOW)

    back = texts.restore_clause(text.pk, act=removal, by=by, at=NOW)

    assert (back.number, back.title) == ("A.2", "理化指标")


def test_a_text_that_was_taken_over_goes_on_from_its_first_number(by):
    given.draft_standard()
    for number in ("4.1", "4.2", "4.3"):
        given.clause(clause=number, title=number)
    text = Standard.objects.get()

    texts.remove_clause(of(text, "4.1").pk, by=by, at=NOW)
    assert titles(text) == {"4.1": "4.2", "4.2": "4.3"}

    texts.move_clause(of(text, "4.2").pk, up=True, by=by, at=NOW)
    assert titles(text) == {"4.1": "4.3", "4.2": "4.2"}


def test_two_may_write_different_clauses_at_once(text, by):
    seen = Standard.objects.get(pk=text.pk).revision
    texts.edit_clause(of(text, "1").pk, changes={"text": "甲"}, seen=seen, by=by, at=NOW)

    texts.edit_clause(of(text, "3").pk, changes={"text": "乙"}, seen=seen, by=by, at=NOW)

    assert (of(text, "1").text, of(text, "3").text) == ("甲", "乙")


@pytest.mark.parametrize("act", ["edit", "move", "shift", "remove", "limit"])
def test_the_second_of_two_at_one_clause_looks_again(text, by, act):
    seen = Standard.objects.get(pk=text.pk).revision
    clause = of(text, "2.2")
    texts.edit_clause(clause.pk, changes={"text": "甲"}, seen=seen, by=by, at=NOW)

    acts = {
        "edit": lambda: texts.edit_clause(clause.pk, changes={"text": "乙"}, seen=seen, by=by, at=NOW),
        "move": lambda: texts.move_clause(clause.pk, up=True, seen=seen, by=by, at=NOW),
        "shift": lambda: texts.shift_clause(clause.pk, deeper=True, seen=seen, by=by, at=NOW),
        "remove": lambda: texts.remove_clause(clause.pk, seen=seen, by=by, at=NOW),
        "limit": lambda: texts.add_indicator(
            clause.pk,
            item="x",
            unit="",
            comparison="at_most",
            limit=Decimal(1),
            seen=seen,
            by=by,
            at=NOW,
        ),
    }
    with pytest.raises(ChangedMeanwhile):
        acts[act]()

    assert of(text, "2.2").text == "甲"


def test_a_limit_is_edited_and_removed(text, by):
    indicator = of(text, "2.3").indicators.get()

    texts.edit_indicator(
        indicator.pk, changes={"limit": Decimal("3.4"), "item": " 蛋白质含量 "}, by=by, at=NOW
    )
    indicator.refresh_from_db()
    assert (indicator.item, indicator.limit) == ("蛋白质含量", Decimal("3.4"))
    assert last_act(text).facts["was"]["limit"] == "3.2"

    texts.remove_indicator(indicator.pk, by=by, at=NOW)
    assert of(text, "2.3").indicators.count() == 0
    assert last_act(text).kind == "standard.indicator_removed"


def test_a_limit_whose_ends_disagree_is_refused(text, by):
    indicator = of(text, "2.3").indicators.get()

    with pytest.raises(texts.LimitsDisagree):
        texts.edit_indicator(indicator.pk, changes={"comparison": "between"}, by=by, at=NOW)
    with pytest.raises(texts.LimitsDisagree):
        given.indicator(of(text, "2.3"), comparison="between", limit="1")


def test_an_edit_that_is_the_same_is_no_act(text, by):
    indicator = of(text, "2.3").indicators.get()
    size = register.size()

    texts.edit_indicator(indicator.pk, changes={"limit": Decimal("3.20")}, by=by, at=NOW)

    assert register.size() == size


@pytest.mark.parametrize("role", [Role.LEAGUE_OFFICER, Role.EXPERT, Role.ENTERPRISE, Role.ASSOCIATION])
def test_a_draft_is_nobody_elses_to_see(text, role):
    other = given_people.office(role)
    clause = of(text, "2.2")

    for act in (
        lambda: texts.edit_clause(clause.pk, changes={"text": "x"}, by=other, at=NOW),
        lambda: texts.move_clause(clause.pk, up=True, by=other, at=NOW),
        lambda: texts.shift_clause(clause.pk, deeper=True, by=other, at=NOW),
        lambda: texts.remove_clause(clause.pk, by=other, at=NOW),
        lambda: texts.remove_indicator(of(text, "2.3").indicators.get().pk, by=other, at=NOW),
        lambda: texts.insert_clause(
            text.pk, after=None, depth=1, kind="process", title="x", by=other, at=NOW
        ),
    ):
        with pytest.raises(NotFound):
            act()
    assert Clause.objects.count() == len(WHOLE)


def test_the_text_of_a_published_standard_stays(by):
    standard = given.standard()
    clause = of(standard, "4.2")
    indicator = of(standard, "4.3").indicators.get()

    for act in (
        lambda: texts.edit_clause(clause.pk, changes={"text": "x"}, by=by, at=NOW),
        lambda: texts.move_clause(clause.pk, up=True, by=by, at=NOW),
        lambda: texts.shift_clause(clause.pk, deeper=True, by=by, at=NOW),
        lambda: texts.remove_clause(clause.pk, by=by, at=NOW),
        lambda: texts.insert_clause(
            standard.pk, after=None, depth=1, kind="process", title="x", by=by, at=NOW
        ),
        lambda: texts.restore_clause(standard.pk, act=1, by=by, at=NOW),
        lambda: texts.edit_indicator(indicator.pk, changes={"item": "x"}, by=by, at=NOW),
        lambda: texts.remove_indicator(indicator.pk, by=by, at=NOW),
        lambda: texts.describe(standard.pk, changes={"title": "x"}, by=by, at=NOW),
        lambda: texts.freeze(standard.pk, label="draft", by=by, at=NOW),
        lambda: texts.give_number(standard.pk, number="T/NMSP MZB02.15-2023", by=by, at=NOW),
    ):
        with pytest.raises(WrongState):
            act()


def test_others_are_told_that_a_published_text_is_not_theirs():
    standard = given.standard()

    with pytest.raises(NotYours):
        texts.remove_clause(of(standard, "4.2").pk, by=given_people.league_officer(), at=NOW)
