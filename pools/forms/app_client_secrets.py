"""Revealing the secret of an app client."""

from django import forms

from console.ui.forms import ConsoleForm


class RevealSecretForm(ConsoleForm):
    """Why somebody needs to see it."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="For the audit trail: why, and who asked for it.",
        error_messages={"required": "Give a reason."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
