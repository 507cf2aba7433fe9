"""Standards and news in the browser."""

from pathlib import Path

import pytest
from django.urls import reverse

from tests.given import people
from tests.given import standards as given
from yinxin.publicity import actions as publicity
from yinxin.publicity.models import Article
from yinxin.standards.texts.models import Clause, Indicator, Standard

NUMBER = given.NUMBER
NOTICE = Path(__file__).resolve().parents[2] / "fixtures" / "clippings" / "notice-2024-12.txt"

DRAFT = {
    "number": "T/NMSP.MZB02.14—2023",
    "title": "畜产品 阿拉善驼奶",
    "product_kinds": ["camel_milk"],
    "division": "152900",
}
CLAUSE = {"clause": "4.1", "kind": "origin", "title": "地域要求", "text": "产自阿拉善盟。"}
LIMIT = {
    "item": "蛋白质",
    "unit": "g/100 g",
    "comparison": "at_least",
    "limit": "3.2",
    "national_limit": "2.9",
}


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


def test_the_institute_takes_a_standard_from_draft_to_withdrawal(institute):
    people.division()
    institute.post(to("standard_new"), DRAFT)
    institute.post(
        to("clause_new", NUMBER), CLAUSE | {"divisions": ["152900"], "lowest": "900", "highest": "1800"}
    )
    clause = Clause.objects.get()
    institute.post(to("indicator_new", NUMBER, clause.pk), LIMIT)
    institute.post(to("standard_publish", NUMBER), {"on": "2024-11-01", "effective_on": "2024-11-01"})
    published = institute.get(to("standard", NUMBER))
    institute.post(to("standard_withdraw", NUMBER), {"on": "2024-11-20"})

    standard = Standard.objects.get()
    assert (standard.number, standard.printed_number) == (NUMBER, "T/NMSP.MZB02.14—2023")
    assert clause.origin == {"divisions": ["152900"], "altitude": {"min": 900, "max": 1800}}
    assert "产自阿拉善盟。" in published.content.decode()
    assert "严于国标 0.3 g/100 g（10%）" in published.content.decode()
    assert published.context["verbs"] == ("withdraw",)
    assert standard.state == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "GB 19644"}, "number"),
        ({"product_kinds": []}, "product_kinds"),
        ({"title": ""}, "title"),
        ({"division": "999999"}, "division"),
    ],
)
def test_a_draft_that_is_refused_keeps_what_was_typed(institute, changes, field):
    people.division()

    response = institute.post(to("standard_new"), DRAFT | {"source": "来源不变"} | changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "来源不变" in response.content.decode()
    assert Standard.objects.count() == 0


def test_half_an_area_is_refused_on_the_page(institute):
    given.draft_standard()

    response = institute.post(to("clause_new", NUMBER), CLAUSE | {"west": "97"})

    assert response.status_code == 422
    assert "地域要求没有可以核对的地点" in response.content.decode()
    assert Clause.objects.count() == 0


def test_a_range_without_its_upper_limit_is_refused_beside_its_clause(institute):
    given.draft_standard()
    clause = given.clause()

    response = institute.post(to("indicator_new", NUMBER, clause.pk), LIMIT | {"comparison": "between"})

    assert (response.status_code, response.context["indicator_of"]) == (422, clause.pk)
    assert list(response.context["indicator_form"].errors) == ["upper"]
    assert Indicator.objects.count() == 0


def test_a_limit_is_added_to_a_clause_of_that_standard_only(institute):
    given.draft_standard()
    other = given.draft_standard("T/NMSP MZB02.15-2023")
    clause = given.clause()

    assert institute.post(to("indicator_new", other.number, clause.pk), LIMIT).status_code == 404


def test_a_standard_without_clauses_cannot_be_published(institute):
    given.draft_standard()

    response = institute.post(
        to("standard_publish", NUMBER), {"on": "2024-11-01", "effective_on": "2024-11-01"}
    )

    assert response.status_code == 422
    assert "该标准还没有条款" in response.content.decode()


def test_an_act_that_somebody_did_before_is_refused_with_the_present_state(institute):
    given.standard()

    response = institute.post(
        to("standard_publish", NUMBER), {"on": "2024-11-01", "effective_on": "2024-11-01"}
    )

    assert response.status_code == 409


def test_a_draft_sent_twice_is_one_draft(institute):
    people.division()
    sent = DRAFT | {"once": "a" * 32}

    first = institute.post(to("standard_new"), sent)
    second = institute.post(to("standard_new"), sent)

    assert (first.url, Standard.objects.count()) == (second.url, 1)


def test_officers_read_standards_and_write_none(league):
    given.standard()
    given.draft_standard("T/NMSP MZB02.15-2023", title="尚未公布的标准")

    page = league.get(to("standards")).content.decode()

    assert "尚未公布的标准" not in page
    assert league.get(to("standard", NUMBER)).context["verbs"] == ()
    assert league.get(to("standard", "T/NMSP MZB02.15-2023")).status_code == 404
    assert league.get(to("standard_new")).status_code == 403
    assert league.post(to("standard_withdraw", NUMBER), {"on": "2024-11-20"}).status_code == 403
    assert Standard.objects.get(number=NUMBER).state == "published"


@pytest.mark.parametrize("text", ["14-2023", "驼奶", "T/NMSP"])
def test_standards_are_found_by_number_or_title(institute, text):
    given.standard()
    given.draft_standard("T/IMAS 073-2024", title="别的")

    assert len(institute.get(to("standards"), {"q": text}).context["rows"]) == 1


def test_a_page_is_clipped_looked_at_and_published(league):
    league.post(to("article_clip"), {"text": NOTICE.read_text(encoding="utf-8"), "division": "152900"})
    article = Article.objects.get()
    preview = league.get(to("article", article.slug)).content.decode()
    league.post(to("article_publish", article.slug))

    article.refresh_from_db()
    assert article.state == "published"
    assert "截至目前,阿拉善盟市场监管局顺利推动12项认证标准落地" in preview
    assert "请在30日内与本网联系" in preview


def test_a_text_that_is_no_page_is_refused_and_kept(league):
    response = league.post(to("article_clip"), {"text": "只有一句话。", "division": "152900"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "缺少：标题、发布时间、作者、来源" in page
    assert "只有一句话。" in page


def test_an_own_article_is_written_and_dropped_again(league):
    league.post(to("article_write"), {"title": "质量月", "body": "第一段。\n第二段。", "division": "152900"})
    article = Article.objects.get()
    unreasoned = league.post(to("article_remove", article.slug), {"reason": ""})
    league.post(to("article_remove", article.slug), {"reason": "活动取消"})

    article.refresh_from_db()
    assert unreasoned.status_code == 422
    assert (article.state, article.removed_reason) == ("removed", "活动取消")


def test_a_removal_request_is_answered_and_the_article_taken_down(league):
    article = given.clipping()
    asked = publicity.ask_removal(article.slug, reason="我是作者", contact="13800000000", at=given.NOW)
    shown = league.get(to("article", article.slug)).content.decode()
    league.post(to("removal_answer", asked.pk), {"answer": "已核实", "takes_down": "on"})

    article.refresh_from_db()
    assert "13800000000" in shown
    assert article.state == "removed"


def test_articles_of_another_area_are_not_there(banner):
    article = given.clipping()

    assert banner.get(to("article", article.slug)).status_code == 404
    assert banner.post(to("article_remove", article.slug), {"reason": "x"}).status_code == 404
