"""App clients, and what they make use of, as rules look at them: their states with what was read besides."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from pools.app_clients.gateway import AppClient
from pools.app_clients.secrets.gateway import Secret
from pools.app_clients.sections import GRANTS, OAUTH, PROVIDERS, SCOPE_WORDS, SCOPES
from pools.checkup.checks import Examined
from pools.resource_servers.gateway import ResourceServer, target_of
from pools.saving.states import State

APP_CLIENT, SERVER, PROVIDER = "app_client", "resource_server", "identity_provider"
# Where a state holds what its describing call does not tell.
HAS_SECRET, SECRETS, LOST_SCOPES, ATTRIBUTES = (
    "HasSecret",
    "ClientSecrets",
    "UndefinedScopes",
    "PoolAttributes",
)
UNUSED_SCOPES, OFFERED_BY = "UnusedScopes", "OfferedBy"
LISTS_SECRETS, LISTS_SERVERS = "ListUserPoolClientSecrets", "ListResourceServers"


def client_subject(
    app_client: AppClient,
    *,
    attributes: Sequence[str],
    secrets: Sequence[Secret] | None,
    servers: Iterable[ResourceServer] | None,
) -> Examined:
    """An app client; `secrets` and `servers` are None where they could not be read."""
    state: dict[str, Any] = {
        **app_client.state,
        HAS_SECRET: app_client.has_secret,
        ATTRIBUTES: list(attributes),
    }
    reads = set()
    if secrets is not None:
        reads.add(LISTS_SECRETS)
        made = ((each.id, each.created_at) for each in secrets)
        state[SECRETS] = [{"Id": name, "Made": at.isoformat() if at else ""} for name, at in made]
    if servers is not None:
        reads.add(LISTS_SERVERS)
        defined = {*SCOPE_WORDS, *(scope for server in servers for scope in scopes_of(server))}
        state[LOST_SCOPES] = [name for name in asked_by(app_client.state) if name not in defined]
    return Examined(
        state=state, kind=APP_CLIENT, target=app_client.id, label=app_client.name, reads=frozenset(reads)
    )


def server_subject(server: ResourceServer, app_clients: Iterable[AppClient]) -> Examined:
    """A resource server, and which of its scopes none of all the app clients may ask for."""
    asked = {name for each in app_clients for name in asked_by(each.state)}
    unused = [name for name in scopes_of(server) if name not in asked]
    return Examined(
        state={**server.state, UNUSED_SCOPES: unused},
        kind=SERVER,
        target=target_of(server.identifier),
        label=server.name,
    )


def provider_subject(name: str, app_clients: Iterable[AppClient]) -> Examined:
    """An identity provider, and the names of the app clients that offer it, of all there are."""
    offering = [each.name for each in app_clients if name in (each.state.get(PROVIDERS) or ())]
    state = {"ProviderName": name, OFFERED_BY: offering}
    return Examined(state=state, kind=PROVIDER, target=name, label=name)


def scopes_of(server: ResourceServer) -> list[str]:
    """As app clients name them: "shop/read"."""
    return [f"{server.identifier}/{name}" for name in server.scopes]


def asked_by(state: State) -> list[str]:
    return list(state.get(SCOPES) or ())


def uses(state: State, *grants: str) -> bool:
    """Whether one of these OAuth flows may be used."""
    return bool(state.get(OAUTH)) and not set(grants).isdisjoint(state.get(GRANTS) or ())


def is_public(state: State) -> bool:
    return not state.get(HAS_SECRET)


def only_a_machine(state: State) -> bool:
    """Whether nobody signs in through it at the pool's domain, but programs as themselves."""
    return bool(state.get(OAUTH)) and state.get(GRANTS) == ["client_credentials"]


def ages(state: State) -> list[int]:
    """How many days old its secrets are, the oldest first; without those of which nobody knows."""
    made = (datetime.fromisoformat(each["Made"]) for each in state.get(SECRETS) or () if each["Made"])
    now = timezone.now()
    return sorted(((now - _aware(at)).days for at in made), reverse=True)


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
