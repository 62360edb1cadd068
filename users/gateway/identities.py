"""The identity providers that a pool's users may come through."""

from dataclasses import dataclass

from console.cognito.gateway import Gateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider of the pool."""

    name: str
    type: str


class IdentityGateway(Gateway):
    """Knows which providers the pool has."""

    def providers(self) -> list[Provider]:
        """ListIdentityProviders, seconds old at most: the first 60. Raises CognitoError."""
        answer = self._read_lately("ListIdentityProviders", UserPoolId=self.pool_id, MaxResults=60)
        return [
            Provider(name=each["ProviderName"], type=each.get("ProviderType", ""))
            for each in answer.get("Providers", ())
        ]
