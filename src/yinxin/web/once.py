"""A form submitted twice acts once: the second submit is led to where the first one went.

A page that renders a form puts `{% once %}` in it; the view that takes it is wrapped in `@once`.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from yinxin.web import clock
from yinxin.web.models import Receipt

FIELD = "once"
View = Callable[..., HttpResponseBase]


def token() -> str:
    """A fresh token for one rendering of a form."""
    return secrets.token_hex(16)


def once(view: View) -> View:
    """Wrap a view that takes a POST and answers a redirect when the act was done."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        given = request.POST.get(FIELD, "")[:32]
        user = request.user if request.user.is_authenticated else None
        with transaction.atomic():
            earlier = (
                Receipt.objects.select_for_update().filter(token=given, user=user).first() if given else None
            )
            if earlier is None:
                response = view(request, *args, **kwargs)
                if given and isinstance(response, HttpResponseRedirect):
                    Receipt.objects.create(token=given, user=user, location=response.url, at=clock.now())
                return response
        messages.info(request, _("This form had been sent already. Nothing was done twice."))
        return HttpResponseRedirect(earlier.location)

    return guarded
