"""The document as a PDF, made by WeasyPrint. It reads nothing from outside."""

from pathlib import Path

import weasyprint
from django.template.loader import render_to_string
from weasyprint.urls import URLFetcher

from yinxin.web.standard_document.structure import StandardDocument

STYLE = Path(__file__).resolve().parent.parent / "static" / "yinxin" / "standard_pdf.css"


def pdf(document: StandardDocument) -> bytes:
    """The file, with its outline and tags."""
    page = render_to_string("standard_document/document.html", {"document": document})
    html = weasyprint.HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return bytes(html.write_pdf(stylesheets=[weasyprint.CSS(filename=STYLE)], pdf_tags=True) or b"")
