"""Confirming that an app client is to be deleted."""

from typing import Any

from django import forms

from pools.editing.fields.confirmations import DeletionForm


class AppClientDeletionForm(DeletionForm):
    """The app client's name, typed, and a reason."""

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, pool_name=name, **kwargs)
        self.fields["name"].label = "Name of the app client"
        self.fields["name"].error_messages["required"] = "Type the name of the app client."

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.split() != self.pool_name.split():
            raise forms.ValidationError("This is not the name of the app client.")
        return name
