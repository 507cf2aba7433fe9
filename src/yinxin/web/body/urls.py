"""Addresses of the body pages."""

from django.urls import path

from yinxin.web.body.views import (
    applications,
    certificates,
    files,
    requests,
    returning,
    tasks,
    test_reports,
)

app_name = "body"
urlpatterns = [
    # what waits for the office
    path("", tasks.tasks, name="tasks"),
    # /body/applications/: the cases of the body
    path("applications/", applications.application_list, name="applications"),
    path("applications/<str:number>/", applications.application, name="application"),
    path("applications/<str:number>/return/", returning.return_for_completion, name="return"),
    path("applications/<str:number>/test-report/", test_reports.test_report, name="test_report"),
    path("applications/<str:number>/documents/<int:pk>/", files.document, name="case_document"),
    path("applications/<str:number>/evidence/<str:nonconformity>/", files.evidence, name="case_evidence"),
    # /body/certificates/: what it issued
    path("certificates/", certificates.certificate_list, name="certificates"),
    path("certificates/<str:number>/", certificates.certificate, name="certificate"),
    # /body/requests/: what inspectors ask
    path("requests/", requests.request_list, name="requests"),
    path("requests/<int:pk>/", requests.suspension_request, name="request"),
]
