"""The portal's other pages: home, guide, news, privacy; and what holds for all of them."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.utils.html import escape

from tests.architecture.test_access import every_pattern
from tests.given import certification, ledgers, people, standards
from yinxin.marks.rules import SCANS_KEPT_DAYS
from yinxin.publicity import actions as publicity
from yinxin.publicity.models import RemovalRequest
from yinxin.scheme.queries import rulebook
from yinxin.supervision.rules import CONTACT_KEPT_DAYS
from yinxin.web.clock import today
from yinxin.web.public.guiding import origin_of
from yinxin.web.public.views.about import NOT_FOR_ROBOTS

pytestmark = pytest.mark.django_db
LANGUAGES = ("zh-hans", "en")


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def page(client, address: str, *, language: str = "zh-hans", status: int = 200) -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def portal() -> list[str]:
    """The addresses of every public page, with something on each."""
    certificate = certification.certificate()
    article = standards.clipping()
    return [
        "/",
        "/standards/",
        "/standards/T/NMSP%20MZB02.14-2023/",
        "/certificates/",
        f"/certificates/{certificate.number}/",
        "/enterprises/",
        f"/enterprises/{certificate.enterprise_id}/",
        "/how-to-apply/",
        "/how-to-apply/?kind=camel_milk",
        "/news/",
        f"/news/{article.slug}/",
        "/privacy/",
        "/accessibility/",
        "/check/",
        "/report/",
        "/report/track/",
        "/v/NOT-A-CODE",
    ]


# --------------------------------------------------------------------------------- what holds for all

# I18: the scheme ranks nobody and recommends nothing (认证认可条例 26; 广告法 16, 38).
RANKING = re.compile(
    r"排名|排行|名列|榜单|推荐|首选|最佳|最好|第一名|优选|热销|五星|★"
    r"|\b(?:rank(?:ed|ing|s)?|recommend(?:ed|s|ation)?|best|favou?rite|preferred|popular|leading|star|top \d+)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_ranks_or_recommends(client, portal, language):
    # In the procedure a reviewer recommends a decision, which is no word on a product.
    of_the_review = rulebook().step("review").what.in_language(language)
    found = {}
    for address in portal:
        html = page(client, address, language=language).replace(of_the_review, "")
        found[address] = RANKING.findall(
            re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
        )

    assert {address: words for address, words in found.items() if words} == {}


def test_the_words_that_rank_are_found():
    assert RANKING.findall("推荐产品 Top 10, our best seller") == ["推荐", "Top 10", "best"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_portal_has_a_card_to_share(client, portal, language):
    for address in [each for each in portal if not re.match(r"/(certificates/.|check|report|v/)", each)]:
        html = page(client, address, language=language)
        for part in ("og:title", "og:description", "og:url"):
            assert re.search(rf'<meta property="{part}" content="[^"]+">', html), (address, part)


def test_in_english_no_page_is_left_in_chinese(client, portal):
    """Names and standards are data and stay; what frames them is English."""
    for address in (
        "/",
        "/standards/",
        "/certificates/",
        "/enterprises/",
        "/news/",
        "/privacy/",
        "/accessibility/",
    ):
        html = page(client, address, language="en")
        words = re.findall(r"<(?:h1|h2|th|label|button)[^>]*>([^<]*[\u4e00-\u9fff][^<]*)<", html)
        assert [each for each in words if each.strip() != "中文"] == [], address


@pytest.mark.parametrize(
    "address", ["/", "/standards/", "/certificates/", "/enterprises/", "/news/", "/how-to-apply/"]
)
def test_a_portal_without_anything_yet_can_be_read(client, address):
    assert "<h1" in page(client, address)


# ------------------------------------------------------------------------------------------------ home


def test_the_home_page_states_the_figures_with_the_lists_behind_them(client):
    certificate = certification.certificate()

    html = page(client, "/")

    for address in (
        "/enterprises/?holding=in_force&amp;banner=152900",
        "/certificates/?state=valid&amp;banner=152900",
        "/standards/?state=published&amp;division=152900",
    ):
        found = re.search(rf'href="{re.escape(address)}".*?class="val num">(\d+)', html, re.DOTALL)
        assert found is not None
        assert found[1] == "1"
        listed = page(client, address.replace("&amp;", "&"))
        assert "共 1 条" in listed
    assert f"/certificates/{certificate.number}/" in html


def test_the_home_page_leads_a_typed_code_to_its_verdict(client):
    assert re.search(r'<form class="ask" action="/check/"', page(client, "/"))


# ----------------------------------------------------------------------------------------------- guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_says_everything_that_the_rulebook_says(client, language):
    book = rulebook()

    html = page(client, "/how-to-apply/", language=language)

    texts = [
        *(step.name for step in book.procedure),
        *(step.what for step in book.procedure),
        *(clock.name for clock in book.clocks),
        *(fee.name for fee in book.fees),
        *(contact.office for contact in book.all_contacts),
        *(book.document(code).name for code in book.documents_of_all),
    ]
    assert [text.zh for text in texts if escape(text.in_language(language)) not in html] == []


@pytest.mark.parametrize("kind", [kind.code for kind in rulebook().product_kinds])
def test_the_guide_lists_the_documents_of_a_kind_with_the_clauses_that_they_serve(client, kind):
    html = page(client, f"/how-to-apply/?kind={kind}")

    for document in rulebook().documents_for(kind):
        assert document.name.zh in html
        for clause in document.clauses:
            assert clause in html


def test_the_guide_marks_each_placeholder_and_cites_each_source(client):
    book = rulebook()

    html = page(client, "/how-to-apply/")

    shown = [*book.procedure, *book.fees, *book.all_contacts, *map(book.document, book.documents_of_all)]
    shown += [
        clock
        for clock in book.clocks
        if clock == book.clock(clock.code, on=today()) or clock.in_force_from > today()
    ]
    placeholders = [rule for rule in shown if rule.is_placeholder]
    assert html.count('<span class="tag warn">占位</span>') == len(placeholders)
    cited = {origin_of(rule).text for rule in shown if not rule.is_placeholder}
    assert {source for source in cited if source not in html} == set()
    assert {"认证认可条例第18条", "“蒙”字标认证管理办法（试行）第3条", "ISO/IEC 17065:2012 7.3"} <= cited


def test_the_guide_says_that_anyone_may_apply_and_that_the_pool_is_no_condition(client):
    html = page(client, "/how-to-apply/")

    assert "任何单位都可以申请" in html
    assert "是否进入培育库，均不作为申请条件" in html
    assert "《认证认可条例》第十九条" in html


def test_the_guide_names_the_bodies_and_standards_for_a_kind(client):
    standards.standard()
    body = certification.body()

    html = page(client, "/how-to-apply/?kind=camel_milk")

    assert body.name in html
    assert standards.NUMBER in html


# ------------------------------------------------------------------------------------------------ news


def test_a_clipping_names_its_author_its_source_and_its_original(client):
    article = standards.clipping()

    html = page(client, f"/news/{article.slug}/")

    for words in (
        "示例局推进认证工作",
        "佚名",
        "示例来源",
        "第一段。",
        "http://example.cn/zw/t20241201_1.html",
        "30日内",
    ):
        assert words in html
    assert "2024年12月1日 08:30" in html
    assert "别的标题" not in html


def test_a_draft_is_no_news(client):
    article = standards.draft_clipping()

    assert article.title not in page(client, "/news/")
    page(client, f"/news/{article.slug}/", status=404)


def test_anyone_may_ask_that_an_article_be_taken_down(client):
    article = standards.clipping()

    response = client.post(
        f"/news/{article.slug}/", {"reason": "是我的作品", "contact": "13812340417"}, follow=True
    )

    assert "已收到您的申请" in response.content.decode()
    asked = RemovalRequest.objects.get()
    assert (asked.article, asked.reason, asked.contact) == (article, "是我的作品", "13812340417")
    assert "13812340417" not in response.content.decode()


def test_asking_twice_by_one_form_asks_once(client):
    article = standards.clipping()
    sent = {"reason": "是我的作品", "contact": "13812340417", "once": "a" * 32}

    client.post(f"/news/{article.slug}/", sent)
    client.post(f"/news/{article.slug}/", sent)

    assert RemovalRequest.objects.count() == 1


def test_a_refused_request_keeps_what_was_typed(client):
    article = standards.clipping()

    response = client.post(f"/news/{article.slug}/", {"reason": "是我的作品", "contact": ""})

    assert response.status_code == 422
    assert "是我的作品" in response.content.decode()
    assert "没有联系方式就无法答复您" in response.content.decode()


def test_too_many_requests_from_one_connection_are_refused(client):
    article = standards.clipping()
    sent = {"reason": "是我的作品", "contact": "13812340417"}

    statuses = [client.post(f"/news/{article.slug}/", sent).status_code for _ in range(7)]

    assert statuses == [302] * 6 + [429]


def test_an_article_that_was_taken_down_says_when_and_why(client):
    article = standards.clipping()
    publicity.remove(article.slug, reason="应权利人要求删除。", by=people.league_officer(), at=people.NOW)

    html = page(client, f"/news/{article.slug}/", status=410)

    assert "应权利人要求删除。" in html
    assert "第一段。" not in html
    assert article.title not in page(client, "/news/")
    assert client.post(f"/news/{article.slug}/", {"reason": "x", "contact": "y"}).status_code == 410


# --------------------------------------------------------------------------------- of the portal itself


def test_the_privacy_page_states_the_days_by_which_the_program_acts(client):
    html = page(client, "/privacy/")

    assert f"{SCANS_KEPT_DAYS} 天" in html
    assert f"{CONTACT_KEPT_DAYS} 天" in html


def test_robots_read_the_register_and_check_no_codes(client):
    text = page(client, "/robots.txt")

    assert [line for line in text.splitlines() if line.startswith("Disallow")] == [
        f"Disallow: {path}" for path in NOT_FOR_ROBOTS
    ]
    assert not any(
        "/standards/".startswith(path) or "/enterprises/".startswith(path) for path in NOT_FOR_ROBOTS
    )


@pytest.mark.parametrize("path", NOT_FOR_ROBOTS)
def test_what_robots_are_kept_from_is_there(path):
    assert any(address.startswith(path) for address, _pattern in every_pattern())


def test_the_newest_come_first_on_the_home_page_and_no_other_order_is_known(client):
    older = certification.certificate(certification.product(ledgers.enterprise("示例·甲厂")))
    newer = certification.certificate(certification.product(ledgers.enterprise("示例·乙厂")))

    html = page(client, "/")

    assert older.issued_on == newer.issued_on == date(2024, 10, 24)
    assert html.index(older.number) < html.index(newer.number)
