"""Where the walk goes, as whom, and what must be there. Addresses are found by their names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.models import Application, Certificate
from yinxin.console.demonstration import cast
from yinxin.console.demonstration.addresses import addresses
from yinxin.console.demonstration.walk.checks import (
    Check,
    has_members,
    is_code_list,
    is_pdf,
    is_text,
    is_workbook,
)
from yinxin.cultivation.models import Assessment
from yinxin.kernel.roles import BODY_ROLES, Role
from yinxin.marks.models import LabelBatch
from yinxin.people.models import Office
from yinxin.publicity.queries import published as news
from yinxin.standards.texts.queries import published
from yinxin.supervision.models import Case, Report, SuspensionRequest

NOBODY = ""
CHINESE, ENGLISH = "zh-hans", "en"
JSON = "application/json"
CERTIFIED = (
    "内蒙古曼德拉生物科技有限公司",
    "阿拉善右旗神驼乳业科技有限公司",
    "内蒙古沙漠之神生物科技有限公司",
)
MILK = "示例·左旗驼奶加工有限公司"

FIGURES = {
    "standards_published": 12,
    "experts_in_pool": 20,
    "enterprises_in_pool": 13,
    "standards_proposed_this_year": 5,
    "enterprises_certified": 3,
}
HEADLINES = {
    "genuine": ("认证有效", "Certificate valid"),
    "suspended": ("认证暂停", "Certificate suspended"),
    "withdrawn": ("证书已撤销", "Certificate withdrawn"),
    "cancelled": ("证书已注销", "Certificate cancelled"),
    "void": ("标签已作废", "Label voided"),
    "gtin_mismatch": ("编码与商品不符", "Code of another product"),
    "suspect": ("标签可能被复制", "Perhaps a copied label"),
    "mistyped": ("请再核对一次编码", "Please check the code again"),
    "unknown": ("没有查到这个编码", "No record of this code"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One address, opened by one user (or nobody) in one language."""

    path: str
    user: str = NOBODY
    language: str = CHINESE
    accept: str = "text/html"
    status: int = 200
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    check: Check | None = field(default=None, compare=False)


def stops(*, now: datetime) -> Iterator[Stop]:
    """The whole walk."""
    yield from public()
    yield from verdicts(now=now)
    yield from data()
    yield from desk()
    yield from field_pages()
    yield from enterprise()
    yield from body()
    yield from closed_doors()


def in_both(path: str, *, says: tuple[str, ...] = ()) -> Iterator[Stop]:
    """A public page in Chinese and in English. Names are data, and the same in both."""
    for language in (CHINESE, ENGLISH):
        yield Stop(path, language=language, says=says)


def public() -> Iterator[Stop]:
    """What everybody may read."""
    standard = published().filter(number="T/NMSP MZB02.14-2023").get()
    certificate = Certificate.objects.filter(holder_name=CERTIFIED[0]).get()
    article = news().exclude(original_url="").get()
    report = Report.objects.exclude(answer="").order_by("id")[0]
    yield from in_both(reverse("public:home"))
    yield from in_both(reverse("public:standards"), says=(standard.printed_number,))
    yield from in_both(reverse("public:standard", args=[standard.number]), says=(standard.title, "4.1"))
    yield from in_both(reverse("public:enterprises"), says=CERTIFIED)
    yield from in_both(
        reverse("public:enterprise", args=[certificate.enterprise_id]), says=(certificate.holder_name,)
    )
    yield from in_both(reverse("public:products"), says=(certificate.number, certificate.holder_name))
    yield from in_both(
        reverse("public:certificate", args=[certificate.number]),
        says=(certificate.number, certificate.standard_number, certificate.remarks),
    )
    yield Stop(reverse("public:certificate_pdf", args=[certificate.number]), check=is_pdf)
    yield from in_both(reverse("public:guide"))
    yield from in_both(reverse("public:news"), says=(article.title,))
    yield from in_both(
        reverse("public:article", args=[article.slug]), says=(article.original_url, article.source)
    )
    yield from in_both(reverse("public:privacy"))
    yield from in_both(reverse("public:accessibility"))
    yield from in_both(reverse("public:check"))
    yield from in_both(reverse("public:report"))
    yield from in_both(f"{reverse('public:track')}?number={report.tracking}", says=(report.answer,))
    yield from in_both(reverse("login"))


def verdicts(*, now: datetime) -> Iterator[Stop]:
    """Every verdict as a page in both languages, and as data."""
    for place, language in enumerate((CHINESE, ENGLISH)):
        for address in addresses(now=now):
            words = HEADLINES.get(address.reason) or HEADLINES[address.answer]
            yield Stop(address.path, language=language, says=(words[place],))
    for address in addresses(now=now):
        told = {"verdict": address.answer, "reason": address.reason}
        yield Stop(address.path, accept=JSON, check=has_members(told))


def data() -> Iterator[Stop]:
    """The register as data, with the figures of the notice."""
    figures = f"{reverse('api:figures')}?division=152900&as_of=2024-12-06"
    yield Stop(figures, accept=JSON, check=has_members(FIGURES))
    yield Stop(reverse("api:standards"), accept=JSON, check=is_text("T/NMSP MZB02.14-2023"))
    number = Certificate.objects.filter(holder_name=CERTIFIED[0]).get().number
    yield Stop(reverse("api:certificates"), accept=JSON, check=is_text(number))


def desk() -> Iterator[Stop]:
    """The league officer's day, and a banner officer who sees the banner only."""
    case = Application.objects.get(enterprise__name=MILK, state=ApplicationState.REVIEWED)
    milk = cast.enterprise(MILK)
    assessed = Assessment.objects.select_related("product", "clause__standard").order_by("id")[0]
    product, standard = assessed.product, assessed.clause.standard
    certificate = Certificate.objects.filter(holder_name=MILK).get()

    def league(path: str, **facts: object) -> Stop:
        return Stop(path, user="league", **facts)  # type: ignore[arg-type]

    yield league(reverse("desk:dashboard"))
    yield league(reverse("desk:tasks"), says=("示例·额济纳驼绒制品有限公司",))
    yield league(f"{reverse('desk:figure', args=['enterprises_certified'])}?as_of=2024-12-06", says=CERTIFIED)
    yield league(f"{reverse('desk:search')}?q=mdl", says=(CERTIFIED[0],))
    yield league(reverse("desk:enterprises"), says=(MILK,))
    yield league(f"{reverse('desk:enterprises')}?q=驼奶", says=(MILK,))
    yield league(f"{reverse('desk:enterprises')}?q=stry", says=(CERTIFIED[1],), hides=(MILK,))
    yield league(reverse("desk:enterprises_export"), check=is_workbook(MILK, *CERTIFIED))
    yield league(reverse("desk:enterprise", args=[milk.pk]), says=(MILK, milk.credit_code))
    yield league(reverse("desk:import"))
    yield league(reverse("desk:import_template"), check=is_workbook("企业名称"))
    yield league(reverse("desk:pool"), says=(MILK,))
    yield league(reverse("desk:visits"), says=(MILK,))
    yield league(reverse("desk:readiness", args=[product.pk, standard.pk]), says=("4.1", product.name))
    yield league(reverse("desk:industries"), says=("荒漠肉苁蓉", "盐藻"))
    yield league(reverse("desk:applications"), says=(case.number,))
    yield league(reverse("desk:application", args=[case.number]), says=(case.number, MILK))
    yield league(reverse("desk:certificates"), says=(certificate.number,))
    yield league(reverse("desk:certificate", args=[certificate.number]), says=(certificate.number,))
    yield league(reverse("desk:standards"), says=("T/NMSP MZB02.14",))
    yield league(reverse("desk:experts"), says=("示例专家 20",))
    yield league(f"{reverse('desk:bulletin')}?as_of=2024-12-06", says=CERTIFIED)
    yield league(f"{reverse('desk:bulletin_text')}?as_of=2024-12-06", check=is_text("12项", *CERTIFIED))
    yield league(reverse("desk:articles"), says=("六举措",))
    yield league(reverse("desk:register"))
    yield Stop(
        reverse("desk:enterprises"),
        user="right",
        says=(CERTIFIED[0],),
        hides=(MILK, "示例·额济纳驼乳有限公司"),
    )


def field_pages() -> Iterator[Stop]:
    """The inspector's reports and cases."""
    report = Report.objects.filter(answer="", case=None).order_by("id")[0]
    case = Case.objects.order_by("-id")[0]
    yield Stop(reverse("field:reports"), user="inspector", says=(report.tracking,))
    yield Stop(reverse("field:report", args=[report.tracking]), user="inspector", says=(report.text,))
    yield Stop(reverse("field:cases"), user="inspector", says=(case.number,))
    yield Stop(reverse("field:case", args=[case.number]), user="inspector", says=(case.number,))


def enterprise() -> Iterator[Stop]:
    """An enterprise with a certificate, a case under way, and labels."""
    case = Application.objects.get(enterprise__name=MILK, state=ApplicationState.REVIEWED)
    certificate = Certificate.objects.filter(holder_name=MILK).get()
    batch = LabelBatch.objects.filter(certificate=certificate, voided_ranges__isnull=True).order_by("id")[0]

    def milk(path: str, **facts: object) -> Stop:
        return Stop(path, user="milk", **facts)  # type: ignore[arg-type]

    yield milk(reverse("enterprise:home"), says=(MILK,))
    yield milk(reverse("enterprise:apply"))
    yield milk(reverse("enterprise:applications"), says=(case.number,))
    yield milk(reverse("enterprise:application", args=[case.number]), says=(case.number,))
    yield milk(reverse("enterprise:certificates"), says=(certificate.number,))
    yield milk(reverse("enterprise:labels"), says=(batch.number,))
    yield milk(reverse("enterprise:batch", args=[batch.number]), says=(batch.lot,))
    yield milk(reverse("enterprise:batch_codes", args=[batch.number]), check=is_code_list(batch.count))


def body() -> Iterator[Stop]:
    """Each office of the first body sees a case that waits for it."""
    offices = Office.objects.filter(role__in=BODY_ROLES).select_related("user", "organisation").order_by("id")
    for office in offices:
        waiting = [
            case
            for case in applications_in_reach(office).order_by("id")
            if APPLICATION_LIFE.verbs(state=case.state, role=office.as_role)
        ]
        user = office.user.username
        yield Stop(reverse("body:tasks"), user=user, says=tuple(case.number for case in waiting[:1]))
        yield Stop(reverse("body:applications"), user=user, says=tuple(case.number for case in waiting[:1]))
        for case in waiting[:1]:
            yield Stop(reverse("body:application", args=[case.number]), user=user, says=(case.number,))
        if office.as_role is Role.CERTIFIER:
            yield Stop(reverse("body:certificates"), user=user)
            asked = SuspensionRequest.objects.filter(certificate__body=office.organisation_id).order_by("id")
            says = tuple(request.certificate.number for request in asked[:1])
            yield Stop(reverse("body:requests"), user=user, says=says)


def closed_doors() -> Iterator[Stop]:
    """What is not there, not theirs, or not within reach."""
    case = Application.objects.get(enterprise__name=MILK, state=ApplicationState.REVIEWED)
    yield Stop("/nothing-here", status=404)
    yield Stop(reverse("desk:enterprises"), user="milk", status=403)
    yield Stop(reverse("enterprise:application", args=[case.number]), user="goat", status=404)
    yield Stop(reverse("body:application", args=[case.number]), user="auditor2", status=404)
