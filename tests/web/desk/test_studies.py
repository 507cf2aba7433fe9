"""The desk of field studies: the journey on a phone, the quick table, workbooks, limits and the report."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import people, projects, standards
from tests.given import studies as given
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.texts.models import Indicator

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "measurements"


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def institute(sign_in):
    return sign_in(people.institute_officer())


@pytest.fixture
def project():
    return projects.project(state="drafting")


@pytest.fixture
def study(project):
    return given.study(project)


def row(n, **cells):
    """A row of the quick table, filled in well but for what is named."""
    typed = {"item": "粗蛋白质", "value": "2.8", "unit": "g/100 g", "measured_on": "2024-11-13"}
    return {f"{n}-{cell}": text for cell, text in (typed | cells).items()}


def workbook(name):
    content = (FIXTURES / name).read_bytes()
    return SimpleUploadedFile(name, content)


def picture(name="IMG_1.png", *, more=b""):
    return SimpleUploadedFile(name, given.DOT + more, content_type="image/png")


def test_a_study_is_planned_where_one_stands(institute, project):
    typed = {
        "purpose": "取样检测",
        "place": "吉兰泰镇",
        "division": people.division("152921").pk,
        "starts_on": "2024-11-20",
        "ends_on": "2024-11-21",
        "latitude": "39°46′48″",
        "longitude": "105.75",
        "altitude_m": "1030",
    }

    page = institute.get(to("study_new", project.number))
    response = institute.post(to("study_new", project.number), typed, follow=True)

    study = FieldStudy.objects.get()
    assert "data-locate" in page.content.decode()
    assert (study.latitude, study.longitude, study.altitude_m) == (Decimal("39.78"), Decimal("105.75"), 1030)
    assert response.redirect_chain == [(to("study", study.pk), 302)]
    assert "调研已安排。" in response.content.decode()


def test_a_plan_that_is_refused_keeps_what_was_typed(institute, project):
    typed = {"purpose": "取样", "place": "某地", "starts_on": "2024-11-21", "ends_on": "2024-11-20"}

    response = institute.post(
        to("study_new", project.number), typed | {"division": people.division("152921").pk}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ends_on"]
    assert 'value="某地"' in response.content.decode()


def test_the_list_shows_what_each_study_brought(institute, project, study):
    given.sample(study)
    given.measured(project, of=study, values=["2.8", "2.9"])

    response = institute.get(to("studies", project.number))

    ((line, _state),) = response.context["studies"]
    assert (line.samples, line.measurements, line.photos) == (1, 2, 0)


def test_the_page_of_a_study_from_findings_to_finish(institute, study):
    at = to("study", study.pk)

    institute.post(at, {"verb": "record_findings", "findings": "所见", "met": "示例牧民", "seen": 1})
    institute.post(at, {"verb": "add_sample", "what": "鲜沙葱", "taken_on": "2024-11-12"})
    finished = institute.post(at, {"verb": "finish", "seen": 2}, follow=True)
    reopened = institute.post(at, {"verb": "reopen", "reason": "补报结果", "seen": 3}, follow=True)

    assert "调研已办结。" in finished.content.decode()
    assert "调研已重新开展。" in reopened.content.decode()
    assert "补报结果" in reopened.content.decode()
    assert study.samples.get().code == "01"


def test_what_is_refused_on_the_page_is_said_and_keeps_what_was_typed(institute, study):
    response = institute.post(
        to("study", study.pk), {"verb": "add_sample", "what": "鲜沙葱", "taken_on": "2024-11-30"}
    )

    assert response.status_code == 422
    assert list(response.context["forms"]["add_sample"].errors) == ["taken_on"]
    assert 'value="鲜沙葱"' in response.content.decode()


def test_somebody_who_was_slower_keeps_the_words_and_sees_the_others(institute, study):
    given.findings(study)

    response = institute.post(
        to("study", study.pk), {"verb": "record_findings", "findings": "我的记录", "seen": 1}
    )

    form = response.context["forms"]["record_findings"]
    assert (response.status_code, form["seen"].value(), form["findings"].value()) == (409, "2", "我的记录")


def test_a_sample_with_measurements_is_not_removed_and_the_page_says_why(institute, study):
    sample = given.sample(study)
    given.measurement(study, sample=sample)

    response = institute.post(to("study", study.pk), {"verb": "remove_sample", "pk": sample.pk})

    assert response.status_code == 409
    assert "样品“01”已有测量值" in response.content.decode()


def test_several_photos_come_at_once_each_with_its_caption(institute, study):
    at = to("study", study.pk)
    sent = {"verb": "add_photos", "photos": [picture("a.png"), picture("b.png", more=b"b")]}

    institute.post(at, sent | {"caption": ["样地", "取样"]})
    institute.post(at, sent | {"photos": [picture("c.png", more=b"c")], "caption": "仓库"})

    photos = list(study.photos.all())
    assert [photo.caption for photo in photos] == ["样地", "取样", "仓库"]
    shown = institute.get(to("study_photo", study.pk, photos[0].pk))
    assert b"".join(shown.streaming_content) == given.DOT


def test_a_picture_that_is_none_is_refused(institute, study):
    sent = SimpleUploadedFile("a.png", b"MZ not a picture")

    response = institute.post(to("study", study.pk), {"verb": "add_photos", "photos": [picture(), sent]})

    assert response.status_code == 422
    assert list(response.context["forms"]["add_photos"].errors) == ["photos"]
    assert not study.photos.exists()


def test_a_banner_officer_reads_but_sees_no_people_and_no_forms(sign_in, project, study):
    given.findings(study, met="示例牧民甲")
    banner = people.division("152921")
    beyond = sign_in(people.banner_officer("152921"))
    within = projects.project("“蒙”字标认证要求 锁阳", state="drafting", division=banner)
    own = given.findings(given.study(within), met="示例牧民乙")

    page = beyond.get(to("study", own.pk)).content.decode()

    assert beyond.get(to("study", study.pk)).status_code == 404
    assert "沙葱以人工种植为主" in page
    assert "示例牧民乙" not in page
    assert 'name="verb"' not in page


# ------------------------------------------------------------------------------------ the quick table


def test_many_values_are_saved_at_once_and_empty_rows_are_left_out(institute, study):
    given.sample(study)
    sent = row(0, value="２．８", sample="01") | row(3, item="水分", value="91.2", unit="克/100克")
    sent |= {"5-item": "", "5-value": "", "5-measured_on": "2024-11-13"}

    response = institute.post(to("measurements", study.pk), sent, follow=True)

    assert [(m.item, m.value, m.unit) for m in Measurement.objects.order_by("pk")] == [
        ("粗蛋白质", Decimal("2.8"), "g/100 g"),
        ("水分", Decimal("91.2"), "g/100 g"),
    ]
    assert response.redirect_chain == [(to("study", study.pk), 302)]
    assert "已保存2个测量值。" in response.content.decode()


def test_save_and_go_on_leads_back_to_the_table(institute, study):
    response = institute.post(to("measurements", study.pk), row(0) | {"more": "1"})

    assert response.headers["Location"] == to("measurements", study.pk)


def test_one_bad_cell_saves_nothing_and_loses_nothing(institute, study):
    sent = row(0) | row(1, value="未检出", instrument="天平") | row(2, measured_on="2025-01-01")

    response = institute.post(to("measurements", study.pk), sent)

    rows = response.context["rows"]
    assert response.status_code == 422
    assert [list(form.errors) for form in rows] == [[], ["value"], ["measured_on"]]
    assert [form["value"].value() for form in rows] == ["2.8", "未检出", "2.8"]
    assert 'value="天平"' in response.content.decode()
    assert not Measurement.objects.exists()


def test_a_table_without_a_row_is_refused(institute, study):
    response = institute.post(to("measurements", study.pk), {"0-measured_on": "2024-11-13"})

    assert response.status_code == 422
    assert "请至少填写一行。" in response.content.decode()


def test_nobody_fills_in_the_table_of_a_finished_study(institute, project):
    done = given.study(project, state="done")

    assert institute.get(to("measurements", done.pk)).status_code == 409


def test_one_value_is_put_right_or_removed(institute, study):
    value = given.measurement(study, value="28")
    at = to("measurement", value.pk)
    typed = {"item": "粗蛋白质", "value": "2.8", "unit": "g/100 g", "measured_on": "2024-11-13"}

    bad = institute.post(at, typed | {"value": "二"})
    institute.post(at, typed)
    corrected = Measurement.objects.get().value
    unsaid = institute.post(at, {"verb": "remove", "reason": ""})
    institute.post(at, {"verb": "remove", "reason": "录入两次"})

    assert (bad.status_code, unsaid.status_code, corrected) == (422, 422, Decimal("2.8"))
    assert not Measurement.objects.exists()


# ------------------------------------------------------------------------------------------ workbooks


def test_a_workbook_is_looked_at_before_it_is_saved(institute, study):
    for _ in range(2):
        given.sample(study)
    at = to("measurements_import", study.pk)

    looked = institute.post(at, {"workbook": workbook("good.xlsx")})
    before = Measurement.objects.count()
    institute.post(at, {"read": looked.context["payload"]})

    assert (looked.status_code, looked.context["bad"], before) == (200, 0, 0)
    assert Measurement.objects.count() == 3


def test_what_cannot_be_read_is_named_by_row_and_column(institute, study):
    response = institute.post(
        to("measurements_import", study.pk), {"workbook": workbook("several_slips.xlsx")}
    )

    first = response.context["lines"][0]
    assert (response.status_code, first["number"]) == (422, 2)
    assert [(heading, is_blocking) for heading, _text, is_blocking in first["problems"]] == [
        ("项目", True),
        ("数值", True),
        ("测量日期", True),
        ("样品编号", True),
    ]
    assert 'name="read"' not in response.content.decode()


def test_what_was_looked_at_cannot_be_changed_on_its_way_nor_saved_elsewhere(institute, project, study):
    given.sample(study), given.sample(study)
    payload = institute.post(
        to("measurements_import", study.pk), {"workbook": workbook("good.xlsx")}
    ).context["payload"]
    other = given.study(project)

    for at, sent in ((study, payload[:-3] + "abc"), (other, payload)):
        response = institute.post(to("measurements_import", at.pk), {"read": sent})
        assert response.headers["Location"] == to("measurements_import", at.pk)
    assert not Measurement.objects.exists()


def test_a_workbook_of_something_else_is_refused_in_words(institute, study):
    response = institute.post(
        to("measurements_import", study.pk), {"workbook": workbook("headings_unknown.xlsx")}
    )

    assert response.status_code == 422
    assert "工资表" in response.content.decode()


def test_template_and_export_leave_as_excel(institute, project, study):
    given.sample(study)
    given.measured(project, of=study)

    template = openpyxl.load_workbook(
        io.BytesIO(institute.get(to("measurements_template", study.pk)).content)
    )
    export = openpyxl.load_workbook(
        io.BytesIO(institute.get(to("measurements_export", project.number)).content)
    )

    assert template.sheetnames == ["填表说明", "测量值"]
    assert [cell.value for cell in export.active[3]][:4] == ["项目", "数值", "单位", "样品编号"]
    assert export.active.max_row == 13


# --------------------------------------------------------------------------------------------- limits


def test_limits_with_figures_plot_and_peers(institute, project, study):
    standards.standard()
    given.measured(project, of=study)
    given.measured(project, "蛋白质", ["2.4", "3.4"], of=study)

    response = institute.get(to("limits", project.number), {"keep": "80"})
    page = response.content.decode()

    (crude, plain) = response.context["items"]
    assert [(offer.text, offer.suggestion.failing) for offer in crude.offers] == [("≥ 2.7", 2)]
    assert (crude.figures.mean, crude.figures.deviation) == ("2.92", "0.35")
    assert [limit for limit, _ in plain.peers] == ["≥ 3.2 g/100 g"]
    assert "粗蛋白质共10个测量值，在2.4至3.6 g/100 g之间，中位数2.85。" in page
    assert page.count('class="dot fails"') == 2 + 1 + 2  # of each item, and the two keys


def test_nonsense_in_the_address_asks_for_the_usual_share(institute, project, study):
    given.measured(project, of=study)

    for asked in ("", "7", "９０", "x"):
        assert institute.get(to("limits", project.number), {"keep": asked}).context["keep"] == 90


def test_a_limit_is_taken_into_the_draft_and_the_page_says_what_fails(institute, project, study):
    given.measured(project, of=study)
    clause = project.standard.clauses.get(kind="indicator")
    typed = {
        "clause_pk": clause.pk,
        "limit": "2.75",
        "item": "粗蛋白质",
        "unit": "g/100 g",
        "comparison": "at_least",
    }

    bad = institute.post(to("limits", project.number), typed | {"limit": ""})
    done = institute.post(to("limits", project.number), typed, follow=True)

    assert bad.status_code == 422
    assert "10个测量值中有3个不符合该限值。" in done.content.decode()
    assert [(row.item, row.limit) for row in Indicator.objects.filter(clause=clause)] == [
        ("粗蛋白质", Decimal("2.7500"))
    ]


def test_the_league_reads_the_limits_and_adopts_none(league, project, study):
    given.measured(project, of=study)
    clause = project.standard.clauses.get(kind="indicator")
    sent = {"clause_pk": clause.pk, "limit": "1", "item": "粗蛋白质", "unit": "", "comparison": "at_least"}

    page = league.get(to("limits", project.number))
    refused = league.post(to("limits", project.number), sent)

    assert "data-adopt" not in page.content.decode()
    assert refused.status_code == 403


def test_an_item_without_spread_is_drawn(institute, project, study):
    given.measured(project, "浊度", ["0"], unit="", of=study)

    assert institute.get(to("limits", project.number)).status_code == 200


# --------------------------------------------------------------------------------------------- report


def test_the_report_is_looked_at_then_put_to_the_project(institute, project, study):
    given.findings(study, met="示例牧民甲")
    given.measured(project, of=study)
    at = to("studies_report", project.number)

    without = docx.Document(io.BytesIO(institute.get(at).content))
    with_people = docx.Document(io.BytesIO(institute.get(at, {"with_people": "on"}).content))
    response = institute.post(at, {})

    assert "示例牧民甲" not in "".join(each.text for each in without.paragraphs)
    assert "示例牧民甲" in "".join(each.text for each in with_people.paragraphs)
    assert response.headers["Location"] == f"{to('project', project.number)}#papers"
    assert project.papers.get(kind="test_data").is_generated


def test_there_is_no_report_on_nothing(institute, project):
    assert institute.get(to("studies_report", project.number)).status_code == 422
