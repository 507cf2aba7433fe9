"""Standards and news in the browser."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from tests.given import ledgers, people, projects
from tests.given import standards as given
from yinxin.publicity import actions as publicity
from yinxin.publicity.models import Article
from yinxin.standards.texts.models import Standard

NUMBER = given.NUMBER
NOTICE = Path(__file__).resolve().parents[2] / "fixtures" / "clippings" / "notice-2024-12.txt"

DRAFT = {
    "number": "T/NMSP.MZB02.14—2023",
    "title": "畜产品 阿拉善驼奶",
    "product_kinds": ["camel_milk"],
    "division": "152900",
}


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


def test_the_institute_takes_a_standard_over_and_leads_it_from_draft_to_withdrawal(institute):
    people.division()
    drafted = institute.post(to("standard_new"), DRAFT)
    standard = Standard.objects.get()
    given.clause(clause="4.1", kind="origin", origin={"divisions": ["152900"], "altitude": {"min": 900}})
    given.indicator(given.clause(clause="4.2"))
    institute.post(to("standard_publish", NUMBER), {"on": "2024-11-01", "effective_on": "2024-11-01"})
    published = institute.get(to("standard", NUMBER))
    institute.post(to("standard_withdraw", NUMBER), {"on": "2024-11-20"})

    assert drafted.url == to("standard_text", standard.pk)
    assert (standard.number, standard.printed_number) == (NUMBER, "T/NMSP.MZB02.14—2023")
    assert "海拔不低于 900 米。" in published.content.decode()
    assert "严于国标 0.3 g/100 g（10%）" in published.content.decode()
    assert published.context["verbs"] == ("confirm", "supersede", "withdraw")
    assert Standard.objects.get().state == "withdrawn"


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


def test_a_standard_without_clauses_cannot_be_published(institute):
    given.draft_standard()

    response = institute.post(
        to("standard_publish", NUMBER), {"on": "2024-11-01", "effective_on": "2024-11-01"}
    )

    assert response.status_code == 422
    assert "文本还没有条款" in response.content.decode()


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

    assert len(institute.get(to("standards"), {"q": text}).context["lines"]) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "draft"}, ["T/NMSP MZB02.15-2023"]),
        ({"kind": "mutton"}, ["T/NMSP MZB02.16-2019"]),
        ({"due": "on"}, ["T/NMSP MZB02.16-2019"]),
        ({"industry": "camel_milk"}, [NUMBER]),
        ({"state": "nonsense", "industry": "999"}, [NUMBER, "T/NMSP MZB02.15-2023", "T/NMSP MZB02.16-2019"]),
    ],
)
def test_the_list_is_narrowed_and_nonsense_is_no_filter(institute, query, expected):
    given.standard(industry=ledgers.industry())
    given.draft_standard("T/NMSP MZB02.15-2023")
    given.standard("T/NMSP MZB02.16-2019", kinds=["mutton"], on=date(2019, 6, 1))

    lines = institute.get(to("standards"), query).context["lines"]

    assert [line.standard.number for line in lines] == expected


def test_the_list_says_whose_review_is_due_and_who_took_whose_place(institute):
    given.standard("T/NMSP MZB02.16-2019", kinds=["mutton"], on=date(2019, 6, 1))
    given.superseded()

    page = institute.get(to("standards"))

    due = {line.standard.number: line.review_tone for line in page.context["lines"]}
    assert due == {"T/NMSP MZB02.16-2019": "bad", NUMBER: "", "T/NMSP MZB02.14-2024": ""}
    assert "由 T/NMSP MZB02.14-2024 代替" in page.content.decode()
    assert "过渡期至2025年6月30日" in page.content.decode()
    assert "1 项标准复审到期。" in page.content.decode()


def test_a_draft_without_number_is_found_through_its_text(institute):
    text = given.text()

    (line,) = institute.get(to("standards")).context["lines"]

    assert line.url == to("standard_text", text.pk)


def test_a_review_is_confirmed_on_the_page_with_its_grounds(institute):
    given.standard(on=date(2019, 6, 1))

    unreasoned = institute.post(to("standard_confirm", NUMBER), {"on": "2024-06-01", "reason": ""})
    institute.post(to("standard_confirm", NUMBER), {"on": "2024-06-01", "reason": "专家组复审。"})

    assert (unreasoned.status_code, list(unreasoned.context["confirm_form"].errors)) == (422, ["reason"])
    assert Standard.objects.get().reviewed_on == date(2024, 6, 1)
    assert "2029年6月1日" in institute.get(to("standard", NUMBER)).content.decode()


def test_a_published_standard_leads_to_its_revision_until_there_is_one(institute):
    standard = given.standard()
    asked = f"{to('project_new')}?revises={standard.pk}&amp;kind=revision"

    before = institute.get(to("standard", NUMBER)).content.decode()
    project = projects.project(kind="revision", revises=standard, kinds=["camel_milk"])
    after = institute.get(to("standard", NUMBER)).content.decode()

    assert (asked in before, asked in after) == (True, False)
    assert to("project", project.number) in after


def test_the_text_of_a_project_is_published_by_the_project(institute):
    project = projects.project(state="numbered")

    page = institute.get(to("standard", project.standard.number))

    assert "publish" not in page.context["verbs"]
    assert to("project", project.number) in page.content.decode()


def test_a_superseded_standard_says_by_what_and_until_when(league):
    given.superseded()

    page = league.get(to("standard", NUMBER)).content.decode()

    assert "自2024年7月1日起被代替，依据本标准的证书过渡至2025年6月30日。" in page
    assert to("standard", "T/NMSP MZB02.14-2024") in page


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
