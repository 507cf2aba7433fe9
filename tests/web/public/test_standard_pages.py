"""One standard on the portal: its tree, what it replaced and until when, its files; and drafts as files."""

import io
from datetime import date
from decimal import Decimal

import docx
import pypdf
import pytest

from tests.given import people, projects
from tests.given import standards as given
from yinxin.standards.texts import actions as texts

pytestmark = pytest.mark.django_db
OLD, NEW = "/standards/T/NMSP%20MZB02.14-2023/", "/standards/T/NMSP%20MZB02.14-2024/"


def page(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words_of(response):
    return "\n".join(each.text for each in docx.Document(io.BytesIO(response.content)).paragraphs)


def published_tree():
    text, by = given.text(), people.institute_officer()
    texts.give_number(text.pk, number="T/NMSP MZB02.40-2023", by=by, at=people.LONG_AGO)
    day = given.PUBLISHED_ON
    return texts.publish(text.pk, on=day, effective_on=day, by=by, at=people.LONG_AGO)


def test_a_text_shows_its_chapters_and_annexes_in_their_order(client):
    published_tree()

    html = page(client, "/standards/T/NMSP%20MZB02.40-2023/")

    places = [html.index(f'id="clause-{number}-h"') for number in ("1", "2", "2.1", "2.3", "3", "A", "A.1")]
    assert places == sorted(places)
    assert "附录A" in html and "规范性" in html
    assert "目录" in html


def test_an_old_version_says_what_took_its_place_and_until_when(client):
    given.superseded()

    old, new = page(client, OLD), page(client, NEW)

    assert "自2024年7月1日起由 T/NMSP MZB02.14-2024 代替。依据本标准的证书过渡至2025年6月30日。" in old
    assert "被代替" in old
    assert "过渡期至2025年6月30日" in new
    assert "T/NMSP MZB02.14-2023" in new


def test_a_new_version_says_what_changed_and_that_limits_became_stricter(client):
    old, by = given.standard(), people.institute_officer()
    new = texts.begin(
        title=old.title,
        product_kinds=old.product_kinds,
        division=old.division,
        replaces=old,
        by=by,
        at=people.NOW,
    )
    texts.copy_text(old.pk, to=new.pk, by=by, at=people.NOW)
    limit = new.clauses.get(number="4.3").indicators.get()
    texts.edit_indicator(limit.pk, changes={"limit": Decimal("3.4")}, by=by, at=people.NOW)
    texts.give_number(new.pk, number="T/NMSP MZB02.14-2024", by=by, at=people.NOW)
    texts.publish(new.pk, on=date(2024, 6, 1), effective_on=date(2024, 7, 1), by=by, at=people.NOW)

    html = page(client, NEW)

    changes = html[html.index('id="changes"') :]
    assert "与 T/NMSP MZB02.14-2023 相比的变化" in changes
    assert "加严" in changes and "≥ 3.2 g/100 g" in changes and "≥ 3.4 g/100 g" in changes


def test_superseded_standards_are_a_filter_of_the_list(client):
    given.superseded()

    html = page(client, "/standards/?state=superseded")

    assert "T/NMSP MZB02.14-2023" in html
    assert "T/NMSP MZB02.14-2024" not in html


def test_a_published_standard_is_a_word_file_and_a_pdf(client):
    given.standard()

    word = client.get(f"{OLD}document.docx")
    pdf = client.get(f"{OLD}document.pdf")

    assert "产自阿拉善盟行政区域。" in words_of(word)
    assert len(pypdf.PdfReader(io.BytesIO(pdf.content)).pages) == 4
    assert client.get(f"{OLD}document.odt").status_code == 404


def test_a_draft_is_nobodys_to_download(client):
    given.draft_standard("T/NMSP MZB02.15-2023")
    given.clause("T/NMSP MZB02.15-2023")

    page(client, "/standards/T/NMSP%20MZB02.15-2023/document.docx", status=404)


def test_a_placeholder_without_a_text_has_no_file(client):
    given.draft_standard(is_placeholder=True)
    day = given.PUBLISHED_ON
    texts.publish(given.NUMBER, on=day, effective_on=day, by=people.institute_officer(), at=people.NOW)

    assert "document.docx" not in page(client, OLD)
    page(client, f"{OLD}document.docx", status=404)


def test_a_draft_before_the_public_is_the_text_that_was_frozen_for_it(client):
    project = projects.project(state="comment")
    clause = project.standard.clauses.last()
    texts.edit_clause(
        clause.pk, changes={"text": "还没有公开的改动。"}, by=people.institute_officer(), at=people.NOW
    )

    file = client.get(f"/standards/comments/{project.number}/document.docx")

    assert "（征求意见稿）" in words_of(file)
    assert "还没有公开的改动。" not in words_of(file)


@pytest.mark.parametrize("state", ["planned", "drafting"])
def test_a_draft_that_was_not_before_the_public_yet_is_no_file(client, state):
    project = projects.project(state=state)

    page(client, f"/standards/comments/{project.number}/document.docx", status=404)
