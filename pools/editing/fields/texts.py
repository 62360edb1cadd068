"""A line of text within the limits of the model."""

from typing import Any

from django import forms

from console.cognito import model


def text_field(constraint: model.Constraint, refusal: str, **options: Any) -> forms.CharField:
    """A line of text within the model's limits; `refusal` says what it may hold."""

    def fits(value: str) -> None:
        if constraint.pattern and not model.fits(value, constraint.pattern):
            raise forms.ValidationError(refusal)

    return forms.CharField(
        min_length=constraint.minimum,
        max_length=constraint.maximum,
        validators=[fits],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "size": options.pop("size", 40)}
        ),
        **options,
    )
