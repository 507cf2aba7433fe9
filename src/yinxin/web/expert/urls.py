"""Addresses of the expert's pages."""

from django.urls import URLPattern, path

from yinxin.web.expert.views import home

app_name = "expert"
urlpatterns: list[URLPattern] = [
    # /expert/: what waits for the expert
    path("", home.home, name="home"),
]
