"""`yinxin clip`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.given import people
from yinxin.kernel.roles import Role
from yinxin.publicity import queries
from yinxin.publicity.models import Article
from yinxin.register.models import Entry

pytestmark = pytest.mark.django_db
PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "clippings"
NOTICE = str(PAGES / "notice-2024-12.txt")


@pytest.fixture
def officer():
    return people.league_officer()


def test_the_notice_becomes_a_clipping_in_the_news(officer):
    call_command("clip", NOTICE)

    (article,) = queries.published()
    assert article.title == "阿拉善盟市场监管局六举措推进“蒙”字标认证"
    assert article.source == "内蒙古自治区市场监督管理局"
    assert article.division == officer.division
    assert list(Entry.objects.filter(subject=article.subject).values_list("kind", flat=True)) == [
        "article.clipped",
        "article.published",
    ]


def test_it_is_published_in_the_office_that_is_named(officer):
    people.banner_officer("152922")

    call_command("clip", NOTICE, "--division", "152922", "--as", f"{Role.BANNER_OFFICER}-152922")

    assert queries.published().get().division_id == "152922"


def test_text_comes_from_standard_input_too(officer, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(Path(NOTICE).read_text(encoding="utf-8")))

    call_command("clip", "-")

    assert queries.published().count() == 1


@pytest.mark.parametrize(
    ("name", "missing"),
    [("without-source", "来源"), ("without-disclaimer", "免责声明"), ("without-time", "发布时间")],
)
def test_a_page_that_lacks_something_is_refused_and_what_is_missing_is_named(officer, name, missing):
    with pytest.raises(CommandError, match=missing):
        call_command("clip", str(PAGES / f"{name}.txt"))

    assert Article.objects.count() == 0


def test_the_same_page_is_not_clipped_twice(officer):
    call_command("clip", NOTICE)

    with pytest.raises(CommandError, match="六举措"):
        call_command("clip", NOTICE)


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_a_file_that_cannot_be_read_is_refused(officer, name):
    with pytest.raises(CommandError):
        call_command("clip", str(PAGES / name))


def test_a_file_in_another_encoding_is_refused(officer, tmp_path):
    file = tmp_path / "gbk.txt"
    file.write_bytes("发布时间".encode("gbk"))

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("clip", str(file))


@pytest.mark.parametrize("username", ["nobody", f"{Role.INSPECTOR}-152900"])
def test_only_an_officer_clips(officer, username):
    people.inspector()

    with pytest.raises(CommandError, match="holds no office"):
        call_command("clip", NOTICE, "--as", username)


def test_without_an_officer_there_is_nobody_to_publish():
    people.division()

    with pytest.raises(CommandError, match="holds no office"):
        call_command("clip", NOTICE)
