"""How names stand in addresses."""

from urllib.parse import quote, unquote

from django.urls.converters import StringConverter


class NameConverter(StringConverter):
    """A name of somebody's choice, which may hold slashes, dots alone, and whatever else servers and proxies rewrite.

    It is escaped as in any address, but with a tilde for the per cent sign, which nobody decodes on the way:
    "a/b" is "a~2Fb".
    """

    def to_python(self, value: str) -> str:
        """Raises ValueError, which is no such page, for what `to_url` never makes."""
        name = unquote(value.replace("%", "%25").replace("~", "%"), errors="strict")
        if self.to_url(name) != value:
            raise ValueError("Not the address of a name.")
        return name

    def to_url(self, value: str) -> str:
        escaped = quote(value, safe="").replace("~", "%7E").replace("%", "~")
        return escaped.replace(".", "~2E") if not value.strip(".") else escaped
