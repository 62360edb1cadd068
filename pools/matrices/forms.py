"""Which attributes which app clients are to read and write."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from console.ui.forms import ConsoleForm, api


class GrantForm(ConsoleForm):
    """Choices between the attributes and app clients that are passed in, as (value, label)."""

    attributes = forms.MultipleChoiceField(label="Attributes", widget=forms.CheckboxSelectMultiple)
    readers = api(
        forms.MultipleChoiceField(
            label="May be read by", required=False, widget=forms.CheckboxSelectMultiple
        ),
        "ReadAttributes",
    )
    writers = api(
        forms.MultipleChoiceField(
            label="May be written by", required=False, widget=forms.CheckboxSelectMultiple
        ),
        "WriteAttributes",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        attributes: Sequence[tuple[str, str]],
        readers: Sequence[tuple[str, str]],
        writers: Sequence[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("attributes", attributes), ("readers", readers), ("writers", writers)):
            cast(forms.MultipleChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        chosen = [*self.cleaned_data.get("readers", ()), *self.cleaned_data.get("writers", ())]
        if not chosen and not self.errors:
            self.add_error("readers", "Choose at least one app client, here or below.")
        return self.cleaned_data
