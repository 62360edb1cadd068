"""The app clients of a pool: listed, described without their secrets, and written as a whole."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from console.cognito import model
from console.cognito.gateway import Target
from pools.gateway.pools import PoolGateway, part_of
from pools.saving.calls import Step
from pools.saving.states import Comparison, Difference, State

# What Cognito alone writes; the secret can be neither changed nor sent back.
READ_ONLY = frozenset({"ClientSecret", "ClientType", "CreationDate", "LastModifiedDate"})
COMPARISON = Comparison(
    # An app client without a list reads and writes the standard attributes; with an empty one, nothing.
    empties=frozenset({"ReadAttributes", "WriteAttributes"}),
    defaults={"EnablePropagateAdditionalUserContextData": False, "AllowedOAuthFlowsUserPoolClient": False},
)
PAGE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAppClient:
    """An app client as ListUserPoolClients tells it: that is all it tells."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppClientList:
    """A page of a pool's app clients; `next` leads on, and is empty on the last one."""

    app_clients: tuple[ListedAppClient, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppClient:
    """A described app client: `state` is everything but its secret and what Cognito alone writes."""

    id: str
    name: str
    has_secret: bool
    state: State

    @classmethod
    def from_response(cls, answer: Mapping[str, Any]) -> "AppClient":
        """Raises BrokenAnswer when there is no app client in it."""
        raw = part_of(answer, "UserPoolClient", operation="DescribeUserPoolClient")
        return cls(
            id=raw["ClientId"],
            name=raw.get("ClientName", ""),
            has_secret=bool(raw.get("ClientSecret")),
            state={name: deepcopy(value) for name, value in raw.items() if name not in READ_ONLY},
        )

    def lists(self, member: str) -> bool:
        """Whether it names what it may read or write (`ReadAttributes`, `WriteAttributes`)."""
        return member in self.state

    def attributes(self, member: str) -> tuple[str, ...]:
        return tuple(self.state.get(member, ()))


class AppClientsGateway(PoolGateway):
    """Reads the app clients of a pool."""

    def list_page(self, *, token: str = "", size: int = PAGE) -> AppClientList:
        """ListUserPoolClients, at most 60 at once."""
        paging = {"NextToken": token} if token else {}
        answer = self._read("ListUserPoolClients", UserPoolId=self.pool_id, MaxResults=size, **paging)
        listed = part_of(answer, "UserPoolClients", operation="ListUserPoolClients")
        return AppClientList(
            app_clients=tuple(
                ListedAppClient(id=each["ClientId"], name=each.get("ClientName", "")) for each in listed
            ),
            next=answer.get("NextToken", ""),
        )

    def describe_app_client(self, client_id: str) -> AppClient:
        """DescribeUserPoolClient; its secret is dropped at once. Raises NotFound."""
        return AppClient.from_response(
            self._read("DescribeUserPoolClient", UserPoolId=self.pool_id, ClientId=client_id)
        )


class AppClientSaver:
    """One app client as the safe save wants it."""

    comparison = COMPARISON

    def __init__(self, gateway: AppClientsGateway, client_id: str, *, action: str) -> None:
        """`action` is what the trail calls it."""
        self.gateway = gateway
        self.client_id = client_id
        self.action = action

    @property
    def key(self) -> str:
        return f"{self.gateway.connection.slug}:{self.gateway.pool_id}:{self.client_id}"

    def read_state(self) -> State:
        """DescribeUserPoolClient. Raises CognitoError."""
        return self.gateway.describe_app_client(self.client_id).state

    def unknown(self, state: State) -> list[str]:
        shape = model.output_shape("DescribeUserPoolClient").members["UserPoolClient"]
        writable = {*model.input_shape("UpdateUserPoolClient").members, *READ_ONLY}
        unclassified = (name for name in state if name in shape.members and name not in writable)
        return list(dict.fromkeys([*model.unknown_members(state, shape), *unclassified]))

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """Nothing of an app client follows anything else."""
        return wanted

    def steps(self, now: State, wanted: State) -> list[Step]:
        """A whole UpdateUserPoolClient: what it leaves out is reset."""
        if not self.comparison.differences(now, wanted):
            return []
        allowed = model.input_shape("UpdateUserPoolClient").members
        parameters = {name: deepcopy(value) for name, value in wanted.items() if name in allowed}
        return [
            Step(
                operation="UpdateUserPoolClient",
                parameters=parameters,
                store="the app client",
                brings=tuple(allowed),
            )
        ]

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        """UpdateUserPoolClient. Raises CognitoError."""
        self.gateway._write(
            step.operation,
            action=self.action,
            target=Target(
                pool_id=self.gateway.pool_id,
                kind="app_client",
                id=self.client_id,
                label=step.parameters.get("ClientName", ""),
            ),
            details={
                "before": {each.path: each.before for each in changes},
                "after": {each.path: each.after for each in changes},
            },
            **step.parameters,
        )
