"""The certificate of service on paper: A4, Chinese with English beside it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import weasyprint
from django.template.loader import render_to_string
from django.utils.translation import gettext, override, pgettext
from weasyprint.urls import URLFetcher

from yinxin.experts.assignments.actions import Service
from yinxin.web.templatetags.yinxin import day
from yinxin.web.wording.assignments import PURPOSES, SEATS

STYLE = Path(__file__).resolve().parent / "static" / "yinxin" / "service_pdf.css"


class Both(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str


def service_pdf(service: Service, *, at: datetime) -> bytes:
    """The PDF of a certificate of service. It reads nothing from outside."""
    organisation = service.works[-1].matter.organisation
    works = [
        (
            work,
            _both(lambda work=work: str(PURPOSES[work.matter.purpose])),  # type: ignore[misc]
            _both(lambda work=work: str(SEATS[work.seat])),  # type: ignore[misc]
        )
        for work in service.works
    ]
    context = {
        "service": service,
        "works": works,
        "organisation": organisation,
        "is_invented": service.expert.is_invented,
        "at": at,
        "words": {
            "title": _both(lambda: gettext("Certificate of service")),
            "states": _both(lambda: _states(service)),
            "work": _both(lambda: pgettext("certificate of service", "Work")),
            "days": _both(lambda: gettext("Days")),
            "part": _both(lambda: gettext("Part")),
            "hours": _both(lambda: gettext("Hours")),
            "total": _both(lambda: gettext("Total")),
            "entry": _both(lambda: gettext("Entry %(seq)s of the register of acts") % {"seq": service.entry}),
            "issued": _both(lambda: gettext("Issued on %(day)s") % {"day": day(at)}),
            "demonstration": _both(lambda: gettext("Demonstration")),
        },
    }
    with override("zh-hans"):
        page = render_to_string("expert/service_pdf.html", context)
    document = weasyprint.HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return bytes(document.write_pdf(stylesheets=[weasyprint.CSS(filename=STYLE)], pdf_tags=True) or b"")


def _states(service: Service) -> str:
    return gettext(
        "%(name)s, expert No. %(number)s of the “Meng” mark expert pool, did the following work between %(since)s "
        "and %(until)s."
    ) % {
        "name": service.expert.name,
        "number": service.expert.pk,
        "since": day(service.since),
        "until": day(service.until),
    }


def _both(say: Callable[[], str]) -> Both:
    with override("zh-hans"):
        zh = say()
    with override("en"):
        return Both(zh, say())
