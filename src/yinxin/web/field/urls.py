"""Addresses of the field pages."""

from django.urls import URLPattern, path

from yinxin.web.field.views import cases, reports

app_name = "field"
urlpatterns: list[URLPattern] = [
    # /field/reports/: reports from the public
    path("reports/", reports.report_list, name="reports"),
    path("reports/<str:tracking>/", reports.report, name="report"),
    path("reports/<str:tracking>/photo", reports.photo, name="report_photo"),
    # /field/cases/: findings, the conclusion, what is asked of the body
    path("cases/", cases.case_list, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/findings/<int:pk>/photo", cases.finding_photo, name="finding_photo"),
]
