"""Addresses of the desk pages."""

from django.urls import path

from yinxin.web.desk.views import acts, applications, certificates, dashboard, figures

app_name = "desk"
urlpatterns = [
    # /desk/applications/, /desk/certificates/: what regulators follow and never decide
    path("applications/", applications.application_list, name="applications"),
    path("applications/export", applications.application_export, name="applications_export"),
    path("applications/<str:number>/", applications.application, name="application"),
    path("applications/<str:number>/documents/<int:pk>/", applications.document, name="case_document"),
    path(
        "applications/<str:number>/evidence/<str:nonconformity>/", applications.evidence, name="case_evidence"
    ),
    path("certificates/", certificates.certificate_list, name="certificates"),
    path("certificates/<str:number>/", certificates.certificate, name="certificate"),
    # /desk/: the dashboard; figures with their rows, the bulletin, the register of acts
    path("", dashboard.dashboard, name="dashboard"),
    path("tasks/", dashboard.tasks, name="tasks"),
    path("figures/<slug:name>/", figures.figure, name="figure"),
    path("bulletin/", figures.bulletin, name="bulletin"),
    path("bulletin.txt", figures.bulletin_text, name="bulletin_text"),
    path("register/", acts.acts, name="register"),
]
