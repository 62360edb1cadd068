"""Finding a pool, and a setting of one."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm


class Search(ConsoleForm):
    """A text among what was read anyway, so that looking for it costs no call."""

    q = forms.CharField(
        required=False,
        max_length=128,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def text(self) -> str:
        """What is sought; empty when nothing is, or nothing that could be found."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


class PoolSearch(Search):
    """Part of a name or an id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Name or id contains"


class SettingSearch(Search):
    """Words of a label, an API name or a value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Label, API name or value contains"
