"""The identity providers of a pool: listed, described without their secrets, made and deleted."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.crypto import salted_hmac

from console.cognito.answers import moment, part_of
from console.cognito.gateway import Target
from console.cognito.lists import Pages, follow
from console.cognito.looked import is_gone, looked
from console.cognito.side_by_side import side_by_side
from pools.gateway import PoolGateway
from pools.identity_providers.details import DETAILS, MAPPING, PRIVATE_KEY, SECRETS, Kind
from pools.identity_providers.sections import kind_of
from pools.saving.states import Comparison, State

# Described side by side, within the quota of 20 such reads a second that sign-in shares.
MOST_DESCRIBED = 10
PAGE = 60
# A pool has 300 of them at most.
MOST_PAGES = 5
READ_ONLY = frozenset({"UserPoolId", "CreationDate", "LastModifiedDate"})
# What stands in a state for a secret: never the secret itself.
NEW = "A new one"
UNSEEN = "Kept by Cognito, which never shows it"
ACCEPTED = "Replaced, as far as Cognito says"


class ProviderComparison(Comparison):
    """A private key that was just accepted cannot be read: it is both the new one and what is not shown."""

    def means_same(self, path: str, one: Any, other: Any) -> bool:
        accepted = path == f"{DETAILS}.{PRIVATE_KEY}" and ACCEPTED in (one, other)
        return accepted or super().means_same(path, one, other)


# Each map is replaced as a whole, and names of attributes may have dots.
COMPARISON = ProviderComparison(
    whole=frozenset({MAPPING, "AcrMapping"}),
    defaults={f"{DETAILS}.{flag}": "false" for flag in ("IDPInit", "IDPSignout", "EncryptedResponses")},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMapping:
    """Which attributes of the pool a provider fills, and from what: pool attribute to provider attribute."""

    provider: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProvider:
    """An identity provider as ListIdentityProviders tells it: that is all it tells."""

    name: str
    kind: Kind
    created_at: datetime | None
    modified_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderList:
    """The identity providers of a pool; not `complete` where there are more than are read."""

    providers: tuple[ListedProvider, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """A described provider: `state` is everything that can be written, with a mark for each secret; `derived` are
    the details that Cognito writes itself.
    """

    name: str
    kind: Kind
    state: State
    derived: Mapping[str, str] = field(default_factory=dict)
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "IdentityProvider":
        kind = kind_of(raw.get("ProviderType", ""))
        details: Mapping[str, str] = raw.get(DETAILS) or {}
        state = {name: deepcopy(value) for name, value in raw.items() if name not in READ_ONLY}
        own = {name: value for name, value in details.items() if name not in kind.derived}
        return cls(
            name=raw["ProviderName"],
            kind=kind,
            state={**state, DETAILS: marked(own, kind)},
            derived={name: value for name, value in details.items() if name in kind.derived},
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def details(self) -> Mapping[str, str]:
        details: Mapping[str, str] = self.state.get(DETAILS) or {}
        return details

    @property
    def mapping(self) -> Mapping[str, str]:
        mapping: Mapping[str, str] = self.state.get(MAPPING) or {}
        return mapping


def marked(details: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """The same details with a mark instead of each secret, and one for a key that Cognito never shows."""
    shown = {name: fingerprint(value) if name in SECRETS else value for name, value in details.items()}
    hidden = kind.secret is not None and kind.secret.key == PRIVATE_KEY
    return {**shown, PRIVATE_KEY: UNSEEN} if hidden else shown


def fingerprint(secret: str) -> str:
    """A mark by which a secret can be told from another, and by which nobody learns it."""
    digest = salted_hmac("identity provider secret", secret, algorithm="sha256").hexdigest()
    return f"Set (fingerprint {digest[:8]})" if secret else ""


class IdentityProvidersGateway(PoolGateway):
    """Reads, makes and deletes identity providers."""

    def list_providers(self) -> ProviderList:
        """ListIdentityProviders, 60 a call and at most 5 calls, by name. Raises CognitoError."""
        found = follow(self._listed(), most_pages=MOST_PAGES)
        return ProviderList(providers=_in_order(found.items), complete=found.complete)

    def find(self, name: str) -> IdentityProvider:
        """DescribeIdentityProvider; its secrets are dropped at once. Raises NotFound."""
        return IdentityProvider.from_response(self.raw_of(name))

    def find_by_identifier(self, identifier: str) -> IdentityProvider:
        """GetIdentityProviderByIdentifier; its secrets are dropped at once. Raises NotFound."""
        operation = "GetIdentityProviderByIdentifier"
        answer = self._read(operation, UserPoolId=self.pool_id, IdpIdentifier=identifier)
        return IdentityProvider.from_response(part_of(answer, "IdentityProvider", operation=operation))

    def raw_of(self, name: str) -> Mapping[str, Any]:
        """DescribeIdentityProvider as it is, secrets included: for a save alone, never to be shown or kept."""
        answer = self._read("DescribeIdentityProvider", UserPoolId=self.pool_id, ProviderName=name)
        raw: Mapping[str, Any] = part_of(answer, "IdentityProvider", operation="DescribeIdentityProvider")
        return raw

    def signing_certificate(self) -> str:
        """GetSigningCertificate: the certificate of the pool's SAML requests, DER in base64. Raises CognitoError."""
        answer = self._read("GetSigningCertificate", UserPoolId=self.pool_id)
        return str(part_of(answer, "Certificate", operation="GetSigningCertificate"))

    def mappings(self) -> tuple[list[ProviderMapping], int]:
        """What the first ten providers map (ListIdentityProviders, DescribeIdentityProvider each), and how many
        more there are or could not be read. Raises CognitoError.
        """
        names = [each.name for each in follow(self._listed()).items]
        answers = side_by_side(*(partial(self._mapping, name) for name in names[:MOST_DESCRIBED]))
        read = [each for each in answers if isinstance(each, ProviderMapping)]
        return read, len(names) - len(read)

    def _listed(self) -> Pages[ListedProvider]:
        return self._pages(
            "ListIdentityProviders", "Providers", _listed, UserPoolId=self.pool_id, MaxResults=PAGE
        )

    def _mapping(self, name: str) -> ProviderMapping:
        return ProviderMapping(provider=name, attributes=self.raw_of(name).get(MAPPING) or {})

    def create(self, provider: IdentityProvider, secrets: Mapping[str, str]) -> bool | None:
        """CreateIdentityProvider, then a look: whether it reads as asked; None if it could not be read.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not there either.
        """
        details = {name: secrets.get(name, value) for name, value in provider.details.items()}
        parameters = {name: value for name, value in provider.state.items() if value}
        write = partial(
            self._write,
            "CreateIdentityProvider",
            action="create_identity_provider",
            target=self.target(provider.name),
            details={"after": provider.state},
            UserPoolId=self.pool_id,
            **{**parameters, DETAILS: details},
        )
        return looked(write, partial(self._reads_as, provider))

    def delete(self, provider: IdentityProvider, *, reason: str) -> bool | None:
        """DeleteIdentityProvider, then a look: whether it is gone; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        write = partial(
            self._write,
            "DeleteIdentityProvider",
            action="delete_identity_provider",
            target=self.target(provider.name),
            details={"reason": reason, "before": provider.state},
            UserPoolId=self.pool_id,
            ProviderName=provider.name,
        )
        return looked(write, partial(is_gone, self.raw_of, provider.name))

    def target(self, name: str) -> Target:
        """The provider as the audit trail names it."""
        return Target(pool_id=self.pool_id, kind="identity_provider", id=name, label=name)

    def _reads_as(self, provider: IdentityProvider) -> bool:
        """Whether all that was asked for is there; Cognito may have added to it. Raises CognitoError."""
        differences = COMPARISON.differences(provider.state, self.find(provider.name).state)
        return not [each for each in differences if each.before is not None]


def _listed(raw: Mapping[str, Any]) -> ListedProvider:
    return ListedProvider(
        name=raw["ProviderName"],
        kind=kind_of(raw.get("ProviderType", "")),
        created_at=moment(raw.get("CreationDate")),
        modified_at=moment(raw.get("LastModifiedDate")),
    )


def _in_order(providers: Iterable[ListedProvider]) -> tuple[ListedProvider, ...]:
    return tuple(sorted(providers, key=lambda each: each.name.casefold()))
