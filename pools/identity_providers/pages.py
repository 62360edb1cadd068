"""An identity provider as its page shows it, with what its owner has to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side
from pools.domains.gateway import hosts_in
from pools.gateway import Pool, PoolGateway, SchemaAttribute
from pools.identity_providers import mappings
from pools.identity_providers.details import DETAILS, METADATA_FILE
from pools.identity_providers.gateway import IdentityProvider, IdentityProvidersGateway
from pools.identity_providers.saml import (
    Certificate,
    Metadata,
    UnreadableMetadata,
    read_certificate,
    read_metadata,
)
from pools.identity_providers.saver import IdentityProviderSaver
from pools.saving.settings import Row, Setting

TOLD_BELOW = "Uploaded: what it says is told below."


@dataclass(frozen=True, kw_only=True)
class IdentityProviderPage:
    """One provider with what its page tells besides: its pool, and the pool's certificate, as far as they were read."""

    provider: IdentityProvider
    pool: Pool | CognitoError
    region: str
    certificate: str | CognitoError = ""
    unknown: Sequence[str] = field(default=())

    @property
    def rows(self) -> list[Row]:
        """The details that are set, in words; an uploaded document is told by what it says."""
        labels = {each.key: each.label for each in self.provider.kind.details}
        labelled = {name: self.provider.details[name] for name in labels if self.provider.details.get(name)}
        return [
            _row(name, labels.get(name, name), TOLD_BELOW if name == METADATA_FILE else value)
            for name, value in {**labelled, **self.provider.details}.items()
        ]

    @property
    def derived(self) -> list[Row]:
        return [
            _row(name, name, value)
            for name, value in sorted(self.provider.derived.items())
            if name != "ActiveEncryptionCertificate"
        ]

    @cached_property
    def metadata(self) -> Metadata | str | None:
        """What an uploaded document says, or why it cannot be read; None without one."""
        text = self.provider.details.get(METADATA_FILE)
        if not text:
            return None
        try:
            return read_metadata(text)
        except UnreadableMetadata as error:
            return str(error)

    @property
    def mapping(self) -> list[mappings.MappedAttribute]:
        return mappings.rows_of(self.provider.mapping, self._schema)

    @property
    def unmapped(self) -> list[str]:
        return mappings.unmapped(self.provider.mapping, self._schema)

    @property
    def has_schema(self) -> bool:
        return isinstance(self.pool, Pool)

    @property
    def hosts(self) -> list[str] | None:
        return hosts_of(self.pool, self.region)

    @property
    def prefix(self) -> str:
        return prefix_of(self.provider.name, self.pool)

    @property
    def signing(self) -> Certificate | None:
        return read_certificate(self.certificate) if isinstance(self.certificate, str) else None

    @property
    def encryption(self) -> Certificate | None:
        """With which the provider has to encrypt its answers, where Cognito tells it."""
        return read_certificate(self.provider.derived.get("ActiveEncryptionCertificate", ""))

    @property
    def _schema(self) -> Sequence[SchemaAttribute]:
        return self.pool.schema if isinstance(self.pool, Pool) else ()


def read_profile(pool: PoolAccess, name: str) -> IdentityProviderPage:
    """DescribeIdentityProvider, DescribeUserPool unless read lately, and for SAML GetSigningCertificate.

    Raises CognitoError where the provider itself cannot be read.
    """
    gateway = pool.gateway(IdentityProvidersGateway)
    found, described = side_by_side(lambda: gateway.find(name), pool.gateway(PoolGateway).describe)
    provider = need(found)
    [certificate] = side_by_side(gateway.signing_certificate) if provider.kind.is_saml else [""]
    return IdentityProviderPage(
        provider=provider,
        pool=described,
        region=pool.connection.region,
        certificate=certificate,
        unknown=pool.gateway(IdentityProviderSaver, name).unknown(provider.state),
    )


def hosts_of(pool: Pool | CognitoError, region: str) -> list[str] | None:
    """The hosts of a pool's sign-in pages, its own domain first; None where they are not known."""
    return list(hosts_in(pool.raw, region=region).values()) if isinstance(pool, Pool) else None


def prefix_of(name: str, pool: Pool | CognitoError) -> str:
    """What the usernames of a provider's people begin with: in small letters where capitals do not matter."""
    prefix = f"{name}_"
    return prefix.lower() if isinstance(pool, Pool) and not pool.case_sensitive else prefix


def _row(name: str, label: str, value: str) -> Row:
    return Row(setting=Setting(path=f"{DETAILS}.{name}", label=label, kind="text"), raw=value)
