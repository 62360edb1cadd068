"""The attributes that every pool has from the beginning, as Cognito makes them unless it is told otherwise."""

from collections.abc import Mapping
from typing import Any

SUB = "sub"
# Cognito's own: whether an address was verified, and what links people to identity providers.
OF_COGNITO = frozenset({SUB, "email_verified", "phone_number_verified", "identities"})
LABELS: Mapping[str, str] = {
    "email": "E-mail",
    "phone_number": "Phone number",
    "name": "Name",
    "given_name": "Given name",
    "family_name": "Family name",
    "middle_name": "Middle name",
    "nickname": "Nickname",
    "preferred_username": "Preferred username",
    "profile": "Profile page",
    "picture": "Picture",
    "website": "Website",
    "gender": "Gender",
    "birthdate": "Date of birth",
    "zoneinfo": "Time zone",
    "locale": "Locale",
    "address": "Address",
    "updated_at": "Updated at the source",
}


def _text(least: str = "0", most: str = "2048") -> dict[str, Any]:
    return {
        "AttributeDataType": "String",
        "Mutable": True,
        "Required": False,
        "StringAttributeConstraints": {"MinLength": least, "MaxLength": most},
    }


DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    **{name: _text() for name in LABELS},
    "birthdate": _text("10", "10"),
    "updated_at": {
        "AttributeDataType": "Number",
        "Mutable": True,
        "Required": False,
        "NumberAttributeConstraints": {"MinValue": "0"},
    },
}


def is_standard(name: str) -> bool:
    """Whether Cognito makes an attribute of this name by itself."""
    return name in DEFAULTS or name in OF_COGNITO
