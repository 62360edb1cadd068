"""Users as Viewers see them: nothing personal reaches a template before it was revealed with a reason."""

from dataclasses import replace

from console.ui.masking import DOTS, masked
from users.gateway.users import User

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


def _masked(name: str, value: str) -> str:
    if name in IMPERSONAL or not value:
        return value
    return masked(value) if name in RECOGNISABLE else DOTS
