"""Passwords made up for somebody: by the pool's policy, of characters that are read rightly from paper."""

import secrets
import string

from pools.gateway import PasswordPolicy

LOWER, UPPER = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS, SYMBOLS = "23456789", "!#%*+-=?@"
# Long enough for every use, and never shorter than the policy asks.
LENGTH = 16


class Secret(str):
    """Text that does not show in a representation: tracebacks and debug logs print those of whole contexts."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


def generate_password(policy: PasswordPolicy) -> Secret:
    """A random password that meets any policy of its length."""
    classes = (LOWER, UPPER, DIGITS, SYMBOLS)
    length = max(LENGTH, policy.minimum_length)
    characters = [secrets.choice(each) for each in classes]
    characters += [secrets.choice("".join(classes)) for _ in range(length - len(classes))]
    secrets.SystemRandom().shuffle(characters)
    # Some shells, sheets and chats take a symbol at the start for something else.
    first = next(place for place, each in enumerate(characters) if each in string.ascii_letters)
    characters[0], characters[first] = characters[first], characters[0]
    return Secret("".join(characters))
