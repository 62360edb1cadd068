"""Identifiers and secrets in the shapes of AWS, drawn where moto draws its own: a seeded world stays the same."""

import string

from moto.moto_api._internal import mock_random

CHARACTERS = string.ascii_lowercase + string.digits


def characters(length: int) -> str:
    """Small letters and digits, as in the id of an app client (26) or its secret (51)."""
    return "".join(mock_random.choices(CHARACTERS, k=length))


def uuid() -> str:
    """A random UUID, as in the id of a branding style."""
    return str(mock_random.uuid4())
