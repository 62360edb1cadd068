"""How users stand in addresses."""

from django.urls.converters import UUIDConverter


class SubConverter(UUIDConverter):
    """A user's `sub`, as text. Nothing else of a user ever stands in an address."""

    def to_python(self, value: str) -> str:  # type: ignore[override]
        return value
