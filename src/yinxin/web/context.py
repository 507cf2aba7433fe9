"""What every page knows: who is signed in, the navigation, whether the data are a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yinxin.web import clock, once
from yinxin.web.navigation import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """Added to the context of every template."""
    office = getattr(request, "office", None)
    return {
        "demo": settings.DEMO,
        "office": office,
        "offices": getattr(request, "offices", []),
        "nav": navigation(request, office),
        "once_token": once.token,
        "today": clock.today(),
        "upload_max_bytes": settings.UPLOAD_MAX_BYTES,
    }
