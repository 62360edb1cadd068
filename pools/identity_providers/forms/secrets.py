"""Secrets of identity providers: typed once, never sent back to a browser."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from pools.identity_providers.details import Detail

AGAIN = "It is never sent back to your browser: if something is wrong with this form, type it again."
# What is said of one that replaces another.
HELP = {"key": "The content of the .p8 file, also if it is the same as before."}
# Apple's keys have some 260 characters.
LONGEST_SECRET = 8_192


class KeyInput(forms.Textarea):
    """Several lines that are never shown again."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


def secret_field(detail: Detail, *, required: bool) -> forms.CharField:
    """The field that a secret is typed into; what was typed is not rendered."""
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    is_key = detail.control == "key"
    return api(
        forms.CharField(
            label=detail.label,
            help_text=" ".join(filter(None, [detail.help, AGAIN])),
            required=required,
            max_length=LONGEST_SECRET,
            strip=True,
            widget=KeyInput(attrs={**attrs, "rows": 6}) if is_key else forms.PasswordInput(attrs=attrs),
        ),
        detail.path,
    )


class SecretForm(ConsoleForm):
    """Asks for the secret of a provider at the moment of the save."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, secret: Detail) -> None:
        super().__init__(data)
        self.secret = secret
        self.fields[secret.key] = secret_field(
            replace(secret, help=HELP.get(secret.control, "")), required=True
        )

    @property
    def typed(self) -> dict[str, str]:
        """The secret by its key. Only when it is valid."""
        return {self.secret.key: self.cleaned_data[self.secret.key]}
