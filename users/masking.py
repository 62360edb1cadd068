"""Users as Viewers see them: nothing personal reaches a template before it was revealed with a reason."""

import re
from dataclasses import replace

from console.ui.masking import DOTS, masked
from users.gateway import User

# Of these enough is kept to recognise somebody; of all others but the impersonal ones, nothing.
RECOGNISABLE = frozenset(
    {
        "email",
        "family_name",
        "given_name",
        "middle_name",
        "name",
        "nickname",
        "phone_number",
        "preferred_username",
    }
)
IMPERSONAL = frozenset({"sub", "email_verified", "phone_number_verified", "updated_at", "locale", "zoneinfo"})


def masked_user(user: User) -> User:
    """The same user without personal data, and without Cognito's own answer, which is full of it."""
    attributes = {name: _masked(name, value) for name, value in user.attributes.items()}
    # A generated username says nothing about anybody.
    username = user.username if user.username == user.sub else masked(user.username)
    return replace(user, username=username, attributes=attributes, raw={})


def masked_address(ip_address: str) -> str:
    """The network of an address, enough to see whether two are alike: "192.0.•••", "2001:db8:•••"."""
    for mark in (".", ":"):
        if mark in ip_address:
            return mark.join([*ip_address.split(mark)[:2], DOTS])
    return DOTS if ip_address else ""


# The words of a device's name that are about no person; names such as "Ana's phone" are given by people.
SOFTWARE = re.compile(
    r"\b(Chrome|Chromium|Edge|Firefox|Opera|Safari|Android|iOS|iPadOS|iPhone|iPad|Linux|macOS|Mac|Windows)\b",
    re.IGNORECASE,
)


def kind_of_device(name: str) -> str:
    """The browser and the system out of a device's name."""
    software = " ".join(dict.fromkeys(SOFTWARE.findall(name)))
    return software or (DOTS if name else "")


def _masked(name: str, value: str) -> str:
    if name in IMPERSONAL or not value:
        return value
    return masked(value) if name in RECOGNISABLE else DOTS
