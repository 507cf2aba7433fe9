"""What is written as a file: the report on the field studies of a project, and its measurements as workbooks.

Always in Chinese: the report lies before the panel that reviews the standard.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.timezone import localtime
from PIL import Image, ImageOps, UnidentifiedImageError

from yinxin.kernel import word
from yinxin.ledgers.workbooks.writing import Heading, Value, blank, table
from yinxin.standards.projects.models import Project
from yinxin.standards.studies.models import FieldStudy, Measurement, StudyPhoto
from yinxin.standards.studies.queries import Proposed
from yinxin.standards.studies.rules import statistics
from yinxin.standards.studies.rules.workbook import SHEET

NAME: Final = "实地调研报告"
_NUMERALS: Final = "一二三四五六七八九"
_PICTURE: Final = 1600  # pixels of the longer side
_SIGNS: Final = {"planned": "进行中", "done": "已完成"}
_LEAD: Final = (
    "带*号的为必填项。一行填一个测量值，不要修改表头，不要合并单元格。",
    "未检出的结果不填入本表，请在调研情况中写明项目和检出限。",
    "上传后先核对，核对无误后由您确认保存；有一格不能读取，全部不保存。",
)
_HINTS: Final = {
    "item": "如水分、粗蛋白质，同一项目请用同一名称",
    "value": "数字，小数不超过五位；单位填在单位栏",
    "unit": "如g/100 g、mg/kg、%；不作换算",
    "sample": "本次调研中已登记的样品编号；现场测量的可不填",
    "measured_on": "如2024-09-03，不早于调研第一天",
    "instrument": "仪器名称和编号",
    "method": "如GB 5009.3",
}


def report(
    project: Project,
    studies: Sequence[FieldStudy],
    lines: Sequence[Proposed],
    *,
    with_people: bool = False,
    at: datetime,
) -> bytes:
    """Purpose, route, samples, measurements, findings and photos. Whom one met only where that is asked for."""
    document = word.Document(title=f"《{project.title}》{NAME}", at=at)
    headings = iter(_NUMERALS)
    document.title(f"《{project.title}》{NAME}")
    document.small(
        f"项目编号：{project.number}　　承担单位：{project.organisation.name}　　填写日期：{_day(localtime(at).date())}"
    )
    if any(study.is_invented for study in studies):
        document.small("本报告含演示数据，不代表真实调研结果。")
    document.heading(f"{next(headings)}、调研目的")
    for number, study in enumerate(studies, 1):
        document.line(f"{number}. {study.place}：{study.purpose}")
    document.heading(f"{next(headings)}、调研路线")
    _route(document, studies)
    if with_people:
        document.heading(f"{next(headings)}、走访人员")
        for number, study in enumerate(studies, 1):
            document.line(f"{number}. {study.place}：{study.met or '未记录'}")
    document.heading(f"{next(headings)}、样品")
    _samples(document, studies)
    document.heading(f"{next(headings)}、测量结果")
    _measurements(document, studies, lines)
    document.heading(f"{next(headings)}、调研情况")
    for number, study in enumerate(studies, 1):
        first, *rest = (study.findings or "尚未记录。").splitlines()
        document.line(f"{number}. {study.place}：{first}")
        for text in rest:
            document.line(text)
    photos = [(number, photo) for number, study in enumerate(studies, 1) for photo in study.photos.all()]
    if photos:
        document.heading(f"{next(headings)}、现场照片")
        _photos(document, photos)
    return document.written()


def measurements_workbook(project: Project, measurements: Iterable[Measurement], *, at: datetime) -> bytes:
    """Every measurement of a project as one sheet, under the headings that the import knows."""
    headings = [
        *(Heading(column.heading, column.width) for column in SHEET.columns),
        Heading("样品名称", 18),
        Heading("调研地点", 26),
        Heading("旗区", 14),
        Heading("调研日期", 13),
        Heading("演示数据", 10),
    ]
    rows = [_exported(measurement) for measurement in measurements]
    day = _day(localtime(at).date())
    note = f"项目编号：{project.number}；共{len(rows)}个测量值，不含已取消的调研；导出日期：{day}"
    return table(f"{project.title} 测量值", note, headings, rows)


def measurements_template(samples: Sequence[str], items: Sequence[str]) -> bytes:
    """The workbook to fill in, with the samples of the study and the items of the project to choose from."""
    return blank((SHEET,), lists={"sample": samples, "item": items}, hints=_HINTS, lead=_LEAD)


def _exported(row: Measurement) -> list[Value]:
    return [
        row.item,
        row.value.normalize(),
        row.unit,
        row.sample.code if row.sample else "",
        row.measured_on,
        row.instrument,
        row.method,
        row.sample.what if row.sample else "",
        row.study.place,
        row.study.division.name,
        row.study.starts_on,
        row.study.is_invented,
    ]


def _route(document: word.Document, studies: Sequence[FieldStudy]) -> None:
    rows = [
        (
            str(number),
            _days(study.starts_on, study.ends_on),
            study.place,
            study.division.name,
            study.enterprise.name if study.enterprise else "—",
            _position(study),
            _SIGNS[study.state],
        )
        for number, study in enumerate(studies, 1)
    ]
    document.table(
        ("序号", "日期", "地点", "旗区", "走访单位", "经纬度、海拔", "进度"),
        rows,
        widths=(10, 26, 30, 20, 32, 26, 12),
    )
    document.small("经纬度为WGS 84坐标。")


def _samples(document: word.Document, studies: Sequence[FieldStudy]) -> None:
    rows = [
        (
            f"{number}-{sample.code}",
            sample.what,
            sample.place or study.place,
            sample.taken_on.isoformat(),
            sample.amount or "—",
        )
        for number, study in enumerate(studies, 1)
        for sample in study.samples.all()
    ]
    if not rows:
        document.line("未取样。")
        return
    document.table(("编号", "样品", "取样地点", "取样日期", "数量"), rows, widths=(18, 38, 50, 26, 24))
    document.small("编号由调研序号和样品编号组成。")


def _measurements(document: word.Document, studies: Sequence[FieldStudy], lines: Sequence[Proposed]) -> None:
    if not lines:
        document.line("未测量。")
        return
    document.small("表1 各项目测量结果汇总")
    document.table(
        ("项目", "单位", "样本数", "平均值", "标准差", "最小值", "中位数", "最大值", "P10", "P90"),
        [_figures(line) for line in lines],
        widths=(30, 19, 13, 16, 14, 14, 14, 14, 11, 11),
    )
    document.small(
        "平均值、中位数和标准差（除以n−1）按GB/T 3358.1；百分位数P10、P90在相邻两值间线性插值；"
        "数值修约按GB/T 8170；未剔除离群值；同一项目单位不同的分行统计，不作换算。"
    )
    places = {study.pk: number for number, study in enumerate(studies, 1)}
    document.small("表2 全部测量值")
    document.table(
        ("项目", "数值", "单位", "样品", "日期", "仪器", "方法"),
        [
            (
                row.item,
                _number(row.value),
                row.unit or "—",
                f"{places[row.study_id]}-{row.sample.code}"
                if row.sample
                else f"{places[row.study_id]}（现场）",
                row.measured_on.isoformat(),
                row.instrument or "—",
                row.method or "—",
            )
            for line in lines
            for row in line.measurements
        ],
        widths=(30, 18, 20, 20, 22, 24, 22),
    )


def _figures(line: Proposed) -> tuple[str, ...]:
    figures, values = line.summary, line.values
    fine = statistics.decimals(values) + 1
    deviation = "—" if figures.deviation is None else f"{statistics.rounded(figures.deviation, fine):f}"
    return (
        line.item,
        line.unit or "—",
        str(figures.n),
        f"{statistics.rounded(figures.mean, fine):f}",
        deviation,
        _number(figures.minimum),
        f"{statistics.rounded(figures.median, fine):f}",
        _number(figures.maximum),
        f"{statistics.rounded(statistics.percentile(values, 10), fine):f}",
        f"{statistics.rounded(statistics.percentile(values, 90), fine):f}",
    )


def _photos(document: word.Document, photos: Sequence[tuple[int, StudyPhoto]]) -> None:
    for figure, (number, photo) in enumerate(photos, 1):
        caption = f"图{figure} {photo.caption or photo.study.place}（调研{number}）"
        content = _picture(photo)
        if content is None:
            document.small(f"{caption}：照片文件无法读取。")
        else:
            document.picture(content, caption)


def _picture(photo: StudyPhoto) -> bytes | None:
    """The photo upright and small enough for a document, without what the camera wrote beside it."""
    try:
        with photo.file.open("rb") as file, Image.open(file) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            upright.thumbnail((_PICTURE, _PICTURE))
            content = io.BytesIO()
            upright.save(content, "JPEG", quality=82)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
        return None
    return content.getvalue()


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _position(study: FieldStudy) -> str:
    parts = []
    if study.latitude is not None and study.longitude is not None:
        parts.append(f"{study.latitude}，{study.longitude}")
    if study.altitude_m is not None:
        parts.append(f"{study.altitude_m} m")
    return "；".join(parts) or "—"


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}至{last.isoformat()}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
