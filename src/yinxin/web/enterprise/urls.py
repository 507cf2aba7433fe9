"""Addresses of the enterprise pages."""

from django.urls import URLPattern, path

from yinxin.web.enterprise.views import (
    applications,
    apply,
    certificates,
    drafting,
    files,
    home,
    labels,
    ledger,
    nonconformities,
    proposals,
)

app_name = "enterprise"
urlpatterns: list[URLPattern] = [
    # /enterprise/: the own entry of the ledger, and what to do next
    path("", home.home, name="home"),
    path("sites/new/", ledger.site, name="site_new"),
    path("sites/<int:pk>/", ledger.site, name="site"),
    path("products/new/", ledger.product, name="product_new"),
    path("products/<int:pk>/", ledger.product, name="product"),
    # /enterprise/apply/: one question a page, the pre-check before any paper
    path("apply/", apply.product, name="apply"),
    path("apply/<int:product>/", apply.standard, name="apply_standard"),
    path("apply/<int:product>/<int:standard>/", apply.site, name="apply_site"),
    path("apply/<int:product>/<int:standard>/<int:site>/", apply.check, name="apply_check"),
    # /enterprise/applications/<number>/
    path("applications/", applications.application_list, name="applications"),
    path("applications/<str:number>/", applications.application, name="application"),
    path("applications/<str:number>/details/", drafting.details, name="application_details"),
    path("applications/<str:number>/documents/", drafting.documents, name="application_documents"),
    path("applications/<str:number>/documents/<slug:item>/", drafting.document, name="application_document"),
    path("applications/<str:number>/undertaking/", drafting.undertaking, name="application_undertaking"),
    path("applications/<str:number>/check/", applications.check, name="application_check"),
    path("applications/<str:number>/submitted/", applications.submitted, name="application_submitted"),
    path("applications/<str:number>/withdraw/", applications.withdraw, name="application_withdraw"),
    path("applications/<str:number>/files/<int:pk>/", files.document, name="file"),
    path(
        "applications/<str:number>/nonconformities/<str:name>/",
        nonconformities.nonconformity,
        name="nonconformity",
    ),
    path("applications/<str:number>/nonconformities/<str:name>/evidence/", files.evidence, name="evidence"),
    # /enterprise/proposals/: for associations too
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/new/", proposals.proposal_new, name="proposal_new"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/correct/", proposals.correct, name="proposal_correct"),
    path("proposals/<int:pk>/withdraw", proposals.withdraw, name="proposal_withdraw"),
    # /enterprise/certificates/
    path("certificates/", certificates.certificate_list, name="certificates"),
    # /enterprise/labels/
    path("labels/", labels.labels, name="labels"),
    path("labels/order/<str:number>/", labels.order, name="label_order"),
    path("labels/<str:number>/", labels.batch, name="batch"),
    path("labels/<str:number>/codes.csv", labels.codes, name="batch_codes"),
]
