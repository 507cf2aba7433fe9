"""Word files in the look of official documents (GB/T 9704-2012): headings, paragraphs and tables on A4.

Every run names its fonts, the East Asian one too: without it Word takes whatever the reader's template has. The
fonts are those of official documents; where a machine has none of them, Word takes the next of their kind.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, HEADING, BODY, TABLE = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
LATIN = "Times New Roman"
_SIZES = {TITLE: 22.0, HEADING: 16.0, BODY: 16.0, TABLE: 10.5}
_LINE = 28.0  # points, of the body
_LONG, _SHORT = 297, 210  # of A4, millimetres


class Document:
    """One file while it is written, from its first line to its last."""

    def __init__(self, *, title: str, at: datetime, is_landscape: bool = False) -> None:
        self._document: Any = docx.Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = clean(title), "", ""
        properties.created = properties.modified = at.replace(tzinfo=None)
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (
            (Mm(_LONG), Mm(_SHORT)) if is_landscape else (Mm(_SHORT), Mm(_LONG))
        )
        top, right, bottom, left = (28, 20, 20, 20) if is_landscape else (37, 26, 35, 28)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        self._number_pages(section)

    def title(self, text: str) -> None:
        """The title, in the middle."""
        paragraph = self._paragraph(space_after=14)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(paragraph, text, TITLE)

    def heading(self, text: str) -> None:
        """A heading of the first level."""
        paragraph = self._paragraph(keep=True)
        indent(paragraph)
        run(paragraph, text, HEADING)

    def line(self, text: str, *, is_indented: bool = True) -> None:
        """A paragraph of the body."""
        paragraph = self._paragraph()
        if is_indented:
            indent(paragraph)
        run(paragraph, text, BODY)

    def small(self, text: str) -> None:
        """A line in the size of the tables: what stands above or below one."""
        paragraph = self._paragraph(line=18, space_after=4)
        run(paragraph, text, TABLE)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int]) -> None:
        """A table of texts; `widths` are millimetres. The headings come again on every page."""
        table = self._document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for cell, text, width in zip(table.rows[0].cells, headings, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            run(cell.paragraphs[0], text, HEADING, size=_SIZES[TABLE])
        mark(table.rows[0], "w:tblHeader")
        for row in rows:
            line = table.add_row()
            mark(line, "w:cantSplit")
            for cell, text, width in zip(line.cells, row, widths, strict=True):
                cell.width = Mm(width)
                run(cell.paragraphs[0], text, TABLE)

    def picture(self, content: bytes, caption: str, *, width: int = 120) -> None:
        """A picture in the middle with its caption below it, both on one page; `width` is millimetres."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
        below = self._paragraph(line=18, space_after=10)
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(below, caption, TABLE)

    def written(self) -> bytes:
        """The file."""
        content = io.BytesIO()
        self._document.save(content)
        return content.getvalue()

    def _paragraph(self, *, line: float = _LINE, space_after: float = 0, keep: bool = False) -> Any:
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.line_spacing = Pt(line)
        layout.space_before, layout.space_after = Pt(0), Pt(space_after)
        layout.keep_with_next = keep
        return paragraph

    def _number_pages(self, section: Any) -> None:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(paragraph, "— ", TABLE)
        field(run(paragraph, "", TABLE), "PAGE")
        run(paragraph, " —", TABLE)


def run(paragraph: Any, text: str, font: str, *, size: float = 0) -> Any:
    """A run of text in a font, whose East Asian name is told too."""
    added = paragraph.add_run(clean(text))
    added.font.name = LATIN
    added.font.size = Pt(size or _SIZES[font])
    added.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return added


def field(run: Any, code: str, *, is_dirty: bool = False) -> None:
    """What Word computes, such as the number of the page; a dirty one is computed when the file is opened."""
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = f" {code} "
        if kind == "begin" and is_dirty:
            part.set(qn("w:dirty"), "true")
        run.element.append(part)


def indent(paragraph: Any) -> None:
    """Two characters, whatever the size."""
    indent = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")


def mark(row: Any, name: str) -> None:
    """Say of a row of a table that it is a heading, or is not to be split."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no name for this


def clean(text: str) -> str:
    """Without the control characters that XML does not take; people paste them unseen."""
    return "".join(character for character in text if character in "\n\t" or character >= " ")
