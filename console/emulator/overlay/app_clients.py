"""App clients: create, describe, update, delete, list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from console.emulator.behaviour import behaviour
from console.emulator.overlay import client_rules
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import invalid_parameter, limit_exceeded, resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import ACCOUNT_ID, Call, operation

MAXIMUM_CLIENTS = 1_000
# Members of the calls that are not settings, or are kept elsewhere.
PUBLISHED = "PublishSecretsInAWSSecretsManager"
NOT_SETTINGS = frozenset(
    {"UserPoolId", "ClientId", "ClientName", "ClientSecret", "GenerateSecret", PUBLISHED}
)
DEFAULTS: Mapping[str, Any] = {
    "RefreshTokenValidity": 30,
    "TokenValidityUnits": {},
    "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    "AllowedOAuthFlowsUserPoolClient": False,
    "EnableTokenRevocation": True,
    "EnablePropagateAdditionalUserContextData": False,
    "AuthSessionValidity": 3,
}


@dataclass(slots=True)
class Secret:
    """One of at most two secrets of an app client."""

    id: str
    value: str
    created: datetime


@dataclass(slots=True, kw_only=True)
class AppClient:
    """An app client, with the names under which moto's sign-in looks for its secret and attributes."""

    id: str
    user_pool_id: str
    name: str
    settings: dict[str, Any]
    secrets: list[Secret] = field(default_factory=list)
    # Whether AWS Secrets Manager keeps the secret, so that only its ARN is told.
    published: bool = False
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    modified: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def generate_secret(self) -> bool:
        return bool(self.secrets)

    @property
    def secret(self) -> str:
        """The older secret: the one that describing the app client shows."""
        return self.secrets[0].value if self.secrets else ""

    def add_secret(self, value: str | None = None) -> Secret:
        """Add a secret, generated unless given."""
        now = datetime.now(UTC)
        stamp = int(now.timestamp() * 1000) + len(self.secrets)
        secret = Secret(f"{self.id}--{stamp}", value or identifiers.characters(51), now)
        self.secrets.append(secret)
        return secret

    def publish(self, published: bool) -> None:
        """Into AWS Secrets Manager, with a first exchange at once, or back; a public app client stays as it is."""
        if published and self.secrets and not self.published:
            self.secrets = self.secrets[-1:]
            self.add_secret()
        self.published = published and bool(self.secrets)

    def get_readable_fields(self) -> list[str]:
        fields: list[str] = self.settings.get("ReadAttributes", [])
        return fields


def find(pool: Pool, client_id: str) -> AppClient:
    """The app client of that id. Raises ResourceNotFoundException."""
    client = pool.clients.get(client_id)
    if client is None:
        raise resource_not_found(f"User pool client {client_id} does not exist.")
    found: AppClient = client
    return found


@operation("CreateUserPoolClient")
def create_user_pool_client(call: Call) -> dict[str, Any]:
    """An app client with every default filled in, and its secret if it has one.

    Raises InvalidParameterException, InvalidOAuthFlowException, ScopeDoesNotExistException and
    FeatureUnavailableInTierException for settings that do not go together, LimitExceededException.
    """
    pool = call.pool
    if call.get("GenerateSecret") and call.get("ClientSecret"):
        raise invalid_parameter("You cannot specify both GenerateSecret as true and a ClientSecret.")
    if len(pool.clients) >= MAXIMUM_CLIENTS:
        raise limit_exceeded("The maximum number of app clients for this user pool has been reached.")
    has_secret = bool(call.get("GenerateSecret") or call.get("ClientSecret"))
    settings = _complete(_settings(call.parameters))
    client_rules.check(pool, settings, has_secret=has_secret, verb="creating")
    client = AppClient(
        id=identifiers.characters(26),
        user_pool_id=pool.id,
        name=call.parameters["ClientName"],
        settings=settings,
    )
    if has_secret:
        client.add_secret(call.get("ClientSecret"))
        client.publish(bool(call.get("GenerateSecret") and call.get(PUBLISHED)))
    pool.clients[client.id] = client
    return {"UserPoolClient": describe(client)}


@operation("DescribeUserPoolClient")
def describe_user_pool_client(call: Call) -> dict[str, Any]:
    """Everything of one app client, its secret included."""
    return {"UserPoolClient": describe(find(call.pool, call.parameters["ClientId"]))}


@operation("UpdateUserPoolClient")
def update_user_pool_client(call: Call) -> dict[str, Any]:
    """A full write: "If you don't provide a value for an attribute, Amazon Cognito sets it to its default
    value." The name and the secrets stay.

    `behaviour.keep_omitted` makes it keep everything that is omitted. Raises what CreateUserPoolClient does.
    """
    pool = call.pool
    client = find(pool, call.parameters["ClientId"])
    sent = _settings(call.parameters)
    settings = _complete({**client.settings, **sent} if behaviour.keep_omitted else sent)
    client_rules.check(pool, settings, has_secret=client.generate_secret, verb="updating")
    client.settings = settings
    client.name = call.get("ClientName", client.name)
    client.modified = datetime.now(UTC)
    if PUBLISHED in call.parameters:
        client.publish(call.parameters[PUBLISHED])
    return {"UserPoolClient": describe(client)}


@operation("DeleteUserPoolClient")
def delete_user_pool_client(call: Call) -> dict[str, Any]:
    """Final; what was set for this app client alone goes with it."""
    pool = call.pool
    client = find(pool, call.parameters["ClientId"])
    del pool.clients[client.id]
    pool.stores.forget_client(client.id)
    return {}


@operation("ListUserPoolClients")
def list_user_pool_clients(call: Call) -> dict[str, Any]:
    """Ids and names in the order of creation. None of ours registered itself, so `DCR` finds nobody."""
    clients = [] if call.get("ClientType") == "DCR" else list(call.pool.clients.values())
    page, token = list_page(call.parameters, clients, "id")
    return {"UserPoolClients": [_summary(client) for client in page], **token}


def describe(client: AppClient) -> dict[str, Any]:
    """`UserPoolClientType`."""
    return {
        **_summary(client),
        **_secret(client),
        "ClientType": "REGULAR",
        "CreationDate": client.created,
        "LastModifiedDate": client.modified,
        **client.settings,
    }


def _secret(client: AppClient) -> dict[str, str]:
    """Its value, or where AWS Secrets Manager keeps it; nothing of a public one."""
    if client.published:
        region = client.user_pool_id.partition("_")[0]
        name = f"cognito/{client.user_pool_id}/{client.id}"
        return {"ClientSecretArn": f"arn:aws:secretsmanager:{region}:{ACCOUNT_ID}:secret/{name}"}
    return {"ClientSecret": client.secret} if client.generate_secret else {}


def _summary(client: AppClient) -> dict[str, Any]:
    return {"ClientId": client.id, "ClientName": client.name, "UserPoolId": client.user_pool_id}


def _settings(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, lists sorted as the service keeps them; an empty list is none."""
    sent = {name: value for name, value in parameters.items() if name not in NOT_SETTINGS and value != []}
    return {name: sorted(set(value)) if isinstance(value, list) else value for name, value in sent.items()}


def _complete(sent: Mapping[str, Any]) -> dict[str, Any]:
    settings = {**DEFAULTS, **sent}
    if not settings["RefreshTokenValidity"]:
        # Nought means the default, which is in days.
        settings["RefreshTokenValidity"] = DEFAULTS["RefreshTokenValidity"]
        units = {
            name: unit for name, unit in settings["TokenValidityUnits"].items() if name != "RefreshToken"
        }
        settings["TokenValidityUnits"] = units
    if "ExplicitAuthFlows" not in sent and client_rules.rotates(sent):
        flows = [name for name in DEFAULTS["ExplicitAuthFlows"] if name != client_rules.REFRESH]
        settings["ExplicitAuthFlows"] = flows
    return settings
