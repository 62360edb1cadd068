"""Arranging that the embedded service fails."""

from django import forms

from console.cognito.explanations import EXPLANATIONS
from console.cognito.operations import OPERATIONS
from console.ui.forms import ConsoleForm

ERRORS = [
    "TooManyRequestsException",
    "AccessDeniedException",
    "ExpiredTokenException",
    "InternalErrorException",
    "ResourceNotFoundException",
    "UserNotFoundException",
    "ConcurrentModificationException",
    "UnknownOperationException",
]
# These answers have no JSON error in them.
WITHOUT_ANSWER = [("drop", "The connection is cut"), ("truncated", "A 200 that is cut short")]
INTERNAL = frozenset({"InternalErrorException"})


class FaultForm(ConsoleForm):
    """Which of the next calls go wrong, and how."""

    operation = forms.ChoiceField(
        choices=[
            ("*", "Any operation"),
            *((name, name) for name, operation in sorted(OPERATIONS.items()) if not operation.end_user),
        ]
    )
    error = forms.ChoiceField(
        label="What happens",
        choices=[
            ("", "It only takes longer"),
            *((code, f"{code}: {EXPLANATIONS[code].title}") for code in ERRORS),
            *WITHOUT_ANSWER,
        ],
        required=False,
    )
    count = forms.IntegerField(
        label="How many calls", min_value=1, max_value=100, initial=2, help_text="A read is tried twice."
    )
    delay_seconds = forms.FloatField(
        label="Delay in seconds", min_value=0, max_value=30, initial=0, required=False
    )

    def fault(self) -> dict[str, object]:
        """The arguments of `faults.fail_next`."""
        error = self.cleaned_data["error"]
        is_code = error in EXPLANATIONS
        return {
            "operation": self.cleaned_data["operation"],
            "count": self.cleaned_data["count"],
            "delay_seconds": self.cleaned_data["delay_seconds"] or 0.0,
            "error": error if is_code else None,
            "message": "Arranged on the Faults page." if is_code else "",
            "status": 500 if error in INTERNAL else 400,
            "drop": error == "drop",
            "body": '{"Users": [' if error == "truncated" else None,
        }
