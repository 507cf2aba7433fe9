"""Addresses of the API, version 1, and its description at /api/v1/openapi.json."""

from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from yinxin.api.operations import router
from yinxin.api.refusing import refuse_in

app_name = "api"

renderer = JSONRenderer()
renderer.json_dumps_params = {"ensure_ascii": False}  # Chinese as it is written
api = NinjaAPI(
    renderer=renderer,
    title="Yinxin",
    version="1",
    description="The public register of a regional product certification scheme: standards, enterprises, certificates, "
    "figures as of a day, and what a code on a package stands for. Reading needs no account.",
    urls_namespace=app_name,
    docs_url=None,  # its page draws itself with scripts of another site, which the Content-Security-Policy refuses
)
api.add_router("", router)
refuse_in(api)


def _opened(patterns: list[Any]) -> list[URLPattern]:
    """Hand on to each address what its operations declare; one that declares nothing stops the program."""
    for path, view in router.path_operations.items():
        for operation in view.operations:
            if getattr(operation.view_func, "open_to", None) != "all":
                message = f"{path} does not say who it is open to"
                raise ImproperlyConfigured(message)
    for pattern in patterns:
        if pattern.name != "api-root":  # ninja's own first page, which has nothing to say
            cast("Any", pattern.callback).open_to = "all"
    return patterns


urlpatterns = _opened(api.urls[0])
