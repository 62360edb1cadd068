"""Searching a history, and choosing two of its states."""

from collections.abc import Iterable
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, offer

ANYBODY = ("", "Anybody")
# No operator is called that.
OUTSIDE = ":outside"
NOW = "now"
DIFFERENCES, EVERYTHING = "differences", "everything"


class HistoryFilterForm(ConsoleForm):
    """Which changes to show; both fields are optional."""

    q = forms.CharField(
        label="Setting",
        required=False,
        max_length=128,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "Name, section or API path",
            }
        ),
    )
    who = forms.ChoiceField(label="Changed by", required=False)

    def __init__(self, data: Any = None, *, operators: Iterable[str]) -> None:
        super().__init__(data)
        offer(
            self,
            "who",
            [
                ANYBODY,
                (OUTSIDE, "Somebody outside Lifeguard"),
                *((name, name) for name in operators),
            ],
        )


class CompareForm(ConsoleForm):
    """Two states, and how much of them to show."""

    show = forms.ChoiceField(
        label="Show",
        choices=[(DIFFERENCES, "Only what differs"), (EVERYTHING, "All settings")],
        required=False,
    )

    def __init__(self, data: Any = None, *, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offered = [(NOW, "Now"), *choices]
        states = {name: forms.ChoiceField(label=name.title(), choices=offered) for name in ("from", "to")}
        self.fields = {**states, **self.fields}
