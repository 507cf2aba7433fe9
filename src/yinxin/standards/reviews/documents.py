"""The minutes of a review (审查会议纪要) as a Word file, always in Chinese."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.timezone import localtime

from yinxin.kernel import word
from yinxin.standards.reviews.rules import Minutes, Tally

NAMES = {"meeting": "审查会议纪要", "letter": "函审结论"}
CHOICES = {"in_favour": "赞成", "against": "不赞成", "abstain": "弃权", "": "未表决"}
FIELDS = {"product": "产品", "process": "工艺", "standardisation": "标准化", "audit": "审核", "law": "法律"}
WHOLE_TEXT = "全文"


def minutes_word(minutes: Minutes) -> bytes:
    """The minutes: what was reviewed by whom, what was said and answered, how it was voted, and the conclusion."""
    name = NAMES[minutes.form]
    document = word.Document(title=f"{minutes.title} {name}", at=minutes.concluded_at)
    document.title(f"《{minutes.title}》{name}")
    document.heading("一、基本情况")
    document.line(_about(minutes))
    document.line(f"起草单位：{'、'.join(minutes.drafters) or '—'}。")
    document.line(f"送审稿文本哈希值（SHA-256）：{minutes.version_sha256}。")
    document.heading("二、审查专家组")
    document.line(f"专家组由 {len(minutes.members)} 人组成。起草人和有利害关系的人员未参加审查和表决。")
    document.table(
        ["序号", "姓名", "职务", "专业领域", "工作单位"],
        [
            [
                str(place),
                member.name,
                "组长" if member.is_chair else "成员",
                _fields(member.fields),
                member.employer,
            ]
            for place, member in enumerate(minutes.members, 1)
        ],
        widths=[12, 24, 18, 42, 60],
    )
    document.heading("三、审查意见及处理")
    if minutes.remarks:
        document.table(
            ["序号", "条款", "审查意见", "提出人", "处理情况"],
            [
                [str(place), remark.clause or WHOLE_TEXT, remark.text, remark.expert, remark.answer]
                for place, remark in enumerate(minutes.remarks, 1)
            ],
            widths=[12, 18, 54, 22, 50],
        )
    else:
        document.line("专家组未提出书面修改意见。")
    document.heading("四、表决情况")
    document.line(figures_of(minutes.tally))
    document.table(
        ["序号", "姓名", "表决意见", "说明"],
        [
            [str(place), member.name, CHOICES[member.choice], member.reason]
            for place, member in enumerate(minutes.members, 1)
        ],
        widths=[12, 30, 26, 88],
    )
    document.heading("五、审查结论")
    document.line("审查通过。" if minutes.tally.is_passed else "审查未通过。")
    for paragraph in minutes.conclusion.splitlines():
        document.line(paragraph)
    document.line("")
    document.line("专家组组长（签字）：")
    document.line(_day(localtime(minutes.concluded_at).date()))
    return document.written()


def figures_of(tally: Tally) -> str:
    """The vote in numbers, with the shares that it was held against (团体标准管理规定)."""
    quorum = "达到" if tally.has_quorum else "未达到"
    return (
        f"专家组应表决 {tally.panel} 人，实际表决 {tally.voted} 人，{quorum}规定的 {_share(tally.quorum_share)}"
        f"（{tally.quorum} 人）；其中赞成 {tally.in_favour} 票，不赞成 {tally.against} 票，弃权 {tally.abstained} 票。"
        f"通过须有参加表决人数的 {_share(tally.approval_share)} 以上同意，即不少于 {tally.needed} 票。"
    )


def _about(minutes: Minutes) -> str:
    days = _day(minutes.starts_on)
    if minutes.ends_on != minutes.starts_on:
        days = f"{days}至{_day(minutes.ends_on)}"
    if minutes.form == "letter":
        how = f"{days}，{minutes.organisation}以函审方式"
    else:
        place = f"在{minutes.place}" if minutes.place else ""
        how = f"{days}，{minutes.organisation}{place}召开审查会议，"
    return f"{how}对《{minutes.title}》（项目编号：{minutes.number}）送审稿进行了审查。"


def _fields(codes: Iterable[str]) -> str:
    return "、".join(FIELDS.get(code, code) for code in codes)


def _share(share: Decimal) -> str:
    """A share as an official writes it.

    >>> _share(Decimal("0.75")), _share(Decimal("0.667"))
    ('3/4', '66.7%')
    """
    exact = Fraction(share)
    return (
        f"{exact.numerator}/{exact.denominator}"
        if exact.denominator <= 10
        else f"{(share * 100).normalize():f}%"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
