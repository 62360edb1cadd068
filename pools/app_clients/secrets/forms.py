"""Revealing the secret of an app client, and giving it a second one."""

import re
from typing import Any

from django import forms

from console.cognito.model import constraint
from console.ui.forms import ConsoleForm, api

VALUE = constraint("AddUserPoolClientSecret", "ClientSecret")


class RevealSecretForm(ConsoleForm):
    """Why somebody needs to see it."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="For the audit trail: why, and who asked for it.",
        error_messages={"required": "Give a reason."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AddSecretForm(RevealSecretForm):
    """Why there is to be another one, and its value where Cognito is not to make it. That is never sent back."""

    own = api(
        forms.CharField(
            label="A value of your own",
            required=False,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            help_text=f"Leave it empty, and Cognito makes one. {VALUE.minimum} to {VALUE.maximum} letters, digits, "
            "_ and +.",
        ),
        "ClientSecret",
    )

    def clean_own(self) -> str:
        """Says what is wrong without the value."""
        own: str = self.cleaned_data["own"]
        if own and not (VALUE.minimum or 0) <= len(own) <= (VALUE.maximum or len(own)):
            raise forms.ValidationError(
                f"It has {len(own)} characters: Cognito takes {VALUE.minimum} to {VALUE.maximum}. Type it again."
            )
        if own and not re.fullmatch(VALUE.pattern, own):
            raise forms.ValidationError("Only letters, digits, _ and + can be used. Type it again.")
        return own

    @property
    def asked(self) -> dict[str, Any]:
        """What the gateway takes. Only for a valid form."""
        return {"reason": self.cleaned_data["reason"], "own": self.cleaned_data["own"]}
