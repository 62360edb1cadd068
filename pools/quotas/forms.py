"""Another rate for a category of requests."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from pools.editing.fields.confirmations import ConfirmationForm
from pools.quotas.gateway import Limit


class RateForm(ConsoleForm):
    """Requests per second, the category typed so that no other one is changed, and a reason."""

    rate = api(
        forms.IntegerField(
            label="Requests per second",
            min_value=1,
            widget=forms.TextInput(attrs={"size": 8, "inputmode": "numeric", "autocomplete": "off"}),
        ),
        "RequestedLimitValue",
    )
    typed = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    reason = ConfirmationForm.base_fields["reason"]

    def __init__(self, data: Any = None, *, category: str, limit: Limit) -> None:
        """`limit` is what holds now."""
        self.category, self.limit = category, limit
        super().__init__(data, initial={"rate": limit.provisioned})
        self.fields["typed"].label = "Type the category"
        self.fields["rate"].help_text = f"{limit.free} at least: that many cost nothing."

    def clean_rate(self) -> int:
        rate: int = self.cleaned_data["rate"]
        if rate < self.limit.free:
            raise forms.ValidationError(f"{self.limit.free} is the least: that many cost nothing.")
        if rate == self.limit.provisioned:
            raise forms.ValidationError(f"It is {rate} already.")
        return rate

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"].strip()
        if typed != self.category:
            raise forms.ValidationError("This is not the category.")
        return typed
