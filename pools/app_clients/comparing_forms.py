"""Choosing two app clients."""

from collections.abc import Sequence
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, offer


class ChooseTwoForm(ConsoleForm):
    """Two different app clients of a pool."""

    one = forms.ChoiceField(label="App client", error_messages={"required": "Choose an app client."})
    other = forms.ChoiceField(label="Compared with", error_messages={"required": "Choose an app client."})

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            # Those beyond the list can be compared by their address, and stay chosen.
            offered = {value for value, _ in options}
            asked = str(self.data.get(name, ""))
            more = [(asked, asked)] if asked and asked not in offered else []
            offer(self, name, [("", "Choose…"), *options, *more])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("one") and data.get("one") == data.get("other"):
            self.add_error("other", "This is the same one. Choose another.")
        return data
