"""Asking why somebody needs to see personal data."""

from django import forms

from console.ui.forms import ConsoleForm

SHORTEST_REASON = 10


class RevealForm(ConsoleForm):
    """A reason that somebody who reads the audit trail later can understand."""

    reason = forms.CharField(
        label="Why do you need to see this?",
        min_length=SHORTEST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is kept in the audit trail with your name. Do not repeat personal data here.",
        error_messages={
            "required": "Give a reason.",
            "min_length": f"Say a little more: at least {SHORTEST_REASON} characters.",
        },
    )
