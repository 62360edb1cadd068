"""The fields of an identity provider's details."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from console.cognito import model
from console.cognito.model import Constraint
from console.ui.forms import api
from pools.editing.fields.by_model import TextField
from pools.identity_providers.details import ACR, PRIVATE_KEY, Detail
from pools.identity_providers.saml import LONGEST

# What becomes of a secret.
KEEP, REPLACE, REMOVE = "keep", "replace", "remove"


def field_of(detail: Detail, present: str | None) -> forms.Field:
    """The field of a key that is no secret; what is there already is fine, whatever would be said to it today."""
    common: dict[str, Any] = {"label": detail.label, "help_text": detail.help, "required": detail.required}
    plain = {"autocomplete": "off", "spellcheck": "false"}
    field: forms.Field
    if detail.control == "flag":
        field = forms.BooleanField(**{**common, "required": False})
    elif detail.control == "choice":
        field = forms.ChoiceField(choices=detail.choices, widget=forms.RadioSelect, **common)
    elif detail.control == "metadata":
        area = forms.Textarea(attrs={**plain, "rows": 6})
        field = forms.CharField(max_length=LONGEST, widget=area, **common)
    else:
        checks = [_address_or(present)] if detail.control == "address" else []
        line = forms.TextInput(attrs={**plain, "data-wide": detail.control == "address"})
        field = forms.CharField(max_length=2_048, widget=line, validators=checks, **common)
    return api(field, detail.path)


def secret_choice(detail: Detail) -> forms.ChoiceField:
    """What becomes of a secret that is there: it is typed only when all else is settled."""
    choices = [(KEEP, "Leave it as it is"), (REPLACE, "Replace it: it is asked for when you save")]
    about = "Lifeguard neither shows nor keeps it."
    if detail.key == PRIVATE_KEY:
        choices = [
            (
                KEEP,
                "Leave it as it is; it is asked for all the same if anything else of the connection changes",
            ),
            (REPLACE, "Enter it anew: it is asked for when you save"),
        ]
        about = (
            "Cognito never shows it, and takes no change of the connection without it: have it at hand then. "
            "Mapping and identifiers can be changed without it."
        )
    elif not detail.required:
        choices.append((REMOVE, "Remove it: this client has none"))
    field = forms.ChoiceField(label=detail.label, choices=choices, widget=forms.RadioSelect, help_text=about)
    return api(field, detail.path)


def level_field(level: str, present: str | None) -> TextField:
    """The field of what the provider calls an authentication level, such as "Level1"."""
    field = TextField(limits=_level_limits(), present=present, label=f"Level {level[-1]}", required=False)
    return api(field, f"{ACR}.{level}")


def _level_limits() -> Constraint:
    """What the model says of the value of an authentication level."""
    shape = model.input_shape("CreateIdentityProvider").members[ACR].value
    limits = shape.metadata
    return Constraint(type="string", minimum=limits["min"], maximum=limits["max"], pattern=limits["pattern"])


def as_typed(value: str | None) -> str:
    """What a browser and a form make of a text that nobody touches."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _address_or(present: str | None) -> Callable[[str], None]:
    def check(value: str) -> None:
        if as_typed(present) != value and not _is_address(value):
            raise ValidationError("This is not an address: it begins with https:// and has no spaces.")

    return check


def _is_address(value: str) -> bool:
    try:
        url = urlsplit(value)
    except ValueError:
        return False
    return url.scheme == "https" and bool(url.netloc) and not any(each.isspace() for each in value)
