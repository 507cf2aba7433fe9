"""Forms on something that others change too: they carry the revision that the person saw."""

from copy import copy

from django import forms


class SeenForm(forms.Form):
    """A form that is refused where somebody acted since the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def look_again(self, revision: int) -> None:
        """After somebody was faster: keep what was typed, and let the next submit count as having seen the change."""
        self.data = copy(self.data)  # a request's own data may not be changed
        self.data[self.add_prefix("seen")] = str(revision)  # type: ignore[index]
