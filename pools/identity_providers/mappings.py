"""What an attribute mapping does to people who sign in: which attributes it has to fill, and which it cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pools.app_clients.gateway import AppClient
from pools.app_clients.sections import WRITE
from pools.gateway import SchemaAttribute
from pools.identity_providers.details import USERNAME

# Cognito writes these whatever an app client may write; "sub" is nobody's to map.
NOT_BY_CLIENTS = frozenset({USERNAME, "email_verified", "phone_number_verified"})
# What nobody maps: Cognito alone writes these.
NEVER_MAPPED = frozenset({"sub", "identities"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedAttribute:
    """A row of a mapping: the pool's attribute, the provider's claim, and the attribute's rules where it has any."""

    name: str
    claim: str
    attribute: SchemaAttribute | None

    @property
    def is_username(self) -> bool:
        return self.name == USERNAME

    @property
    def is_fixed(self) -> bool:
        """Whether it can never be changed once it is set, so that a second sign-in fails."""
        return self.attribute is not None and not self.attribute.mutable

    @property
    def is_lost(self) -> bool:
        """Whether the pool has no such attribute."""
        return self.attribute is None and not self.is_username


def rows_of(mapping: Mapping[str, str], schema: Iterable[SchemaAttribute]) -> list[MappedAttribute]:
    """The mapping in the order of names, the username first."""
    by_name = {each.name: each for each in schema}
    names = sorted(mapping, key=lambda name: (name != USERNAME, name))
    return [MappedAttribute(name=name, claim=mapping[name], attribute=by_name.get(name)) for name in names]


def unmapped(mapping: Mapping[str, str], schema: Iterable[SchemaAttribute]) -> list[str]:
    """Required attributes that nothing fills: nobody new can sign in through the provider."""
    return [
        each.name
        for each in schema
        if each.required and each.name not in NEVER_MAPPED and each.name not in mapping
    ]


def fixed(mapping: Mapping[str, str], schema: Iterable[SchemaAttribute]) -> list[str]:
    """Mapped attributes that can never be changed once they are set."""
    return [each.name for each in rows_of(mapping, schema) if each.is_fixed]


def unwritable(mapping: Mapping[str, str], app_client: AppClient) -> list[str]:
    """Mapped attributes that an app client may not write: signing in through the provider fails there.

    An app client without a list writes the standard attributes.
    """
    names = [name for name in mapping if name not in NOT_BY_CLIENTS]
    if not app_client.lists(WRITE):
        return sorted(name for name in names if name.startswith(("custom:", "dev:")))
    return sorted(set(names) - set(app_client.attributes(WRITE)))
