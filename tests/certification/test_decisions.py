"""Review, decision, countersignature, and the certificate that comes of it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.given import certification as given
from tests.given import ledgers, people
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.decisions import actions as decisions
from yinxin.kernel.refusals import ChangedMeanwhile, WrongState
from yinxin.kernel.roles import Role
from yinxin.register.models import Entry
from yinxin.register.queries import acts, open_acts
from yinxin.standards.texts import actions as standard_actions


def countersign(case):
    return decisions.countersign(
        case.number, seen=case.revision, by=given.staff(Role.HEAD_OF_BODY), at=given.COUNTERSIGNED
    )


@pytest.mark.django_db
def test_i3_a_case_goes_through_every_step_in_order(var):
    case = given.application_in(State.CONCLUDED)

    states = [act.facts["state"] for act in acts(subjects=[case.subject]) if "state" in act.facts]

    assert states == [
        "draft",
        "submitted",
        "under_evaluation",
        "evaluated",
        "reviewed",
        "decided",
        "concluded",
    ]


@pytest.mark.django_db
def test_a_case_that_is_sent_back_is_evaluated_again(var):
    case = given.application_in(State.EVALUATED)

    sent = decisions.send_back(
        case.number, reasons="补充记录", seen=case.revision, by=given.staff(Role.REVIEWER), at=given.REVIEWED
    )

    assert sent.state == "under_evaluation"
    assert given.element(case, "documents", at=given.REVIEWED).pk


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["review", "send_back", "decide"])
def test_nobody_recommends_or_decides_without_reasons(verb, var):
    before = State.REVIEWED if verb == "decide" else State.EVALUATED
    case = given.application_in(before)
    outcome = {"review": {"recommendation": "granted"}, "decide": {"outcome": "granted"}}.get(verb, {})
    by = given.staff(Role.CERTIFIER if verb == "decide" else Role.REVIEWER)

    with pytest.raises(applications.ReasonsMissing):
        getattr(decisions, verb)(
            case.number, **outcome, reasons=" ", seen=case.revision, by=by, at=given.DECIDED
        )
    case.refresh_from_db()

    assert case.state == before


@pytest.mark.django_db
def test_there_is_nothing_between_granted_and_refused(var):
    case = given.application_in(State.EVALUATED)

    with pytest.raises(decisions.OutcomeUnknown):
        decisions.review(
            case.number,
            recommendation="perhaps",
            reasons="x",
            seen=case.revision,
            by=given.staff(Role.REVIEWER),
            at=given.REVIEWED,
        )


@pytest.mark.django_db
def test_the_certifier_may_decide_otherwise_than_was_recommended(var):
    case = given.application_in(State.REVIEWED)

    decided = decisions.decide(
        case.number,
        outcome="refused",
        reasons="证据不足",
        seen=case.revision,
        by=given.staff(Role.CERTIFIER),
        at=given.DECIDED,
    )
    countersign(decided)
    case.refresh_from_db()

    assert (case.review.recommendation, case.outcome) == ("granted", "refused")


@pytest.mark.django_db
def test_nothing_is_granted_on_a_standard_that_was_withdrawn_meanwhile(var):
    case = given.application_in(State.REVIEWED)
    standard_actions.withdraw(
        case.standard.number, on=date(2024, 10, 20), by=people.institute_officer(), at=given.REVIEWED
    )

    with pytest.raises(applications.StandardDoesNotFit):
        decisions.decide(
            case.number,
            outcome="granted",
            reasons="同意",
            seen=case.revision,
            by=given.staff(Role.CERTIFIER),
            at=given.DECIDED,
        )


@pytest.mark.django_db
def test_nothing_is_granted_or_issued_by_a_body_whose_approval_ended(var):
    body = given.body("示例短期中心", until=given.REVIEWED.date())
    case = given.application_in(State.REVIEWED, by_body=body)

    with pytest.raises(applications.BodyOutOfScope):
        decisions.decide(
            case.number,
            outcome="granted",
            reasons="同意",
            seen=case.revision,
            by=given.staff(Role.CERTIFIER, of=body),
            at=given.DECIDED,
        )


@pytest.mark.django_db
def test_an_approval_that_ends_between_the_signatures_leaves_nothing_half_done(var):
    body = given.body("示例短期中心", until=given.DECIDED.date())
    case = given.application_in(State.DECIDED, by_body=body)
    head = given.staff(Role.HEAD_OF_BODY, of=body)
    entries = Entry.objects.count()

    with pytest.raises(applications.BodyOutOfScope):
        decisions.countersign(
            case.number,
            seen=case.revision,
            by=head,
            at=given.COUNTERSIGNED,
        )
    case.refresh_from_db()

    assert (case.state, case.outcome, Certificate.objects.count()) == ("decided", "", 0)
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_who_was_refused_gets_no_certificate(var):
    case = given.application_in(State.CONCLUDED, outcome="refused")

    assert (case.state, case.outcome) == ("concluded", "refused")
    assert Certificate.objects.count() == 0


@pytest.mark.django_db
def test_a_case_is_countersigned_once(var):
    case = given.application_in(State.DECIDED)
    countersign(case)

    with pytest.raises(ChangedMeanwhile):
        countersign(case)
    case.refresh_from_db()
    with pytest.raises(WrongState):
        countersign(case)

    assert Certificate.objects.count() == 1


@pytest.mark.django_db
def test_i4_a_certificate_shows_every_field_of_article_7(var):
    """认证证书和认证标志管理办法 art. 7, items 1 to 9."""
    certificate = given.certificate(given.product(specification="300 g/罐"))

    assert (certificate.holder_name, certificate.holder_address) == ("示例·神驼乳业有限公司", "")
    assert (certificate.product_name, certificate.product_specification) == ("驼奶粉", "300 g/罐")
    assert (certificate.brand, certificate.manufacturer_name) == ("示例牌", "示例·神驼乳业有限公司")
    assert (certificate.factory_name, certificate.factory_address) == ("一号牧场", "巴丹吉林镇示例路1号")
    assert certificate.standard_number == "T/NMSP MZB02.14-2023"
    assert certificate.mode == "full"
    assert certificate.number == "MZ202415292200001"
    assert (certificate.body.name, certificate.issued_on) == ("示例认证中心", date(2024, 10, 24))
    assert certificate.expires_on == date(2027, 10, 24)
    assert certificate.surveillance_due_on == date(2025, 10, 24)
    assert certificate.remarks == "全脂驼乳粉，300 g/罐"
    assert certificate.certified_kg == Decimal(12000)


@pytest.mark.django_db
def test_a_certificate_stays_as_issued_when_the_ledger_changes(var):
    certificate = given.certificate()
    product = certificate.product
    product.name = "改名"
    product.save(update_fields=["name"])
    certificate.refresh_from_db()

    assert certificate.product_name == "驼奶粉"


@pytest.mark.django_db
@pytest.mark.parametrize("invented", ["nothing", "product", "body"])
def test_what_rests_on_invented_facts_is_marked(invented, var):
    owner = ledgers.enterprise(is_invented=False)
    body = given.body("示例实名中心", is_invented=invented == "body")
    product = given.product(owner, is_invented=invented == "product")

    assert given.certificate(product, by_body=body).is_invented is (invented != "nothing")


@pytest.mark.django_db
def test_the_public_reads_of_the_issue_and_of_no_person(var):
    given.certificate()

    issued = open_acts(kinds=["certificate.issued"])[0]
    leaf = Entry.objects.get(kind="certificate.issued").leaf

    assert issued.facts["holder"] == "示例·神驼乳业有限公司"
    assert issued.person == ""
    assert "head_of_body-" not in leaf
    assert "SQ-2024-0001" not in leaf


@pytest.mark.django_db
def test_of_the_case_itself_the_public_reads_nothing(var):
    case = given.application_in(State.CONCLUDED)

    assert Entry.objects.filter(subject=case.subject, is_open=True).count() == 0
