"""Identities at other providers: which the pool knows, linking one to a user, parting with one."""

import hashlib
from dataclasses import dataclass
from typing import Any

from console.cognito.gateway import Gateway
from console.cognito.lists import follow
from users.attributes.records import Identity, identities_of
from users.gateway import FEDERATED, User, because

SUBJECT = "Cognito_Subject"
# At these the attribute can only be the subject.
SOCIAL = frozenset({"Facebook", "Google", "LoginWithAmazon", "SignInWithApple"})
MOST_LINKED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider of the pool."""

    name: str
    type: str

    @property
    def is_social(self) -> bool:
        return self.type in SOCIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIdentity:
    """One of a user's identities, and the `key` that names it in addresses."""

    identity: Identity
    key: str

    @property
    def label(self) -> str:
        return f"{self.identity.provider}: {self.identity.user_id}"

    @property
    def appearance(self) -> str:
        return f"{self.key} {self.identity.primary}"


def linked_identities(user: User) -> list[LinkedIdentity]:
    """Each account at another provider that signs in as this user."""
    return [LinkedIdentity(identity=each, key=_key(each)) for each in identities_of(user)]


class IdentityGateway(Gateway):
    """Links identities of the pool's providers to its users, and unlinks them."""

    def providers(self) -> list[Provider]:
        """ListIdentityProviders, seconds old at most: the first 60. Raises CognitoError."""
        pages = self._pages(
            "ListIdentityProviders",
            "Providers",
            lambda raw: Provider(name=raw["ProviderName"], type=raw.get("ProviderType", "")),
            read=self._read_lately,
            optional=True,
            UserPoolId=self.pool_id,
            MaxResults=60,
        )
        return list(follow(pages).items)

    def link(self, *, user: User, provider: str, attribute: str, value: str, reason: str = "") -> None:
        """AdminLinkProviderForUser: whoever has that identity signs in as this user from now on.

        Raises CognitoError.
        """
        self._write(
            "AdminLinkProviderForUser",
            action="link_identity",
            target=user.target(self.pool_id),
            details=_details(provider, attribute, value, reason),
            UserPoolId=self.pool_id,
            DestinationUser=_named(user),
            SourceUser=_identity(provider, attribute, value),
        )

    def unlink(self, *, user: User, identity: Identity, attribute: str = SUBJECT, reason: str = "") -> None:
        """AdminDisableProviderForUser: the next sign-in with it makes a user of its own. Raises CognitoError."""
        self._write(
            "AdminDisableProviderForUser",
            action="unlink_identity",
            target=user.target(self.pool_id),
            details=_details(identity.provider, attribute, identity.user_id, reason),
            UserPoolId=self.pool_id,
            User=_identity(identity.provider, attribute, identity.user_id),
        )


def _key(identity: Identity) -> str:
    """What names an identity in an address: who somebody is elsewhere may be an e-mail address, and stays out."""
    text = f"{identity.provider}\0{identity.user_id}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _named(user: User) -> dict[str, str]:
    """The user as linking wants them: local ones by username, federated ones as their provider knows them."""
    main = next((each for each in identities_of(user) if each.primary), None)
    if user.status == FEDERATED and main:
        return _identity(main.provider, SUBJECT, main.user_id)
    return {"ProviderName": "Cognito", "ProviderAttributeValue": user.username}


def _identity(provider: str, attribute: str, value: str) -> dict[str, str]:
    return {
        "ProviderName": provider,
        "ProviderAttributeName": attribute,
        "ProviderAttributeValue": value,
    }


def _details(provider: str, attribute: str, value: str, reason: str) -> dict[str, Any]:
    return {"provider": provider, "attribute": attribute, "user_id": value, **because(reason)}
