"""A new pool: where it begins, what can never be changed afterwards, and every setting besides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from console.cognito import model
from console.ui.forms import ConsoleForm, api, offer
from pools.creation.presets import PRESETS
from pools.editing.fields.by_model import TextField
from pools.saving.settings import Row, Setting
from pools.settings.forms import SettingsForm

COPY = "copy"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The label of a choice in two parts."""

    label: str
    about: str

    def __str__(self) -> str:
        return f"{self.label}. {self.about}"


class StartForm(ConsoleForm):
    """Where the pool is to be, what it is called, and what it begins as."""

    connection = forms.ChoiceField(
        label="Connection", help_text="The AWS account and region that the pool is made in."
    )
    name = api(
        TextField(
            limits=model.constraint("CreateUserPool", "PoolName"),
            label="Name",
            help_text="Names need not be unique, but people find their way better if they are.",
        ),
        "PoolName",
    )
    begin = forms.ChoiceField(
        label="Begin with",
        help_text="Everything can be decided differently on the next pages.",
        choices=[
            *((preset.id, Beginning(preset.label, preset.about)) for preset in PRESETS),
            (
                COPY,
                Beginning(
                    "Copy of an existing pool", "With its settings, schema and groups. Choose it below."
                ),
            ),
        ],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label="Pool to copy", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        places: Sequence[tuple[str, str]],
        pools: Sequence[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        offer(self, "connection", places)
        offer(self, "source", [("", "Choose a pool"), *pools])

    def clean_name(self) -> str:
        if not (name := self.cleaned_data["name"]):
            raise forms.ValidationError("A pool needs a name.")
        return str(name)

    def clean(self) -> dict[str, Any]:
        is_copy = self.cleaned_data.get("begin") == COPY
        if is_copy and not self.cleaned_data.get("source") and "source" not in self.errors:
            self.add_error("source", "Choose the pool that is to be copied.")
        return self.cleaned_data


class DraftSectionForm(SettingsForm):
    """The settings of one section of a pool that is not there yet: whatever was decided can be taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        if "Name" in self.fields and not self.cleaned_data.get("Name") and "Name" not in self.errors:
            self.add_error("Name", "A pool needs a name.")
        return super().clean()

    def fact(self, setting: Setting) -> Row | None:
        """What is permanent has a page of its own, where it can still be decided."""
        return None if setting.permanent else super().fact(setting)


def chosen(pools: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, Any]]:
    """Pools as choices, grouped by connection: (connection's name, its slug, id, name) each."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for place, slug, pool_id, name in pools:
        groups.setdefault(place, []).append((f"{slug}/{pool_id}", f"{name} ({pool_id})"))
    return list(groups.items())
