"""The document as a Word file, for those who go on with it in Word or WPS.

The fonts are those of GB/T 1.1-2020, appendix F: 黑体 for titles and headings, 宋体 五号 for the text. Every run names
its East Asian font; the table of contents is a field that Word fills when the file is opened.
"""

import io
import re
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from yinxin.kernel.word import clean, field, indent, mark, run
from yinxin.web.standard_document.structure import Cover, Section, StandardDocument, Table

HEI, SONG = "黑体", "宋体"
BODY, NOTE = 10.5, 9.0  # points: 五号, 小五
_WIDTH = 165  # millimetres between the margins
_ITEM = re.compile(r"——|[a-z]\)|\d+\)")
_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def word(document: StandardDocument, *, at: datetime) -> bytes:
    """The file."""
    writer = _Writer(document, at=at)
    writer.cover(document.cover)
    writer.contents(document)
    writer.foreword(document)
    writer.body(document)
    content = io.BytesIO()
    writer.file.save(content)
    return content.getvalue()


class _Writer:
    def __init__(self, document: StandardDocument, *, at: datetime) -> None:
        self.file: Any = docx.Document()
        properties = self.file.core_properties
        properties.title, properties.author, properties.comments = clean(document.cover.title), "", ""
        properties.language = "zh-CN"
        properties.created = properties.modified = at.replace(tzinfo=None)
        self._bookmarks = 0
        for level in range(
            1, 5
        ):  # headings come from their runs, so that no template's colours shine through
            style = self.file.styles[f"Heading {level}"]
            style.element.get_or_add_rPr().clear()
        self._shape(self.file.sections[0])

    def cover(self, cover: Cover) -> None:
        """The first page, without header and page number."""
        for code, value in (("ICS", cover.ics), ("CCS", cover.ccs)):
            self._line(f"{code} {value}".strip(), HEI, BODY)
        if cover.is_demonstration:
            self._line("演示数据", HEI, 12, align=_RIGHT)
        self._line(cover.kind, HEI, 36, align=_CENTRE, before=30, after=12, spread=40)
        self._line(cover.number, HEI, 14, align=_RIGHT)
        self._line(cover.replaces, SONG, BODY, align=_RIGHT, after=6)
        self._rule()
        self._line(cover.title, HEI, 26, align=_CENTRE, before=120, after=10)
        if cover.title_en:
            self._line(cover.title_en, HEI, 14, align=_CENTRE, after=10)
        if cover.stage:
            self._line(f"（{cover.stage}）", SONG, 14, align=_CENTRE, before=10)
            self._line(cover.drafted, SONG, BODY, align=_CENTRE)
            self._line(cover.patents, SONG, BODY, align=_CENTRE, before=6)
        days = self._line(cover.published, HEI, 14, before=130)
        days.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        run(days, f"\t{cover.effective}", HEI, size=14)
        self._rule()
        self._line(f"{cover.society}  发布", HEI, 16, align=_CENTRE, before=8)

    def contents(self, document: StandardDocument) -> None:
        """目次: each line leads to its heading and names its page."""
        self._pages("upperRoman", document)
        self._title("目次")
        for name, anchor, depth in (
            ("前言", "foreword", 1),
            *((s.name, s.anchor, s.depth) for s in document.contents),
        ):
            line = self._line("", SONG, BODY)
            layout = line.paragraph_format
            layout.left_indent = Pt(BODY * (depth - 1))
            layout.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            run(line, f"{name}\t", SONG, size=BODY)
            field(run(line, "", SONG, size=BODY), f"PAGEREF {anchor} \\h", is_dirty=True)

    def foreword(self, document: StandardDocument) -> None:
        """前言, on a page of its own."""
        self._title("前言", anchor="foreword", on_new_page=True)
        for paragraph in document.foreword:
            self._paragraph(paragraph)

    def body(self, document: StandardDocument) -> None:
        """Chapters and annexes; the pages are counted from 1 again."""
        self._pages("decimal", document)
        self._title(document.cover.title, size=16)
        for section in document.sections:
            if section.annex:
                self._annex(section)
            else:
                self._heading(section)
            for paragraph in section.paragraphs:
                self._paragraph(paragraph)
            if section.table:
                self._table(section.table)
        end = self._line("—" * 12, SONG, BODY, align=_CENTRE, before=24)
        end.paragraph_format.keep_together = True

    def _annex(self, section: Section) -> None:
        head = self._line(f"附录{section.number}", HEI, BODY, align=_CENTRE, style="Heading 1")
        head.paragraph_format.page_break_before = True
        self._bookmark(head, section.anchor)
        self._line(f"（{section.annex}）", HEI, BODY, align=_CENTRE)
        self._line(section.title, HEI, BODY, align=_CENTRE, after=12)

    def _heading(self, section: Section) -> None:
        space = 12 if section.depth == 1 else 6
        line = self._line(
            f"{section.number}　{section.title}",
            HEI,
            BODY,
            before=space,
            after=space,
            style=f"Heading {section.depth}",
        )
        self._bookmark(line, section.anchor)

    def _paragraph(self, text: str) -> None:
        line = self._line(text, SONG, BODY)
        if _ITEM.match(text):
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(42), Pt(-21)
        else:
            indent(line)

    def _table(self, table: Table) -> None:
        caption = self._line(f"{table.number}　{table.caption}", HEI, BODY, align=_CENTRE, before=6, after=6)
        caption.paragraph_format.keep_with_next = True
        widths = [_WIDTH * share // 100 for share in (36, 28, 36)]
        grid = self.file.add_table(rows=0, cols=len(widths), style="Table Grid")
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for place, texts in enumerate((table.headings, *table.rows)):
            row = grid.add_row()
            mark(row, "w:cantSplit" if place else "w:tblHeader")
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].alignment = _CENTRE
                run(cell.paragraphs[0], text, SONG, size=NOTE)
        self._line("", SONG, NOTE)

    def _title(self, text: str, *, anchor: str = "", size: float = 16, on_new_page: bool = False) -> None:
        line = self._line(text, HEI, size, align=_CENTRE, before=24, after=24)
        line.paragraph_format.page_break_before = on_new_page
        if anchor:
            self._bookmark(line, anchor)

    def _line(
        self,
        text: str,
        font: str,
        size: float,
        *,
        align: Any = _LEFT,
        before: float = 0,
        after: float = 0,
        spread: int = 0,
        style: str | None = None,
    ) -> Any:
        """A paragraph of one run."""
        line = self.file.add_paragraph(style=style)
        line.alignment = align
        layout = line.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.25
        layout.keep_with_next = style is not None
        if text:
            added = run(line, text, font, size=size)
            if spread:
                spacing = OxmlElement("w:spacing")
                spacing.set(qn("w:val"), str(spread * 10))
                added.element.get_or_add_rPr().append(spacing)
        return line

    def _rule(self) -> None:
        """A line across the page."""
        line = self.file.add_paragraph()
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "000000")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        line.paragraph_format.element.get_or_add_pPr().append(borders)

    def _bookmark(self, line: Any, name: str) -> None:
        self._bookmarks += 1
        for kind in ("Start", "End"):
            part = OxmlElement(f"w:bookmark{kind}")
            part.set(qn("w:id"), str(self._bookmarks))
            if kind == "Start":
                part.set(qn("w:name"), name)
            line._p.append(part)  # noqa: SLF001 - the library has no name for this

    def _pages(self, numerals: str, document: StandardDocument) -> None:
        """A new run of pages with the standard's number on top and page numbers below, counted from 1."""
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        self._shape(section)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        kind = OxmlElement("w:pgNumType")
        kind.set(qn("w:fmt"), numerals)
        kind.set(qn("w:start"), "1")
        section._sectPr.append(kind)  # noqa: SLF001 - the library has no name for this
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        head.alignment = foot.alignment = _RIGHT
        run(head, document.cover.number, HEI, size=BODY)
        field(run(foot, "", SONG, size=NOTE), "PAGE")

    @staticmethod
    def _shape(section: Any) -> None:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(20)
        section.top_margin, section.bottom_margin = Mm(25), Mm(20)
