"""The expert pool in the browser: lists, one expert, what is kept, and accounts."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import experts as given
from tests.given import people
from yinxin.experts.pool.models import Absence, Expert, Qualification, Tie, Training
from yinxin.kernel.roles import Role
from yinxin.people.models import OrganisationKind, User

PERSON = {
    "name": "示例专家",
    "fields_of_work": ["law"],
    "in_field_since": "2012",
    "division": "152900",
    "on": "2024-11-01",
}


def to(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


def sent(verb, facts, item=0):
    """The fields of an act as its form on the page sends them."""
    prefix = f"{verb}-{item}" if item else verb
    return {f"{prefix}-{name}": value for name, value in facts.items()}


def admission(**others):
    shown = {f"shown_{code}": words for code, words in given.criteria().items()}
    return sent("admit", {"on": "2024-11-02", **shown, **others})


def names(response):
    return [line.expert.name for line in response.context["page"]]


@pytest.fixture
def institute(sign_in):
    """The browser of somebody of the institute."""
    return sign_in(people.institute_officer())


def test_a_league_recommends_and_the_institute_admits_by_criteria(league, institute):
    league.post(to("expert_new"), PERSON)
    expert = Expert.objects.get()
    refused = league.post(to("expert_act", expert.pk, "admit"), admission())
    institute.post(to("expert_act", expert.pk, "admit"), admission())

    expert.refresh_from_db()
    page = institute.get(to("expert", expert.pk)).content.decode()
    assert refused.status_code == 403
    assert (expert.state, expert.fields, expert.term_until) == ("admitted", ["law"], date(2027, 11, 1))
    assert "具有相关专业高级职称" in page
    assert "演示：已核对（integrity）" in page
    assert "示例专家" in league.get(to("experts")).content.decode()


def test_an_admission_without_a_criterion_keeps_what_was_typed(institute):
    expert = given.recommended_expert()

    response = institute.post(to("expert_act", expert.pk, "admit"), admission(shown_integrity=""))

    assert response.status_code == 422
    assert "演示：已核对（title）" in response.content.decode()
    assert Expert.objects.get().state == "recommended"


def test_too_few_years_in_the_field_are_said_above_the_page(institute):
    expert = given.recommended_expert(in_field_since=2021)

    response = institute.post(to("expert_act", expert.pk, "admit"), admission())

    assert response.status_code == 422
    assert "按规则须从业满5年，到该日为3年" in response.context["refusal"]


def test_what_is_wrong_is_corrected_before_admission(league):
    expert = given.recommended_expert(in_field_since=2022)

    response = league.post(to("expert_correct", expert.pk), PERSON | {"employer": "新单位"})

    expert.refresh_from_db()
    assert response.status_code == 302
    assert (expert.name, expert.in_field_since, expert.employer) == ("示例专家", 2012, "新单位")


def test_after_admission_the_league_corrects_nothing_and_the_employer_is_a_tie(league, institute):
    expert = given.expert()

    refused = league.post(to("expert_correct", expert.pk), PERSON)
    institute.post(to("expert_correct", expert.pk), PERSON | {"employer": "新单位"})

    expert.refresh_from_db()
    assert refused.status_code == 403
    assert (expert.name, expert.employer) == ("示例专家", "示例研究所")


def test_a_stay_is_not_ended_without_a_reason(institute):
    expert = given.expert()

    response = institute.post(
        to("expert_act", expert.pk, "leave"), sent("leave", {"on": "2024-11-20", "reason": ""})
    )

    assert (response.status_code, Expert.objects.get().state) == (422, "admitted")


def test_an_act_that_somebody_did_before_is_refused_with_the_present_state(institute):
    expert = given.left_expert()

    response = institute.post(
        to("expert_act", expert.pk, "leave"), sent("leave", {"on": "2024-11-20", "reason": "x"})
    )

    assert response.status_code == 409
    assert response.context["refusal"]


def test_a_term_is_renewed_once_a_qualification_is_valid(institute):
    expert = given.expert(on=date(2021, 12, 1))
    renewal = sent("renew", {"on": "2024-11-20"})

    without = institute.post(to("expert_act", expert.pk, "renew"), renewal)
    institute.post(
        to("expert_act", expert.pk, "add_qualification"), sent("add_qualification", {"name": "职称"})
    )
    institute.post(to("expert_act", expert.pk, "renew"), renewal)

    expert.refresh_from_db()
    assert "没有在有效期内的资格" in without.context["refusal"]
    assert expert.term_until == date(2027, 11, 30)


def test_ties_are_entered_ended_and_taken_out(institute):
    expert = given.expert()
    institute.post(
        to("expert_act", expert.pk, "add_tie"),
        sent("add_tie", {"kind": "consultancy", "organisation_name": "甲公司", "since": "2024-01-01"}),
    )
    tie = Tie.objects.get(kind="consultancy")
    institute.post(
        to("expert_item", expert.pk, "end_tie", tie.pk), sent("end_tie", {"until": "2024-10-01"}, tie.pk)
    )
    tie.refresh_from_db()
    institute.post(
        to("expert_item", expert.pk, "remove_tie", tie.pk), sent("remove_tie", {"reason": "误填"}, tie.pk)
    )

    assert tie.until == date(2024, 10, 1)
    assert not Tie.objects.filter(pk=tie.pk).exists()


def test_an_act_on_a_row_names_a_row_of_that_expert(institute):
    expert, other = given.expert(), given.expert("示例专家 02")
    tie = given.tie(other)
    facts = sent("end_tie", {"until": "2024-10-01"}, tie.pk)

    answers = [
        institute.post(to("expert_item", expert.pk, "end_tie", tie.pk), facts),
        institute.post(to("expert_act", expert.pk, "end_tie"), facts),
        institute.post(to("expert_item", expert.pk, "add_tie", tie.pk), facts),
        institute.post(to("expert_act", expert.pk, "dismiss"), {}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert Tie.objects.get(pk=tie.pk).until is None


def test_a_scan_is_handed_out_within_reach_only(institute, banner):
    expert = given.expert()
    scan = SimpleUploadedFile("王某.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    facts = sent("add_qualification", {"name": "审核员", "expires_on": "2024-12-31", "file": scan})

    institute.post(to("expert_act", expert.pk, "add_qualification"), facts)

    row = Qualification.objects.get()
    given_out = institute.get(to("expert_scan", row.pk))
    assert given_out.getvalue() == b"%PDF-1.4 x"
    assert "王某" not in str(given_out.headers)
    assert banner.get(to("expert_scan", row.pk)).status_code == 404
    assert "“审核员”将于2024年12月31日到期" in institute.get(to("expert", expert.pk)).content.decode()


def test_a_scan_is_what_its_name_says(institute):
    expert = given.expert()
    facts = {"name": "审核员", "file": SimpleUploadedFile("a.pdf", b"MZ not a pdf")}

    response = institute.post(
        to("expert_act", expert.pk, "add_qualification"), sent("add_qualification", facts)
    )

    assert (response.status_code, Qualification.objects.count()) == (422, 0)


def test_absences_and_trainings_are_entered_and_taken_out(institute):
    expert = given.expert()
    days = {"since": "2024-11-18", "until": "2024-11-22", "note": "出差"}
    institute.post(to("expert_act", expert.pk, "add_absence"), sent("add_absence", days))
    overlap = institute.post(to("expert_act", expert.pk, "add_absence"), sent("add_absence", days))
    training = {"title": "标准宣贯", "held_on": "2024-10-01", "hours": "7.5", "is_passed": "on"}
    institute.post(to("expert_act", expert.pk, "add_training"), sent("add_training", training))

    page = institute.get(to("expert", expert.pk)).content.decode()
    absence, row = Absence.objects.get(), Training.objects.get()
    institute.post(to("expert_item", expert.pk, "remove_absence", absence.pk))
    institute.post(to("expert_item", expert.pk, "remove_training", row.pk))

    assert (overlap.status_code, "2024年11月18日至2024年11月22日" in page, "7.5学时" in page) == (
        422,
        True,
        True,
    )
    assert (Absence.objects.count(), Training.objects.count()) == (0, 0)


def test_one_certification_body_is_stated(institute):
    expert = given.expert()
    body = people.organisation("示例认证机构一", kind=OrganisationKind.BODY)
    other = people.organisation("示例认证机构二", kind=OrganisationKind.BODY)
    institute.post(to("expert_act", expert.pk, "body"), sent("body", {"body": body.pk}))

    refused = institute.post(to("expert_act", expert.pk, "body"), sent("body", {"body": other.pk}))

    expert.refresh_from_db()
    assert (expert.body_id, refused.status_code) == (body.pk, 422)
    assert "认证认可条例第十四条" in refused.content.decode()


# -------------------------------------------------------------------------------------------- accounts


def test_an_account_is_opened_with_a_password_that_is_shown_once(institute, sign_in):
    expert = given.expert()
    form = next(
        deed.form
        for deed in institute.get(to("expert", expert.pk)).context["stay_deeds"]
        if "password" in deed.form.fields
    )
    password = form["password"].value()

    done = institute.post(
        to("expert_act", expert.pk, "account"), sent("account", {"username": "zhang", "password": password})
    )

    expert.refresh_from_db()
    page = institute.get(to("expert", expert.pk)).content.decode()
    assert done.status_code == 302
    assert expert.user.check_password(password)
    assert password not in page
    assert "登录账号：zhang。" in page
    assert expert.user.offices.get().role == Role.EXPERT


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"username": "league_officer-152900", "password": "GuteLaune77"}, "username"),
        ({"username": "zhang", "password": "123"}, "password"),
        ({"username": "zhang", "password": ""}, "password"),
        ({"username": "not a name", "password": "GuteLaune77"}, "username"),
        ({"username": "nobody", "is_held": "on"}, "username"),
        ({"username": "league_officer-152900", "is_held": "on"}, "username"),
    ],
)
def test_an_account_that_will_not_do_is_refused_at_its_field(institute, league, facts, field):
    expert = given.expert()
    before = User.objects.count()

    response = institute.post(to("expert_act", expert.pk, "account"), sent("account", facts))

    form = next(deed.form for deed in response.context["stay_deeds"] if "password" in deed.form.fields)
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert User.objects.count() == before


def test_the_account_that_a_person_has_is_linked_and_keeps_its_password(institute):
    user = people.user("held")
    expert = given.expert(name=user.name)

    institute.post(
        to("expert_act", expert.pk, "account"), sent("account", {"username": "held", "is_held": "on"})
    )

    expert.refresh_from_db()
    user.refresh_from_db()
    assert expert.user == user
    assert user.check_password("dleh")


def test_where_an_account_is_refused_no_user_is_left_behind(institute):
    expert = given.left_expert()

    response = institute.post(
        to("expert_act", expert.pk, "account"),
        sent("account", {"username": "zhang", "password": "GuteLaune77"}),
    )

    assert response.status_code == 409
    assert not User.objects.filter(username="zhang").exists()


# ------------------------------------------------------------------------------------------------ lists


@pytest.fixture
def pool(db):
    """Five experts: away today, near the end of the term, past it, recommended, and gone."""
    away = given.expert("白音", fields=["product", "law"])
    given.absence(away)
    given.expert("陈专家", employer="示例大学", on=date(2022, 1, 15))
    given.expert("杜专家", on=date(2021, 3, 1))
    given.recommended_expert("额尔敦")
    given.left_expert("冯专家")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["白音", "陈专家", "杜专家"]),
        ({"state": "recommended"}, ["额尔敦"]),
        ({"state": "ending"}, ["陈专家"]),
        ({"state": "ended"}, ["杜专家"]),
        ({"state": "away"}, ["白音"]),
        ({"state": "left"}, ["冯专家"]),
        ({"state": "declined"}, []),
        ({"state": "nonsense"}, ["白音", "陈专家", "杜专家"]),
        ({"state": "all", "field": "law"}, ["白音"]),
        ({"state": "all", "field": "magic"}, ["白音", "陈专家", "杜专家", "额尔敦", "冯专家"]),
        ({"state": "all", "q": "chen"}, ["陈专家"]),
        ({"state": "all", "q": "czj"}, ["陈专家"]),
        ({"q": "大学"}, ["陈专家"]),
        ({"state": "all", "division": "152921"}, ["白音", "陈专家", "杜专家", "额尔敦", "冯专家"]),
        ({"sort": "term"}, ["杜专家", "陈专家", "白音"]),
        ({"sort": "-name"}, ["杜专家", "陈专家", "白音"]),
        ({"sort": "magic"}, ["白音", "陈专家", "杜专家"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(pool, institute, asked, expected):
    assert names(institute.get(to("experts"), asked)) == expected


def test_tabs_count_what_the_other_filters_leave(pool, institute):
    tabs = institute.get(to("experts"), {"q": "专家"}).context["tabs"]

    assert {str(tab.key): count for tab, count in tabs} == {
        "admitted": 2,
        "recommended": 0,
        "ending": 1,
        "ended": 1,
        "away": 0,
        "left": 1,
        "declined": 0,
        "all": 3,
    }


def test_the_export_holds_what_the_list_shows(pool, institute):
    asked = {"state": "all", "sort": "-name", "q": "专家"}

    listed = names(institute.get(to("experts"), asked))
    content = institute.get(to("experts_export"), asked).getvalue()

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == listed == ["冯专家", "杜专家", "陈专家"]
    assert sheet["A2"].value == "示例质量和标准化研究院 · 全部 · 截至2024年11月20日 · 3名专家 · 关键词=专家"


def test_the_list_is_printed_whole(pool, institute):
    page = institute.get(to("experts"), {"print": "1"})

    assert "示例质量和标准化研究院 · 在库" in page.content.decode()


def test_experts_of_another_area_are_nowhere(banner):
    expert = given.expert("甲乙丙")

    export = openpyxl.load_workbook(io.BytesIO(banner.get(to("experts_export"), {"state": "all"}).getvalue()))
    tried = [banner.get(to("expert", expert.pk)), banner.post(to("expert_act", expert.pk, "leave"))]
    shown = banner.get(to("experts"), {"state": "all"})

    assert [answer.status_code for answer in tried] == [404, 404]
    assert (names(shown), export.active.max_row) == ([], 3)
    assert "甲乙丙" not in shown.content.decode()


def test_a_league_sees_its_experts_without_a_button_that_keeps(league):
    expert = given.expert()
    given.tie(expert)

    page = league.get(to("expert", expert.pk))

    assert "示例乳业有限公司" in page.content.decode()
    assert (page.context["stay_deeds"], page.context["tie_deeds"], page.context["may_correct"]) == (
        [],
        [],
        False,
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "moment", [datetime(2024, 11, 20, 2, tzinfo=UTC), datetime(2027, 3, 31, 2, tzinfo=UTC)]
)
def test_the_page_says_how_long_a_term_lasts(sign_in, at, language, moment):
    expert = given.expert()
    at(moment)
    institute = sign_in(people.institute_officer())
    institute.cookies["django_language"] = language

    page = institute.get(to("expert", expert.pk))

    assert page.context["term"]["left"] == (date(2027, 3, 31) - moment.date()).days
    assert len(page.context["reminders"]) == (moment.year == 2027)
