"""The resource servers of a pool: APIs with their scopes, read, made, written as a whole, deleted."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.cognito import model
from console.cognito.answers import part_of
from console.cognito.gateway import Access, Target
from console.cognito.lists import follow
from console.cognito.looked import is_gone, looked
from pools.gateway import PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State

PAGE = 50
# A pool has 25 of them unless AWS allowed more.
MOST_PAGES = 5
# The whole list counts as one value: names of scopes may have dots, and one call replaces them all.
COMPARISON = Comparison(whole=frozenset({"Scopes"}))
SCOPE = frozenset({"ScopeName", "ScopeDescription"})
# What Cognito alone writes, or says of the pool.
READ_ONLY = frozenset({"UserPoolId", "ManagedBy"})
# The audit trail and the history know a thing by so many characters.
LONGEST_TARGET = 131
LONGEST_LABEL = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceServer:
    """An API: its identifier for ever, its name, and its scopes with their descriptions, by name.

    Those that Cognito `manages` can only be looked at. A scope with members that we do not know stands as it is.
    """

    identifier: str
    name: str
    scopes: Mapping[str, Any]
    managed: bool = False
    unknown: Mapping[str, Any] | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "ResourceServer":
        members = {"Identifier", "Name", "Scopes", *READ_ONLY}
        return cls(
            identifier=raw["Identifier"],
            name=raw.get("Name", ""),
            scopes={
                each["ScopeName"]: each["ScopeDescription"] if each.keys() == SCOPE else dict(each)
                for each in raw.get("Scopes") or ()
            },
            managed=raw.get("ManagedBy") == "COGNITO",
            unknown={name: value for name, value in raw.items() if name not in members},
        )

    @classmethod
    def from_state(cls, state: State) -> "ResourceServer":
        """The one that a state describes."""
        return cls(identifier=state["Identifier"], name=state["Name"], scopes=state.get("Scopes") or {})

    @property
    def state(self) -> State:
        """What is saved and kept of it; its scopes by name."""
        return {
            "Identifier": self.identifier,
            "Name": self.name,
            "Scopes": dict(self.scopes),
            **(self.unknown or {}),
        }

    @property
    def parameters(self) -> dict[str, Any]:
        """What CreateResourceServer and UpdateResourceServer take, always with all scopes."""
        scopes = [{"ScopeName": name, "ScopeDescription": words} for name, words in self.scopes.items()]
        return {"Identifier": self.identifier, "Name": self.name, "Scopes": scopes}

    def target(self, pool_id: str) -> Target:
        """The resource server as the audit trail names it."""
        return Target(
            pool_id=pool_id,
            kind="resource_server",
            id=target_of(self.identifier),
            label=self.name[:LONGEST_LABEL],
        )


def target_of(identifier: str) -> str:
    """An identifier, which has up to 256 characters, as the trail and the history can keep it."""
    if len(identifier) <= LONGEST_TARGET:
        return identifier
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:32]
    return f"{identifier[: LONGEST_TARGET - len(digest) - 1]}~{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceServerList:
    """The resource servers of a pool; not `complete` where there are more than are read."""

    servers: tuple[ResourceServer, ...]
    complete: bool = True


class ResourceServersGateway(PoolGateway):
    """Reads and writes resource servers."""

    def list_servers(self) -> ResourceServerList:
        """ListResourceServers, 50 a call and at most 5 calls, by name. Raises CognitoError."""
        pages = self._pages(
            "ListResourceServers",
            "ResourceServers",
            ResourceServer.from_response,
            UserPoolId=self.pool_id,
            MaxResults=PAGE,
        )
        found = follow(pages, most_pages=MOST_PAGES)
        return ResourceServerList(servers=_in_order(found.items), complete=found.complete)

    def find(self, identifier: str) -> ResourceServer:
        """DescribeResourceServer. Raises NotFound."""
        answer = self._read("DescribeResourceServer", UserPoolId=self.pool_id, Identifier=identifier)
        return ResourceServer.from_response(
            part_of(answer, "ResourceServer", operation="DescribeResourceServer")
        )

    def create(self, server: ResourceServer) -> bool | None:
        """CreateResourceServer, then a look: whether it reads as asked; None if it could not be read.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not there either.
        """
        write = partial(
            self._write,
            "CreateResourceServer",
            action="create_resource_server",
            target=server.target(self.pool_id),
            details={"after": server.state},
            UserPoolId=self.pool_id,
            **server.parameters,
        )
        return looked(
            write, lambda: not COMPARISON.differences(server.state, self.find(server.identifier).state)
        )

    def delete(self, server: ResourceServer, *, reason: str) -> bool | None:
        """DeleteResourceServer, then a look: whether it is gone; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        write = partial(
            self._write,
            "DeleteResourceServer",
            action="delete_resource_server",
            target=server.target(self.pool_id),
            details={"reason": reason, "before": server.state},
            UserPoolId=self.pool_id,
            Identifier=server.identifier,
        )
        return looked(write, partial(is_gone, self.find, server.identifier))


class ResourceServerSaver(SavingGateway, ResourceServersGateway):
    """One resource server as the safe save wants it: scopes that the write leaves out are gone."""

    comparison = COMPARISON
    operation = "UpdateResourceServer"
    action = "edit_resource_server"
    kind = "resource_server"
    store = "the resource server"

    def __init__(self, access: Access, identifier: str) -> None:
        super().__init__(access, target_of(identifier))
        self.identifier = identifier
        # As it was read last.
        self.server: ResourceServer | None = None

    def read_state(self) -> State:
        """DescribeResourceServer. Raises CognitoError."""
        self.server = self.find(self.identifier)
        return self.server.state

    def unknown(self, state: State) -> list[str]:
        writable = model.input_shape(self.operation).members
        strange = [name for name, words in (state.get("Scopes") or {}).items() if not isinstance(words, str)]
        return [
            *(name for name in state if name not in writable),
            *(f"Scopes.{name}" for name in strange),
        ]

    def parameters(self, now: State, wanted: State) -> dict[str, Any]:
        return ResourceServer.from_state(wanted).parameters

    def label(self, parameters: Mapping[str, Any]) -> str:
        return str(parameters["Name"])[:LONGEST_LABEL]


def _in_order(servers: Iterable[ResourceServer]) -> tuple[ResourceServer, ...]:
    return tuple(sorted(servers, key=lambda each: (each.name.casefold(), each.identifier)))
