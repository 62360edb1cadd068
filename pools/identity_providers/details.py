"""What a type of identity provider is, and what a key of its details is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DETAILS, MAPPING, IDENTIFIERS, ACR = "ProviderDetails", "AttributeMapping", "IdpIdentifiers", "AcrMapping"
CLIENT_SECRET, PRIVATE_KEY = "client_secret", "private_key"
SECRETS = (CLIENT_SECRET, PRIVATE_KEY)
METADATA_URL, METADATA_FILE = "MetadataURL", "MetadataFile"
ENDPOINTS = ("authorize_url", "token_url", "attributes_url", "jwks_uri")
# Cognito fills the username itself: nobody has to map it.
USERNAME = "username"

Control = Literal["text", "address", "secret", "key", "flag", "choice", "metadata"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A key of `ProviderDetails`: what it is called, how it is edited, what a new provider begins with."""

    key: str
    label: str
    control: Control = "text"
    help: str = ""
    required: bool = False
    initial: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return f"{DETAILS}.{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type: `derived` are keys that Cognito writes itself, `claims` what the provider says of people by the pool's
    attribute, `subject` the claim that becomes the username.
    """

    type: str
    label: str
    about: str
    details: tuple[Detail, ...]
    derived: frozenset[str]
    claims: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    callback: str = "/oauth2/idpresponse"

    @property
    def is_social(self) -> bool:
        """Whether there can be only one of it, called after its type."""
        return self.type not in {"SAML", "OIDC"}

    @property
    def is_saml(self) -> bool:
        return self.type == "SAML"

    @property
    def is_other(self) -> bool:
        """Whether it speaks OAuth."""
        return not self.is_saml

    @property
    def has_levels(self) -> bool:
        """Whether it takes a mapping of authentication levels."""
        return self.type == "OIDC"

    @property
    def secret(self) -> Detail | None:
        return next((each for each in self.details if each.key in SECRETS), None)
