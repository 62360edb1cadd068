"""Which app clients offer an identity provider, whether they may write what it says, and how to try it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.http import urlencode

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.gateway import side_by_side
from pools.app_clients.gateway import AppClient, AppClientsGateway
from pools.app_clients.sections import PROVIDERS
from pools.domains.gateway import names_in
from pools.gateway import Pool
from pools.identity_providers import mappings

# App clients are described side by side; the account and region may describe 15 a second.
PORTION = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An app client that offers a provider, with attributes it may not write, and links that try it out."""

    app_client: AppClient
    unwritable: Sequence[str]
    tests: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Who offers a provider, in a portion of the pool's app clients; `next` leads on."""

    offers: tuple[Offer, ...]
    looked_at: int
    unread: int
    next: str

    @property
    def complete(self) -> bool:
        return not self.next and not self.unread


def read_offers(
    pool: PoolAccess, name: str, mapping: Mapping[str, str], *, token: str = "", hosts: Sequence[str] = ()
) -> Offers:
    """Up to ten app clients, described side by side. Raises CognitoError where they cannot be listed."""
    gateway = pool.gateway(AppClientsGateway)
    listed = gateway.list_page(token=token, size=PORTION)
    answers = side_by_side(*(partial(gateway.describe_app_client, each.id) for each in listed.app_clients))
    told = [each for each in answers if not isinstance(each, CognitoError)]
    return Offers(
        offers=tuple(
            Offer(
                app_client=each,
                unwritable=mappings.unwritable(mapping, each),
                tests={host: link for host in hosts if (link := sign_in_link(host, each, name))},
            )
            for each in told
            if name in (each.state.get(PROVIDERS) or ())
        ),
        looked_at=len(told),
        unread=len(answers) - len(told),
        next=listed.next,
    )


def hosts_of(pool: Pool, region: str) -> tuple[str, ...]:
    """The hosts of a pool's sign-in pages, its own domain first."""
    names = names_in(pool.raw)
    prefix = f"{names[False]}.auth.{region}.amazoncognito.com" if False in names else ""
    return tuple(filter(None, (names.get(True), prefix)))


def sign_in_link(host: str, app_client: AppClient, provider: str) -> str:
    """An address that leads straight to the provider, as the app would; empty where the app client has no way back."""
    state = app_client.state
    callbacks, flows = state.get("CallbackURLs") or (), state.get("AllowedOAuthFlows") or ()
    back = state.get("DefaultRedirectURI") or next(iter(callbacks), "")
    flow = next((kind for name, kind in (("code", "code"), ("implicit", "token")) if name in flows), "")
    if not back or not flow:
        return ""
    query = {
        "identity_provider": provider,
        "client_id": app_client.id,
        "response_type": flow,
        "redirect_uri": back,
        "scope": " ".join(state.get("AllowedOAuthScopes") or ()),
    }
    return (
        f"https://{host}/oauth2/authorize?{urlencode({name: each for name, each in query.items() if each})}"
    )
