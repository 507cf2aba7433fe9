"""The sheets of the ledger's workbook and the headings by which their columns are known. Pure.

Headings are Chinese because the workbooks are: they are data, not words for a reader.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from yinxin.kernel.identifiers.folding import folded


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its usual heading and the others that officers use; `length` is what a cell may hold."""

    key: str
    heading: str
    others: tuple[str, ...] = ()
    is_required: bool = False
    length: int = 0
    width: int = 16
    in_template: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what one of its rows is, its usual title, its columns."""

    key: str
    title: str
    others: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_required)


_INVENTED: Final = Column("is_invented", "演示数据", ("是否演示数据",), width=10, in_template=False)
_OWNER: Final = Column(
    "enterprise", "企业名称", ("所属企业", "单位名称"), is_required=True, length=120, width=34
)
_OWNER_CODE: Final = Column(
    "enterprise_code", "统一社会信用代码", ("社会信用代码", "信用代码"), length=40, width=22
)

ENTERPRISES: Final = Sheet(
    "enterprises",
    "企业",
    ("企业台账", "企业名录", "企业信息"),
    (
        Column(
            "name",
            "企业名称",
            ("名称", "单位名称", "企业全称", "公司名称"),
            is_required=True,
            length=120,
            width=34,
        ),
        Column(
            "credit_code",
            "统一社会信用代码",
            ("社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码证号"),
            length=40,
            width=22,
        ),
        Column(
            "division",
            "所属旗区",
            ("旗区", "所在旗区", "旗县", "所属旗县", "旗县区", "属地"),
            is_required=True,
            length=60,
            width=14,
        ),
        Column(
            "industry",
            "产业",
            ("所属产业", "产业类别", "优势产业", "行业"),
            is_required=True,
            length=30,
            width=14,
        ),
        Column(
            "address", "地址", ("企业地址", "详细地址", "注册地址", "住所", "通讯地址"), length=200, width=32
        ),
        Column("established_on", "成立日期", ("成立时间", "注册日期", "注册时间"), length=40, width=14),
        Column("is_leading", "是否龙头", ("龙头企业", "是否龙头企业", "龙头"), length=10, width=10),
        Column("scale", "规模", ("企业规模", "规模类型"), length=10, width=10),
        Column("contact_name", "联系人", ("企业联系人", "负责人", "联络人"), length=40, width=12),
        Column(
            "contact_phone",
            "联系电话",
            ("电话", "手机", "联系方式", "手机号", "联系人电话"),
            length=20,
            width=16,
        ),
        Column("note", "备注", ("说明",), length=2000, width=28),
        Column("name_en", "英文名称", ("企业英文名称",), length=160, width=30, in_template=False),
        _INVENTED,
    ),
)
SITES: Final = Sheet(
    "sites",
    "生产场所",
    ("场所", "生产基地", "基地"),
    (
        _OWNER,
        _OWNER_CODE,
        Column(
            "name",
            "场所名称",
            ("生产场所", "生产场所名称", "基地名称", "厂区名称"),
            is_required=True,
            length=80,
            width=24,
        ),
        Column(
            "division",
            "所在旗区",
            ("旗区", "所属旗区", "旗县", "属地"),
            is_required=True,
            length=60,
            width=14,
        ),
        Column("address", "地址", ("场所地址", "详细地址"), length=200, width=32),
        Column("latitude", "纬度", ("北纬", "纬度(度)"), length=24, width=12),
        Column("longitude", "经度", ("东经", "经度(度)"), length=24, width=12),
        Column(
            "altitude_m", "海拔(米)", ("海拔", "海拔(m)", "海拔高度", "海拔高度(米)"), length=12, width=10
        ),
    ),
)
PRODUCTS: Final = Sheet(
    "products",
    "产品",
    ("产品名录", "产品信息", "产品台账"),
    (
        _OWNER,
        _OWNER_CODE,
        Column("name", "产品名称", ("产品",), is_required=True, length=80, width=24),
        Column("kind", "产品种类", ("产品类别", "种类", "类别"), is_required=True, length=40, width=18),
        Column("brand", "品牌", ("商标", "注册商标"), length=60, width=14),
        Column("specification", "规格", ("产品规格", "规格型号"), length=80, width=18),
        Column("pack_g", "净含量(克)", ("净含量", "净含量(g)", "单件净含量(克)"), length=12, width=12),
        Column("gtin", "商品条码", ("条码", "条形码", "商品条形码"), length=24, width=18),
        Column("site", "生产场所", ("场所", "场所名称", "产地"), length=80, width=20),
        _INVENTED,
    ),
)
SHEETS: Final = (ENTERPRISES, SITES, PRODUCTS)
BY_KEY: Final = {sheet.key: sheet for sheet in SHEETS}

SCALES: Final = {
    "large": ("大型", "大", "大型企业"),
    "medium": ("中型", "中", "中型企业"),
    "small": ("小型", "小", "小型企业"),
    "micro": ("微型", "微", "微型企业", "小微企业"),
}
YES: Final = frozenset({"是", "有", "√", "✓", "☑", "y", "yes", "true", "1", "龙头", "龙头企业"})
NO: Final = frozenset({"否", "无", "×", "—", "-", "n", "no", "false", "0", "非"})

# What a workbook may carry beside the ledger's columns: read by nobody, missed by nobody.
SOURCE_ROW, OUTCOME, PROBLEMS = "原表行号", "导入结果", "存在的问题"
UNREAD: Final = frozenset({"序号", SOURCE_ROW, OUTCOME, PROBLEMS})

# What stands below a table and is not a row of it.
REMARK: Final = re.compile(r"(合计|总计|小计|注|备注|说明|填表|填报|制表|审核|审批|联系人|盖章|单位)")


def heading_text(cell: str) -> str:
    """A heading as it is compared: without spaces, line breaks, stars and what stands in brackets as a hint.

    >>> heading_text("* 企业 名称（全称）"), heading_text("海拔（米）")
    ('企业名称', '海拔(米)')
    """
    text = re.sub(r"[\s*＊:：]", "", folded(cell)).casefold()
    return re.sub(r"\((?!米|m\)|克|g\)|度|单).*?\)", "", text)


def recognised(sheet: Sheet, cells: Sequence[str]) -> dict[int, Column]:
    """Which columns of a sheet these headings name, by position; the first of two that name one column counts."""
    names = {
        heading_text(name): column for column in sheet.columns for name in (column.heading, *column.others)
    }
    names |= {heading_text(column.heading): column for column in sheet.columns}  # a usual heading wins
    found: dict[int, Column] = {}
    for position, cell in enumerate(cells):
        column = names.get(heading_text(cell))
        if column is not None and column not in found.values():
            found[position] = column
    return found
