"""The dashboard, the rows behind figures, the bulletin and the register of acts, in the browser of an officer."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.given import calls, certification, experts, ledgers, marks, people, standards, supervision
from yinxin.kernel.roles import Role
from yinxin.web.figures import LOOKS

DASHBOARD, TASKS, BULLETIN, REGISTER = map(
    reverse, ("desk:dashboard", "desk:tasks", "desk:bulletin", "desk:register")
)


def figure(name):
    return reverse("desk:figure", args=[name])


@pytest.fixture
def two_banners(db, var):
    """A certified enterprise in the right banner, a nominated one in the left."""
    certified = ledgers.enterprise("示例·右旗驼奶", division_code="152922")
    nominated = ledgers.enterprise("示例·左旗羊肉", division_code="152921", industry_code="mutton")
    certification.certificate(certification.product(certified))
    ledgers.nominated(nominated)
    standards.standard("T/NMSP MZB02.77-2023", title="全盟的标准")
    return certified, nominated


def kpis(response):
    return {str(kpi["label"]): kpi["value"] for kpi in response.context["kpis"]}


def titles(response):
    return [task.title for task in response.context["tasks"]]


def test_the_figures_on_top_are_those_of_today_and_lead_to_their_rows(two_banners, league):
    response = league.get(DASHBOARD)

    assert list(kpis(response).values()) == [1, 0, 2, 0, 0]
    for kpi in response.context["kpis"]:
        rows = league.get(kpi["url"])
        assert rows.context["figure"].value == kpi["value"]


def test_a_banner_sees_its_banner_only(two_banners, banner):
    response = banner.get(DASHBOARD)

    assert "示例·左旗羊肉" not in response.content.decode()
    assert [row[0] for row in response.context["stages"]["rows"]] == ["驼奶"]
    assert response.context["banners"] == []
    assert titles(response) == []


def test_a_banner_is_not_told_that_it_has_no_standards_and_no_experts(two_banners, league, banner):
    """They are counted for a league."""
    of_league, of_banner = (
        [kpi["url"] for kpi in client.get(DASHBOARD).context["kpis"]] for client in (league, banner)
    )

    assert [url for url in of_league if url not in of_banner] == [
        reverse("desk:figure", args=["standards_published"]),
        reverse("desk:figure", args=["experts_in_pool"]),
    ]


def test_a_nomination_waits_for_the_league_alone(two_banners, league, sign_in):
    left = sign_in(people.banner_officer("152921"))

    assert titles(league.get(DASHBOARD)) == ["推荐入库：示例·左旗羊肉"]
    assert titles(left.get(DASHBOARD)) == []


def test_what_is_most_urgent_stands_first(sign_in, at):
    supervision.request(supervision.confirmed(), state="asked")
    supervision.report(at=datetime(2024, 11, 27, 2, tzinfo=UTC))
    standards.draft_clipping()
    at(datetime(2024, 11, 28, 2, tzinfo=UTC))

    tasks = sign_in(people.league_officer()).get(TASKS).context["tasks"]

    left = [task.left for task in tasks]
    assert None in left
    dated = [each for each in left if each is not None]
    assert left == [*sorted(dated), *[None] * (len(left) - len(dated))]


def test_what_is_late_is_counted_in_the_greeting(sign_in, at):
    supervision.report()
    at(datetime(2025, 3, 3, 2, tzinfo=UTC))

    response = sign_in(people.league_officer()).get(DASHBOARD)

    assert response.context["due_today"] == 1
    assert "今天有 1 件到期" in response.content.decode()


@pytest.mark.parametrize(
    ("hour", "greeting"), [(1, "上午好"), (5, "下午好"), (11, "晚上好")], ids=["09:00", "13:00", "19:00"]
)
def test_the_greeting_follows_the_clock_of_alxa(league, at, hour, greeting):
    at(datetime(2024, 11, 20, hour, tzinfo=UTC))

    assert greeting in league.get(DASHBOARD).content.decode()


@pytest.mark.parametrize(("year", "is_said"), [(2024, False), (2098, True)])
def test_it_says_when_the_holidays_of_the_next_year_are_not_known(sign_in, at, year, is_said):
    at(datetime(year, 11, 20, 2, tzinfo=UTC))

    page = sign_in(people.league_officer()).get(DASHBOARD).content.decode()

    assert ("放假安排尚未公布" in page) is is_said


def test_checks_of_a_label_show_on_the_dashboard_of_its_holders_area(league, sign_in):
    marks.checked(marks.code(), times=3)

    left = sign_in(people.banner_officer("152921"))

    def checks(browser):
        return sum(row[1] for row in browser.get(DASHBOARD).context["scans"]["rows"])

    assert (checks(league), checks(left)) == (3, 0)


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_every_figure_has_its_page(two_banners, league, name):
    response = league.get(figure(name), {"as_of": "2024-12-06", "division": "152922"})

    assert response.status_code == 200
    assert (response.context["figure"].name, response.context["division"].pk) == (name, "152922")


def test_a_figure_as_of_an_earlier_day(two_banners, league):
    values = [
        league.get(figure("enterprises_certified"), {"as_of": day}).context["figure"].value
        for day in ("2024-10-23", "2024-10-24")
    ]

    assert values == [0, 1]


@pytest.mark.parametrize("query", ["?as_of=morgen", "?division=150400", "?division=x&as_of=2024-02-30"])
def test_nonsense_or_another_area_in_the_address_shows_ones_own_area_today(two_banners, league, query):
    people.division("150400")

    response = league.get(figure("enterprises_certified") + query)

    assert response.status_code == 200
    assert (response.context["division"].pk, response.context["figure"].as_of.isoformat()) == (
        "152900",
        "2024-11-20",
    )


def test_a_banner_asks_for_no_other_banner(two_banners, banner):
    response = banner.get(figure("enterprises_in_ledger"), {"division": "152921"})

    assert [row.name for row in response.context["rows"]] == ["示例·右旗驼奶"]


def test_experts_stand_in_the_rows_without_their_names(league):
    expert = experts.expert("甲乙丙")

    page = league.get(figure("experts_in_pool")).content.decode()

    assert "甲乙丙" not in page
    assert f"专家{expert.pk}号" in page


def test_a_figure_that_is_none_is_not_found(league):
    assert league.get(figure("happiness")).status_code == 404


def test_the_bulletin_states_each_figure_as_a_link_to_its_rows(two_banners, league):
    response = league.get(BULLETIN, {"as_of": "2024-12-06"})

    links = [url for _text, url in response.context["parts"] if url]
    assert response.context["text"].startswith("截至目前（2024年12月6日），阿拉善盟累计发布2项")
    assert [league.get(url).context["figure"].as_of.isoformat() for url in links] == ["2024-12-06"] * len(
        links
    )


def test_the_bulletin_is_downloaded_as_text(two_banners, league):
    response = league.get(reverse("desk:bulletin_text"), {"as_of": "2024-12-06", "division": "152922"})

    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    text = response.content.decode("utf-8-sig")
    assert text.startswith("截至目前（2024年12月6日），阿拉善右旗")
    assert "示例·右旗驼奶已获得“蒙”字标认证" in text


def test_the_bulletin_is_written_in_the_readers_language(two_banners, league):
    response = league.get(BULLETIN, headers={"Accept-Language": "en"})

    assert response.context["text"].startswith("As of 20 November 2024, Alxa League has")


def test_the_register_shows_what_is_within_reach_and_what_is_public(two_banners, banner, league):
    sealed_elsewhere = "示例·左旗羊肉"

    own = {entry.subject for entry in banner.get(REGISTER).context["entries"]}
    whole = {entry.subject for entry in league.get(REGISTER).context["entries"]}

    left = two_banners[1].pk
    assert f"企业 {left}" not in own
    assert f"企业 {left}" in whole
    assert "标准 T/NMSP MZB02.77-2023" in own
    assert sealed_elsewhere not in banner.get(REGISTER).content.decode()


def test_the_register_names_persons_within_reach_only(two_banners, sign_in):
    institute = people.institute_officer().person
    chifeng = sign_in(people.office(Role.LEAGUE_OFFICER, of=people.division("150400")))
    own = sign_in(people.institute_officer())

    query = {"kind": "standard.published", "subject": "MZB02.77"}

    assert institute in own.get(REGISTER, query).content.decode().split("<main")[1]
    (entry,) = [each for each in chifeng.get(REGISTER, query).context["entries"] if each.is_open]
    assert entry.subject == "标准 T/NMSP MZB02.77-2023"


@pytest.mark.parametrize(
    ("query", "nouns"),
    [
        ({"noun": "certificate"}, {"证书"}),
        ({"kind": "certificate.issued"}, {"证书"}),
        ({"noun": "standard", "subject": "MZB02.77"}, {"标准"}),
        ({"noun": "nonsense", "kind": "nonsense", "subject": "没有"}, set()),
    ],
)
def test_the_register_is_filtered(two_banners, league, query, nouns):
    entries = league.get(REGISTER, query).context["entries"]

    assert {entry.subject.partition(" ")[0] for entry in entries} == nouns


def test_the_register_states_its_size(two_banners, league):
    response = league.get(REGISTER)

    assert response.context["size"] == response.context["entries"][0].act.seq


def test_a_hundred_more_acts_cost_no_more_queries(two_banners, league, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        league.get(REGISTER)
    for number in range(20):
        calls.proposal(f"标准 {number}")
    with django_assert_max_num_queries(45):
        league.get(REGISTER)
