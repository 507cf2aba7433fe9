"""Addresses of the body pages."""

from django.urls import URLPattern, path

from yinxin.web.body.views import requests

app_name = "body"
urlpatterns: list[URLPattern] = [
    # /body/requests/: what inspectors ask
    path("requests/", requests.request_list, name="requests"),
    path("requests/<int:pk>/", requests.suspension_request, name="request"),
]
