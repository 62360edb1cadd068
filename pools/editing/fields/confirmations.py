"""Confirming that something is to be deleted."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm


class ConfirmationForm(ConsoleForm):
    """The name of what is to go, typed, so that nobody deletes another one; and a reason."""

    typed = forms.CharField(
        strip=True, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="For the audit trail: why, and who decided it.",
        error_messages={"required": "Give a reason."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, expected: str, what: str) -> None:
        """`expected` has to be typed; `what` says in words what that is, such as "domain"."""
        self.expected = expected
        self.what = what
        super().__init__(data)
        self.fields["typed"].label = f"Type the {what}"
        self.fields["typed"].error_messages["required"] = f"Type the {what}."

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != self.expected:
            raise forms.ValidationError(f"This is not the {self.what}.")
        return typed


class DeletionForm(ConsoleForm):
    """The pool's name, typed, and a reason."""

    name = forms.CharField(
        label="Name of the pool",
        help_text="Type the name as it is shown above.",
        strip=True,
        error_messages={"required": "Type the name of the pool."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="For the audit trail: why, and who decided it.",
        error_messages={"required": "Give a reason."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, pool_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool_name = pool_name

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        # Browsers show several spaces as one.
        if name.split() != self.pool_name.split():
            raise forms.ValidationError("This is not the name of the pool.")
        return name
