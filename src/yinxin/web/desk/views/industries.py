"""The industry ledger: enterprises, stages, standards and yearly figures by industry, and their spread by banner."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.ledgers.models import Enterprise, Industry
from yinxin.ledgers.queries import YearOfIndustry, enterprises_in_reach, industries, years_by_industry
from yinxin.ledgers.workbooks import writing
from yinxin.ledgers.workbooks.writing import Heading, Value
from yinxin.people.models import Division, Office
from yinxin.standards.texts.queries import published
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import stages
from yinxin.web.desk.ledger import divisions_of
from yinxin.web.desk.stages import Stage
from yinxin.web.desk.views.enterprises import READERS, workbook
from yinxin.web.templatetags.yinxin import day, named

_CERTIFIED = {Stage.CERTIFIED, Stage.SUSPENDED}


@dataclass
class IndustryLine:
    """One industry, counted."""

    industry: Industry
    enterprises: int = 0
    leading: int = 0
    members: int = 0
    certified: int = 0
    standards: int = 0
    by_banner: Counter[str] = field(default_factory=Counter)
    years: list[YearOfIndustry] = field(default_factory=list)

    @property
    def latest(self) -> YearOfIndustry | None:
        return self.years[0] if self.years else None


def counted(office: Office) -> list[IndustryLine]:
    """Every industry with what the ledger, the pool, the certificates and the standards hold of it."""
    lines = {industry.pk: IndustryLine(industry) for industry in industries()}
    for row in _reached(office):
        line = lines[row.industry_id]
        line.enterprises += 1
        line.leading += row.is_leading
        line.members += row.is_member  # type: ignore[attr-defined]
        line.certified += row.stage in _CERTIFIED  # type: ignore[attr-defined]
        line.by_banner[row.division_id] += 1
    for standard in published(clock.today()):
        if standard.industry_id in lines:
            lines[standard.industry_id].standards += 1
    for year in years_by_industry(office):
        lines[year.industry].years.append(year)
    return list(lines.values())


def _reached(office: Office) -> Iterable[Enterprise]:
    return stages.with_stage(enterprises_in_reach(office)).iterator(chunk_size=2000)


@open_to(*READERS)
def industry_list(request: OfficeRequest) -> HttpResponse:
    """One row an industry, the spread by banner, and the years."""
    lines = counted(request.office)
    banners = [d for d in divisions_of(request.office) if any(line.by_banner[d.pk] for line in lines)]
    context = {
        "crumbs": [(_("Dashboard"), reverse("home")), (_("Industry ledger"), "")],
        "lines": lines,
        "total": _total(lines),
        "banners": banners,
        "chart": _chart(lines, banners),
        "has_years": any(line.years for line in lines),
    }
    return render(request, "desk/industries.html", context)


def _total(lines: list[IndustryLine]) -> dict[str, int]:
    names = ("enterprises", "leading", "members", "certified", "standards")
    return {name: sum(getattr(line, name) for line in lines) for name in names}


def _chart(lines: list[IndustryLine], banners: list[Division]) -> dict[str, object]:
    """The table behind the chart: industries down, banners across."""
    return {
        "columns": [_("Industry"), *(named(banner) for banner in banners)],
        "rows": [
            [named(line.industry), *(line.by_banner[banner.pk] for banner in banners)] for line in lines
        ],
    }


@open_to(*READERS)
def industry_export(request: OfficeRequest) -> HttpResponse:
    """The industry ledger as a workbook, with the latest two years of figures."""
    today = clock.today()
    lines = counted(request.office)
    banners = [d for d in divisions_of(request.office) if any(line.by_banner[d.pk] for line in lines)]
    years = sorted({year.year for line in lines for year in line.years}, reverse=True)[:2]
    headings = [
        Heading("产业", 16),
        *(Heading(text, 12) for text in ("企业数", "龙头企业", "培育库内", "已获证", "已发布标准")),
        *(Heading(banner.name, 14) for banner in banners),
        *(
            Heading(f"{year}年{text}", 18)
            for year in years
            for text in ("填报企业", "产量(千克)", "销售额(元)", "就业(人)", "带动农牧户")
        ),
    ]
    rows = [_exported(line, banners, years) for line in lines]
    note = f"{named(request.office.division)} · {_('as of %(day)s') % {'day': day(today)}}"
    return workbook(writing.table("产业台账", note, headings, rows), f"产业台账-{today:%Y%m%d}.xlsx")


def _exported(line: IndustryLine, banners: list[Division], years: list[int]) -> list[Value]:
    by_year = {year.year: year for year in line.years}
    figures: list[Value] = []
    for number in years:
        year = by_year.get(number)
        figures += (
            [None] * 5
            if year is None
            else [year.enterprises, year.output_kg, year.sales_yuan, year.jobs, year.households]
        )
    counts: list[Value] = [line.enterprises, line.leading, line.members, line.certified, line.standards]
    return [line.industry.name, *counts, *(line.by_banner[banner.pk] for banner in banners), *figures]
