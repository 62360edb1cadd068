"""How long something lasts: a number and its unit."""

from typing import Any

from django import forms

from pools.app_clients.sections import UNITS

Duration = tuple[int, str]


class DurationWidget(forms.MultiWidget):
    """Two controls under one legend."""

    use_fieldset = True

    def __init__(self) -> None:
        number = forms.TextInput(
            attrs={
                "size": 6,
                "inputmode": "numeric",
                "autocomplete": "off",
                "aria-label": "Number",
                "class": "duration",
            }
        )
        unit = forms.Select(
            attrs={"aria-label": "Unit", "class": "duration"}, choices=[(unit, unit) for unit in UNITS]
        )
        super().__init__([number, unit])

    def decompress(self, value: Duration | None) -> list[Any]:
        return list(value) if value else [None, None]


class DurationField(forms.MultiValueField):
    """A whole number from 1 and a unit; left as it is it is fine, whatever it is."""

    def __init__(self, *, present: Duration, **kwargs: Any) -> None:
        self.present = present
        number = forms.IntegerField(min_value=1, error_messages={"invalid": "Write a whole number."})
        unit = forms.ChoiceField(choices=[(unit, unit) for unit in UNITS])
        needed = {"required": "Write a number and choose its unit."}
        fields = (number, unit)
        super().__init__(
            fields, widget=DurationWidget, **{**kwargs, "required": True, "error_messages": needed}
        )

    def compress(self, data_list: list[Any]) -> Duration:
        number, unit = data_list
        return number, unit
