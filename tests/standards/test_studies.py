"""Field studies: what is kept, what is refused, who reaches them, and the limits that are read off them."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.given import calls, ledgers, people, projects, standards
from tests.given import studies as given
from tests.given.people import NOW
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.models import Entry
from yinxin.register.queries import acts
from yinxin.standards.projects import actions as project_acts
from yinxin.standards.projects.models import Project
from yinxin.standards.studies import actions as studies
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions import refusals
from yinxin.standards.studies.models import FieldStudy, Measurement
from yinxin.standards.studies.rules.lines import Line
from yinxin.standards.texts.models import Indicator

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture
def project():
    return projects.project(state="drafting")


def plan(project, *, by=None, **facts):
    stated = {
        "purpose": "取样",
        "place": "巴彦浩特镇",
        "division": people.division("152921"),
        "starts_on": given.STARTS_ON,
        "ends_on": given.ENDS_ON,
    }
    by = by or people.institute_officer()
    return studies.plan_study(project.number, **stated | facts, by=by, at=NOW)


def kinds_of(study):
    return [act.kind for act in acts(subjects=[study.subject])]


# ---------------------------------------------------------------------------------------- planning


def test_the_league_plans_within_its_area_only(project):
    league = people.league_officer()

    study = plan(project, by=league, enterprise=ledgers.enterprise())

    assert (study.office, study.state) == (league, "planned")
    with pytest.raises(NotFound):
        plan(project, by=league, division=people.division("150400"))


def test_the_institute_goes_wherever_the_product_comes_from(project):
    assert plan(project, division=people.division("150400")).division_id == "150400"


def test_the_institute_names_only_those_who_propose_or_draft(project):
    enterprise = ledgers.enterprise()
    with pytest.raises(NotFound):
        plan(project, enterprise=enterprise)

    projects.drafter(project, organisation=enterprise)

    assert plan(project, enterprise=enterprise).enterprise == enterprise


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"purpose": " "}, refusals.StudyUnsaid, "purpose"),
        ({"place": ""}, refusals.StudyUnsaid, "place"),
        ({"ends_on": date(2024, 11, 1)}, refusals.StudyDaysOutOfOrder, "ends_on"),
        ({"latitude": Decimal("39.2")}, refusals.StudyMisplaced, "latitude"),
        ({"latitude": Decimal(95), "longitude": Decimal(101)}, refusals.StudyMisplaced, "latitude"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_at_its_field(project, facts, refusal, field):
    with pytest.raises(refusal) as refused:
        plan(project, **facts)

    assert refused.value.facts["field"] == field
    assert not FieldStudy.objects.exists()


@pytest.mark.parametrize("state", ["published", "lapsed", "stopped"])
def test_nobody_travels_for_a_project_that_is_over(state):
    with pytest.raises(refusals.StudyProjectOver):
        plan(projects.project(state=state))


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER}))
def test_no_other_office_plans_a_study(project, role):
    with pytest.raises(NotYours):
        plan(project, by=people.office(role))


# --------------------------------------------------------------------------------- on the journey


def test_a_study_from_plan_to_finish_is_in_the_register():
    study = given.study()
    sample = given.sample(study)
    given.measurement(study, sample=sample)
    given.photo(study)
    given.findings(study)

    done = studies.finish(
        study.pk, seen=FieldStudy.objects.get().revision, by=people.league_officer(), at=LATER
    )

    assert (done.state, sample.code) == ("done", "01")
    assert kinds_of(study) == [
        "study.planned",
        "study.sample_added",
        "study.measured",
        "study.photo_added",
        "study.findings_recorded",
        "study.finished",
    ]
    assert acts(subjects=[study.subject])[-1].facts["measurements"] == 1


def test_whom_one_met_is_in_no_leaf_of_the_register():
    study = given.study()

    given.findings(study, met="示例牧民甲")

    assert not Entry.objects.filter(subject=study.subject, is_open=True).exists()
    assert all("示例牧民甲" not in entry.leaf for entry in Entry.objects.all())


def test_somebody_who_was_slower_is_told():
    study = given.study()
    given.findings(study)

    with pytest.raises(ChangedMeanwhile):
        studies.record_findings(study.pk, findings="别的", seen=1, by=people.league_officer(), at=NOW)


def test_what_is_added_does_not_disturb_who_writes():
    study = given.study()
    given.measurement(study)
    given.photo(study)

    written = studies.record_findings(
        study.pk, findings="所见", seen=study.revision, by=people.league_officer(), at=NOW
    )

    assert written.findings == "所见"


def test_a_study_is_finished_after_it_began_and_with_something():
    empty = given.study()
    ahead = given.study(empty.project, starts_on=date(2024, 12, 1), ends_on=date(2024, 12, 3))

    with pytest.raises(refusals.StudyEmpty):
        studies.finish(empty.pk, seen=1, by=people.institute_officer(), at=NOW)
    with pytest.raises(refusals.StudyNotBegun):
        studies.finish(ahead.pk, seen=1, by=people.institute_officer(), at=NOW)


def test_what_is_finished_takes_nothing_more_until_it_is_reopened():
    study = given.study(state="done")
    by = people.institute_officer()

    with pytest.raises(WrongState):
        given.measurement(study)
    with pytest.raises(refusals.StudyUnsaid):
        studies.reopen(study.pk, reason=" ", seen=study.revision, by=by, at=NOW)
    reopened = studies.reopen(study.pk, reason="检测结果补报", seen=study.revision, by=by, at=NOW)

    assert given.measurement(reopened).pk


def test_a_study_of_a_project_that_is_over_is_not_reopened():
    study = given.study(state="done")
    row = Project.objects.get(pk=study.project_id)
    project_acts.stop(
        row.number, reason="不再需要。", seen=row.revision, by=people.institute_officer(), at=NOW
    )

    with pytest.raises(refusals.StudyProjectOver):
        studies.reopen(study.pk, reason="补报", seen=study.revision, by=people.institute_officer(), at=NOW)


def test_the_plan_is_put_right_and_the_register_keeps_what_stood_there():
    study = given.study()
    given.sample(study)

    studies.correct_study(
        study.pk, changes={"place": "诺日公苏木"}, seen=1, by=people.institute_officer(), at=NOW
    )

    changes = acts(subjects=[study.subject])[-1].facts["changes"]
    assert changes == {"place": ["吉兰泰镇沙日布日都嘎查", "诺日公苏木"]}
    with pytest.raises(refusals.StudyDaysOutOfOrder) as refused:
        studies.correct_study(
            study.pk, changes={"starts_on": date(2024, 11, 12)}, seen=2, by=people.institute_officer(), at=NOW
        )
    assert refused.value.facts["field"] == "starts_on"


def test_samples_are_numbered_and_stay_while_something_names_them():
    study = given.study()
    first, second = given.sample(study), given.sample(study)
    given.measurement(study, sample=first)
    by = people.institute_officer()

    with pytest.raises(refusals.SampleCodeTaken):
        given.sample(study, code="01")
    with pytest.raises(refusals.SampleMeasured):
        studies.remove_sample(study.pk, sample=first.pk, by=by, at=NOW)
    studies.remove_sample(study.pk, sample=second.pk, by=by, at=NOW)

    assert [sample.code for sample in study.samples.all()] == ["01"]


@pytest.mark.parametrize("day", [date(2024, 11, 10), date(2024, 11, 21)])
def test_a_sample_is_taken_on_the_journey_and_not_tomorrow(day):
    with pytest.raises(refusals.SampleDayUnfit):
        given.sample(given.study(), taken_on=day)


def test_measurements_go_in_together_or_not_at_all():
    study = given.study()
    rows = [
        Line("水分", Decimal("91.2"), given.MEASURED_ON, "克/100克"),
        Line("", Decimal(1), date(2025, 1, 1), sample="9"),
    ]

    with pytest.raises(refusals.MeasurementsUnfit) as refused:
        studies.add_measurements(study.pk, rows=rows, by=people.institute_officer(), at=NOW)
    assert {(row, cell, code) for row, cell, code, _ in refused.value.facts["problems"]} == {
        (1, "item", "missing"),
        (1, "measured_on", "day_ahead"),
        (1, "sample", "sample_unknown"),
    }
    assert not Measurement.objects.exists()

    studies.add_measurements(study.pk, rows=rows[:1], by=people.institute_officer(), at=NOW)
    assert [(row.unit, row.value) for row in Measurement.objects.all()] == [("g/100 g", Decimal("91.2"))]


def test_a_value_is_put_right_or_taken_out_with_a_reason():
    study = given.study()
    row = given.measurement(study, value="28")
    by = people.institute_officer()

    studies.correct_measurement(
        row.pk, line=Line("粗蛋白质", Decimal("2.8"), given.MEASURED_ON, "g/100 g"), by=by, at=NOW
    )
    corrected = acts(subjects=[study.subject])[-1]
    studies.remove_measurement(row.pk, reason="样品受潮", by=by, at=NOW)

    assert corrected.facts["changes"]["value"] == ["28.00000", "2.8"]
    assert acts(subjects=[study.subject])[-1].facts["reason"] == "样品受潮"
    assert not Measurement.objects.exists()


def test_one_picture_is_kept_once_and_under_a_name_of_ours(var):
    study = given.study()

    first, again = given.photo(study), given.photo(study, caption="又一次")
    studies.caption_photo(study.pk, photo=first.pk, caption="样地", by=people.institute_officer(), at=NOW)

    assert (first.pk, study.photos.count()) == (again.pk, 1)
    assert "IMG" not in first.file.name
    assert study.photos.get().caption == "样地"


def test_a_photo_that_is_taken_out_leaves_no_file(var, django_capture_on_commit_callbacks):
    study = given.study()
    photo = given.photo(study)
    path = photo.file.path

    with django_capture_on_commit_callbacks(execute=True):
        studies.remove_photo(study.pk, photo=photo.pk, by=people.institute_officer(), at=NOW)

    assert (study.photos.count(), Path(path).exists()) == (0, False)


# ------------------------------------------------------------------------------------------- reach


def elsewhere(role):
    return people.office(role, of=people.division("150400"), username=f"elsewhere-{role}")


def test_what_belongs_to_another_area_is_not_there():
    study = given.study()
    measurement, stranger = given.measurement(study), elsewhere(Role.LEAGUE_OFFICER)
    at = {"by": stranger, "at": NOW}

    for act in (
        lambda: plan(study.project, by=stranger),
        lambda: studies.record_findings(study.pk, findings="所见", seen=1, **at),
        lambda: studies.correct_study(study.pk, changes={"place": "别处"}, seen=1, **at),
        lambda: studies.finish(study.pk, seen=1, **at),
        lambda: studies.drop(study.pk, reason="理由", seen=1, **at),
        lambda: given.sample(study, by=stranger),
        lambda: given.photo(study, by=stranger),
        lambda: studies.remove_measurement(measurement.pk, reason="理由", **at),
    ):
        with pytest.raises(NotFound):
            act()
    assert not queries.studies_in_reach(stranger).exists()


def test_who_reads_a_study():
    enterprise = ledgers.enterprise()
    proposal = calls.accepted_proposal(proposer=enterprise)
    given.study(projects.project(proposals=[proposal], state="drafting"))

    readers = set()
    for role in HUMAN_ROLES:
        unit = enterprise if role is Role.ENTERPRISE else None
        office = people.office(role, of=unit or (people.division() if role in REGULATORS else None))
        if queries.studies_in_reach(office).exists():
            readers.add(role)

    assert readers == {Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER, Role.BANNER_OFFICER}


# ------------------------------------------------------------------------------------------ limits


def test_the_table_holds_measurements_against_the_draft_the_nation_and_peers(project):
    standards.standard()  # knows 蛋白质, not 粗蛋白质
    given.measured(project)

    (line,) = queries.proposed_limits(project)

    assert (line.item, line.unit, line.summary.n, line.summary.mean) == (
        "粗蛋白质",
        "g/100 g",
        10,
        Decimal("2.92"),
    )
    assert [(own.limit, own.comparison) for own in line.own] == [(Decimal("2.6"), "at_least")]
    assert (line.peers, line.national, line.others) == ((), (), ())
    (suggestion,) = line.suggestions
    assert (suggestion.limit.limit, suggestion.failing, suggestion.share_failing) == (Decimal("2.6"), 1, 10)


def test_peers_know_the_same_item_in_the_same_unit(project):
    peer = standards.standard()
    given.measured(project, "蛋白质", ["2.4", "2.8"])
    given.measured(project, "蛋白质", ["24", "28"], unit="毫克/克")

    first, second = queries.proposed_limits(project)

    assert [each.clause.standard for each in first.peers] == [peer]
    assert first.national == ()  # a limit for milk says nothing of onions
    assert (first.others, second.others) == ((("mg/g", 2),), (("g/100 g", 2),))
    assert second.peers == ()
    assert [each.limit.comparison for each in second.suggestions] == ["at_least", "at_most"]


def test_a_national_limit_of_the_same_kind_of_product_counts(project):
    standards.standard(kinds=["mongolian_onion"])
    given.measured(project, "蛋白质", ["2.4", "2.8"])

    (line,) = queries.proposed_limits(project)

    assert [(each.limit, each.basis) for each in line.national] == [(Decimal("2.9"), "GB 19301-2010")]


def test_what_was_dropped_counts_for_no_limit(project):
    study = given.measured(project, "蛋白质", ["2.4"])
    given.measured(project, "蛋白质", ["2.8"])
    studies.drop(study.pk, reason="样品受潮", seen=study.revision, by=people.institute_officer(), at=NOW)

    (line,) = queries.proposed_limits(project)

    assert line.values == [Decimal("2.8")]


def test_a_limit_is_taken_into_the_draft_with_the_number_that_fails_it(project):
    given.measured(project)
    clause = queries.clauses_to_fill(project).get()

    indicator = studies.adopt_limit(
        project.number,
        clause_pk=clause.pk,
        item="粗蛋白质",
        unit="克/100克",
        comparison="at_least",
        limit=Decimal("2.7"),
        by=people.institute_officer(),
        at=NOW,
    )

    facts = acts(subjects=[project.subject])[-1].facts
    assert (indicator.clause, indicator.unit, indicator.limit) == (clause, "g/100 g", Decimal("2.7"))
    assert (facts["n"], facts["failing"], facts["limit"]) == (10, 2, "2.7")


def adopt(project, clause_pk, *, item="粗蛋白质", by=None):
    return studies.adopt_limit(
        project.number,
        clause_pk=clause_pk,
        item=item,
        unit="g/100 g",
        comparison="at_least",
        limit=Decimal("2.7"),
        by=by or people.institute_officer(),
        at=NOW,
    )


def test_no_limit_comes_from_nothing_nor_into_another_text(project):
    given.measured(project)
    clause = queries.clauses_to_fill(project).get()
    other = projects.project("“蒙”字标认证要求 林草产品 锁阳", state="drafting")
    before = Indicator.objects.count()

    with pytest.raises(refusals.NothingMeasured):
        adopt(project, clause.pk, item="水分")
    with pytest.raises(NotFound):
        adopt(project, queries.clauses_to_fill(other).get().pk)
    with pytest.raises(NotYours):
        adopt(project, clause.pk, by=people.league_officer())
    assert Indicator.objects.count() == before


def test_no_limit_comes_into_a_text_that_was_approved():
    project = projects.project()
    given.measured(project)

    approved = projects.led_to(project, "approved")

    with pytest.raises(refusals.TextSettled):
        adopt(approved, queries.clauses_to_fill(approved).get().pk)


def test_a_clause_that_limits_the_item_already_takes_the_new_limit(project):
    given.measured(project)
    clause = queries.clauses_to_fill(project).get()
    before = Indicator.objects.get(clause=clause)

    adopted = adopt(project, clause.pk)

    assert (adopted.pk, adopted.limit) == (before.pk, Decimal("2.7"))
    assert Indicator.objects.filter(clause=clause).count() == 1
