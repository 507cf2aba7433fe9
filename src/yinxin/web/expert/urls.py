"""Addresses of the expert's pages."""

from django.urls import URLPattern, path

from yinxin.web.expert.views import assignments, home, record, reviews, service

app_name = "expert"
urlpatterns: list[URLPattern] = [
    # /expert/: what waits for the expert
    path("", home.home, name="home"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    # /expert/reviews/: the draft before a panel, its papers, opinions and the vote
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/text.<str:ending>", reviews.review_text, name="review_text"),
    path("reviews/<int:pk>/papers/<int:paper>/", reviews.review_paper, name="review_paper"),
    path("service/", service.service, name="service"),
    # /expert/record/: what the pool holds of the expert
    path("record/", record.record, name="record"),
    path("record/scans/<int:pk>", record.record_scan, name="record_scan"),
    path("record/<slug:verb>", record.record_act, name="record_act"),
    path("record/<slug:verb>/<int:item>", record.record_act, name="record_item"),
]
