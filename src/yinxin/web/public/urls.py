"""Addresses of the public pages."""

from django.urls import URLPattern, path

from yinxin.web.public.views import certificate

app_name = "public"
urlpatterns: list[URLPattern] = []

# /certificates/<number>/: what a certificate states and where it stands
urlpatterns += [
    path("certificates/<str:number>/", certificate.certificate, name="certificate"),
    path("certificates/<str:number>/certificate.pdf", certificate.pdf, name="certificate_pdf"),
]
