"""The text of a draft in the browser: edited in place, moved about, compared, printed; and whose it is."""

import io

import docx
import pypdf
import pytest
from django.urls import reverse

from tests.given import people, projects
from tests.given import standards as given
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.models import Clause, Indicator, Standard

SAID = {"title": "饲养管理", "kind": "process", "text": "按附录 A 执行。"}
LIMIT = {"item": "脂肪", "unit": "g/100 g", "comparison": "at_least", "limit": "4.0", "national_limit": "3.1"}


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


@pytest.fixture
def text(db):
    return given.text()


def of(text, number):
    return text.clauses.get(number=number)


def numbers(text):
    return [f"{clause.number} {clause.title}" for clause in text.clauses.all()]


def seen(text):
    return {"seen": Standard.objects.get(pk=text.pk).revision}


def test_the_text_is_read_and_one_form_opens_in_its_place(institute, text):
    clause = of(text, "2.2")

    page = institute.get(to("standard_text", text.pk), {"do": "edit", "at": clause.pk})

    (edited,) = [line for line in page.context["lines"] if line.is_edited]
    assert edited.clause.pk == clause.pk
    assert edited.opened.form.initial["text"] == "按附录 A 执行。"
    assert page.content.decode().count('class="clause-form"') == 1


@pytest.mark.parametrize(
    "query",
    [
        {"do": "edit", "at": "999999"},
        {"do": "nonsense", "at": "1"},
        {"do": "edit", "at": "x"},
        {"do": "limit", "at": "1", "limit": "x"},
        {"do": "limit"},
    ],
)
def test_nonsense_in_the_address_opens_no_form(institute, text, query):
    page = institute.get(to("standard_text", text.pk), query)

    assert (page.status_code, page.context["opened"].form) == (200, None)


def test_a_clause_is_edited_and_its_place_is_come_back_to(institute, text):
    clause = of(text, "2.2")

    answer = institute.post(
        to("clause_edit", text.pk, clause.pk), SAID | seen(text) | {"text": "全年放牧。", "is_critical": "on"}
    )

    assert answer.url == f"{to('standard_text', text.pk)}#c{clause.pk}"
    clause.refresh_from_db()
    assert (clause.text, clause.is_critical) == ("全年放牧。", True)


def test_an_origin_rule_is_typed_as_standards_print_it(institute, text):
    clause = of(text, "2.1")
    corners = "100°00′00″，38°\n东经104°30′ 北纬38°\nN41° E104°30′\n100, 41"
    typed = {
        "title": "地域要求",
        "kind": "origin",
        "divisions": ["152921", "152922"],
        "west": "东经97°06′",
        "east": "106.9",
        "south": "37°24′00″",
        "north": "42°48′00″N",
        "corners": corners,
        "highest": "1800",
    }
    people.division("152921")
    people.division("152922")

    institute.post(to("clause_edit", text.pk, clause.pk), typed | seen(text))

    clause.refresh_from_db()
    assert clause.origin == {
        "divisions": ["152921", "152922"],
        "box": {"west": "97.1", "east": "106.9", "south": "37.4", "north": "42.8"},
        "polygon": [["100", "38"], ["104.5", "38"], ["104.5", "41"], ["100", "41"]],
        "altitude": {"max": 1800},
    }
    shown = institute.get(to("standard_text", text.pk), {"do": "edit", "at": clause.pk}).content.decode()
    assert "97°06′00″" in shown and "104°30′00″，41°00′00″" in shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"west": "左旗"}, "west"),
        ({"west": "97°70′"}, "west"),
        ({"corners": "100，38\n104"}, "corners"),
        ({"corners": "100，38，12"}, "corners"),
        ({"lowest": "高"}, "lowest"),
        ({"west": "97"}, "__all__"),
        ({"corners": "0,0\n4,4\n4,0\n0,4"}, "__all__"),
        ({"lowest": "1800", "highest": "900"}, "__all__"),
        ({"title": " "}, "title"),
        ({"kind": "heading"}, "kind"),
        ({"is_critical": "on", "kind": "scope", "divisions": []}, "is_critical"),
    ],
)
def test_what_is_refused_keeps_all_that_was_typed_in_its_place(institute, text, typed, field):
    clause = of(text, "2.1")
    sent = {"title": "地域要求", "kind": "origin", "text": "这句话不能丢。", "divisions": ["152900"]}

    page = institute.post(to("clause_edit", text.pk, clause.pk), sent | seen(text) | typed)

    assert (page.status_code, list(page.context["opened"].form.errors)) == (422, [field])
    assert "这句话不能丢。" in page.content.decode()
    clause.refresh_from_db()
    assert clause.text == "产自阿拉善盟行政区域。"


def test_the_second_of_two_sees_that_somebody_was_faster_and_keeps_what_was_typed(institute, text):
    clause, opened = of(text, "2.2"), seen(text)
    institute.post(to("clause_edit", text.pk, clause.pk), SAID | opened | {"text": "甲的改动。"})

    late = institute.post(to("clause_edit", text.pk, clause.pk), SAID | opened | {"text": "乙的改动。"})

    form = late.context["opened"].form
    assert (late.status_code, late.context["opened"].is_newer) == (409, True)
    assert "乙的改动。" in late.content.decode()
    # Sent again it counts as having seen the change.
    institute.post(to("clause_edit", text.pk, clause.pk), form.data.dict())
    clause.refresh_from_db()
    assert clause.text == "乙的改动。"


@pytest.mark.parametrize(
    ("kind", "at", "expected"),
    [
        ("before", "2.2", "2.2 新增"),
        ("after", "2.2", "2.3 新增"),
        ("below", "2.2", "2.2.1 新增"),
        ("below", "2", "2.1 新增"),
        ("before", "1", "1 新增"),
        ("after", "2", "3 新增"),
        ("chapter", "", "4 新增"),
        ("annex", "", "B 新增"),
    ],
)
def test_a_clause_is_inserted_where_it_is_wanted(institute, text, kind, at, expected):
    place = of(text, at).pk if at else 0

    institute.post(
        to("clause_new", text.pk, kind),
        {"title": "新增", "kind": "process", "annex": "informative", "at": place} | seen(text),
    )

    assert expected in numbers(text)


def test_a_refused_insert_stands_open_where_it_was_to_stand(institute, text):
    clause = of(text, "2.2")

    page = institute.post(
        to("clause_new", text.pk, "after"),
        {"title": "", "kind": "process", "text": "保留", "at": clause.pk} | seen(text),
    )

    assert (page.status_code, page.context["opened"].place) == (422, clause.pk)
    assert "保留" in page.content.decode()
    again = {"title": "补上", "kind": "process", "at": clause.pk} | seen(text)
    assert 'name="at"' in page.content.decode()
    institute.post(to("clause_new", text.pk, "after"), again)
    assert "2.3 补上" in numbers(text)


@pytest.mark.parametrize(
    ("number", "move", "expected"),
    [("3", "up", "2 认证程序"), ("2.1", "down", "2.2 地域要求"), ("2.2", "deeper", "2.1.1 饲养管理")],
)
def test_a_clause_is_moved_by_a_button(institute, text, number, move, expected):
    clause = of(text, number)

    institute.post(to("clause_move", text.pk, clause.pk, move))

    assert expected in numbers(text)


def test_only_moves_that_lead_somewhere_are_offered(institute, text):
    page = institute.get(to("standard_text", text.pk))

    offered = {line.clause.number: set(line.can) for line in page.context["lines"]}
    assert offered == {
        "1": {"down"},
        "2": {"up", "down", "deeper"},
        "2.1": {"down", "higher"},
        "2.2": {"up", "down", "deeper", "higher"},
        "2.3": {"up", "deeper", "higher"},
        "3": {"up", "deeper"},
        "A": set(),
        "A.1": set(),
    }


def test_what_is_removed_stands_below_the_text_and_is_put_back(institute, text):
    before = numbers(text)
    removed = institute.post(to("clause_remove", text.pk, of(text, "2").pk), follow=True)
    (removal,) = removed.context["removals"]

    institute.post(to("clause_restore", text.pk, removal.act))

    assert (removal.name, removal.others) == ("2 认证要求", 3)
    assert "已删除“2 认证要求”，连同下级 3 条。" in removed.content.decode()
    assert numbers(text) == before
    assert institute.get(to("standard_text", text.pk)).context["removals"] == []


def test_limits_are_added_edited_and_removed_beside_the_national_ones(institute, text):
    clause = of(text, "2.3")
    institute.post(to("limit_new", text.pk, clause.pk), LIMIT | seen(text))
    limit = Indicator.objects.get(item="脂肪")

    shown = institute.get(to("standard_text", text.pk)).content.decode()
    institute.post(to("limit_edit", text.pk, limit.pk), LIMIT | seen(text) | {"limit": "4.2"})
    limit.refresh_from_db()
    institute.post(to("limit_remove", text.pk, limit.pk))

    assert "严于国标 0.9 g/100 g（29%）" in shown
    assert str(limit.limit) == "4.2000"
    assert [each.item for each in clause.indicators.all()] == ["蛋白质"]


def test_a_range_without_its_upper_limit_is_refused_in_its_place(institute, text):
    clause = of(text, "2.3")

    page = institute.post(to("limit_new", text.pk, clause.pk), LIMIT | seen(text) | {"comparison": "between"})

    assert (page.status_code, page.context["opened"].place) == (422, clause.pk)
    assert list(page.context["opened"].form.errors) == ["upper"]


def test_clauses_and_limits_of_another_text_are_not_there(institute, text):
    other = given.text("“蒙”字标认证要求 畜产品 别的")
    clause, limit = of(other, "2.2"), Indicator.objects.get(clause__standard=other)

    for name, arguments in (
        ("clause_edit", (clause.pk,)),
        ("clause_move", (clause.pk, "up")),
        ("clause_remove", (clause.pk,)),
        ("limit_new", (clause.pk,)),
        ("limit_edit", (limit.pk,)),
        ("limit_remove", (limit.pk,)),
    ):
        assert institute.post(to(name, text.pk, *arguments), SAID | LIMIT | seen(text)).status_code == 404
    assert institute.post(to("clause_move", text.pk, of(text, "2.2").pk, "sideways")).status_code == 404
    assert institute.post(to("clause_new", text.pk, "nowhere"), SAID | seen(text)).status_code == 404


def test_an_empty_text_is_laid_out_once(institute):
    text = given.text(lines=())

    institute.post(to("text_outline", text.pk))
    again = institute.post(to("text_outline", text.pk))

    assert numbers(text)[:5] == ["1 范围", "2 规范性引用文件", "3 术语和定义", "4 认证要求", "4.1 地域要求"]
    assert again.status_code == 422


def test_the_cover_is_corrected(institute, text):
    typed = {"title": "新名称", "product_kinds": ["camel_milk"], "division": "152900", "ics": "67.100.10"}

    institute.post(to("text_cover", text.pk), typed)
    refused = institute.post(to("text_cover", text.pk), typed | {"title": ""})

    text.refresh_from_db()
    assert (text.title, text.ics, refused.status_code) == ("新名称", "67.100.10", 422)


def test_two_versions_are_held_against_each_other(institute, text):
    institute.post(to("text_freeze", text.pk))
    institute.post(
        to("clause_edit", text.pk, of(text, "2.2").pk), SAID | seen(text) | {"text": "按附录 B 执行。"}
    )

    found = institute.get(to("text_compare", text.pk)).context["found"]
    unknown = institute.get(to("text_compare", text.pk), {"old": "7", "new": "now"})

    changed = [each for each in found.differences if each.change != "same"]
    assert [(each.number, [(part.change, part.text) for part in each.text]) for each in changed] == [
        ("2.2", [("same", "按附录 "), ("removed", "A"), ("added", "B"), ("same", " 执行。")])
    ]
    assert unknown.status_code == 404


def test_a_revision_is_held_against_what_it_replaces(institute):
    old = given.standard()
    project = projects.project(kind="revision", revises=old, kinds=["camel_milk"])
    clause = project.standard.clauses.get(number="4.2")
    texts.edit_clause(clause.pk, changes={"is_critical": True}, by=people.institute_officer(), at=people.NOW)

    page = institute.get(to("text_compare", project.standard_id), {"old": "replaced", "new": "now"})

    (changed,) = [each for each in page.context["found"].differences if each.change != "same"]
    assert (changed.number, changed.notes) == ("4.2", ("现为关键条款",))


def test_the_text_is_a_word_file_and_a_pdf(institute, text):
    word = institute.get(to("text_document", text.pk, "docx"))
    pdf = institute.get(to("text_document", text.pk, "pdf"))

    paragraphs = [each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs]
    assert "按附录 A 执行。" in paragraphs
    assert "attachment" in word.headers["Content-Disposition"]
    assert "饲养管理" in "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    )
    assert institute.get(to("text_document", text.pk, "txt")).status_code == 404
    assert institute.get(to("text_document", text.pk, "pdf"), {"version": "9"}).status_code == 404


def test_an_origin_rule_is_read_back_in_words_while_it_is_typed(institute):
    people.division("152921")

    whole = institute.post(to("origin_preview"), {"divisions": ["152921"], "lowest": "900"})
    half = institute.post(to("origin_preview"), {"west": "97"})
    wrong = institute.post(to("origin_preview"), {"west": "左旗"})

    assert "产自阿拉善左旗。" in whole.content.decode() and "海拔不低于 900 米。" in whole.content.decode()
    assert "尚未填全" in half.content.decode()
    assert "不是经纬度" in wrong.content.decode()


def test_the_text_of_a_project_is_read_where_the_project_is(institute, league, sign_in):
    project = projects.project(state="drafting", division=people.division("152922"))
    stranger = sign_in(people.banner_officer("152921"))
    clause = project.standard.clauses.first()

    read = league.get(to("text", project.number))

    assert (read.status_code, read.context["may_edit"]) == (200, False)
    assert "data-edit" not in read.content.decode()
    assert institute.get(to("text", project.number)).context["may_edit"] is True
    assert stranger.get(to("text", project.number)).status_code == 404
    assert stranger.get(to("standard_text", project.standard_id)).status_code == 404
    assert stranger.get(to("text_document", project.standard_id, "docx")).status_code == 404
    assert stranger.get(to("text_compare", project.standard_id)).status_code == 404
    assert league.post(to("clause_edit", project.standard_id, clause.pk), SAID).status_code == 403
    assert Clause.objects.get(pk=clause.pk).title == clause.title


def test_what_was_approved_is_not_edited(institute):
    project = projects.project(state="approved")
    clause = project.standard.clauses.first()

    page = institute.get(to("text", project.number), {"do": "edit", "at": clause.pk})
    sent = SAID | seen(project.standard)

    assert (page.context["may_edit"], page.context["opened"].form) == (False, None)
    assert "当前不能编辑文本" in page.content.decode()
    assert institute.post(to("clause_edit", project.standard_id, clause.pk), sent).status_code == 409
    assert institute.post(to("clause_remove", project.standard_id, clause.pk)).status_code == 409
    assert institute.post(to("text_cover", project.standard_id), {"title": "x"}).status_code == 409
