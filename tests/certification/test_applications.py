"""A case from its start to its acceptance."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.given import certification as given
from tests.given import ledgers, people, standards
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.applications.models import Application, Document
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.queries import acts

OTHER = "示例·苍天驼绒制品有限公司"


def start(product, **changes):
    facts = {
        "standard_number": given.standard().number,
        "site_pk": product.site.pk,
        "body_pk": given.body().pk,
        "by": given.applicant(product.enterprise),
        "at": given.STARTED,
    }
    return applications.start(product.pk, **{**facts, **changes})


# --------------------------------------------------------------------------------------------- starting


@pytest.mark.django_db
def test_a_draft_holds_what_the_ledger_already_knows():
    case = given.draft()

    assert case.number == "SQ-2024-0001"
    assert case.state == "draft"
    assert case.rulebook == "2024.1"
    assert (case.manufacturer_name, case.factory_name) == ("示例·神驼乳业有限公司", "一号牧场")
    assert case.factory_address == "巴丹吉林镇示例路1号"
    assert case.annual_output_kg == Decimal(12000)


@pytest.mark.django_db
def test_numbers_run_within_a_year_and_begin_again_in_the_next():
    numbers = [
        given.draft(given.product(name=name), at=at).number
        for name, at in [
            ("甲", given.STARTED),
            ("乙", given.STARTED),
            ("丙", given.on(12, 31, 15)),
            ("丁", given.on(12, 31, 16)),  # already 2025 in Alxa
        ]
    ]

    assert numbers == ["SQ-2024-0001", "SQ-2024-0002", "SQ-2024-0003", "SQ-2025-0001"]


@pytest.mark.django_db
def test_article_19_an_enterprise_outside_the_pool_may_apply():
    """认证认可条例 art. 19: no condition that is unrelated to certification (I17)."""
    product = given.product()
    assert not product.enterprise.memberships.exists()

    case = start(product)

    assert case.state == "draft"


@pytest.mark.django_db
def test_a_product_from_elsewhere_is_told_the_clause_before_any_paperwork():
    standards.standard("T/NMSP MZB02.15-2023", origin={"divisions": ["152923"]})
    product = given.product()

    with pytest.raises(applications.OriginNotMet) as refused:
        start(product, standard_number="T/NMSP MZB02.15-2023")

    assert (refused.value.facts["clause"], refused.value.facts["title"]) == ("4.1", "地域要求")
    assert refused.value.facts["why"] == ("origin_division",)
    assert Application.objects.count() == 0


@pytest.mark.django_db
def test_a_site_without_coordinates_is_not_taken_to_lie_inside():
    box = {"west": "100", "east": "103", "south": "38", "north": "41"}
    standards.standard("T/NMSP MZB02.15-2023", origin={"box": box, "altitude": {"min": 1400}})
    owner = ledgers.enterprise()
    bare = ledgers.site(owner, name="无坐标场", latitude=None, longitude=None, altitude_m=None)
    product = given.product(owner)

    with pytest.raises(applications.OriginNotMet) as refused:
        start(product, standard_number="T/NMSP MZB02.15-2023", site_pk=bare.pk)

    assert refused.value.facts["why"] == ("origin_no_coordinates", "origin_no_altitude")


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["other kind", "not in force", "unknown"])
def test_only_a_standard_in_force_for_the_kind_will_do(why):
    number = "T/NMSP MZB02.15-2023"
    if why == "other kind":
        standards.standard(number, kinds=("mutton",))
    elif why == "not in force":
        standards.standard(number, on=date(2024, 9, 3))

    with pytest.raises(applications.StandardDoesNotFit):
        start(given.product(), standard_number=number)


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["kind", "day"])
def test_only_a_body_whose_approval_covers_the_product_today_will_do(why):
    kinds = ("mutton",) if why == "kind" else given.KINDS
    until = date(2024, 9, 1) if why == "day" else date(2030, 1, 1)
    body = given.body("示例窄范围中心", kinds=kinds, until=until)

    with pytest.raises(applications.BodyOutOfScope):
        start(given.product(), body_pk=body.pk)


@pytest.mark.django_db
def test_a_product_has_one_open_case_against_a_standard():
    product = given.product()
    first = start(product)

    with pytest.raises(applications.CaseAlreadyOpen) as refused:
        start(product)
    applications.withdraw(
        first.number, seen=first.revision, by=given.applicant(product.enterprise), at=given.STARTED
    )
    second = start(product)

    assert refused.value.facts["number"] == first.number
    assert second.number == "SQ-2024-0002"


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["product", "site", "body"])
def test_what_lies_beyond_reach_does_not_exist(what):
    """I10 of the applicant: nobody applies with another's product or site."""
    mine, theirs = given.product(), given.product(ledgers.enterprise(OTHER, division_code="152921"))
    by = given.applicant(mine.enterprise)

    product = theirs if what == "product" else mine
    beyond = {"site": {"site_pk": theirs.site.pk}, "body": {"body_pk": 999_999}}.get(what, {})

    with pytest.raises(NotFound):
        start(product, by=by, **beyond)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.ENTERPRISE}))
def test_only_the_enterprise_itself_starts_a_case(role):
    """3a: 企业自主申报. A regulator reaches the product and is told that it is not theirs; a body does not reach it."""
    of = given.body() if role in given_body_roles() else None
    refusal = NotYours if role in REGULATORS else NotFound

    with pytest.raises(refusal):
        start(given.product(), by=people.office(role, of=of))


def given_body_roles():
    return {
        Role.ACCEPTANCE_OFFICER,
        Role.LEAD_AUDITOR,
        Role.REVIEWER,
        Role.CERTIFIER,
        Role.HEAD_OF_BODY,
    }


# --------------------------------------------------------------------------------- the draft, its documents


@pytest.mark.django_db
def test_a_draft_keeps_what_was_typed_and_says_what_changed():
    case = given.draft()
    by = given.applicant(case.enterprise)

    applications.save_draft(
        case.number,
        changes={"manufacturer_name": "示例代工厂", "annual_output_kg": Decimal(12000)},
        seen=case.revision,
        by=by,
        at=given.STARTED,
    )
    case.refresh_from_db()

    assert (case.manufacturer_name, case.revision) == ("示例代工厂", 2)
    assert acts(subjects=[case.subject])[-1].facts["fields"] == ["manufacturer_name"]


@pytest.mark.django_db
@pytest.mark.parametrize("output", [Decimal(0), Decimal(-1)])
def test_a_yearly_output_is_more_than_nothing(output):
    case = given.draft()

    with pytest.raises(applications.OutputNotPositive):
        applications.save_draft(
            case.number,
            changes={"annual_output_kg": output},
            seen=case.revision,
            by=given.applicant(case.enterprise),
            at=given.STARTED,
        )


@pytest.mark.django_db
def test_a_form_does_not_change_what_is_not_on_it():
    case = given.draft()

    with pytest.raises(ValueError, match="state"):
        applications.save_draft(
            case.number,
            changes={"state": "concluded"},
            seen=case.revision,
            by=given.applicant(case.enterprise),
            at=given.STARTED,
        )


@pytest.mark.django_db
def test_a_newer_document_takes_the_place_of_the_older_which_stays(var):
    case = given.draft()

    first = given.document(case, "business_licence")
    second = given.document(case, "business_licence", text=given.PDF + b"2", at=given.SUBMITTED)
    first.refresh_from_db()

    needed = {each.item.code: each for each in queries.documents_needed(case)}["business_licence"]
    assert first.replaced_at == given.SUBMITTED
    assert (needed.present, needed.earlier) == (second, (first,))


@pytest.mark.django_db
def test_no_document_is_taken_that_the_rulebook_does_not_ask_for(var):
    """认证认可条例 art. 19: nothing that is unrelated to certification."""
    case = given.draft()

    with pytest.raises(applications.DocumentNotAsked):
        applications.attach_document(
            case.number,
            item="slaughter_permit",
            file=None,
            name="x.pdf",
            size=1,
            sha256="0" * 64,
            by=given.applicant(case.enterprise),
            at=given.STARTED,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["licence.exe", "licence.docx", "licence"])
def test_a_document_comes_in_a_format_that_is_taken_for_it(name, var):
    case = given.draft()

    with pytest.raises(applications.FormatNotTaken):
        applications.attach_document(
            case.number,
            item="business_licence",
            file=None,
            name=name,
            size=1,
            sha256="0" * 64,
            by=given.applicant(case.enterprise),
            at=given.STARTED,
        )

    assert Document.objects.count() == 0


# ------------------------------------------------------------------- how a case is submitted and returned


@pytest.mark.django_db
def test_an_incomplete_case_is_told_all_that_is_missing_at_once():
    owner = ledgers.enterprise()
    product = ledgers.product(owner, site=ledgers.site(owner))  # without a yearly figure
    case = start(product)

    with pytest.raises(applications.Incomplete) as refused:
        applications.submit(case.number, seen=case.revision, by=given.applicant(owner), at=given.SUBMITTED)

    required = [each.item.code for each in queries.documents_needed(case) if each.item.required]
    assert [each.name for each in refused.value.facts["items"]] == [
        "annual_output_kg",
        "undertaking_given",
        *required,
    ]
    assert len(required) > 8


@pytest.mark.django_db
def test_a_submission_records_the_hash_of_every_document(var):
    case = given.application_in(State.SUBMITTED)

    submitted = next(act for act in acts(subjects=[case.subject]) if act.kind == "application.submitted")

    assert submitted.facts["documents"] == dict(
        case.documents.filter(replaced_at__isnull=True).values_list("item", "sha256")
    )


@pytest.mark.django_db
def test_a_return_names_all_gaps_and_what_answers_them(var):
    case = given.application_in(State.RETURNED)
    by = given.applicant(case.enterprise)

    with pytest.raises(applications.Incomplete) as refused:
        applications.submit(case.number, seen=case.revision, by=by, at=given.on(9, 9))
    given.document(case, "business_licence", at=given.on(9, 9))
    case.refresh_from_db()
    applications.submit(case.number, seen=case.revision, by=by, at=given.on(9, 9))
    case.refresh_from_db()

    assert [each.name for each in refused.value.facts["items"]] == ["business_licence"]
    assert list(case.gaps.values_list("item", "is_answered")) == [("business_licence", True), ("", True)]
    assert case.state == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("gaps", [[], [("", " ")], [("business_licence", "过期"), ("", "")]])
def test_a_return_says_what_is_missing(gaps, var):
    case = given.application_in(State.SUBMITTED)

    with pytest.raises(applications.NoGaps):
        applications.return_for_completion(
            case.number,
            gaps=gaps,
            seen=case.revision,
            by=given.staff(Role.ACCEPTANCE_OFFICER),
            at=given.ACCEPTED,
        )


@pytest.mark.django_db
def test_a_return_asks_for_nothing_that_is_not_on_the_list(var):
    case = given.application_in(State.SUBMITTED)

    with pytest.raises(applications.DocumentNotAsked):
        applications.return_for_completion(
            case.number,
            gaps=[("slaughter_permit", "请提交")],
            seen=case.revision,
            by=given.staff(Role.ACCEPTANCE_OFFICER),
            at=given.ACCEPTED,
        )


@pytest.mark.django_db
def test_who_is_declined_is_told_why(var):
    case = given.application_in(State.SUBMITTED)
    officer = given.staff(Role.ACCEPTANCE_OFFICER)

    with pytest.raises(applications.ReasonsMissing):
        applications.decline(case.number, reasons=" ", seen=case.revision, by=officer, at=given.ACCEPTED)
    applications.decline(case.number, reasons="不在范围内", seen=case.revision, by=officer, at=given.ACCEPTED)
    case.refresh_from_db()

    assert (case.state, case.answer) == ("declined", "不在范围内")


@pytest.mark.django_db
def test_a_body_whose_approval_ended_meanwhile_does_not_accept(var):
    body = given.body("示例短期中心", until=given.SUBMITTED.date())
    case = given.application_in(State.SUBMITTED, by_body=body)

    with pytest.raises(applications.BodyOutOfScope):
        applications.accept(
            case.number,
            seen=case.revision,
            by=given.staff(Role.ACCEPTANCE_OFFICER, of=body),
            at=given.ACCEPTED,
        )


# -------------------------------------------------------------------------------- two at once, and whose it is


@pytest.mark.django_db
def test_the_second_of_two_who_act_at_once_is_told(var):
    case = given.application_in(State.SUBMITTED)
    first, second = given.staff(Role.ACCEPTANCE_OFFICER), given.staff(Role.ACCEPTANCE_OFFICER, username="b")
    seen = case.revision

    applications.accept(case.number, seen=seen, by=first, at=given.ACCEPTED)
    with pytest.raises(ChangedMeanwhile):
        applications.decline(case.number, reasons="不受理", seen=seen, by=second, at=given.ACCEPTED)
    case.refresh_from_db()

    assert case.state == "under_evaluation"


@pytest.mark.django_db
def test_who_may_never_do_it_is_told_that_and_not_that_it_changed(var):
    case = given.application_in(State.SUBMITTED)

    with pytest.raises(NotYours):
        applications.accept(
            case.number, seen=case.revision - 1, by=given.staff(Role.CERTIFIER), at=given.ACCEPTED
        )


@pytest.mark.django_db
def test_a_submitted_case_takes_no_more_documents(var):
    case = given.application_in(State.SUBMITTED)

    with pytest.raises(WrongState):
        given.document(case, "business_licence")


@pytest.mark.django_db
def test_each_office_reaches_its_own_cases_and_no_others(var):
    """Two bodies, two enterprises, two banners: what could leak is there."""
    other_body = given.body("示例第二认证中心")
    other = ledgers.enterprise(OTHER, division_code="152921")
    mine = given.application_in(State.SUBMITTED)
    theirs = given.application_in(State.SUBMITTED, of=given.product(other), by_body=other_body)
    paper = given.draft(given.product(name="驼乳片"))

    def seen_by(office):
        return set(queries.applications_in_reach(office))

    assert seen_by(given.applicant(mine.enterprise)) == {mine, paper}
    assert seen_by(given.applicant(other)) == {theirs}
    assert seen_by(given.staff(Role.REVIEWER)) == {mine}  # a draft is the enterprise's own paper
    assert seen_by(given.staff(Role.REVIEWER, of=other_body)) == {theirs}
    assert seen_by(people.league_officer()) == {mine, theirs, paper}
    assert seen_by(people.banner_officer("152922")) == {mine, paper}
    assert seen_by(people.banner_officer("152921")) == {theirs}
    assert seen_by(people.inspector("152923")) == set()
    assert seen_by(people.institute_officer()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(REGULATORS))
def test_no_regulator_moves_a_case(role, var):
    """认证认可条例 art. 13. They reach it, and are told that it is not theirs."""
    case = given.application_in(State.SUBMITTED)
    by = people.office(role)
    common = {"seen": case.revision, "by": by, "at": given.ACCEPTED + timedelta(days=1)}
    tries = [
        lambda: applications.accept(case.number, **common),
        lambda: applications.decline(case.number, reasons="否", **common),
        lambda: applications.return_for_completion(case.number, gaps=[("", "缺")], **common),
        lambda: applications.withdraw(case.number, **common),
        lambda: applications.submit(case.number, **common),
    ]

    for attempt in tries:
        with pytest.raises(NotYours):
            attempt()
    case.refresh_from_db()

    assert case.state == "submitted"
