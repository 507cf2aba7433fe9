"""Matters on the desk: who is asked on the page, by workbook and by lot, and what each door says when it refuses."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import assignments as given
from tests.given import draws as given_draws
from tests.given import experts as given_experts
from tests.given import people
from tests.given.people import NOW
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.models import Assignment, Matter
from yinxin.kernel.roles import Role
from yinxin.register import actions as register

IMPORT = reverse("desk:assignments_import")
AFTER = given_draws.DUE + timedelta(hours=1)
READ_AS = "3、7、8、15、22、27、33"


@pytest.fixture
def institute(sign_in):
    return sign_in(people.institute_officer())


def page(matter):
    return reverse("desk:matter", args=[matter.pk])


def act(browser, matter, verb, target="", **typed):
    sent = {f"{verb}{target}-{name}": value for name, value in typed.items()}
    return browser.post(page(matter), {"verb": verb, "target": target, **sent})


def text(answer):
    return answer.content.decode()


# ---------------------------------------------------------------------------------------------- the page


def test_a_matter_is_opened_with_its_parties(institute):
    people.division()

    answer = institute.post(
        reverse("desk:matter_new"),
        {
            "title": "沙葱标准（演示）论证",
            "purpose": "consultation",
            "division": "152900",
            "starts_on": "2024-12-02",
            "ends_on": "2024-12-03",
            "party_kind": "applicant",
            "parties": "甲厂\n\n 乙社 \n",
        },
    )

    matter = Matter.objects.get()
    assert answer.headers["Location"] == page(matter)
    assert [(party.kind, party.name) for party in matter.parties.all()] == [
        ("applicant", "甲厂"),
        ("applicant", "乙社"),
    ]


def test_what_was_typed_is_kept_where_the_days_are_out_of_order(institute):
    people.division()

    answer = institute.post(
        reverse("desk:matter_new"),
        {
            "title": "沙葱标准（演示）论证",
            "purpose": "consultation",
            "division": "152900",
            "starts_on": "2024-12-02",
            "ends_on": "2024-12-01",
            "party_kind": "other",
        },
    )

    assert (answer.status_code, Matter.objects.count()) == (422, 0)
    assert "结束日期不能早于开始日期" in text(answer)
    assert "沙葱标准（演示）论证" in text(answer)


def test_matters_are_listed_open_or_closed(institute):
    closed, opened = given.matter(title="已办结的事项"), given.matter(title="进行中的事项")
    assignments.close_matter(closed.pk, by=people.institute_officer(), at=NOW)

    shown = {
        which: text(institute.get(reverse("desk:matters"), {"shown": which})) for which in ("open", "closed")
    }

    assert [opened.title in shown["open"], closed.title in shown["open"]] == [True, False]
    assert [opened.title in shown["closed"], closed.title in shown["closed"]] == [False, True]


def test_the_page_says_of_everybody_in_the_pool_why_they_cannot_be_asked(institute):
    given_experts.expert("可邀专家")
    given_experts.expert("回避专家", ties=[("consultancy", given.MILK)])
    away = given_experts.expert("外出专家")
    given_experts.absence(away, since=given.STARTS_ON, until=given.ENDS_ON)
    matter = given.matter()

    shown = text(institute.get(page(matter)))

    assert f"正在或者近期曾为{given.MILK}提供咨询，回避至该关系终止为止" in shown
    assert "事项期间有不可用日期" in shown
    assert shown.count('name="invite-expert"') == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"field": "law"}, ["法律专家"]),
        ({"q": "产品"}, ["产品专家"]),
        ({"who": "barred"}, ["回避专家"]),
        ({"who": "eligible"}, ["产品专家", "法律专家"]),
        ({"q": "没有"}, []),
    ],
)
def test_the_pool_is_narrowed(institute, asked, expected):
    given_experts.expert("产品专家")
    given_experts.expert("法律专家", fields=["law"])
    given_experts.expert("回避专家", fields=["audit"], ties=[("family", given.MILK)])

    lines = institute.get(page(given.matter()), asked).context["page"].object_list

    assert [line.standing.expert.name for line in lines] == expected


def test_an_expert_is_invited_by_name(institute):
    matter, expert = given.matter(), given_experts.expert("甲")

    answer = act(institute, matter, "invite", expert=expert.pk, seat="chair")

    assert answer.status_code == 302
    row = Assignment.objects.get()
    assert (row.expert, row.seat, row.state) == (expert, "chair", "invited")
    shown = text(institute.get(page(matter)))
    assert "已邀请甲。" in shown
    assert "尚未开通账号" in shown


def test_a_conflicted_expert_is_refused_on_the_page_with_the_reason(institute):
    matter, expert = given.matter(), given_experts.expert("甲", ties=[("ownership", given.MILK)])

    answer = act(institute, matter, "invite", expert=expert.pk, seat="member")

    assert (answer.status_code, Assignment.objects.count()) == (422, 0)
    assert answer.context["refused"] == [
        f"甲持有{given.MILK}的股份或者出资，应当回避，至该关系终止为止。请改由其他专家承担。"
    ]


def test_a_new_party_that_releases_somebody_says_so(institute):
    expert = given_experts.expert("甲", ties=[("family", "乙厂")])
    row = given.accepted(expert=expert)

    done = institute.post(
        page(row.matter), {"verb": "add_party", "add_party-kind": "other", "add_party-name": "乙厂"}
    )

    row.refresh_from_db()
    assert (done.status_code, row.state) == (302, "released")
    shown = text(institute.get(page(row.matter)))
    assert "已增加乙厂。1名专家因此需要回避" in shown
    assert "甲有近亲属在乙厂，应当回避" in shown


def test_a_party_is_struck_out_with_its_reason(institute):
    matter = given.matter()
    party = matter.parties.get()

    refused = act(institute, matter, "strike_party", party.pk, reason=" ")
    done = act(institute, matter, "strike_party", party.pk, reason="录入错误")

    assert (refused.status_code, done.status_code, matter.parties.count()) == (422, 302, 0)


def test_work_is_entered_and_the_chair_given(institute):
    row = given.accepted()

    chaired = act(institute, row.matter, "preside", row.pk)
    refused = act(institute, row.matter, "finish", row.pk, hours="0", is_punctual="yes")
    done = act(institute, row.matter, "finish", row.pk, hours="7.5", is_punctual="no", feedback="迟交一天")

    row.refresh_from_db()
    assert (chaired.status_code, refused.status_code, done.status_code) == (302, 422, 302)
    assert (row.seat, row.state, str(row.hours), row.is_punctual) == ("chair", "done", "7.5", False)


def test_a_matter_is_closed_after_its_assignments(institute):
    row = given.invited()

    early = act(institute, row.matter, "close")
    released = act(institute, row.matter, "release", row.pk, reason="会议取消")
    closed = act(institute, row.matter, "close")

    assert (early.status_code, released.status_code, closed.status_code) == (409, 302, 302)
    row.matter.refresh_from_db()
    assert row.matter.closed_at == NOW
    assert "会议取消" in text(institute.get(page(row.matter)))


@pytest.mark.parametrize("verb", ["release", "finish", "preside", "strike_party", "ask_drawn"])
def test_an_act_on_what_is_not_there_is_refused(institute, verb):
    answer = act(institute, given.matter(), verb, "x", reason="x", hours="1", is_punctual="yes")

    assert answer.status_code == 404


def test_the_matter_of_another_institute_is_not_there(sign_in):
    other = people.office(Role.INSTITUTE_OFFICER, of=people.organisation("另一家研究院"))
    row = given.invited()
    browser = sign_in(other)

    assert browser.get(page(row.matter)).status_code == 404
    assert act(browser, row.matter, "release", row.pk, reason="x").status_code == 404
    assert row.matter.title not in text(browser.get(reverse("desk:matters")))


# ---------------------------------------------------------------------------------------------- the draw


@pytest.fixture
def pool(db):
    return [given_experts.expert(f"示例专家 {n:02d}") for n in range(1, 6)]


def commit(browser, matter, **changed):
    typed = {
        "seats_product": "2",
        "source": given_draws.SOURCE,
        "source_due_at": "2024-11-26T21:15",
        **changed,
    }
    answer = act(browser, matter, "commit", **typed)
    register.sign_checkpoint(at=NOW)
    return answer


def enter(browser, matter, number):
    """The value, sent again as it was read."""
    return act(browser, matter, "seat", number, value=given_draws.VALUE, read_as=READ_AS)


def test_the_form_proposes_the_rulebooks_seats_and_a_value_to_come(institute, pool):
    form = institute.get(page(given.matter())).context["commit"]

    seats = {name: form[name].value() for name in form.fields if name.startswith("seats_")}
    assert seats == {
        "seats_standardisation": 1,
        "seats_product": 3,
        "seats_process": 2,
        "seats_law": 1,
        "seats_audit": 0,
    }
    assert form["source"].value() == "中国福利彩票“双色球”2024年11月21日开奖号码（红球6个、蓝球1个，共7个）"


def test_a_panel_is_drawn_by_two_officers(institute, sign_in, pool, at):
    matter = given.matter()
    assert commit(institute, matter).status_code == 302
    (line,) = institute.get(page(matter)).context["draws"]
    at(AFTER)
    first = sign_in(people.institute_officer())  # the session of the day before has ended
    assert "须由锁定名单以外的另一名工作人员录入" in text(first.get(page(matter)))
    second = sign_in(given_draws.second_officer())

    wrong = act(second, matter, "seat", line.draw.number, value="甲")
    read = act(second, matter, "seat", line.draw.number, value=given_draws.VALUE)
    asked_before = matter.assignments.count()
    changed = act(second, matter, "seat", line.draw.number, value="04 08", read_as=READ_AS)
    done = enter(second, matter, line.draw.number)

    assert (wrong.status_code, wrong.context["draws"][0].reading) == (422, "")
    assert (read.status_code, read.context["draws"][0].reading, asked_before) == (200, READ_AS, 0)
    assert f'name="seat{line.draw.number}-read_as" value="{READ_AS}"' in text(read)
    assert "按此数值抽签并邀请" in text(read)
    assert (changed.status_code, changed.context["draws"][0].reading) == (200, "4、8")
    assert done.status_code == 302
    assert [row.state for row in matter.assignments.all()] == ["invited"] * 2
    assert enter(second, matter, line.draw.number).status_code == 409


def test_whoever_fixed_the_list_is_refused_before_the_value_is_read(institute, sign_in, pool, at):
    matter = given.matter()
    commit(institute, matter)
    number = matter_draw(institute, matter)
    at(AFTER)

    answer = act(sign_in(people.institute_officer()), matter, "seat", number, value=given_draws.VALUE)

    assert (answer.status_code, matter.assignments.count()) == (422, 0)
    assert answer.context["draws"][0].reading == ""


def test_a_draw_passes_over_whoever_has_a_conflict_by_then_and_says_why(institute, sign_in, pool, at):
    matter = given.matter()
    commit(institute, matter)
    for expert in pool:
        given_experts.tie(expert, kind="declared", of=given.MILK)
    at(AFTER)
    second = sign_in(given_draws.second_officer())

    enter(second, matter, matter_draw(second, matter))

    shown = text(second.get(page(matter)))
    assert matter.assignments.count() == 0
    assert "抽中后跳过" in shown
    assert f"已声明与{given.MILK}有利害关系，应当回避" in shown


def matter_draw(browser, matter):
    (line,) = browser.get(page(matter)).context["draws"]
    return line.draw.number


def test_who_was_drawn_by_the_league_is_asked_with_one_click(institute, sign_in, pool, at):
    matter = given.matter()
    commit(institute, matter)
    (line,) = institute.get(page(matter)).context["draws"]
    given_draws.drawn_draw(line.draw, by=people.league_officer())
    at(AFTER)

    answer = act(sign_in(people.institute_officer()), matter, "ask_drawn", line.draw.number)

    assert (answer.status_code, matter.assignments.count()) == (302, 2)


def test_too_many_seats_are_refused_where_they_were_typed(institute, pool):
    answer = commit(institute, given.matter(), seats_product="9")

    assert (answer.status_code, answer.context["draws"]) == (422, [])
    assert answer.context["commit"]["seats_product"].value() == "9"


# -------------------------------------------------------------------------------------------- the workbook


def sheet(*rows, headings=("事项", "专家", "席位")):
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def send(browser, content, name="专家指派.xlsx"):
    return browser.post(IMPORT, {"workbook": SimpleUploadedFile(name, content)})


def test_each_row_is_asked_or_refused_by_itself(institute):
    matter = given.matter(title="示例审查")
    free, chair = given_experts.expert("甲"), given_experts.expert("乙")
    barred = given_experts.expert("丙", ties=[("consultancy", given.MILK)])
    for _ in range(2):
        given_experts.expert("重名")
    rows = [
        (matter.pk, free.pk, ""),
        ("示例审查", "乙", "组长"),
        ("示例审查", barred.pk, "成员"),
        ("示例审查", "甲", "成员"),
        ("没有的事项", "甲", ""),
        ("示例审查", "没有的人", ""),
        ("示例审查", "重名", ""),
        ("示例审查", "甲", "国王"),
    ]

    answer = send(institute, sheet(*rows))

    assert answer.status_code == 200
    assert sorted(Assignment.objects.values_list("expert", "seat")) == sorted(
        [(free.pk, "member"), (chair.pk, "chair")]
    )
    assert [(row.number, row.problem) for row in answer.context["refused"]] == [
        (4, f"丙正在或者近期曾为{given.MILK}提供咨询，应当回避，至该关系终止为止。请改由其他专家承担。"),
        (5, "已就本事项邀请过甲，答复见专家组。"),
        (6, "没有这个编号或者名称的事项。"),
        (7, "没有这个编号或者姓名的专家。"),
        (8, "有多名专家同名，请填写编号。"),
        (9, "席位请填写“成员”或者“组长”。"),
    ]


def test_the_workbook_of_another_institute_finds_no_matter(sign_in):
    matter, expert = given.matter(), given_experts.expert()
    other = people.office(Role.INSTITUTE_OFFICER, of=people.organisation("另一家研究院"))

    answer = send(sign_in(other), sheet((matter.pk, expert.pk, "")))

    assert [row.problem for row in answer.context["refused"]] == ["没有这个编号或者名称的事项。"]
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空"),
        (b"PK\x03\x04 damaged", "打不开"),
        (sheet(("甲", "乙"), headings=("姓名", "电话")), "事项"),
    ],
    ids=["empty", "damaged", "other_headings"],
)
def test_a_file_that_is_no_such_workbook_is_refused(institute, content, sentence):
    answer = send(institute, content)

    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_the_template_has_a_line_for_every_open_matter_and_can_be_sent_back(institute):
    matter, expert = given.matter(title="示例审查"), given_experts.expert("甲")
    content = institute.get(reverse("desk:assignments_template")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active.cell(row=4, column=2, value="甲")
    filled = io.BytesIO()
    book.save(filled)

    send(institute, filled.getvalue())

    assert [(row.matter, row.expert) for row in Assignment.objects.all()] == [(matter, expert)]
