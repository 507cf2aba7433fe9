"""Addresses of the expert's pages."""

from django.urls import URLPattern, path

from yinxin.web.expert.views import assignments, home, service

app_name = "expert"
urlpatterns: list[URLPattern] = [
    # /expert/: what waits for the expert
    path("", home.home, name="home"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("service/", service.service, name="service"),
]
