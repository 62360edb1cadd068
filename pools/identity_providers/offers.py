"""Which app clients offer an identity provider, whether they may write what it says, and how to try it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.access.reach import PoolAccess
from pools.app_clients.batches import Judged, next_described
from pools.app_clients.gateway import AppClient, AppClientsGateway
from pools.app_clients.sections import GRANTS, PROVIDERS, SCOPES
from pools.app_clients.use.snippets import sign_in_address
from pools.identity_providers import mappings


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An app client that offers a provider, with attributes it may not write, and links that try it out."""

    app_client: AppClient
    unwritable: Sequence[str]
    tests: Mapping[str, str]


Offers = Judged[Offer]


def read_offers(
    pool: PoolAccess, name: str, mapping: Mapping[str, str], *, token: str = "", hosts: Sequence[str] = ()
) -> Offers:
    """Which of up to ten app clients offer a provider. Raises CognitoError where they cannot be listed."""

    def judge(app_client: AppClient) -> Offer | None:
        if name not in (app_client.state.get(PROVIDERS) or ()):
            return None
        tests = {host: link for host in hosts if (link := sign_in_link(host, app_client, name))}
        unwritable = mappings.unwritable(mapping, app_client)
        return Offer(app_client=app_client, unwritable=unwritable, tests=tests)

    return next_described(pool.gateway(AppClientsGateway), token=token).judged(judge)


def sign_in_link(host: str, app_client: AppClient, provider: str) -> str:
    """An address that leads straight to the provider, as the app would; empty where the app client has no way back."""
    grants = app_client.state.get(GRANTS) or ()
    if not app_client.redirect or not {"code", "implicit"} & set(grants):
        return ""
    return sign_in_address(
        host,
        app_client.id,
        redirect=app_client.redirect,
        scopes=app_client.state.get(SCOPES) or (),
        implicit="code" not in grants,
        identity_provider=provider,
    )
