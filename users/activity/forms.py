"""What of a user's timeline is wanted, and what is said to an event."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm

KINDS = [
    ("", "Everything"),
    ("changes", "What Lifeguard did"),
    ("looks", "Who looked"),
    ("events", "Sign-in events"),
    ("dates", "Dates of Cognito"),
]
OUTCOMES = [
    ("", "Any"),
    ("good", "Succeeded"),
    ("bad", "Failed or refused"),
    ("open", "Not known or not finished"),
]


class ActivityForm(ConsoleForm):
    """Every field is optional."""

    kind = forms.ChoiceField(required=False, choices=KINDS, label="Show")
    outcome = forms.ChoiceField(required=False, choices=OUTCOMES)

    def wanted(self) -> dict[str, Any]:
        """What is asked for; everything, if what was asked for does not exist."""
        return dict(self.cleaned_data) if self.is_valid() else {}


class FeedbackForm(ConsoleForm):
    """Whether a sign-in was the user's own."""

    event = forms.RegexField(r"\A[\w+-]{1,50}\Z", strip=False)
    value = forms.ChoiceField(choices=[("Valid", "It was them"), ("Invalid", "It was not")])
