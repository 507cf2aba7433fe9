"""The table of contents of the pages. Each audience's addresses stand in its own urls.py."""

from django.urls import include, path

from yinxin.web import account

handler404 = "yinxin.web.refused.not_found"
handler500 = "yinxin.web.refused.server_error"

urlpatterns = [
    # /sign-in, /sign-out, /language, /office, /home
    path("sign-in", account.SIGN_IN, name="login"),
    path("sign-out", account.SIGN_OUT, name="logout"),
    path("language", account.set_language, name="set_language"),
    path("office", account.choose_office, name="choose_office"),
    path("home", account.home, name="home"),
    # /desk/ officers, /field/ inspectors, /enterprise/ enterprises, /body/ certification bodies, /expert/ experts
    path("desk/", include("yinxin.web.desk.urls")),
    path("field/", include("yinxin.web.field.urls")),
    path("enterprise/", include("yinxin.web.enterprise.urls")),
    path("body/", include("yinxin.web.body.urls")),
    path("expert/", include("yinxin.web.expert.urls")),
    # /api/v1/
    path("api/v1/", include("yinxin.api.urls")),
    # everything else is the public's
    path("", include("yinxin.web.public.urls")),
]
