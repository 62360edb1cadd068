"""Searching the trail."""

from typing import Any

from django import forms

from console.access.actions import ALL, VIEW_USER
from console.access.events import EVENTS
from console.audit.models import Outcome
from console.ui.forms import ConsoleForm

ANY = ("", "Any")
MOMENT = "%Y-%m-%dT%H:%M"
OUTCOMES = [(Outcome.ASKED.value, "None recorded"), *Outcome.choices[1:]]


def _by_label(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: item[1])


# Of merely looking only this is recorded: that a Viewer or a help desk opened somebody.
RECORDED = {
    name: action.label
    for name, action in ALL.items()
    if name == VIEW_USER.name or not name.startswith("view_")
}
ACTIONS = [
    ANY,
    ("In pools and on users", _by_label(RECORDED)),
    ("Operators and their sign-in", _by_label(EVENTS)),
]


def _moment(label: str) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        required=False, label=label, widget=widget, input_formats=[MOMENT, f"{MOMENT}:%S", "%Y-%m-%d"]
    )


class TrailFilterForm(ConsoleForm):
    """What to look for; every field is optional."""

    user = forms.CharField(
        required=False,
        max_length=255,
        label="User",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Name, e-mail or sub"}),
    )
    operator = forms.CharField(required=False, max_length=150)
    action = forms.ChoiceField(required=False, choices=ACTIONS)
    outcome = forms.ChoiceField(required=False, choices=[ANY, *OUTCOMES])
    pool = forms.CharField(required=False, max_length=55, label="Pool id")
    since = _moment("From (UTC)")
    until = _moment("Until (UTC)")

    def clean(self) -> dict[str, Any]:
        wanted = self.cleaned_data
        if wanted.get("since") and wanted.get("until") and wanted["since"] > wanted["until"]:
            self.add_error("until", "This is before the beginning of the time you asked for.")
        return wanted

    def wanted(self) -> dict[str, Any]:
        """What is asked for, of a form that is valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}
