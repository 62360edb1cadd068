"""The app clients of a pool: listed, described without their secrets, and written as a whole."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from console.cognito import model
from console.cognito.answers import moment, part_of
from console.cognito.gateway import Access, Answer
from console.cognito.lists import follow
from pools.app_clients.sections import (
    CALLBACKS,
    DEFAULT_CALLBACK,
    GRANTS,
    LOGOUTS,
    PROVIDERS,
    READ,
    ROTATION,
    SCOPES,
    VALIDITIES,
    WRITE,
)
from pools.gateway import PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State, value_at, with_changes

# What Cognito alone writes; the secret can be neither changed nor sent back.
READ_ONLY = frozenset({"ClientSecret", "ClientSecretArn", "ClientType", "CreationDate", "LastModifiedDate"})
COMPARISON = Comparison(
    # An app client without a list reads and writes the standard attributes; with an empty one, nothing.
    empties=frozenset({READ, WRITE}),
    defaults={
        "EnablePropagateAdditionalUserContextData": False,
        "AllowedOAuthFlowsUserPoolClient": False,
        "RefreshTokenRotation.Feature": "DISABLED",
        **{path: number for path, (_, number, _) in VALIDITIES.items()},
        **{path: unit for path, _, unit in VALIDITIES.values()},
    },
)
# Lists that are empty where they are not set: taken away in so many words, lest they be kept.
CLEARED = (CALLBACKS, LOGOUTS, GRANTS, SCOPES, PROVIDERS)
PAGE = 60
# Where the AWS console is, by partition.
CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
    "aws-eusc": "console.amazonaws-eusc.eu",
}


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
    """A described app client: `state` is everything but its secret and what Cognito alone writes.

    `secret_arn` says where AWS Secrets Manager keeps the secret; empty where Cognito does, or where there is none.
    """

    id: str
    name: str
    has_secret: bool
    state: State
    secret_arn: str = ""
    registered_itself: bool = False
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, answer: Mapping[str, Any]) -> "AppClient":
        """Raises BrokenAnswer when there is no app client in it."""
        raw = part_of(answer, "UserPoolClient", operation="DescribeUserPoolClient")
        return cls(
            id=raw["ClientId"],
            name=raw.get("ClientName", ""),
            has_secret=bool(raw.get("ClientSecret") or raw.get("ClientSecretArn")),
            secret_arn=raw.get("ClientSecretArn", ""),
            state={name: deepcopy(value) for name, value in raw.items() if name not in READ_ONLY},
            registered_itself=raw.get("ClientType") == "DCR",
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def redirect(self) -> str:
        """Where people come back to after signing in if the app names no address; empty where there is none."""
        callbacks = self.state.get(CALLBACKS) or ()
        return str(self.state.get(DEFAULT_CALLBACK) or next(iter(callbacks), ""))

    @property
    def secret_address(self) -> str:
        """The page of the secret in the AWS console; empty where Cognito keeps it."""
        if not self.secret_arn:
            return ""
        _, partition, _, region, *_ = self.secret_arn.split(":")
        place = urlencode({"name": self.secret_arn, "region": region})
        return f"https://{region}.{CONSOLES.get(partition, CONSOLES['aws'])}/secretsmanager/secret?{place}"

    def lists(self, member: str) -> bool:
        """Whether it names what it may read or write (`ReadAttributes`, `WriteAttributes`)."""
        return member in self.state

    def attributes(self, member: str) -> tuple[str, ...]:
        return tuple(self.state.get(member, ()))


class AppClientsGateway(PoolGateway):
    """Reads the app clients of a pool."""

    def list_page(self, *, token: str = "", size: int = PAGE) -> AppClientList:
        """ListUserPoolClients, at most 60 at once."""
        pages = self._pages(
            "ListUserPoolClients",
            "UserPoolClients",
            lambda raw: ListedAppClient(id=raw["ClientId"], name=raw.get("ClientName", "")),
            UserPoolId=self.pool_id,
            MaxResults=size,
        )
        found = follow(pages, token=token)
        return AppClientList(app_clients=found.items, next=found.next_token)

    def describe_app_client(self, client_id: str) -> AppClient:
        """DescribeUserPoolClient; its secret is dropped at once. Raises NotFound."""
        return AppClient.from_response(
            self._read("DescribeUserPoolClient", UserPoolId=self.pool_id, ClientId=client_id)
        )

    def describe_lately(self, client_id: str) -> AppClient:
        """The same as it was in the last seconds: to look at, never before a write. No secret stays in the cache."""
        return AppClient.from_response(
            self._read_lately("DescribeUserPoolClient", UserPoolId=self.pool_id, ClientId=client_id)
        )

    def _to_keep(self, operation: str, answer: Answer) -> Answer:
        """A mark instead of the secret, which tells that there is one."""
        raw = answer.get("UserPoolClient") or {}
        masked = {**raw, "ClientSecret": "*"} if raw.get("ClientSecret") else raw
        return {**answer, "UserPoolClient": masked} if "UserPoolClient" in answer else answer

    def read_secret(self, client_id: str) -> str:
        """DescribeUserPoolClient for its secret alone; empty where it is not told. For one answer, never to be kept."""
        answer = self._read("DescribeUserPoolClient", UserPoolId=self.pool_id, ClientId=client_id)
        return str(
            part_of(answer, "UserPoolClient", operation="DescribeUserPoolClient").get("ClientSecret", "")
        )


def unknown_settings(state: State) -> list[str]:
    """Paths that the installed library does not know, or that nobody has said how to write."""
    shape = model.output_shape("DescribeUserPoolClient").members["UserPoolClient"]
    writable = {*model.input_shape("UpdateUserPoolClient").members, *READ_ONLY}
    unclassified = (name for name in state if name in shape.members and name not in writable)
    return list(dict.fromkeys([*model.unknown_members(state, shape), *unclassified]))


class AppClientSaver(SavingGateway, AppClientsGateway):
    """One app client as the safe save wants it."""

    comparison = COMPARISON
    operation = "UpdateUserPoolClient"
    kind = "app_client"
    store = "the app client"

    def __init__(self, access: Access, client_id: str, *, action: str) -> None:
        """`action` is what the trail calls it."""
        super().__init__(access, client_id)
        self.action = action
        # As it was read last.
        self.app_client: AppClient | None = None

    def read_state(self) -> State:
        """DescribeUserPoolClient. Raises CognitoError."""
        self.app_client = self.describe_app_client(self.id)
        return self.app_client.state

    def unknown(self, state: State) -> list[str]:
        return unknown_settings(state)

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """Whoever changes how long a token lasts sends all three numbers and units; rotation is on or off."""
        together: dict[str, Any] = {}
        paths = [path for number, (unit, _, _) in VALIDITIES.items() for path in (number, unit)]
        if any(value_at(now, path) != value_at(wanted, path) for path in paths):
            for path, (unit_path, number, unit) in VALIDITIES.items():
                together |= {
                    path: value_at(wanted, path) or number,
                    unit_path: value_at(wanted, unit_path) or unit,
                }
        if "RefreshTokenRotation" in wanted and not value_at(wanted, ROTATION):
            together[ROTATION] = "DISABLED"
        return with_changes(wanted, together)

    def parameters(self, now: State, wanted: State) -> dict[str, Any]:
        allowed = model.input_shape(self.operation).members
        kept = {name: deepcopy(value) for name, value in wanted.items() if name in allowed}
        return kept | {name: [] for name in CLEARED if now.get(name) and name not in wanted}

    def label(self, parameters: Mapping[str, Any]) -> str:
        return str(parameters.get("ClientName", ""))


class AppClientChoicesGateway(AppClientsGateway):
    """Reads what the settings of an app client may name: scopes and providers of the pool."""

    def scopes(self) -> tuple[str, ...]:
        """The scopes of the first 50 resource servers (ListResourceServers): "shop/read". Raises CognitoError."""
        pages = self._pages(
            "ListResourceServers", "ResourceServers", _scopes_of, UserPoolId=self.pool_id, MaxResults=50
        )
        return tuple(scope for scopes in follow(pages).items for scope in scopes)

    def providers(self) -> tuple[str, ...]:
        """The names of the first 60 identity providers (ListIdentityProviders). Raises CognitoError."""
        pages = self._pages(
            "ListIdentityProviders",
            "Providers",
            lambda raw: str(raw["ProviderName"]),
            UserPoolId=self.pool_id,
            MaxResults=60,
        )
        return follow(pages).items


def _scopes_of(server: Mapping[str, Any]) -> list[str]:
    return [f"{server['Identifier']}/{scope['ScopeName']}" for scope in server.get("Scopes") or ()]
