"""The fields that settings of a pool need beyond those of the model."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from console.cognito import model
from pools.editing.fields.by_model import field_for
from pools.editing.fields.pairs import PairsWidget, TagsField
from pools.saving.settings import Setting
from pools.settings.state import ACR, LEVEL_NAMES, TAGS, written_by


class LevelsField(forms.Field):
    """Names of the authentication levels as Cognito's mapping; None without any of one's own."""

    widget = PairsWidget

    def __init__(self, *, present: Mapping[str, Any] | None, **kwargs: Any) -> None:
        self.present = present or {}
        super().__init__(**{**kwargs, "required": True})
        shape = model.input_shape("UpdateUserPool").members["AcrConfiguration"].value.members["AcrValue"]
        self.limits = shape.metadata
        self.widget.names = {**dict.fromkeys(self.present, ""), **LEVEL_NAMES}
        self.widget.sizes = {"value": self.limits["max"]}

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {level: entry.get("AcrValue", "") for level, entry in value.items()}
        return value

    def clean(self, value: Any) -> dict[str, Any] | None:
        if value is None:
            return dict(self.present) or None
        names = {level: text.strip() for level, text in value if text.strip()}
        for level, text in names.items():
            if {"AcrValue": text} != self.present.get(level):
                self._check(level, text)
        return {level: {"AcrValue": text} for level, text in names.items()} or None

    def _check(self, level: str, text: str) -> None:
        if len(text) > self.limits["max"]:
            raise ValidationError(f"{level}: a name has at most {self.limits['max']} characters.")
        if not model.fits(text, self.limits["pattern"]):
            raise ValidationError(
                f"{level}: use letters, digits and signs of plain ASCII, no spaces, quotes or backslashes."
            )


FIELDS: Mapping[str, Callable[..., forms.Field]] = {TAGS: TagsField, ACR: LevelsField}


def pool_field(setting: Setting, value: Any, *, plan: str = "") -> forms.Field:
    """The field that edits a setting of a pool which has this value now, in a pool of that plan."""
    operation, written = written_by(setting.path) or ("", "")
    control = FIELDS.get(setting.path)
    return field_for(setting, value, operation=operation, written=written, plan=plan, control=control)
