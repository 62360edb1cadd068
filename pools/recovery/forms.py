"""Beginning, starting and cancelling a recovery."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from pools.editing.fields.confirmations import ConfirmationForm

MINUTE = timedelta(minutes=1)
MINUTES = "%Y-%m-%dT%H:%M"


class InitiateForm(ConfirmationForm):
    """To which moment, the pool's name typed, and why."""

    point = api(
        forms.DateTimeField(
            label="Back to (UTC)",
            input_formats=[MINUTES, f"{MINUTES}:%S"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}, format=MINUTES),
            error_messages={"required": "Say to which moment.", "invalid": "Write it like 2026-11-28T09:30."},
        ),
        "RestoreTimestamp",
    )

    def __init__(self, data: Any = None, *, pool_name: str, earliest: datetime, latest: datetime) -> None:
        """The moment lies between these two, as the plan and Cognito's least age have it."""
        self.earliest, self.latest = earliest, latest
        super().__init__(data, expected=pool_name, what="name of the pool")
        self.fields[
            "point"
        ].help_text = (
            f"From {_words(earliest + MINUTE)} to {_words(latest)}: choose one just before the damage."
        )
        self.order_fields(["point", "typed", "reason"])

    def clean_point(self) -> datetime:
        # The form speaks UTC, whatever the time zone of the console.
        point: datetime = self.cleaned_data["point"].replace(tzinfo=UTC)
        if not self.earliest <= point <= self.latest:
            raise forms.ValidationError(
                f"It has to lie between {_words(self.earliest)} and {_words(self.latest)}."
            )
        return point


class StartRecoveryForm(ConfirmationForm):
    """The pool's name typed, and why."""

    def __init__(self, data: Any = None, *, pool_name: str) -> None:
        super().__init__(data, expected=pool_name, what="name of the pool")


class CancelForm(ConsoleForm):
    """Why it is not to be."""

    reason = ConfirmationForm.base_fields["reason"]


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%d %B %Y, %H:%M} UTC"
