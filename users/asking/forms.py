"""Confirming what is done to a user."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm

CHANGED = "This user was changed after the question was asked. Look again, and confirm if it is still wanted."


def reason_field() -> forms.CharField:
    """A reason that may be left out."""
    return forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="For the audit trail, such as a ticket number.",
    )


class ConfirmForm(ConsoleForm):
    """A confirmation, with a reason for the audit trail if there is one.

    `seen` is what the user looked like when the question was asked: a second click finds them changed.
    """

    refusal_status = 422

    reason = reason_field()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seen: str, subject: Any = None, **kwargs: Any) -> None:
        """`subject` is what it is about, for forms that ask more where there is more to ask."""
        super().__init__(*args, initial={"seen": seen}, **kwargs)
        self.present, self.subject = seen, subject

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != self.present:
            # The form is shown again, to be confirmed with what is seen now.
            self.data = {**dict(self.data.items()), self.add_prefix("seen"): self.present}
            self.refusal_status = 409
            self.add_error(None, CHANGED)
        return seen
