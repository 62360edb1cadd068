"""The identity providers of a pool, without their secrets."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.cognito.errors import CognitoError
from console.cognito.gateway import side_by_side
from pools.gateway.pools import PoolGateway, part_of

# Described side by side, within the quota of 20 such reads a second that sign-in shares.
MOST_DESCRIBED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMapping:
    """Which attributes of the pool a provider fills, and from what: pool attribute to provider attribute."""

    provider: str
    attributes: Mapping[str, str]


class IdentityProvidersGateway(PoolGateway):
    """Reads the identity providers of a pool."""

    def mappings(self) -> tuple[list[ProviderMapping], int]:
        """What the first ten providers map (ListIdentityProviders, DescribeIdentityProvider each), and how many
        more there are or could not be read. Raises CognitoError.
        """
        answer = self._read("ListIdentityProviders", UserPoolId=self.pool_id, MaxResults=60)
        names = [
            each["ProviderName"] for each in part_of(answer, "Providers", operation="ListIdentityProviders")
        ]
        answers = side_by_side(*(lambda name=name: self._mapping(name) for name in names[:MOST_DESCRIBED]))
        told = [each for each in answers if not isinstance(each, CognitoError)]
        return told, len(names) - len(told)

    def _mapping(self, name: str) -> ProviderMapping:
        answer = self._read("DescribeIdentityProvider", UserPoolId=self.pool_id, ProviderName=name)
        raw = part_of(answer, "IdentityProvider", operation="DescribeIdentityProvider")
        return ProviderMapping(provider=name, attributes=raw.get("AttributeMapping") or {})
