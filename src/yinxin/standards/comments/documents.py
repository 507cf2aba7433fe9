"""The summary table of comments (意见汇总处理表) as Word and Excel files, always in Chinese: a panel reads it."""

from datetime import date, datetime

from django.utils.timezone import localtime

from yinxin.kernel import word
from yinxin.ledgers.workbooks.writing import Heading, table
from yinxin.standards.comments.rules import Summary, SummaryRow

NAME = "意见汇总处理表"
OUTCOMES = {"adopted": "采纳", "partly": "部分采纳", "not_adopted": "不采纳", "": "待处理"}
WHOLE_TEXT = "全文"
_COLUMNS = (
    ("序号", 12, 6),
    ("标准章条编号", 34, 22),
    ("意见内容", 82, 48),
    ("提出单位（个人）", 42, 26),
    ("处理意见", 22, 12),
    ("理由（说明）", 62, 40),
)


def summary_word(summary: Summary, *, at: datetime) -> bytes:
    """The table on A4 across, with its heading and its figures."""
    document = word.Document(title=f"{summary.title} {NAME}", at=at, is_landscape=True)
    document.title(f"《{summary.title}》{NAME}")
    document.small(f"项目编号：{summary.number}　　承担单位：{summary.organisation}")
    days = f"征求意见截止日期：{_day(summary.until)}　　填写日期：{_day(localtime(at).date())}"
    document.small(f"{days}　　共 {len(summary.rows)} 条")
    document.table(
        [heading for heading, _, _ in _COLUMNS],
        [[str(value) for value in _cells(row)] for row in summary.rows],
        widths=[width for _, width, _ in _COLUMNS],
    )
    document.small(figures_of(summary))
    return document.written()


def summary_workbook(summary: Summary, *, at: datetime) -> bytes:
    """The same as one sheet."""
    note = f"项目编号：{summary.number}；填写日期：{_day(localtime(at).date())}；{figures_of(summary)}"
    headings = [Heading(heading, width) for heading, _, width in _COLUMNS]
    return table(f"{summary.title} {NAME}", note, headings, [_cells(row) for row in summary.rows])


def figures_of(summary: Summary) -> str:
    """What became of all that was received, in one sentence."""
    counts = summary.counts
    waiting = counts.pending + counts.unanswered
    parts = [
        f"共收到意见 {counts.received} 条",
        f"采纳 {counts.adopted} 条",
        f"部分采纳 {counts.partly} 条",
        f"不采纳 {counts.not_adopted} 条",
        *([f"待处理 {waiting} 条"] if waiting else []),
        *([f"不属于对本标准的意见、未列入 {counts.set_aside} 条"] if counts.set_aside else []),
    ]
    return f"{'，'.join(parts)}。"


def _cells(row: SummaryRow) -> tuple[int, str, str, str, str, str]:
    proposed = f"\n建议改为：{row.proposed_text}" if row.proposed_text else ""
    return (
        row.ordinal,
        f"{row.clause or WHOLE_TEXT}{f'（第{row.round}次征求意见）' if row.round else ''}",
        f"{row.text}{proposed}",
        row.sender,
        OUTCOMES[row.outcome],
        row.answer,
    )


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "—"
