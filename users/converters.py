"""How users and groups stand in addresses."""

from urllib.parse import quote, unquote

from django.urls.converters import StringConverter, UUIDConverter


class SubConverter(UUIDConverter):
    """A user's `sub`, as text. Nothing else of a user ever stands in an address."""

    def to_python(self, value: str) -> str:  # type: ignore[override]
        return value


class GroupConverter(StringConverter):
    """A group's name, which may hold slashes, dots alone, and whatever else servers and proxies rewrite.

    It is escaped as in any address, but with a tilde for the per cent sign, which nobody decodes on the way:
    "a/b" is "a~2Fb".
    """

    def to_python(self, value: str) -> str:
        """Raises ValueError, which is no such page, for what `to_url` never makes."""
        name = unquote(value.replace("%", "%25").replace("~", "%"), errors="strict")
        if self.to_url(name) != value:
            raise ValueError("Not the address of a group.")
        return name

    def to_url(self, value: str) -> str:
        escaped = quote(value, safe="").replace("~", "%7E").replace("%", "~")
        return escaped.replace(".", "~2E") if not value.strip(".") else escaped
