"""The verdict on a code: scanned, as a GS1 Digital Link, or typed into the box."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from yinxin.marks import actions as marks
from yinxin.marks import verification
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.public.answer import as_data, shown
from yinxin.web.public.asking import device_of, place_of


@open_to_all
@never_cache
@require_safe
@vary_on_headers("Accept", "Accept-Language", "Cookie")
def verify(request: HttpRequest, code: str, gtin: str = "") -> HttpResponse:
    """One clear answer for whoever holds a package, as a page or (Accept: application/json, ?format=json) as data.

    Every verdict is a 200, “unknown” and “mistyped” too: the question was answered. Programs read `verdict`. Each
    question is counted, but for HEAD, for a browser that fetches ahead, and where the page leads to itself, as when
    the reader switches the language.
    """
    now, today = clock.now(), clock.today()
    place, device = place_of(request), device_of(request, on=today)
    is_again = _is_from_itself(request)
    if request.method == "HEAD" or is_again or "prefetch" in request.headers.get("Sec-Purpose", ""):
        answer = verification.verdict(
            code, gtin=gtin, at=now, place=place, device=device, is_counted=is_again
        )
    else:
        answer = marks.check(code, gtin=gtin, at=now, place=place, device=device)
    if _wants_data(request):
        return JsonResponse(as_data(answer), json_dumps_params={"ensure_ascii": False})
    return render(request, "public/verdict.html", {"shown": shown(answer, typed=code, today=today)})


@open_to_all
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The box for typing a code. A whole address that was pasted is taken as well."""
    typed = request.GET.get("code", "").strip()
    code = typed.rstrip("/").rpartition("/")[2].strip()
    if code:
        return redirect("public:verify", code)
    return render(request, "public/check.html")


def _is_from_itself(request: HttpRequest) -> bool:
    return urlsplit(request.headers.get("Referer", "")).path == request.path


def _wants_data(request: HttpRequest) -> bool:
    return request.GET.get("format") == "json" or request.headers.get("Accept", "").startswith(
        "application/json"
    )
