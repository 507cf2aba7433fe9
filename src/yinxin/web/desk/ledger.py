"""The enterprise ledger as a table: filters, tabs, order, and the columns that leave in Excel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinxin.ledgers import queries
from yinxin.ledgers.models import Enterprise, Industry, Scale
from yinxin.ledgers.workbooks import columns
from yinxin.ledgers.workbooks.writing import Heading, Value
from yinxin.people.models import Division, Office
from yinxin.people.queries import divisions_within
from yinxin.web.desk import stages
from yinxin.web.desk.stages import Line, Stage
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.templatetags.yinxin import named

ORDERS = {
    "name": ("pinyin",),
    "banner": ("division_id", "pinyin"),
    "industry": ("industry__ordinal", "pinyin"),
}
_LAST_VISIT = "visited"


class FilterForm(forms.Form):
    """What a reader of the ledger asks for. Nonsense in the address is ignored, never an error page."""

    q = forms.CharField(required=False, max_length=60)
    banner = NamedChoiceField(
        Division.objects.none(), required=False, empty_label=gettext_lazy("All banners")
    )
    industry = NamedChoiceField(
        Industry.objects.all(), required=False, empty_label=gettext_lazy("All industries")
    )
    stage = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("All stages")), *((s.value, stages.NAMES[s]) for s in Stage)],
    )

    def __init__(self, data: Mapping[str, str], *, office: Office) -> None:
        super().__init__(data)
        self.fields["banner"].queryset = divisions_of(office)  # type: ignore[attr-defined]
        self.is_valid()


def divisions_of(office: Office) -> QuerySet[Division]:
    """The divisions whose enterprises an office may keep: a league's banners before the league itself."""
    if office.division is None:
        return Division.objects.none()
    return divisions_within(office.division).order_by("-path")


@dataclass(frozen=True, slots=True)
class Tab:
    """A view that is often wanted."""

    key: str
    label: Promise
    rows: Q

    @property
    def name(self) -> str:
        return str(self.label)


def tabs(today: date) -> tuple[Tab, ...]:
    """The views over the ledger, the whole of it first."""
    unvisited = Q(last_visit__isnull=True) | Q(last_visit__lt=today - stages.UNVISITED_AFTER)
    return (
        Tab("", gettext_lazy("All"), Q()),
        Tab("pool", gettext_lazy("In the pool"), Q(is_member=True)),
        Tab("applying", gettext_lazy("Applying"), Q(stage=Stage.APPLYING)),
        Tab("certified", gettext_lazy("Certified"), Q(stage__in=[Stage.CERTIFIED, Stage.SUSPENDED])),
        Tab("unvisited", gettext_lazy("Not visited for 90 days"), Q(is_member=True) & unvisited),
    )


def rows_for(office: Office, form: FilterForm, *, view: str, sort: str, today: date) -> QuerySet[Enterprise]:
    """The enterprises that the filters leave, in order. What cannot be understood filters nothing."""
    chosen = form.cleaned_data
    found = queries.search(office, chosen.get("q", ""))
    if chosen.get("banner"):
        found = found.filter(division__path__startswith=chosen["banner"].path)
    if chosen.get("industry"):
        found = found.filter(industry=chosen["industry"])
    found = stages.with_stage(found).select_related("division", "industry")
    if chosen.get("stage"):
        found = found.filter(Q(stage=chosen["stage"]))
    tab = next((tab for tab in tabs(today) if tab.key == view), None)
    return in_order(found.filter(tab.rows) if tab else found, sort)


def in_order(rows: QuerySet[Enterprise], sort: str) -> QuerySet[Enterprise]:
    """Sorted by a column, falling with a dash before it; by name where the column is not known."""
    key, falls = sort.removeprefix("-"), sort.startswith("-")
    if key == _LAST_VISIT:
        visited = F("last_visit")
        return rows.order_by(
            visited.desc(nulls_last=True) if falls else visited.asc(nulls_first=True), "pinyin", "pk"
        )
    fields = ORDERS.get(key, ORDERS["name"])
    return rows.order_by(f"-{fields[0]}" if falls else fields[0], *fields[1:], "pk")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the parameter that takes it off."""

    label: str
    value: str
    parameter: str


def chips(form: FilterForm) -> list[Chip]:
    """Every filter that is on."""
    chosen = form.cleaned_data
    found = [
        Chip(_("Text"), chosen.get("q", "").strip(), "q"),
        Chip(_("Banner"), named(chosen["banner"]) if chosen.get("banner") else "", "banner"),
        Chip(_("Industry"), named(chosen["industry"]) if chosen.get("industry") else "", "industry"),
        Chip(_("Stage"), str(stages.NAMES[chosen["stage"]]) if chosen.get("stage") else "", "stage"),
    ]
    return [chip for chip in found if chip.value]


HEADINGS = (
    Heading("企业名称", 34),
    Heading("统一社会信用代码", 22),
    Heading("所属旗区", 14),
    Heading("产业", 14),
    Heading("阶段", 12),
    Heading("培育进度(%)", 12),
    Heading("下一步", 26),
    Heading("最近走访", 13),
    Heading("地址", 32),
    Heading("成立日期", 13),
    Heading("是否龙头", 10),
    Heading("规模", 8),
    Heading("联系人", 12),
    Heading("联系电话", 16),
    Heading("备注", 28),
    Heading("演示数据", 10),
)


def exported(line: Line) -> list[Value]:
    """A line under `HEADINGS`, which are those that the import knows."""
    row = line.enterprise
    return [
        row.name,
        row.credit_code or "",
        row.division.name,
        row.industry.name,
        line.stage_name,
        line.readiness.progress.share if line.readiness else None,
        line.next_step,
        line.last_visit,
        row.address,
        row.established_on,
        row.is_leading,
        columns.SCALES[row.scale][0] if row.scale else "",
        row.contact_name,
        row.contact_phone,
        row.note,
        row.is_invented,
    ]


SCALE_NAMES: dict[str, Promise] = {
    Scale.LARGE: gettext_lazy("Large"),
    Scale.MEDIUM: gettext_lazy("Medium"),
    Scale.SMALL: gettext_lazy("Small"),
    Scale.MICRO: gettext_lazy("Micro"),
}
