"""Who is asking, and what is open to them. Deny by default: a view without a declaration answers 404 to everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from yinxin.kernel.refusals import NotYours
from yinxin.kernel.roles import HUMAN_ROLES, Role
from yinxin.people.models import Office
from yinxin.people.queries import offices_of
from yinxin.web import clock

SESSION_KEY = "office"


class OfficeRequest(HttpRequest):
    """A request whose sender signed in and holds the office that they chose."""

    office: Office
    offices: list[Office]


View = Callable[..., HttpResponseBase]
Opened = TypeVar("Opened", bound=Callable[..., Any])  # a view, or an operation of the API


def open_to(*roles: Role) -> Callable[[View], View]:
    """Only for those who act in one of these roles: others are refused, and whoever is not signed in is asked to."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            office: Office | None = getattr(request, "office", None)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if office is None or office.as_role not in roles:
                raise NotYours(noun="page", roles=sorted(roles))
            return view(request, *args, **kwargs)

        return _declared(never_cache(guarded), frozenset(roles))

    return declare


def open_to_signed_in(view: View) -> View:
    """For anybody who signed in, whatever office they hold."""
    return open_to(*HUMAN_ROLES)(view)


def open_to_all(view: Opened) -> Opened:
    """For anyone, without an account."""
    return _declared(view, "all")


def _declared(view: Opened, who: frozenset[Role] | str) -> Opened:
    cast("Any", view).open_to = who
    return view


class OfficeMiddleware:
    """Puts the chosen office on the request, and closes every view that does not say who it is open to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.office, request.offices = None, []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            offices = list(offices_of(request.user, on=clock.today()))
            chosen = request.session.get(SESSION_KEY)
            request.offices = offices  # type: ignore[attr-defined]
            request.office = next(  # type: ignore[attr-defined]
                (office for office in offices if office.pk == chosen), offices[0] if offices else None
            )
        return self.get_response(request)

    def process_view(self, _request: HttpRequest, view: View, _args: Any, _kwargs: Any) -> None:
        """A view that declares nothing does not exist."""
        if not hasattr(view, "open_to"):
            raise Http404  # not a refusal: those are answered for what a view raises, and none was called yet
