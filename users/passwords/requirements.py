"""A typed temporary password, held against the pool's policy."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from console.cognito import model
from pools.gateway import PasswordPolicy

# What Cognito counts as a symbol, less the space: temporary passwords have none.
SYMBOLS = frozenset("^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that a password must have."""

    text: str
    met: bool


def requirements(password: str, policy: PasswordPolicy) -> list[Requirement]:
    """Everything that Cognito will ask of this temporary password."""
    return list(_requirements(password, policy))


def longest() -> int:
    """The most characters of a temporary password."""
    return model.constraint("AdminCreateUser", "TemporaryPassword").maximum or 256


def _requirements(password: str, policy: PasswordPolicy) -> Iterator[Requirement]:
    length = policy.minimum_length
    yield Requirement(text=f"{length} characters or more", met=length <= len(password) <= longest())
    classes = (
        (policy.require_uppercase, "an upper-case letter, A to Z", string.ascii_uppercase),
        (policy.require_lowercase, "a lower-case letter, a to z", string.ascii_lowercase),
        (policy.require_numbers, "a digit", string.digits),
        (policy.require_symbols, "a symbol, such as ! or -", SYMBOLS),
    )
    for required, text, characters in classes:
        if required:
            yield Requirement(text=text, met=any(character in characters for character in password))
    yield Requirement(text="no spaces", met=bool(password) and not re.search(r"\s", password))
