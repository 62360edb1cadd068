"""Fields that choose: one whole value, or several of a list. What is set is always offered, whatever it is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from pools.saving.states import NOTHING, means_same


class WholeField(forms.ChoiceField):
    """A choice between whole values: flags, names, lists, or none at all."""

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        options: Iterable[tuple[str, Any]],
        present: Any,
        words: Mapping[Any, str] | None = None,
        **kwargs: Any,
    ) -> None:
        offered = [(label, present if _same(value, present) else value) for label, value in options]
        if not any(_same(value, present) for _, value in offered):
            offered.append((f"As it is: {_said(present, words or {})}", present))
        self.values = {written(value): value for _, value in offered}
        # Every choice is a value, even that of none: nothing is optional here.
        choices = [(written(value), label) for label, value in offered]
        super().__init__(choices=choices, **{**kwargs, "required": True})

    def prepare_value(self, value: Any) -> Any:
        return (
            value
            if isinstance(value, str)
            else next((text for text, each in self.values.items() if _same(each, value)), written(value))
        )

    def clean(self, value: Any) -> Any:
        text = "" if value is None else str(value)
        if text not in self.values:
            raise forms.ValidationError("Choose one of these.")
        return self.values[text]


class ChoicesField(forms.MultipleChoiceField):
    """Any of several names; none at all is None."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, offered: Sequence[str], words: Mapping[Any, str], present: Any, **kwargs: Any
    ) -> None:
        self.present = present
        names = dict.fromkeys([*offered, *(present or ())])
        super().__init__(choices=[(name, words.get(name, name)) for name in names], **kwargs)

    def clean(self, value: Any) -> Any:
        names = super().clean(value)
        return self.present if means_same(names, self.present) else names or None


def written(value: Any) -> str:
    """A value as the text that stands for it in a form."""
    if value is None or isinstance(value, (bool, str)):
        return "" if value is None else str(value)
    return json.dumps(value, sort_keys=True)


def _same(one: Any, other: Any) -> bool:
    """An empty list is a choice of its own, and so is false; the order of a list is none."""
    if one in NOTHING or other in NOTHING or isinstance(one, bool) or isinstance(other, bool):
        return type(one) is type(other) and bool(one == other)
    return means_same(one, other)


def _said(value: Any, words: Mapping[Any, str]) -> str:
    if isinstance(value, list):
        names = [each["Name"] if isinstance(each, Mapping) and "Name" in each else each for each in value]
        return ", ".join(words.get(name, str(name)) for name in names)
    return str(value)
