"""How refusals read: one place turns a kind into a status and a code into a sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise

from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, Refusal, WrongState
from yinxin.web import phrases

STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotYours, 403),
    (WrongState, 409),
    (NotAcceptable, 422),
)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal's kind."""
    return next(status for kind, status in STATUS if isinstance(refusal, kind))


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Show what is refused on the form itself, so that nothing typed is lost.

    Only what the person can mend by changing the form or by looking again; NotFound and NotYours go on.
    After the block, `form.errors` tells whether the act was done.
    """
    try:
        yield
    except (NotAcceptable, WrongState) as refusal:
        field = str(refusal.facts.get("field", ""))
        form.add_error(field if field in form.fields else None, phrases.sentence(refusal))
        form.refusal = refusal  # type: ignore[attr-defined]


def form_status(form: BaseForm) -> int:
    """200 for a form that was only opened, 422 for one with errors, 409 where somebody was faster."""
    refusal: Refusal | None = getattr(form, "refusal", None)
    if refusal is not None:
        return status_of(refusal)
    return 422 if form.is_bound and form.errors else 200


class RefusalMiddleware:
    """Turns a refusal that no view caught into a page, or into JSON for who asked for JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Anything that is not a refusal goes on to become a 500."""
        if not isinstance(exception, Refusal):
            return None
        return refused(request, status_of(exception), phrases.sentence(exception), code=exception.code)


def refused(request: HttpRequest, status: int, sentence: str | Promise, *, code: str) -> HttpResponse:
    """The page (or the JSON) of a refusal."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"code": code, "message": str(sentence)}, status=status)
    context = {"status": status, "sentence": sentence, "code": code}
    return render(request, "base/refused.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """No such address."""
    return refused(request, 404, phrases.sentence(NotFound(noun="page")), code="not_found")


def server_error(_request: HttpRequest) -> HttpResponse:
    """Something failed that should not have. Plain, so that it cannot fail again."""
    return HttpResponse(phrases.SERVER_ERROR_PAGE, status=500)


def csrf_failed(request: HttpRequest, **_: str) -> HttpResponse:
    """The page was open too long, or the form came from elsewhere."""
    return refused(request, 403, phrases.STALE_FORM, code="stale_form")


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """Too many wrong passwords."""
    return refused(request, 429, phrases.LOCKED_OUT, code="locked_out")
