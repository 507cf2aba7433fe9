"""How every form looks: Bootstrap's classes on the widgets, our templates around the fields.

The settings name `Look` as FORM_RENDERER; forms themselves say nothing about looks. For days, moments and files
a form takes the widgets below.
"""

from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import cached_property

CLASSES = {
    "checkbox": "form-check-input",
    "checkbox_option": "form-check-input",
    "radio_option": "form-check-input",
    "select": "form-select",
    "hidden": "",
    "multiple_hidden": "",
    "checkbox_select": "checks",
    "radio": "checks",
}
OURS = Path(__file__).resolve().parent / "templates"
DJANGOS = Path(django.forms.__file__).resolve().parent / "templates"


class Look(DjangoTemplates):
    """Finds our templates before Django's, and gives each widget its class."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"

    @cached_property
    def engine(self) -> Any:
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [OURS, DJANGOS],
                "NAME": "look",
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "yinxin.web.templatetags.yinxin"]},
            },
        )

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if "widget" in context:
            kind = Path(template_name).stem
            dress(context["widget"], CLASSES.get(kind, "form-control"))
        return super().render(template_name, context, request)


def dress(widget: dict[str, Any], look: str) -> None:
    """Add the class `look` to a widget's attributes, and to those of its parts and options."""
    attributes = widget["attrs"]
    if look and look not in attributes.get("class", "").split():
        attributes["class"] = f"{attributes.get('class', '')} {look}".strip()
    for part in widget.get("subwidgets", ()):
        if isinstance(part, dict):
            dress(part, CLASSES.get(Path(part["template_name"]).stem, "form-control"))
    if look == "checks":
        for _, options, _ in widget["optgroups"]:
            for option in options:
                dress(option, "form-check-input")


class DayInput(forms.DateInput):
    """A day, entered with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time, entered with the browser's own controls."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class FileInput(forms.ClearableFileInput):
    """A file, whose size the page checks before it is sent; `accept` as in HTML, `several` for many at once."""

    def __init__(self, accept: str = "", max_bytes: int | None = None, *, several: bool = False) -> None:
        self.allow_multiple_selected = several
        attributes = {"data-max-bytes": max_bytes or getattr(settings, "UPLOAD_MAX_BYTES", 0)}
        if accept:
            attributes["accept"] = accept
        if several:
            attributes["multiple"] = True
        super().__init__(attributes)
