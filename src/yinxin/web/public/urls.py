"""Addresses of the public pages."""

from django.urls import URLPattern, path

from yinxin.web.public.views import (
    about,
    calls,
    certificate,
    certificates,
    comments,
    draws,
    enterprises,
    guide,
    news,
    portal_home,
    report,
    standards,
    verify,
)

app_name = "public"
urlpatterns: list[URLPattern] = [
    # /v/<code>, /01/<gtin>/21/<code> (GS1 Digital Link), /check/: the verdict on a code
    path("v/<path:code>", verify.verify, name="verify"),
    path("01/<str:gtin>/21/<path:code>", verify.verify, name="verify_gs1"),
    path("check/", verify.check, name="check"),
    # /report/: misuse of the mark, and what became of a report
    path("report/", report.report, name="report"),
    path("report/sent/<str:tracking>/", report.report_sent, name="report_sent"),
    path("report/track/", report.track, name="track"),
    # /certificates/<number>/: what a certificate states and where it stands, as a page, data and a PDF
    path("certificates/<str:number>/", certificate.certificate, name="certificate"),
    path("certificates/<str:number>/certificate.pdf", certificate.pdf, name="certificate_pdf"),
    # the portal (home, register, guide, news)
    path("", portal_home.home, name="home"),
    path("standards/", standards.standards, name="standards"),
    # /calls/: what standards are asked for
    path("calls/", calls.calls, name="calls"),
    path("calls/<slug:key>/", calls.call, name="call"),
    # /standards/comments/: drafts before the public, and what became of a comment
    path("standards/comments/", comments.drafts, name="drafts"),
    path("standards/comments/track/", comments.comment_track, name="comment_track"),
    path("standards/comments/sent/<str:tracking>/", comments.comment_sent, name="comment_sent"),
    path("standards/comments/<str:number>/", comments.draft, name="draft"),
    path("standards/comments/<str:number>/comment/", comments.comment, name="comment"),
    path("standards/comments/<str:number>/note", comments.draft_note, name="draft_note"),
    path(
        "standards/comments/<str:number>/document.<str:ending>",
        standards.draft_document,
        name="draft_document",
    ),
    path("standards/<path:number>/document.<str:ending>", standards.document, name="standard_document"),
    path("standards/<path:number>/", standards.standard, name="standard"),
    path("certificates/", certificates.products, name="products"),
    path("enterprises/", enterprises.enterprises, name="enterprises"),
    path("enterprises/<int:pk>/", enterprises.enterprise, name="enterprise"),
    path("how-to-apply/", guide.guide, name="guide"),
    path("news/", news.news, name="news"),
    path("news/<slug:slug>/", news.article, name="article"),
    # /draws/: draws by lot, each with the record that anybody recomputes
    path("draws/", draws.draws, name="draws"),
    path("draws/<str:number>.json", draws.record, name="draw_record"),
    path("draws/<str:number>/", draws.draw, name="draw"),
    # what the portal says of itself
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("robots.txt", about.robots, name="robots"),
]
