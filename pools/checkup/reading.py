"""Reading what the rules of app clients look at, a bounded number of them at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Protocol, TypeVar

from console.cognito.errors import CognitoError
from console.cognito.gateway import Gateway
from console.cognito.side_by_side import need, side_by_side, value_or
from pools.app_clients.batches import AT_ONCE, Batch, described
from pools.app_clients.forms import NEVER_WRITTEN
from pools.app_clients.gateway import AppClient, AppClientChoicesGateway, AppClientList, ListedAppClient
from pools.app_clients.secrets.gateway import AppClientSecretsGateway, Secret
from pools.checkup.checks import Examined
from pools.checkup.client_facts import client_subject, provider_subject, server_subject
from pools.gateway import Pool
from pools.resource_servers.gateway import ResourceServer, ResourceServerList, ResourceServersGateway

G = TypeVar("G", bound=Gateway)


class Reach(Protocol):
    """What makes gateways of a pool."""

    def gateway(self, kind: type[G], /) -> G:
        """A gateway of this kind."""


@dataclass(frozen=True, kw_only=True)
class ClientsRead:
    """Some of a pool's app clients with all that rules look at, or the errors instead, by the app client's id."""

    pool: Pool | CognitoError
    batch: Batch[AppClient]
    servers: ResourceServerList | CognitoError | None = None
    providers: Sequence[str] | CognitoError = ()
    secrets: Mapping[str, Sequence[Secret] | CognitoError]

    @cached_property
    def subjects(self) -> list[Examined]:
        """The app clients; and, where these are all that there are, what none of them makes use of."""
        clients = [self._client(each) for each in self.batch.found]
        return [*clients, *self._offers()] if self.batch.complete else clients

    @property
    def problems(self) -> list[tuple[str, CognitoError]]:
        """What could not be read, each kind of it once, and why."""
        problems: list[tuple[str, CognitoError]] = [
            (each.name or each.id, problem) for each, problem in self.batch.problems
        ]
        others = {
            "The pool": self.pool,
            "Resource servers": self.servers,
            "Identity providers": self.providers,
        }
        problems += [(what, each) for what, each in others.items() if isinstance(each, CognitoError)]
        failed = [each for each in self.secrets.values() if isinstance(each, CognitoError)]
        return [*problems, *(("Ages of secrets", each) for each in failed[:1])]

    def _client(self, app_client: AppClient) -> Examined:
        secrets = self.secrets.get(app_client.id, ())
        return client_subject(
            app_client,
            attributes=self._attributes,
            secrets=value_or(secrets, None),
            servers=self._servers,
        )

    def _offers(self) -> list[Examined]:
        clients = self.batch.found
        names = value_or(self.providers, ())
        servers = [each for each in self._servers or () if not each.managed]
        return [
            *(server_subject(each, clients) for each in servers),
            *(provider_subject(name, clients) for name in names),
        ]

    @property
    def _servers(self) -> Sequence[ResourceServer] | None:
        """None where they are not all known."""
        if not isinstance(self.servers, ResourceServerList) or not self.servers.complete:
            return None
        return self.servers.servers

    @property
    def _attributes(self) -> list[str]:
        if isinstance(self.pool, CognitoError):
            return []
        names = (each.name for each in self.pool.schema if not each.developer_only)
        return [name for name in names if name not in NEVER_WRITTEN]


def together(reads: Sequence[ClientsRead]) -> list[Examined]:
    """The subjects of all batches of a pool; what none of them uses is told if every app client could be read."""
    whole = bool(reads) and not reads[-1].batch.next
    if not whole or any(each.batch.problems for each in reads):
        return [subject for each in reads for subject in each.subjects]
    everybody = [answer for each in reads for answer in each.batch.answers]
    secrets = {client_id: listed for each in reads for client_id, listed in each.secrets.items()}
    return replace(reads[0], batch=Batch(answers=everybody), secrets=secrets).subjects


def read_clients(
    reach: Reach, *, token: str = "", fresh: bool = False, pool: Pool | None = None
) -> ClientsRead:
    """Up to ten app clients: at most 2 calls to find them, 10 to describe them, 10 for the ages of their secrets,
    and those for resource servers and providers; one less where the pool is known.

    Raises CognitoError where app clients cannot be listed.
    """
    gateway = reach.gateway(AppClientChoicesGateway)
    listed, read_pool = side_by_side(
        partial(gateway.list_page, token=token, size=AT_ONCE),
        (lambda: pool) if pool else partial(gateway.describe, fresh=fresh),
    )
    return _read(reach, need(listed), read_pool, continued=bool(token), fresh=fresh)


def read_client(reach: Reach, client_id: str) -> ClientsRead:
    """One app client alone, read fresh. Raises CognitoError where it cannot be read."""
    alone = AppClientList(app_clients=(ListedAppClient(id=client_id, name=""),), next="")
    [pool] = side_by_side(reach.gateway(AppClientChoicesGateway).describe)
    # It is not all of them, so nothing is said of what none of them uses.
    read = _read(reach, alone, pool, continued=True, fresh=True)
    for _, problem in read.batch.problems:
        raise problem
    return read


def _read(
    reach: Reach, listed: AppClientList, pool: Pool | CognitoError, *, continued: bool, fresh: bool
) -> ClientsRead:
    """What there is to know of those listed; nothing more is asked where there are none."""
    if not listed.app_clients:
        return ClientsRead(pool=pool, batch=Batch(next=listed.next, continued=continued), secrets={})
    gateway = reach.gateway(AppClientChoicesGateway)
    described_clients, servers, providers = side_by_side(
        partial(described, gateway, listed, continued=continued, lately=not fresh),
        reach.gateway(ResourceServersGateway).list_servers,
        gateway.providers,
    )
    batch = need(described_clients)
    # What AWS Secrets Manager keeps Cognito exchanges: its age is nobody's to look after.
    with_secret = [each.id for each in batch.found if each.has_secret and not each.secret_arn]
    lists = side_by_side(
        *(partial(reach.gateway(AppClientSecretsGateway).secrets, client_id) for client_id in with_secret)
    )
    secrets = dict(zip(with_secret, lists, strict=True))
    return ClientsRead(pool=pool, batch=batch, servers=servers, providers=providers, secrets=secrets)
