"""Addresses of the API, and how its refusals read: one place maps a refusal to a status and a sentence."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yinxin.api.matters import router as matters
from yinxin.api.operations import router
from yinxin.api.questions import UnknownParameter
from yinxin.kernel.refusals import Refusal
from yinxin.web import phrases
from yinxin.web.access import open_to_all
from yinxin.web.refused import status_of

# No page of documents: the ones that ninja draws load scripts from elsewhere, which the security policy refuses.
api = NinjaAPI(
    title="Yinxin",
    version="1",
    description=(
        "The public register as data: standards, certificates, certified enterprises, figures, verdicts. "
        "What is not public asks for a session of an office."
    ),
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
api.add_router("/matters", matters)


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal of the scheme, with its code."""
    message = phrases.sentence(refusal)
    return api.create_response(request, {"code": refusal.code, "message": message}, status=status_of(refusal))


@api.exception_handler(ValidationError)
def refuse_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A question that cannot be read, such as a day that is none."""
    named = phrases.listed(str(each["loc"][-1]) for each in error.errors)
    message = phrases.QUESTION_UNREADABLE % {"names": named}
    return api.create_response(request, {"code": "question_unreadable", "message": message}, status=422)


@api.exception_handler(UnknownParameter)
def refuse_parameter(request: HttpRequest, error: UnknownParameter) -> HttpResponse:
    """A question with a parameter that there is not."""
    return api.create_response(request, {"code": "question_unreadable", "message": error.message}, status=422)


@api.exception_handler(AuthenticationError)
def refuse_stranger(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Somebody who has not signed in."""
    return api.create_response(
        request, {"code": "sign_in_needed", "message": phrases.SIGN_IN_NEEDED}, status=401
    )


@api.exception_handler(HttpError)
def refuse_request(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A request that ninja refuses by itself: with a session, but without the token of our own pages."""
    is_stale = error.status_code == HTTPStatus.FORBIDDEN
    body = {
        "code": "stale_form" if is_stale else "question_unreadable",
        "message": phrases.STALE_FORM if is_stale else phrases.BODY_UNREADABLE,
    }
    return api.create_response(request, body, status=error.status_code)


# ninja wraps the operations, which declare themselves, in views that do not; the description is public as they are.
app_name = "api"
urlpatterns, *_names = api.urls
for pattern in urlpatterns:
    if (
        isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ):  # ninja's own first page leads to a page of documents, and there is none
        open_to_all(cast("Callable[..., HttpResponse]", pattern.callback))
