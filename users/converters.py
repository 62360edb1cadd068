"""How users stand in addresses."""

import re

from django.urls.converters import StringConverter


class SubConverter(StringConverter):
    """A user's `sub`, as text. Nothing else of a user ever stands in an address."""

    # Cognito’s are UUIDs; other services have ids of their own: no addresses, and no words, which have no digits.
    regex = r"(?=[A-Za-z_-]*[0-9])[0-9A-Za-z][0-9A-Za-z_-]{7,127}"


def has_page(sub: str) -> bool:
    """Whether a user's id can stand in an address."""
    return re.fullmatch(SubConverter.regex, sub) is not None
