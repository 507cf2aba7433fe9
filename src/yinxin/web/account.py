"""Signing in and out, choosing the office and the language."""

from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from yinxin.web.access import SESSION_KEY, OfficeRequest, open_to_all, open_to_signed_in
from yinxin.web.navigation import home_of

SIGN_IN = open_to_all(
    auth.LoginView.as_view(template_name="base/sign_in.html", redirect_authenticated_user=True)
)
SIGN_OUT = open_to_all(auth.LogoutView.as_view())
set_language = open_to_all(django_set_language)


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """Where a person's work begins; somebody without an office is told so."""
    office = getattr(request, "office", None)
    if office is not None:
        return redirect(home_of(office))
    if request.user.is_authenticated:
        return render(request, "base/no_office.html", status=403)
    return redirect("login")


@open_to_signed_in
@require_POST
def choose_office(request: OfficeRequest) -> HttpResponse:
    """Act in another of one's own offices from now on."""
    chosen = request.POST.get("office", "")
    if any(str(office.pk) == chosen for office in request.offices):
        request.session[SESSION_KEY] = int(chosen)
    return redirect("home")
