"""The expert pool as a table: tabs, filters, order, and the columns that leave in Excel.

An area has tens of experts, never thousands, so that the rows are read once and sifted here: by fields that stand in a
list, by pinyin, and by what a day makes of a term.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.models import Expert, TieKind
from yinxin.experts.pool.rules import ExpertField, Reminder
from yinxin.ledgers.rules import needles, pinyin, searchable
from yinxin.ledgers.workbooks.writing import Heading, Value
from yinxin.people.models import Division, Office
from yinxin.web import phrases
from yinxin.web.desk.ledger import Chip
from yinxin.web.expert_record import fields_of, warnings_of
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.templatetags.yinxin import named
from yinxin.web.wording.experts import EXPERT_FIELDS

_ENDING = frozenset({Reminder.TERM_ENDS_SOON})
_ENDED = frozenset({Reminder.TERM_ENDED})


@dataclass(frozen=True, slots=True)
class Line:
    """One expert as the list shows it."""

    expert: Expert
    fields: str
    employer: str
    state: str
    warnings: tuple[rules.PoolWarning, ...]
    is_absent: bool
    days_left: int | None

    @property
    def is_in_pool(self) -> bool:
        return self.expert.state == ExpertState.ADMITTED

    @property
    def has_lapsed_qualification(self) -> bool:
        return any(each.kind == Reminder.QUALIFICATION_EXPIRED for each in self.warnings)

    @property
    def is_ending(self) -> bool:
        return self.is_reminded(_ENDING)

    def is_reminded(self, kinds: frozenset[Reminder]) -> bool:
        return any(each.kind in kinds for each in self.warnings)


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the pool that is looked at by itself; the key stands in the address."""

    key: str
    label: Promise
    holds: Callable[[Line], bool]


TABS: tuple[Tab, ...] = (
    Tab(ExpertState.ADMITTED, gettext_lazy("In the pool"), lambda line: line.is_in_pool),
    Tab(
        ExpertState.RECOMMENDED,
        gettext_lazy("Recommended"),
        lambda line: line.expert.state == ExpertState.RECOMMENDED,
    ),
    Tab("ending", gettext_lazy("Term ends soon"), lambda line: line.is_reminded(_ENDING)),
    Tab("ended", gettext_lazy("Term ended"), lambda line: line.is_reminded(_ENDED)),
    Tab("away", gettext_lazy("Unavailable today"), lambda line: line.is_in_pool and line.is_absent),
    Tab(ExpertState.LEFT, gettext_lazy("Left"), lambda line: line.expert.state == ExpertState.LEFT),
    Tab(
        ExpertState.DECLINED,
        pgettext_lazy("expert", "Declined"),
        lambda line: line.expert.state == ExpertState.DECLINED,
    ),
    Tab("all", gettext_lazy("All"), lambda _line: True),
)


class ExpertFilters(forms.Form):
    """What a reader of the pool asks for. Nonsense in the address is ignored, never an error page."""

    q = forms.CharField(required=False, max_length=60)
    field = forms.ChoiceField(
        required=False, choices=[("", gettext_lazy("All fields")), *EXPERT_FIELDS.items()]
    )
    division = NamedChoiceField(
        Division.objects.none(), required=False, empty_label=gettext_lazy("All divisions")
    )

    def __init__(self, data: Mapping[str, str], *, office: Office) -> None:
        super().__init__(data)
        recommenders = queries.experts_in_reach(office).values("division")
        self.fields["division"].queryset = Division.objects.filter(pk__in=recommenders)  # type: ignore[attr-defined]
        self.is_valid()


def lines_for(office: Office, form: ExpertFilters, *, sort: str, today: date) -> list[Line]:
    """The experts in reach that the filters leave, in order, whatever the tab."""
    rows = queries.experts_in_reach(office).prefetch_related("ties", "absences", "qualifications")
    given = form.cleaned_data
    if given.get("division"):
        rows = rows.filter(division__path__startswith=given["division"].path)
    lines = [line_of(expert, today=today) for expert in rows]
    if given.get("field"):
        lines = [line for line in lines if given["field"] in line.expert.fields]
    for word in needles(given.get("q", "")):
        lines = [line for line in lines if word in _text_of(line)]
    return in_order(lines, sort)


def line_of(expert: Expert, *, today: date) -> Line:
    """One expert on a day."""
    absences = [(row.since, row.until) for row in expert.absences.all()]
    employers = [
        tie.organisation_name
        for tie in expert.ties.all()
        if tie.kind == TieKind.EMPLOYER and rules.is_running(today, since=tie.since, until=tie.until)
    ]
    is_in_pool = expert.state == ExpertState.ADMITTED and expert.term_until is not None
    return Line(
        expert,
        fields_of(expert),
        phrases.listed(employers) or expert.employer,
        phrases.state("expert", expert.state),
        tuple(warnings_of(expert, today=today)),
        rules.is_absent(today, today, absences),
        (expert.term_until - today).days if is_in_pool and expert.term_until else None,
    )


def _text_of(line: Line) -> str:
    row = line.expert
    return searchable(named=[row.name, line.employer], numbered=[row.title, row.speciality, str(row.pk)])


_ORDERS: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "name": lambda line: (pinyin(line.expert.name),),
    "division": lambda line: (line.expert.division_id, pinyin(line.expert.name)),
    "employer": lambda line: (pinyin(line.employer), pinyin(line.expert.name)),
    "recommended": lambda line: (line.expert.recommended_on,),
    "term": lambda line: (line.expert.term_until or date.max,),
}


def in_order(lines: Sequence[Line], sort: str) -> list[Line]:
    """Sorted by a column, falling with a dash before it; by number where the column is not known."""
    by = _ORDERS.get(sort.removeprefix("-"))
    if by is None:
        return sorted(lines, key=lambda line: line.expert.pk)
    return sorted(lines, key=lambda line: (*by(line), line.expert.pk), reverse=sort.startswith("-"))


def tab_of(key: str) -> Tab:
    """The tab of this key; the pool where there is none."""
    return next((tab for tab in TABS if tab.key == key), TABS[0])


def chips(form: ExpertFilters) -> list[Chip]:
    """Every filter that is on."""
    given = form.cleaned_data
    found = [
        Chip(_("Text"), given.get("q", "").strip(), "q"),
        Chip(
            _("Field"), str(EXPERT_FIELDS[ExpertField(given["field"])]) if given.get("field") else "", "field"
        ),
        Chip(_("Recommended by"), named(given["division"]) if given.get("division") else "", "division"),
    ]
    return [chip for chip in found if chip.value]


HEADINGS = (
    Heading("编号", 8),
    Heading("姓名", 14),
    Heading("专业领域", 24),
    Heading("工作单位", 30),
    Heading("职称", 16),
    Heading("专业", 20),
    Heading("从业起始年份", 14),
    Heading("推荐单位", 16),
    Heading("推荐日期", 13),
    Heading("入库日期", 13),
    Heading("任期至", 13),
    Heading("状态", 10),
    Heading("今日请假", 10),
    Heading("资格过期", 10),
    Heading("演示数据", 10),
)


def exported(line: Line) -> list[Value]:
    """A line under `HEADINGS`."""
    row = line.expert
    return [
        row.pk,
        row.name,
        line.fields,
        line.employer,
        row.title,
        row.speciality,
        row.in_field_since,
        row.division.name,
        row.recommended_on,
        row.admitted_on,
        row.term_until,
        line.state,
        line.is_absent,
        line.has_lapsed_qualification,
        row.is_invented,
    ]
