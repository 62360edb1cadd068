"""Secrets in Cognito's answers, and hiding them before anything is shown or kept."""

from collections.abc import Mapping
from typing import Any

HIDDEN = "••••••••"
# Members and provider details whose value is a secret, in lower case.
SECRET_NAMES = frozenset(
    {
        "clientsecret",
        "client_secret",
        "private_key",
        "clientsecretvalue",
        "secrethash",
        "temporarypassword",
        "password",
    }
)


def without_secrets(value: Any) -> Any:
    """The same value with every secret replaced by dots, at every depth."""
    if isinstance(value, Mapping):
        return {
            name: HIDDEN if str(name).lower() in SECRET_NAMES and inner else without_secrets(inner)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(item) for item in value]
    return value
