"""Styles of managed login: a new one, its settings as JSON, its images, and taking over another one."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api, offer
from pools.branding import files
from pools.branding.files import (
    CATEGORIES,
    LARGEST_FILE,
    LARGEST_IMAGE,
    LARGEST_SETTINGS,
    MODES,
    Package,
    UnreadableStyle,
)
from pools.branding.images import format_of
from pools.branding.pages import CATEGORIES as PURPOSES
from pools.branding.pages import MODES as MODE_WORDS
from pools.branding.saver import COMPARISON
from pools.branding.styles_gateway import ICON, Asset
from pools.editing.forms import WholeForm
from pools.saving.states import State

COGNITOS, OWN = "cognito", "own"


def in_json(settings: Mapping[str, Any]) -> str:
    """Settings as they are shown to be edited."""
    return json.dumps(settings, indent=2, ensure_ascii=False)


class SettingsField(forms.CharField):
    """A JSON object; its value is that object."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "mono"})
        super().__init__(strip=True, widget=area, **kwargs)

    def clean(self, value: Any) -> dict[str, Any]:
        text: str = super().clean(value)
        if len(text.encode(errors="surrogatepass")) > LARGEST_SETTINGS:
            raise forms.ValidationError(f"This is larger than {LARGEST_SETTINGS:,} bytes.")
        try:
            settings = files.read_object(text) if text else {}
            files.check_names(settings)
        except UnreadableStyle as error:
            raise forms.ValidationError(str(error)) from error
        return settings


class NewStyleForm(ConsoleForm):
    """What a new style begins with."""

    values = api(
        forms.ChoiceField(
            label="Begin with",
            choices=[(COGNITOS, "Cognito’s own values"), (OWN, "Settings of your own, below")],
            initial=COGNITOS,
            widget=forms.RadioSelect,
            help_text="Images are added afterwards. So is what another style is to be taken over from.",
        ),
        "UseCognitoProvidedValues",
    )
    settings = api(SettingsField(label="Settings", required=False), "Settings")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        own = data.get("values") == OWN
        if own and data.get("settings") == {}:
            self.add_error("settings", "Write settings as a JSON object, or begin with Cognito’s own values.")
        if not own and data.get("settings"):
            self.add_error(
                "values", "There are settings below: Cognito takes them or its own values, not both."
            )
        return data

    @property
    def wanted(self) -> dict[str, Any] | None:
        """The settings; None for Cognito's values. Only when it is valid."""
        return self.cleaned_data["settings"] if self.cleaned_data["values"] == OWN else None


class StyleForm(WholeForm):
    """The settings of a style."""

    comparison = COMPARISON

    settings = api(
        SettingsField(
            label="Settings",
            required=False,
            help_text="What is not here is as Cognito has it. Images are changed by themselves.",
        ),
        "Settings",
    )

    def __init__(self, data: Any = None, *, state: State) -> None:
        self.state = state
        super().__init__(data, initial={"settings": in_json(state.get("Settings") or {})})

    @property
    def wanted(self) -> dict[str, Any]:
        return {"Settings": self.cleaned_data["settings"]}


class ImageForm(ConsoleForm):
    """An image for a style. Its format is found by its content."""

    category = api(
        forms.ChoiceField(
            label="What it is for", choices=[(each, PURPOSES.get(each, each)) for each in CATEGORIES]
        ),
        "Assets.Category",
    )
    mode = api(
        forms.ChoiceField(
            label="Colour scheme", choices=[(each, MODE_WORDS.get(each, each)) for each in MODES]
        ),
        "Assets.ColorMode",
    )
    resource_id = api(
        forms.CharField(
            label="Id of the icon",
            required=False,
            max_length=files.RESOURCE_ID.maximum,
            help_text="For the icon of a provider’s button alone: it tells several of them apart.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        ),
        "Assets.ResourceId",
    )
    file = api(
        forms.FileField(
            label="File",
            help_text=f"PNG, JPEG, WebP, SVG, or ICO for a favicon; at most {LARGEST_IMAGE:,} bytes.",
            widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp,.svg,.ico"}),
        ),
        "Assets.Bytes",
    )

    def clean_resource_id(self) -> str:
        text: str = self.cleaned_data["resource_id"]
        if text and not files.fits_resource_id(text):
            raise forms.ValidationError("Use letters, digits, spaces, _ and -.")
        return text

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_IMAGE:
            raise forms.ValidationError(
                f"This has {file.size:,} bytes; at most {LARGEST_IMAGE:,} are allowed."
            )
        data: bytes = file.read()
        if not format_of(data):
            raise forms.ValidationError("This is no image that Cognito takes, whatever its name says.")
        return data

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        both = "file" in data and "category" in data
        if both and (problem := files.misfit(format_of(data["file"]), data["category"])):
            self.add_error("file", problem)
        if data.get("category") == ICON and not data.get("resource_id") and "resource_id" not in self.errors:
            self.add_error("resource_id", "Give the icon an id, such as the name of the provider.")
        return data

    @property
    def asset(self) -> Asset:
        """Only when it is valid."""
        data = self.cleaned_data
        return Asset(
            category=data["category"],
            mode=data["mode"],
            extension=format_of(data["file"]),
            data=data["file"],
            resource_id=data["resource_id"] if data["category"] == ICON else "",
        )


class TakeOverForm(ConsoleForm):
    """Where a style is taken over from: an app client of this pool, or a file. `package` is what the file holds."""

    source = forms.ChoiceField(label="App client", required=False)
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="As “Export” writes it, from any pool.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    package: Package | None = None

    def __init__(self, data: Any = None, uploads: Any = None, *, sources: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, uploads)
        offer(self, "source", [("", "None: a file"), *sources])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(f"This is larger than {LARGEST_FILE:,} bytes.")
        try:
            self.package = files.read_package(file.read().decode("utf-8-sig"))
        except (UnicodeDecodeError, UnreadableStyle) as error:
            words = str(error) if isinstance(error, UnreadableStyle) else "This is not a text in UTF-8."
            raise forms.ValidationError(words) from error
        return file

    def clean(self) -> dict[str, Any]:
        chosen = [name for name in ("source", "file") if self.cleaned_data.get(name)]
        if len(chosen) != 1 and not self.errors:
            self.add_error("source", "Choose an app client or a file, but not both.")
        return self.cleaned_data
