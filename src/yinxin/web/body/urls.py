"""Addresses of the body pages."""

from django.urls import URLPattern

app_name = "body"
urlpatterns: list[URLPattern] = []
