"""From the report of a consumer to the body that suspends, and back to the one who reported."""

import json
from datetime import date, timedelta
from pathlib import PurePath

import pytest
from django.core.files.base import ContentFile

from tests.given import certification, ledgers, marks, people, supervision
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.models import Entry
from yinxin.supervision import actions, jobs, queries
from yinxin.supervision.lifecycle import CaseState, ReportState, RequestState
from yinxin.supervision.models import Case, Report

pytestmark = pytest.mark.django_db


def offices_but(*allowed: Role):
    """Somebody in every other role, with the case's own division, enterprise or body."""
    holder = ledgers.enterprise()
    for role in sorted(HUMAN_ROLES - set(allowed)):
        if role in REGULATORS:
            yield people.office(role)
        elif role is Role.ENTERPRISE:
            yield certification.applicant(holder)
        elif role is Role.INSTITUTE_OFFICER:
            yield people.institute_officer()
        else:
            yield certification.staff(role)


# ---------------------------------------------------------------------------------------------- reports


def test_a_report_with_a_code_goes_to_the_banner_of_its_holder():
    report = supervision.report()

    assert report.certificate is not None
    assert (report.division_id, report.state) == ("152922", "received")


def test_a_report_without_a_readable_code_goes_where_it_was_seen():
    people.division("152923")

    report = supervision.report(code_text="印在瓶盖上，看不清", division="152923")

    assert (report.certificate, report.division_id) == (None, "152923")
    assert report.code_text == "印在瓶盖上，看不清"


@pytest.mark.parametrize("division", ["", "999999"])
def test_a_report_that_names_no_place_goes_to_the_league(division):
    people.division("152923")

    assert supervision.report(code_text="", division=division).division_id == "152900"


def test_tracking_numbers_cannot_be_guessed():
    numbers = {supervision.report(code_text="").tracking for _ in range(20)}

    assert len(numbers) == 20
    assert all(len(number) == 12 and number.startswith("JB-") for number in numbers)


def test_a_report_names_a_known_misuse_and_says_something():
    with pytest.raises(actions.MisuseUnknown):
        supervision.report(kind="theft", code_text="")
    with pytest.raises(actions.NothingSaid):
        supervision.report(text="  ", code_text="")


def test_a_photo_does_not_keep_the_name_it_had_on_the_phone(var):
    photo = ContentFile(b"\xff\xd8\xff", name="张三的手机 IMG_1.JPG")

    report = actions.submit_report(
        kind="forge", text="包装可疑。", photo=photo, at=supervision.REPORTED, division=people.division().code
    )

    assert PurePath(report.photo.name).name == f"{report.tracking}.jpg"
    assert "张三" not in report.photo.name


def test_who_reported_stands_in_no_entry_of_the_register():
    supervision.request(supervision.confirmed(supervision.case(supervision.report(contact="13912345678"))))

    entries = Entry.objects.select_related("detail")

    for entry in entries:
        detail = entry.detail.text if hasattr(entry, "detail") else ""
        assert "13912345678" not in entry.leaf + detail
    assert not Entry.objects.get(kind="report.received").is_open


def test_neither_the_holder_nor_the_body_nor_other_banners_reach_a_report_or_its_case():
    report = supervision.report(state=ReportState.IN_CASE)
    body = certification.body()

    reached = {
        f"{office.role} {office.unit}": queries.reports_in_reach(office).count()
        + queries.cases_in_reach(office).count()
        for office in (
            certification.applicant(report.certificate.enterprise),
            certification.staff(Role.CERTIFIER, of=body),
            people.institute_officer(),
            people.banner_officer("152921"),
            people.inspector("152921"),
        )
    }

    assert set(reached.values()) == {0}
    for office in (people.inspector(), people.inspector("152922"), people.league_officer()):
        assert queries.reports_in_reach(office).get() == report


def test_a_contact_is_erased_some_time_after_the_answer():
    answered = supervision.report(state=ReportState.ANSWERED)
    waiting = supervision.report(code_text="")

    early = jobs.forget_contacts(at=supervision.CONFIRMED + timedelta(days=90))
    late = jobs.forget_contacts(at=supervision.CONFIRMED + timedelta(days=91))

    assert (early, late) == (0, 1)
    assert Report.objects.get(pk=answered.pk).contact == ""
    assert Report.objects.get(pk=waiting.pk).contact == "13800000000"


def test_an_inspector_may_answer_without_a_case():
    report = supervision.report(state=ReportState.SET_ASIDE)

    assert (report.state, report.answer) == ("set_aside", "已核查，标签属实。")
    with pytest.raises(WrongState):
        actions.open_case(report.tracking, by=people.inspector(), at=supervision.OPENED)


def test_whoever_has_the_number_finds_the_report_however_it_is_typed():
    report = supervision.report(code_text="")

    typed = report.tracking.lower().replace("-", " ")

    assert queries.report_by_tracking(typed) == report
    assert queries.report_by_tracking("JB-0000-0000") is None
    assert queries.report_by_tracking("") is None


def test_the_time_to_decide_runs_until_a_case_is_opened():
    report = supervision.report()

    waiting = queries.clock_of(report, today=date(2024, 12, 12))
    supervision.case(report)
    decided = queries.clock_of(Report.objects.get(pk=report.pk), today=date(2024, 12, 31))

    assert (waiting.limit, waiting.clock.left, waiting.clock.is_overdue) == (15, -1, True)
    assert (decided.clock.used, decided.clock.is_overdue) == (1, False)


# ------------------------------------------------------------------------------------------------ cases


def test_a_case_is_opened_on_a_report_and_takes_its_facts():
    report = supervision.report()

    case = supervision.case(report)

    assert (case.number, case.kind, case.division_id) == ("AJ-2024-0001", "uncertified_product", "152922")
    assert case.certificate == report.certificate
    assert supervision.case(supervision.report(code_text="")).number == "AJ-2024-0002"


def test_only_an_inspector_acts_on_reports_and_cases():
    report, case = supervision.report(), supervision.case(supervision.report(code_text="", division="152922"))
    at, seen = supervision.OPENED, case.revision

    for office in offices_but(Role.INSPECTOR):
        refused = NotYours if office.is_regulator else NotFound
        with pytest.raises(refused):
            actions.open_case(report.tracking, by=office, at=at)
        with pytest.raises(refused):
            actions.set_aside(report.tracking, answer="不属实。", by=office, at=at)
        with pytest.raises(refused):
            actions.record_finding(case.number, text="看过。", seen_on=at.date(), seen=seen, by=office, at=at)
        with pytest.raises(refused):
            actions.confirm(case.number, conclusion="属实。", seen=seen, by=office, at=at)
        with pytest.raises(refused):
            actions.dismiss(case.number, conclusion="不属实。", seen=seen, by=office, at=at)
        with pytest.raises(refused):
            actions.close(case.number, answer="已处理。", seen=seen, by=office, at=at)
        with pytest.raises(refused):
            actions.ask_to_suspend(
                case.number, reason_code="0204", reason="调查。", seen=seen, by=office, at=at
            )

    assert Case.objects.get(pk=case.pk).state == "open"


def test_a_misuse_is_confirmed_on_a_finding():
    case = supervision.case()

    with pytest.raises(actions.FindingMissing):
        actions.confirm(
            case.number, conclusion="属实。", seen=case.revision, by=people.inspector(), at=supervision.SEEN
        )

    assert supervision.confirmed(case).state == "confirmed"


def test_nobody_saw_anything_tomorrow():
    case = supervision.case()

    with pytest.raises(actions.FindingInFuture):
        actions.record_finding(
            case.number,
            text="看到。",
            seen_on=date(2024, 11, 23),
            seen=case.revision,
            by=people.inspector(),
            at=supervision.SEEN,
        )


def test_of_two_inspectors_the_second_is_told():
    case = supervision.case()
    supervision.finding(case)

    with pytest.raises(ChangedMeanwhile):
        actions.dismiss(
            case.number,
            conclusion="不属实。",
            seen=case.revision - 1,
            by=people.inspector(),
            at=supervision.SEEN,
        )


def test_a_dismissed_case_answers_the_report():
    case = supervision.case(state=CaseState.DISMISSED)

    report = Report.objects.get(pk=case.report_id)

    assert (report.state, report.answer) == ("answered", "经核查未发现违法行为。")
    assert report.answered_at == supervision.CONFIRMED


def test_a_confirmed_case_is_closed_with_an_answer():
    case = supervision.case(state=CaseState.CLOSED)

    report = Report.objects.get(pk=case.report_id)

    assert (case.state, report.state, report.answer) == ("closed", "answered", "已责令改正。")


@pytest.mark.parametrize("state", [CaseState.DISMISSED, CaseState.CLOSED])
def test_an_ended_case_takes_nothing_more(state):
    case = supervision.case(state=state)

    with pytest.raises(WrongState):
        supervision.finding(case)
    with pytest.raises(WrongState):
        supervision.request(case)


@pytest.mark.parametrize(
    "kinds",
    [
        ["report.received", "report.taken_up", "case.opened", "case.finding_recorded", "case.confirmed"],
    ],
)
def test_every_act_stands_in_the_register(kinds):
    case = supervision.confirmed()

    entries = Entry.objects.filter(subject__in=[case.subject, case.report.subject])

    assert [entry.kind for entry in entries] == kinds
    assert not any(entry.is_open for entry in entries)


# --------------------------------------------------------------------------------- requests to suspend


def test_a_request_is_due_five_days_after_the_confirmation():
    request = supervision.request()

    assert request.due_on == date(2024, 12, 2)  # 25 November and 5 days: the 30th is a Saturday


def test_a_request_made_late_is_due_no_later():
    case = supervision.confirmed()

    request = actions.ask_to_suspend(
        case.number,
        reason_code="0204",
        reason="调查。",
        seen=case.revision,
        by=people.inspector(),
        at=certification.on(12, 20),
    )

    assert request.due_on == date(2024, 12, 2)


def test_the_body_suspends_and_the_very_next_scan_shows_it():
    case = supervision.confirmed()
    code = case.report.code_text

    before = marks.checked(code, at=supervision.ASKED)
    request = supervision.request(case, state=RequestState.GRANTED)
    after = marks.checked(code, at=supervision.ANSWERED)

    assert (before.verdict, after.verdict, after.state_when_produced) == ("genuine", "suspended", "valid")
    assert (request.state, after.suspended_until) == ("granted", supervision.UNTIL)


def test_a_body_may_refuse_and_the_certificate_stays_valid():
    request = supervision.request(state=RequestState.REFUSED)

    request.certificate.refresh_from_db()

    assert (request.state, request.answer) == ("refused", "企业已提供证据。")
    assert request.certificate.state == "valid"


def test_a_refusal_says_why():
    request = supervision.request()

    with pytest.raises(actions.NothingSaid):
        actions.refuse_suspension(
            request.pk, answer=" ", by=supervision.certifier(request), at=supervision.ANSWERED
        )


def test_what_cannot_be_suspended_is_not_granted():
    request = supervision.request()

    with pytest.raises(actions.certificates.SuspensionTooLong):
        actions.grant_suspension(
            request.pk,
            until=date(2026, 1, 1),
            answer="",
            by=supervision.certifier(request),
            at=supervision.ANSWERED,
        )

    request.refresh_from_db()
    request.certificate.refresh_from_db()
    assert (request.state, request.certificate.state) == ("asked", "valid")


def test_only_the_bodys_certifier_answers():
    request = supervision.request()
    other = certification.staff(Role.CERTIFIER, of=certification.body("示例第二认证中心"))

    for office in [*offices_but(Role.CERTIFIER), other]:
        is_in_reach = queries.requests_in_reach(office).exists()
        for act in (
            lambda by: actions.grant_suspension(
                request.pk, until=supervision.UNTIL, answer="", by=by, at=supervision.ANSWERED
            ),
            lambda by: actions.refuse_suspension(request.pk, answer="不。", by=by, at=supervision.ANSWERED),
        ):
            with pytest.raises(NotYours if is_in_reach else NotFound):
                act(office)
    assert not queries.requests_in_reach(other).exists()
    assert not queries.requests_in_reach(certification.applicant(request.certificate.enterprise)).exists()


def test_a_body_cannot_close_the_case():
    request = supervision.request(state=RequestState.GRANTED)
    case = Case.objects.get(pk=request.case_id)

    with pytest.raises(NotFound):
        actions.close(
            case.number,
            answer="已暂停。",
            seen=case.revision,
            by=supervision.certifier(request),
            at=supervision.CLOSED,
        )


def test_a_case_is_not_closed_while_the_body_owes_its_answer():
    request = supervision.request()

    with pytest.raises(actions.RequestUnanswered):
        supervision.closed(Case.objects.get(pk=request.case_id))
    actions.refuse_suspension(
        request.pk, answer="已整改。", by=supervision.certifier(request), at=supervision.ANSWERED
    )

    assert supervision.closed(Case.objects.get(pk=request.case_id)).state == "closed"


def test_a_body_is_asked_once_at_a_time():
    request = supervision.request()

    with pytest.raises(actions.AlreadyAsked):
        supervision.request(Case.objects.get(pk=request.case_id))


def test_a_body_that_refused_may_be_asked_again():
    request = supervision.request(state=RequestState.REFUSED)

    assert supervision.request(Case.objects.get(pk=request.case_id)).state == "asked"


def test_there_is_nothing_to_suspend_without_a_valid_certificate():
    without = supervision.confirmed(supervision.case(supervision.report(code_text="")))
    suspended = Case.objects.get(pk=supervision.request(state=RequestState.GRANTED).case_id)

    for case in (without, suspended):
        with pytest.raises(actions.NothingToSuspend):
            supervision.request(case)


def test_the_reason_is_one_that_the_register_takes():
    case = supervision.confirmed()

    with pytest.raises(actions.SuspensionReasonUnknown):
        actions.ask_to_suspend(
            case.number,
            reason_code="9999",
            reason="调查。",
            seen=case.revision,
            by=people.inspector(),
            at=supervision.ASKED,
        )


def test_a_suspension_as_asked_stands_in_the_open_register_without_its_words():
    supervision.request(state=RequestState.GRANTED)

    leaf = json.loads(Entry.objects.get(kind="certificate.suspended").leaf)

    assert leaf["facts"] == {"state": "suspended", "reason_code": "0204", "until": "2025-02-20"}
    assert leaf["office"]["role"] == "certifier"
