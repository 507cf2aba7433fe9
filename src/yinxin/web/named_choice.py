"""A choice of rows that have a name in two languages."""

from django import forms

from yinxin.web.templatetags.yinxin import named


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Divisions, organisations and industries by their names in the reader's language."""

    def label_from_instance(self, obj: object) -> str:
        return named(obj)


class NamedChoicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several of them."""

    def label_from_instance(self, obj: object) -> str:
        return named(obj)
