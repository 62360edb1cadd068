"""An attribute mapping as rows: the pool's attribute, and the provider's claim that fills it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from console.ui.forms import offer
from pools.editing.fields.rows import RowForm, Rows
from pools.gateway import SchemaAttribute
from pools.identity_providers.details import USERNAME, Kind
from pools.identity_providers.mappings import NEVER_MAPPED

LONGEST_CLAIM = 2_048
# A pool has 20 standard attributes and 50 custom ones.
MOST_ROWS = 75


class MappingForm(RowForm):
    """One attribute and its claim."""

    attribute = forms.ChoiceField(label="Pool attribute")
    claim = forms.CharField(
        label="Provider’s claim",
        max_length=LONGEST_CLAIM,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-wide": True}),
    )
    remove = forms.BooleanField(label="Remove this row", required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "attribute", choices)


class MappingRows(Rows):
    """The rows of a mapping, without the username, which Cognito maps itself."""

    form = MappingForm
    key, name, repeated = "attribute", "mapping", "Another row fills this attribute."
    max_num = absolute_max = MOST_ROWS

    @property
    def mapping(self) -> dict[str, str]:
        """Claims by attribute. Only when the rows are valid."""
        return {form.cleaned_data["attribute"]: form.cleaned_data["claim"] for form in self.filled}


def choices_of(schema: Iterable[SchemaAttribute], present: Iterable[str]) -> list[tuple[str, str]]:
    """The attributes that can be mapped, with what to know of each; those that are mapped in any case."""
    offered = {each.name: _label(each) for each in schema if each.name not in NEVER_MAPPED}
    lost = {name: f"{name} (not in the pool)" for name in present if name not in offered}
    named = sorted({**offered, **lost}.items(), key=lambda each: (each[0].startswith("custom:"), each[0]))
    return [("", "Choose"), *named]


def rows_for(mapping: Mapping[str, str]) -> list[dict[str, str]]:
    """What the rows of a mapping begin with."""
    return [
        {"attribute": name, "claim": claim} for name, claim in sorted(mapping.items()) if name != USERNAME
    ]


def suggested(kind: Kind, schema: Sequence[SchemaAttribute]) -> list[dict[str, str]]:
    """Rows for a new provider: what the pool requires, and an e-mail address, from where such providers tell them."""
    required = [each.name for each in schema if each.required and each.name not in NEVER_MAPPED]
    has_email = any(each.name == "email" for each in schema)
    names = dict.fromkeys([*required, *(["email"] if has_email and "email" in kind.claims else [])])
    return [{"attribute": name, "claim": kind.claims.get(name, "")} for name in names]


def _label(attribute: SchemaAttribute) -> str:
    notes = [
        *(["required"] if attribute.required else []),
        *([] if attribute.mutable else ["never to be changed: sign-ins fail"]),
    ]
    return f"{attribute.name} ({', '.join(notes)})" if notes else attribute.name
