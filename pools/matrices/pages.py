"""Which app client may do what: attributes or scopes down the side, some of the pool's app clients along the top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side
from console.ui.problems import Problem
from pools.addresses import address
from pools.app_clients.batches import AT_ONCE, Batch, described
from pools.app_clients.forms import NEVER_WRITTEN
from pools.app_clients.gateway import AppClient, AppClientsGateway
from pools.app_clients.sections import OAUTH, READ, SCOPE_WORDS, SCOPES, WRITE
from pools.gateway import Pool, SchemaAttribute
from pools.resource_servers.gateway import ResourceServer, ResourceServerList, ResourceServersGateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An app client and the form in which its part of the matrix is changed; `note` is what holds for all of it."""

    app_client: AppClient
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Whether an app client reads and writes an attribute."""

    reads: bool
    writes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeLine:
    """An attribute, and what each app client may do with it."""

    attribute: SchemaAttribute
    cells: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeLine:
    """A scope, and which app clients may ask for it. `url` is where it is defined, empty for Cognito's own."""

    name: str
    about: str
    cells: list[bool]
    url: str = ""
    defined: bool = True

    @property
    def is_unused(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """What both matrices have: some of the app clients."""

    pool: PoolAccess
    pool_name: str
    batch: Batch[AppClient]

    @property
    def app_clients(self) -> Sequence[AppClient]:
        return self.batch.found

    @property
    def unread(self) -> list[tuple[str, Problem]]:
        """The app clients that could not be read, and why."""
        return [(each.name or each.id, Problem.of(problem)) for each, problem in self.batch.problems]

    def column(self, app_client: AppClient, section: str, note: str) -> Column:
        url = address(self.pool, "edit_app_client", client_id=app_client.id, part=section)
        return Column(app_client=app_client, url=url, note=note)


@dataclass(frozen=True, kw_only=True)
class AttributeMatrix(Matrix):
    """App clients by attributes."""

    attributes: Sequence[SchemaAttribute]

    @property
    def columns(self) -> list[Column]:
        return [self.column(each, "attributes", _defaults(each)) for each in self.app_clients]

    @property
    def lines(self) -> list[AttributeLine]:
        """Those of the pool itself come first: they are what an app client without lists never gets."""
        ordered = sorted(self.attributes, key=lambda each: not each.is_custom)
        return [
            AttributeLine(attribute=each, cells=[_cell(client, each) for client in self.app_clients])
            for each in ordered
            if not each.developer_only
        ]


@dataclass(frozen=True, kw_only=True)
class ScopeMatrix(Matrix):
    """App clients by scopes; `servers` are the resource servers, or why they could not be read."""

    servers: ResourceServerList | CognitoError

    @property
    def problem(self) -> Problem | None:
        """Why the scopes of the resource servers are not all here, if they are not."""
        return Problem.in_answer(self.servers)

    @property
    def columns(self) -> list[Column]:
        notes = {True: "", False: "OAuth is off"}
        return [self.column(each, "oauth", notes[bool(each.state.get(OAUTH))]) for each in self.app_clients]

    @cached_property
    def lines(self) -> list[ScopeLine]:
        """Cognito's own scopes, those of the resource servers, and those that nobody defines any more."""
        return [*self._built_in(), *self._defined(), *self._undefined()]

    @property
    def unused(self) -> list[ScopeLine]:
        """The scopes of resource servers that none of these app clients may ask for."""
        return [line for line in self.lines if line.url and line.is_unused]

    def _built_in(self) -> Iterator[ScopeLine]:
        for name, words in SCOPE_WORDS.items():
            yield ScopeLine(name=name, about=words.partition(": ")[2], cells=self._cells(name))

    def _defined(self) -> Iterator[ScopeLine]:
        for server in self._servers:
            url = address(self.pool, "edit_resource_server", identifier=server.identifier)
            for scope, words in server.scopes.items():
                name = f"{server.identifier}/{scope}"
                about = words if isinstance(words, str) else ""
                yield ScopeLine(name=name, about=about, cells=self._cells(name), url=url)

    def _undefined(self) -> Iterator[ScopeLine]:
        asked = dict.fromkeys(name for each in self.app_clients for name in each.state.get(SCOPES) or ())
        defined = {
            *SCOPE_WORDS,
            *(f"{each.identifier}/{name}" for each in self._servers for name in each.scopes),
        }
        if isinstance(self.servers, CognitoError) or not self.servers.complete:
            return
        for name in sorted(asked.keys() - defined):
            yield ScopeLine(name=name, about="", cells=self._cells(name), defined=False)

    def _cells(self, name: str) -> list[bool]:
        return [name in (each.state.get(SCOPES) or ()) for each in self.app_clients]

    @property
    def _servers(self) -> Sequence[ResourceServer]:
        return () if isinstance(self.servers, CognitoError) else self.servers.servers


def read_attributes(pool: PoolAccess, *, token: str) -> AttributeMatrix:
    """The pool's schema and up to ten app clients, described unless read lately. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    listed, pool_read = side_by_side(partial(gateway.list_page, token=token, size=AT_ONCE), gateway.describe)
    app_clients, schema = need(listed), need(pool_read)
    batch = described(gateway, app_clients, continued=bool(token), lately=True)
    return AttributeMatrix(pool=pool, pool_name=schema.name, batch=batch, attributes=schema.schema)


def read_scopes(pool: PoolAccess, *, token: str) -> ScopeMatrix:
    """The resource servers and up to ten app clients, described unless read lately. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    listed, servers, pool_read = side_by_side(
        partial(gateway.list_page, token=token, size=AT_ONCE),
        pool.gateway(ResourceServersGateway).list_servers,
        gateway.describe,
    )
    name = pool_read.name if isinstance(pool_read, Pool) else ""
    batch = described(gateway, need(listed), continued=bool(token), lately=True)
    return ScopeMatrix(pool=pool, pool_name=name, batch=batch, servers=servers)


def _cell(app_client: AppClient, attribute: SchemaAttribute) -> Cell:
    """Without lists of its own an app client has the standard attributes."""
    allowed = {
        member: attribute.name in app_client.attributes(member)
        if app_client.lists(member)
        else not attribute.is_custom
        for member in (READ, WRITE)
    }
    return Cell(reads=allowed[READ], writes=allowed[WRITE] and attribute.name not in NEVER_WRITTEN)


def _defaults(app_client: AppClient) -> str:
    words: Mapping[tuple[bool, bool], str] = {
        (False, False): "Cognito’s defaults",
        (False, True): "Reads Cognito’s default",
        (True, False): "Writes Cognito’s default",
    }
    return words.get((app_client.lists(READ), app_client.lists(WRITE)), "")
