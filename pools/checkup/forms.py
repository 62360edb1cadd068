"""Accepting a finding: why, and for how long."""

from datetime import date

from django import forms
from django.utils import timezone

from console.ui.forms import ConsoleForm

SHORTEST_REASON = 10


class AcceptForm(ConsoleForm):
    """A reason that whoever reads the check-up later can judge. `seen` is the digest of what was shown."""

    reason = forms.CharField(
        label="Why is it right for this pool?",
        min_length=SHORTEST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is shown on the check-up to everybody who may see this pool, and kept in the audit trail.",
        error_messages={
            "required": "Give a reason.",
            "min_length": f"Say a little more: at least {SHORTEST_REASON} characters.",
        },
    )
    until = forms.DateField(
        label="Look at it again after",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day on which it is accepted. Without one it is accepted until the value changes.",
        error_messages={"invalid": "Give a date, such as 2027-03-31."},
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError("This day is over. Choose today or a later one.")
        return until
