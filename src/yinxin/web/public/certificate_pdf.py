"""The certificate on paper: one A4 page, Chinese with English beside it, and a QR to the page that decides."""

from datetime import datetime
from pathlib import Path

import weasyprint
from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from weasyprint.urls import URLFetcher

from yinxin.web import phrases, qr
from yinxin.web.public.certificate_sheet import Sheet, both
from yinxin.web.templatetags.yinxin import moment

STYLE = Path(__file__).resolve().parent.parent / "static" / "yinxin" / "certificate_pdf.css"


def certificate_pdf(shown: Sheet, *, at: datetime) -> bytes:
    """The PDF of a certificate. It holds no address but the QR's, and reads nothing from outside."""
    words = {
        "title": both(lambda: gettext("Product certificate")),
        "scheme": both(lambda: gettext("“Meng” mark certification")),
        "state": both(lambda: gettext("State")),
        "illustration": both(lambda: gettext("Illustration")),
        "live": both(
            lambda: (
                gettext(
                    "What holds is the state shown on the page that this code leads to; a print or a picture does not "
                    "decide. State at the time of printing, %(moment)s: %(state)s."
                )
                % {"moment": moment(at), "state": phrases.state("certificate", shown.standing.state)}
            )
        ),
        "demonstration": both(lambda: gettext("Demonstration")),
    }
    with override("zh-hans"):
        page = render_to_string(
            "public/certificate_pdf.html",
            {
                "sheet": shown,
                "certificate": shown.certificate,
                "words": words,
                "qr": qr.image_data(shown.url),
            },
        )
    document = weasyprint.HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return bytes(document.write_pdf(stylesheets=[weasyprint.CSS(filename=STYLE)], pdf_tags=True) or b"")
