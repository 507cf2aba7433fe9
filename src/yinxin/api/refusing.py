"""How the API refuses: one place turns a kind of refusal into a status, a code and a sentence."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from yinxin.api.questions import BadQuestion
from yinxin.kernel.refusals import Refusal
from yinxin.web import phrases
from yinxin.web.refused import status_of

UNPROCESSABLE = 422
BAD_QUESTION = "bad_question"


def refuse_in(api: NinjaAPI) -> None:
    """Let an API refuse as this module says."""

    @api.exception_handler(Refusal)
    def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return _answer(request, status_of(refusal), refusal.code, phrases.sentence(refusal))

    @api.exception_handler(BadQuestion)
    def _not_understood(request: HttpRequest, question: BadQuestion) -> HttpResponse:
        return _answer(request, UNPROCESSABLE, BAD_QUESTION, question.message)

    @api.exception_handler(ValidationError)
    def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _answer(request, UNPROCESSABLE, BAD_QUESTION, " ".join(map(_said, error.errors)))

    def _answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
        return api.create_response(request, {"code": code, "message": message}, status=status)


def _said(error: dict[str, Any]) -> str:
    """What is wrong with one parameter, and what would be right."""
    facts = {"parameter": error["loc"][-1], **error.get("ctx", {})}
    match error["type"]:
        case "literal_error":
            sentence = _("“%(parameter)s” takes one of these: %(expected)s.")
        case "greater_than_equal":
            sentence = _("“%(parameter)s” must be %(ge)s or more.")
        case "less_than_equal":
            sentence = _("“%(parameter)s” must be %(le)s or less.")
        case "string_too_long":
            sentence = _("“%(parameter)s” has at most %(max_length)s characters.")
        case "int_parsing":
            sentence = _("“%(parameter)s” must be a whole number.")
        case kind if kind.startswith("date"):
            sentence = _("“%(parameter)s” must be a day, such as 2024-12-06.")
        case _other:
            sentence = _("“%(parameter)s” cannot be read.")
    return sentence % facts
