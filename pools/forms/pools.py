"""Finding a pool."""

from django import forms

from console.ui.forms import ConsoleForm


class PoolSearch(ConsoleForm):
    """Part of a name or an id. Found among what was listed, so it costs no call."""

    q = forms.CharField(
        label="Name or id contains",
        required=False,
        max_length=128,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def text(self) -> str:
        """What is sought; empty when nothing is, or nothing that a pool could be called."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
