"""The form field of a setting: its kind, limits and choices come from the model, its words from the setting."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from console.cognito import model
from console.cognito.model import Constraint
from console.ui.forms import api
from pools.projection import written_by
from pools.settings import Setting

# A text may be this long before it needs more than a line.
ONE_LINE = 140
FEW = 5
WORDS = {True: "Yes", False: "No"}


class TextField(forms.CharField):
    """A text within the limits of the model; nothing at all is None."""

    def __init__(self, *, limits: Constraint, **kwargs: Any) -> None:
        self.limits = limits
        long = (limits.maximum or 0) > ONE_LINE and "arn:" not in limits.pattern
        default = forms.Textarea(attrs={"rows": 6}) if kwargs.pop("long", long) else forms.TextInput()
        super().__init__(
            min_length=limits.minimum,
            max_length=limits.maximum,
            strip=not long,
            widget=kwargs.pop("widget", default),
            **kwargs,
        )

    def clean(self, value: Any) -> str | None:
        # A browser sends a line's end as two characters; Cognito counts and keeps what it is given.
        text: str = super().clean(value).replace("\r\n", "\n")
        if text and self.limits.pattern and not model.fits(text, self.limits.pattern):
            raise forms.ValidationError(f"{_expected(self.limits.pattern)}")
        return text or None


class NumberField(forms.IntegerField):
    """A whole number within the limits of the model."""

    def __init__(self, *, limits: Constraint, **kwargs: Any) -> None:
        super().__init__(
            min_value=limits.minimum,
            max_value=limits.maximum,
            widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )


class LinesField(forms.CharField):
    """Several texts, one a line; nothing at all is None."""

    def __init__(self, *, limits: Constraint, **kwargs: Any) -> None:
        self.limits = limits
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        super().validate(value)
        for line in value:
            MaxLengthValidator(self.limits.maximum or len(line))(line)
            if self.limits.pattern and not model.fits(line, self.limits.pattern):
                raise forms.ValidationError(f"“{line}” cannot be used. {_expected(self.limits.pattern)}")

    def run_validators(self, value: Any) -> None:
        """Each line has been checked on its own."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class WholeField(forms.TypedChoiceField):
    """A choice between whole values, such as lists; the one that is set is offered whatever it is."""

    def __init__(self, *, options: Iterable[tuple[str, Any]], present: Any, **kwargs: Any) -> None:
        offered = [(_written(value), label) for label, value in options]
        if _written(present) not in dict(offered):
            offered.append((_written(present), f"As it is: {json.dumps(present)}"))
        super().__init__(choices=offered, coerce=json.loads, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else _written(value)


def field_for(setting: Setting, value: Any) -> forms.Field:
    """The field that edits a setting which has this value now. Its cleaned data are a value, or None for none."""
    operation, path = written_by(setting.path) or ("", "")
    limits = model.constraint(operation, path)
    common: dict[str, Any] = {
        "label": setting.label,
        "help_text": hint_of(setting, limits),
        "required": False,
    }
    if setting.options:
        field: forms.Field = WholeField(
            options=setting.options, present=value, widget=forms.RadioSelect, **common
        )
    else:
        field = _kind_of(limits)(setting, limits, value, common)
    return api(field, setting.path)


def hint_of(setting: Setting, limits: Constraint) -> str:
    """What to know before filling the field in."""
    parts = [setting.hint]
    if limits.type == "integer" and limits.maximum:
        parts.append(f"{limits.minimum or 0} to {limits.maximum}.")
    elif limits.type == "string" and limits.maximum and setting.kind == "text":
        parts.append(f"{limits.minimum or 0} to {limits.maximum:,} characters.")
    return " ".join(filter(None, [*parts, setting.caution]))


def _kind_of(limits: Constraint) -> Callable[..., forms.Field]:
    if limits.choices:
        return _several if limits.many else _one
    if limits.many:
        return lambda setting, limits, value, common: LinesField(limits=limits, **common)
    return {"boolean": _flag, "integer": _number}.get(limits.type, _text)


def _text(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    return TextField(limits=limits, **common)


def _number(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    return NumberField(limits=limits, **common)


def _flag(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    choices = _choices(setting, {True: "True", False: "False"}, setting.words or WORDS)
    return forms.TypedChoiceField(
        choices=choices,
        coerce=lambda text: text == "True",
        empty_value=None,
        widget=forms.RadioSelect,
        **common,
    )


def _one(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    choices = _choices(setting, {choice: choice for choice in limits.choices}, setting.words)
    widget = forms.RadioSelect if len(choices) <= FEW else forms.Select
    return forms.TypedChoiceField(choices=choices, empty_value=None, widget=widget, **common)


def _several(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    choices = [(choice, setting.words.get(choice, choice)) for choice in limits.choices]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)


def _choices(setting: Setting, values: Mapping[Any, str], words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Each value with its words; where Cognito has no default of its own, also none at all."""
    unset = [] if setting.default is not None else [("", setting.absent or "Not set")]
    return [*unset, *((written, words.get(value, written)) for value, written in values.items())]


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _expected(pattern: str) -> str:
    if "{####}" in pattern.replace("\\", ""):
        return "It has to contain {####}, where Cognito puts the code."
    if "arn:" in pattern:
        return "This is not an ARN, such as arn:aws:lambda:eu-west-1:123456789012:function:name."
    return f"There is a character in it that Cognito does not take (its rule: {pattern})."
