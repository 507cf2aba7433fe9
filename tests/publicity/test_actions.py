"""Clippings from the page to the portal and down again."""

import json
from datetime import date

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.publicity import actions as publicity
from yinxin.publicity import queries
from yinxin.publicity.models import Article, RemovalRequest
from yinxin.register import queries as register
from yinxin.register.models import Detail, Entry

pytestmark = pytest.mark.django_db


def asked(article):
    return publicity.ask_removal(article.slug, reason="我是作者。", contact="13800000000", at=NOW)


def test_a_clipping_waits_until_an_officer_publishes_it():
    officer = given_people.league_officer()
    draft = given.draft_clipping(by=officer)

    before = list(queries.published())
    published = publicity.publish(draft.slug, by=officer, at=NOW)

    assert before == []
    assert list(queries.published()) == [published]
    assert published.is_clipping
    assert published.slug == "2024-12-01-t20241201-1"


def test_an_unreadable_page_leaves_nothing_behind():
    with pytest.raises(publicity.PageUnreadable) as refused:
        given.draft_clipping("只有一句话。")

    assert "source" in refused.value.facts["missing"]
    assert Article.objects.count() == 0


def test_the_same_original_is_clipped_once():
    given.clipping()

    with pytest.raises(publicity.AlreadyClipped):
        given.draft_clipping(given.page_text(title="换了标题"))


def test_a_removed_original_may_be_clipped_again_under_another_address():
    officer = given_people.league_officer()
    first = given.clipping()
    publicity.remove(first.slug, reason="排版有误", by=officer, at=NOW)

    second = given.draft_clipping()

    assert second.slug == f"{first.slug}-2"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ENTERPRISE, Role.INSTITUTE_OFFICER, Role.CERTIFIER])
def test_only_officers_clip_and_write(role):
    office, division = given_people.office(role), given_people.division()

    with pytest.raises(NotYours):
        publicity.clip(given.page_text(), division=division, by=office, at=NOW)
    with pytest.raises(NotYours):
        publicity.write(title="x", body="y", division=division, by=office, at=NOW)


def test_a_banner_writes_for_itself_and_reaches_only_its_own_articles():
    banner = given_people.banner_officer("152922")
    of_the_league = given.clipping()

    with pytest.raises(NotFound):
        given.draft_clipping(division=given_people.division("152921"), by=banner)
    own = given.draft_clipping(given.page_text(link="http://example.cn/2.html"), by=banner)

    assert list(queries.articles_in_reach(banner)) == [own]
    with pytest.raises(NotFound):
        publicity.remove(of_the_league.slug, reason="x", by=banner, at=NOW)


def test_an_own_article_has_no_original_and_its_division_for_author():
    officer = given_people.league_officer()

    article = publicity.write(
        title="质量月活动", body="第一段。\n第二段。", division=officer.division, by=officer, at=NOW
    )

    assert (article.is_clipping, article.author, article.body) == (False, "阿拉善盟", "第一段。\n\n第二段。")


def test_a_removed_article_keeps_its_row_and_its_reason():
    officer = given_people.league_officer()
    article = given.clipping()

    with pytest.raises(publicity.RemovalReasonMissing):
        publicity.remove(article.slug, reason=" ", by=officer, at=NOW)
    publicity.remove(article.slug, reason="版权人要求", by=officer, at=NOW)

    gone = queries.ever_published(article.slug)
    assert (gone.state, gone.removed_reason, gone.removed_at) == ("removed", "版权人要求", NOW)
    assert list(queries.published()) == []


def test_a_draft_that_was_dropped_was_never_public():
    officer = given_people.league_officer()
    draft = given.draft_clipping()

    publicity.remove(draft.slug, reason="不采用", by=officer, at=NOW)

    with pytest.raises(NotFound):
        queries.ever_published(draft.slug)
    assert register.open_acts(kinds=["article.removed"]) == []


def test_anyone_may_ask_for_a_removal_and_the_contact_stays_out_of_the_register():
    article = given.clipping()

    request = asked(article)

    assert request.contact == "13800000000"
    written = "".join(Entry.objects.values_list("leaf", flat=True)) + "".join(
        Detail.objects.values_list("text", flat=True)
    )
    assert "13800000000" not in written
    (act,) = register.acts(subjects=[article.subject], kinds=["article.removal_asked"])
    assert (act.role, act.person) == ("public", "")


def test_nothing_is_asked_about_what_is_not_on_the_portal():
    draft = given.draft_clipping()

    with pytest.raises(NotFound):
        asked(draft)


def test_the_answer_is_due_within_the_days_of_the_disclaimer():
    assert queries.answer_due_on(asked(given.clipping())) == date(2024, 12, 20)


@pytest.mark.parametrize(("takes_down", "state"), [(True, "removed"), (False, "published")])
def test_an_answer_may_take_the_article_down(takes_down, state):
    officer = given_people.league_officer()
    request = asked(given.clipping())

    publicity.answer_removal(request.pk, answer="已核实。", takes_down=takes_down, by=officer, at=NOW)

    assert RemovalRequest.objects.get().answer == "已核实。"
    assert Article.objects.get().state == state
    with pytest.raises(publicity.AlreadyAnswered):
        publicity.answer_removal(request.pk, answer="再答", takes_down=False, by=officer, at=NOW)


def test_a_banner_answers_no_request_about_an_article_of_the_league():
    request = asked(given.clipping())

    with pytest.raises(NotFound):
        publicity.answer_removal(
            request.pk, answer="x", takes_down=True, by=given_people.banner_officer(), at=NOW
        )
    assert list(queries.removal_requests_in_reach(given_people.banner_officer())) == []


def test_the_public_leaf_of_a_published_article_names_no_person():
    given.clipping()

    entry = Entry.objects.get(kind="article.published")

    assert set(json.loads(entry.leaf)) == {"v", "seq", "at", "type", "subject", "office", "facts", "detail"}
    assert given_people.league_officer().person not in entry.leaf
