"""What ListUsers can search by: one attribute, exactly or from its start."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from console.cognito import model

STATUS = "cognito:user_status"
ENABLED = "status"
SEARCHABLE = (
    "username",
    "email",
    "phone_number",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "sub",
)
FILTERS = frozenset({*SEARCHABLE, STATUS, ENABLED})


class UnusableFilter(ValueError):
    """Cognito could not read such a filter. The message tells the operator why."""


class Searchable(Protocol):
    """A user, as far as a filter looks at them."""

    @property
    def username(self) -> str: ...

    @property
    def status(self) -> str: ...

    @property
    def enabled(self) -> bool: ...

    @property
    def attributes(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One comparison. Cognito joins no two of them, and knows neither "contains" nor custom attributes.

    Raises UnusableFilter for a text that cannot be searched for.
    """

    attribute: str
    value: str
    prefix: bool = False

    def __post_init__(self) -> None:
        if self.attribute not in FILTERS:
            raise UnusableFilter(f"Cognito cannot search by {self.attribute}.")
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in self.value):
            raise UnusableFilter("Control characters, such as tabs and line breaks, cannot be searched for.")
        if len(self.expression) > longest():
            raise UnusableFilter(f"This is too long: Cognito reads searches of up to {longest()} characters.")

    @property
    def expression(self) -> str:
        """The filter as ListUsers reads it, such as `email ^= "ana"`."""
        return f'{self.attribute} {"^=" if self.prefix else "="} "{quoted(self.value)}"'

    def keeps(self, user: Searchable) -> bool:
        """Whether a user found is one that was asked for.

        How Cognito reads backslashes is not documented, and other services leave filters out of account: a search
        must not show somebody else.
        """
        values = {
            STATUS: user.status,
            ENABLED: "Enabled" if user.enabled else "Disabled",
            "username": user.username,
        }
        held = _comparable(values.get(self.attribute, user.attributes.get(self.attribute, "")))
        sought = _comparable(self.value)
        return held.startswith(sought) if self.prefix else held == sought


def longest() -> int:
    """The most characters of a whole filter, quotes and escapes included."""
    return model.constraint("ListUsers", "Filter").maximum or 256


def quoted(text: str) -> str:
    """A value for a ListUsers filter: quotes are escaped as documented, backslashes alike."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _comparable(text: str) -> str:
    # Pools may ignore case, and keyboards differ in how they compose letters.
    return unicodedata.normalize("NFC", text).casefold()
