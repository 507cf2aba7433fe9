"""A small world, reached by acting, in which every address of the program has something to show."""

import base64
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver

from tests.given import (
    assignments,
    calls,
    certification,
    comments,
    draws,
    experts,
    ledgers,
    marks,
    people,
    projects,
    reviews,
    standards,
    studies,
    supervision,
)
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Office
from yinxin.publicity import actions as publicity
from yinxin.standards.texts.models import Indicator
from yinxin.supervision.lifecycle import CaseState

STUDIES_OF_PROJECT = ("studies", "study_new", "studies_report", "measurements_export", "limits")
PAGES_OF_STUDY = (
    "study",
    "study_correct",
    "measurements",
    "measurements_import",
    "measurements_template",
)
PAGES_OF_TEXT = (
    *("text_cover", "text_freeze", "text_compare", "text_document", "text_outline"),
    *("clause_new", "clause_edit", "clause_move", "clause_remove", "clause_restore"),
    *("limit_new", "limit_edit", "limit_remove"),
)
Parameters = dict[str, Any]
DOT = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
COMMENT_PAGES = (
    "desk:comments",
    "desk:comments_admit",
    "desk:comment_new",
    "desk:comments_table",
    "desk:comments_workbook",
    "desk:comments_word",
    "desk:reviews",
    "public:draft",
    "public:comment",
    "public:draft_note",
)
PROJECT_PAGES = (
    "desk:project",
    "desk:project_plan",
    "desk:project_number",
    "desk:project_paper_new",
    "desk:drafter_new",
)


@dataclass(frozen=True)
class Address:
    """One address of the program, with the parameters that it takes."""

    name: str  # "desk:enterprise"
    parameters: tuple[str, ...]
    open_to: frozenset[Role] | str


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> list[Address]:
    """Every named address but the API's, whose operations are tried by its own tests."""
    found: list[Address] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "api":
                found += addresses(entry, f"{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            open_to = getattr(entry.callback, "open_to", frozenset())
            found.append(Address(f"{prefix}{entry.name}", tuple(entry.pattern.converters), open_to))
    return found


def picture() -> "ContentFile[bytes]":
    """A photograph of one dot."""
    return ContentFile(DOT, name="photo.png")


class World:
    """One enterprise in the right banner with a certificate and a case; one of each thing that an address can name."""

    def __init__(self) -> None:
        self.enterprise: Enterprise = ledgers.enterprise()
        self.product = certification.product(self.enterprise)
        self.certificate = certification.certificate(self.product)
        self.body = self.certificate.body
        self.standard = self.certificate.standard
        self.second = certification.application_in(
            ApplicationState.UNDER_EVALUATION, of=certification.product(self.enterprise, name="另一种驼乳")
        )
        self.nonconformity = certification.nonconformity(self.second, state="answered")
        self.batch = marks.batch(self.certificate)
        self.report = supervision.report(self.certificate, code_text=marks.code(self.batch))
        self.case = supervision.case(
            supervision.report(self.certificate, code_text=marks.code(self.batch)), state=CaseState.CONFIRMED
        )
        self.request = supervision.request(self.case)
        self.finding = self.case.findings.first() or supervision.finding(supervision.case())
        self.site = self.product.site or ledgers.site(self.enterprise)
        self.expert = experts.expert()
        self.tie = experts.tie(self.expert, of="示例咨询客户有限公司")
        self.qualification = experts.qualification(self.expert, file=picture())
        self.assignment = assignments.invited(assignments.matter(parties=["示例加工厂"]), self.expert)
        self.call = calls.call()
        self.proposal = calls.proposal(call=self.call, by=certification.applicant(self.enterprise))
        self.answered = calls.accepted_proposal("右旗锁阳", by=certification.applicant(self.enterprise))
        self.article = standards.clipping()
        self.removal = publicity.ask_removal(
            self.article.slug, reason="文中照片未经许可。", contact="13800000001", at=people.NOW
        )
        self.visit = ledgers.visit(self.enterprise, photo=picture())
        self.assessment = ledgers.assessment(
            self.product, clause=self.standard.clauses.first(), evidence=picture()
        )
        self.membership = ledgers.member(ledgers.enterprise(name="示例·入库企业"))
        self.draw = draws.unsealed_draw()
        self.project = projects.project(state="comment", division=people.division("152922"))
        self.comment = comments.comment(self.project)
        self.review = reviews.opened(comments.draft(title="示例标准 送审"))
        assignments.accepted(self.review.matter, self.expert, at=reviews.AFTER)
        self.study = studies.study(self.project, division=people.division("152922"))
        self.measurement = studies.measurement(self.study)
        self.study_photo = studies.photo(self.study)
        self.superseded = standards.superseded("T/NMSP MZB02.15-2023", kinds=("mutton",))

    def office(self, role: Role) -> Office:
        """Somebody of this role whom this world concerns."""
        if role in REGULATORS:
            return people.office(
                role, of=people.division("152922" if role is Role.BANNER_OFFICER else "152900")
            )
        if role is Role.ENTERPRISE:
            return certification.applicant(self.enterprise)
        if role is Role.INSTITUTE_OFFICER:
            return people.institute_officer()
        if role is Role.EXPERT:
            return experts.expert_office(self.expert)
        return certification.staff(role, of=self.body)

    def offices(self) -> dict[Role, Office]:
        """One office of every role."""
        return {role: self.office(role) for role in sorted(HUMAN_ROLES)}

    def parameters(self, address: Address) -> Parameters:
        """What the address takes, from this world. An address that this does not know fails the test that asks."""
        known = self._of_name(address.name)
        return {name: known[name] for name in address.parameters}

    def _of_name(self, name: str) -> Parameters:  # noqa: PLR0911 - one way out for each kind of address
        audience, _, page = name.partition(":")
        special: dict[str, Parameters] = {
            "public:verify": {"code": marks.code(self.batch)},
            "public:verify_gs1": {
                "code": marks.code(self.batch),
                "gtin": self.batch.gtin or "09520000000004",
            },
            "public:report_sent": {"tracking": self.report.tracking},
            "public:certificate": {"number": self.certificate.number},
            "public:certificate_pdf": {"number": self.certificate.number},
            "public:standard": {"number": self.standard.number},
            "public:standard_document": {"number": self.standard.number, "ending": "docx"},
            "public:draft_document": {"number": self.project.number, "ending": "docx"},
            "desk:text": {"number": self.project.number},
            "desk:standard_text": {"pk": self.project.standard_id},
            "public:enterprise": {"pk": self.enterprise.pk},
            "public:article": {"slug": self.article.slug},
            "public:article_removal": {"slug": self.article.slug},
            "desk:figure": {"name": "standards_published"},
            "desk:certificate": {"number": self.certificate.number},
            "desk:case_document": {"number": self.second.number, "pk": self.second.documents.first().pk},
            **{f"{each}:proposal": {"pk": self.proposal.pk} for each in ("desk", "enterprise")},
            **{f"desk:proposal_{each}": {"pk": self.proposal.pk} for each in ("score", "answer", "withdraw")},
            **{f"enterprise:proposal_{each}": {"pk": self.proposal.pk} for each in ("correct", "withdraw")},
            "desk:proposal_correct": {"pk": self.answered.pk},  # only whoever made one may correct it
            **{f"{each}:call": {"key": self.call.key} for each in ("desk", "public")},
            **{f"desk:call_{each}": {"key": self.call.key} for each in ("edit", "open", "extend", "close")},
            "desk:expert": {"pk": self.expert.pk},
            "desk:expert_correct": {"pk": self.expert.pk},
            "desk:expert_act": {"pk": self.expert.pk, "verb": "add_absence"},
            "desk:expert_item": {"pk": self.expert.pk, "verb": "end_tie", "item": self.tie.pk},
            "desk:expert_scan": {"pk": self.qualification.pk},
            "expert:record_act": {"verb": "add_absence"},
            "expert:record_item": {"verb": "end_tie", "item": self.tie.pk},
            "expert:record_scan": {"pk": self.qualification.pk},
            "desk:matter": {"pk": self.assignment.matter_id},
            "expert:assignment": {"pk": self.assignment.pk},
            **{each: {"number": self.project.number} for each in PROJECT_PAGES},
            **{each: {"number": self.project.number} for each in COMMENT_PAGES},
            "public:comment_sent": {"tracking": self.comment.tracking},
            "desk:review": {"pk": self.review.pk},
            "expert:review": {"pk": self.review.pk},
            "expert:review_text": {"pk": self.review.pk, "ending": "docx"},
            "expert:review_paper": {
                "pk": self.review.pk,
                "paper": self.review.project.papers.first().pk,
            },
            "desk:drafter_remove": {
                "number": self.project.number,
                "pk": self.project.drafters.get().pk,
            },
            "desk:project_paper": {
                "number": self.project.number,
                "pk": self.project.papers.first().pk,
            },
            **{f"desk:{each}": {"number": self.project.number} for each in STUDIES_OF_PROJECT},
            **{f"desk:{each}": {"pk": self.study.pk} for each in PAGES_OF_STUDY},
            "desk:study_photo": {"pk": self.study.pk, "photo": self.study_photo.pk},
            "desk:measurement": {"pk": self.measurement.pk},
            "desk:site": {"pk": self.site.pk},
            "desk:product": {"pk": self.product.pk},
            "desk:visit_photo": {"pk": self.visit.pk},
            "desk:evidence": {"pk": self.assessment.pk},
            "desk:membership": {"pk": self.membership.pk, "verb": "release"},
            "desk:draw": {"number": self.draw.number},
            "public:draw": {"number": self.draw.number},
            "public:draw_record": {"number": self.draw.number},
            "desk:transition": {"number": self.superseded.number},
            "desk:transition_export": {"number": self.superseded.number},
            "desk:carry_over": {"number": self.superseded.number, "product": self.product.pk},
            "desk:removal_answer": {"pk": self.removal.pk},
            "body:certificate": {"number": self.certificate.number},
            "body:request": {"pk": self.request.pk},
            "enterprise:site": {"pk": self.site.pk},
            "enterprise:product": {"pk": self.product.pk},
            "enterprise:label_order": {"number": self.certificate.number},
            "enterprise:batch": {"number": self.batch.number},
            "enterprise:batch_codes": {"number": self.batch.number},
        }
        if name in special:
            return special[name]
        if audience == "desk" and page in PAGES_OF_TEXT:
            limit = Indicator.objects.filter(clause__standard=self.project.standard_id).latest("pk")
            parts = {"clause": limit.clause_id, "limit": limit.pk, "act": 1}
            words = {"kind": "after", "move": "up", "ending": "docx"}
            return {"pk": self.project.standard_id, **parts, **words}
        if audience == "desk" and page.startswith("standard"):
            return {"number": self.standard.number}
        if audience == "field":
            return {"tracking": self.report.tracking, "number": self.case.number, "pk": self.finding.pk}
        document = self.second.documents.first()
        if page == "application_document":
            return {"number": self.second.number, "item": document.item}
        if page in {"file", "case_document"}:
            return {"number": self.second.number, "pk": document.pk}
        return {
            "number": self.second.number,
            "pk": self.enterprise.pk,
            "slug": self.article.slug,
            "name": self.nonconformity.number,
            "nonconformity": self.nonconformity.number,
            "product": self.product.pk,
            "standard": self.standard.pk,
            "site": self.site.pk,
            "clause": self.standard.clauses.first().pk,
        }
