"""Making and changing policies for client metadata documents, and what is to become of one document."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from pools.client_documents.gateway import COMPARISON
from pools.client_documents.pages import CACHE, CLIENT, DAY, NAME, PATTERNS, SECTION
from pools.editing.forms import SectionForm
from pools.saving.settings import Setting


class DocumentPolicyForm(SectionForm):
    """A field for each setting of a policy."""

    operation = "UpdateCIMDPolicy"
    comparison = COMPARISON


class NewDocumentPolicyForm(DocumentPolicyForm):
    """A new one, for one of these app clients (id and name)."""

    operation = "CreateCIMDPolicy"

    def __init__(self, data: Any = None, *, app_clients: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, section=SECTION, state={})
        self.fields[CLIENT] = api(
            forms.ChoiceField(label="App client", choices=app_clients, help_text=self.settings[CLIENT].help),
            CLIENT,
        )

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        """Required where a policy cannot be without it; there is nobody yet whom a change could harm."""
        field = super().field_of(replace(setting, caution=""), value)
        field.required = bool(setting.stays)
        return field

    def clean(self) -> dict[str, Any]:
        for path, setting in self.settings.items():
            if setting.stays and path not in self.errors and not self.cleaned_data.get(path):
                self.add_error(path, setting.stays)
        return super().clean()

    @property
    def wanted(self) -> dict[str, Any]:
        """As a state has it. Only when it is valid."""
        typed = {path: self.cleaned_data[path] for path in (NAME, CLIENT, PATTERNS, CACHE)}
        return {path: value for path, value in typed.items() if value} | {CACHE: typed[CACHE] or DAY}


class CacheForm(ConsoleForm):
    """Which document, and whether it is fetched anew or dropped."""

    url = forms.CharField(max_length=256, widget=forms.HiddenInput)
    wanted = forms.ChoiceField(
        choices=[("REFRESH", "Fetch anew"), ("INVALIDATE", "Drop")], widget=forms.HiddenInput
    )
