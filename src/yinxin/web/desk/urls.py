"""Addresses of the desk pages."""

from django.urls import path

from yinxin.web.desk.views import (
    acts,
    applications,
    articles,
    certificates,
    dashboard,
    enterprises,
    experts,
    figures,
    imports,
    industries,
    keeping,
    pool,
    readiness,
    search,
    standards,
    transitions,
    visits,
)

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
    # /desk/transitions/: what a new version of a standard touches
    path("transitions/<path:number>/export", transitions.transition_export, name="transition_export"),
    path(
        "transitions/<path:number>/products/<int:product>/carry-over", transitions.carry_over, name="carry_over"
    ),
    path("transitions/<path:number>/", transitions.transition, name="transition"),
    # /desk/: the dashboard; figures with their rows, the bulletin, the register of acts
    path("", dashboard.dashboard, name="dashboard"),
    path("tasks/", dashboard.tasks, name="tasks"),
    path("figures/<slug:name>/", figures.figure, name="figure"),
    path("bulletin/", figures.bulletin, name="bulletin"),
    path("bulletin.txt", figures.bulletin_text, name="bulletin_text"),
    path("register/", acts.acts, name="register"),
    # /desk/standards/, /desk/proposals/, /desk/experts/, /desk/articles/
    path("standards/", standards.standard_list, name="standards"),
    path("standards/new/", standards.standard_new, name="standard_new"),
    path("standards/<path:number>/clauses/new", standards.clause_new, name="clause_new"),
    path(
        "standards/<path:number>/clauses/<int:pk>/limits/new", standards.indicator_new, name="indicator_new"
    ),
    path("standards/<path:number>/clauses/<int:pk>/remove", standards.clause_remove, name="clause_remove"),
    path("standards/<path:number>/publish", standards.publish, name="standard_publish"),
    path("standards/<path:number>/withdraw", standards.withdraw, name="standard_withdraw"),
    path("standards/<path:number>/", standards.standard, name="standard"),
    path("proposals/new/", standards.proposal_new, name="proposal_new"),
    path("proposals/<int:pk>/", standards.proposal, name="proposal"),
    path("experts/", experts.expert_list, name="experts"),
    path("experts/new/", experts.expert_new, name="expert_new"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/clip/", articles.clip, name="article_clip"),
    path("articles/write/", articles.write, name="article_write"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/publish", articles.publish, name="article_publish"),
    path("articles/<slug:slug>/remove", articles.remove, name="article_remove"),
    path("articles/requests/<int:pk>/answer", articles.answer, name="removal_answer"),
    # /desk/enterprises/: the ledger, one enterprise, and what is kept of it
    path("enterprises/", enterprises.enterprise_list, name="enterprises"),
    path("enterprises/export", enterprises.enterprise_export, name="enterprises_export"),
    path("enterprises/new/", keeping.register, name="enterprise_new"),
    path("enterprises/<int:pk>/", enterprises.enterprise, name="enterprise"),
    path("enterprises/<int:pk>/correct/", keeping.correct, name="enterprise_correct"),
    path("enterprises/<int:pk>/sites/new/", keeping.site, name="site_new"),
    path("enterprises/<int:pk>/products/new/", keeping.product, name="product_new"),
    path("enterprises/<int:pk>/years/new/", keeping.year, name="year_new"),
    path("enterprises/<int:pk>/visits/new/", visits.visit, name="visit_new"),
    path("enterprises/<int:pk>/nominate", pool.nominate, name="nominate"),
    path("sites/<int:pk>/", keeping.site_correction, name="site"),
    path("products/<int:pk>/", keeping.product_correction, name="product"),
    # /desk/enterprises/import/: a workbook is checked, then imported or discarded
    path("enterprises/import/", imports.upload, name="import"),
    path("enterprises/import/template.xlsx", imports.template, name="import_template"),
    path("enterprises/import/<int:pk>/", imports.check, name="import_check"),
    path("enterprises/import/<int:pk>/report.xlsx", imports.report, name="import_report"),
    path("enterprises/import/<int:pk>/apply", imports.apply, name="import_apply"),
    path("enterprises/import/<int:pk>/discard", imports.discard, name="import_discard"),
    # /desk/pool/, /desk/visits/, readiness clause by clause
    path("pool/", pool.pool, name="pool"),
    path("memberships/<int:pk>/<slug:verb>", pool.membership, name="membership"),
    path("visits/", visits.visit_list, name="visits"),
    path("visits/<int:pk>/photo", visits.visit_photo, name="visit_photo"),
    path("products/<int:product>/readiness/<int:standard>/", readiness.readiness, name="readiness"),
    path("products/<int:product>/readiness/<int:standard>/<int:clause>/", readiness.assess, name="assess"),
    path("assessments/<int:pk>/evidence", readiness.evidence, name="evidence"),
    # /desk/industries/, /desk/search/
    path("industries/", industries.industry_list, name="industries"),
    path("industries/export", industries.industry_export, name="industries_export"),
    path("search/", search.search, name="search"),
]
