"""Which AWS account, region, role and endpoint to reach, and one cached boto3 client for each."""

import os
import threading
from dataclasses import dataclass
from typing import Any, Literal

import boto3
import botocore.session
import structlog
from botocore.config import Config
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
from botocore.exceptions import BotoCoreError, NoCredentialsError
from django.conf import settings
from django.utils.text import slugify
from environ import Env

from console.cognito.raw_answers import keep_raw_answer

log = structlog.get_logger(__name__)

Door = Literal["read", "write"]

# Threads that may wait on Cognito at once: request threads times calls side by side.
MAX_POOL_CONNECTIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """An account and region that Lifeguard may reach, with its roles and endpoint."""

    slug: str
    name: str
    region: str
    environment: str = ""
    profile: str = ""
    role_arn: str = ""
    external_id: str = ""
    read_only_role_arn: str = ""
    endpoint_url: str = ""

    @property
    def is_production(self) -> bool:
        return self.environment.lower() in {"prod", "production", "live"}


def connections_from_environment(env: Env, missing: list[str]) -> dict[str, Connection]:
    """Read `CONNECTIONS` and each one's variables; without it the standard boto3 chain is the one connection.

    What is absent is appended to `missing` as "NAME: meaning", so that settings report everything at once.
    """
    names = [name.strip() for name in env.list("CONNECTIONS", default=[]) if name.strip()]
    found = [_named_connection(env, name, missing) for name in names] or [_default_connection(env, missing)]
    return {connection.slug: connection for connection in found}


def _named_connection(env: Env, name: str, missing: list[str]) -> Connection:
    prefix = "CONNECTION_" + slugify(name).replace("-", "_").upper() + "_"

    def read(key: str) -> str:
        return str(env.str(prefix + key, default=""))

    if not (region := read("REGION")):
        missing.append(f"{prefix}REGION: the AWS region of connection {name}")
    return Connection(
        slug=slugify(name),
        name=name,
        region=region,
        environment=read("ENVIRONMENT"),
        profile=read("PROFILE"),
        role_arn=read("ROLE_ARN"),
        external_id=read("EXTERNAL_ID"),
        read_only_role_arn=read("READ_ONLY_ROLE_ARN"),
        endpoint_url=read("ENDPOINT_URL"),
    )


def _default_connection(env: Env, missing: list[str]) -> Connection:
    # boto3 itself reads AWS_DEFAULT_REGION and the profile, but not AWS_REGION.
    region = os.environ.get("AWS_REGION") or botocore.session.Session().get_config_variable("region") or ""
    if not region:
        missing.append("AWS_REGION: the AWS region of your user pools (or CONNECTIONS to name several)")
    environment = env.str("ENVIRONMENT", default="")
    return Connection(slug="default", name=region or "default", region=region, environment=environment)


def connection_named(slug: str) -> Connection | None:
    """The configured connection of that slug, or None."""
    found: Connection | None = settings.COGNITO_CONNECTIONS.get(slug)
    return found


_lock = threading.Lock()
_sessions: dict[tuple[Connection, bool], boto3.Session] = {}
_clients: dict[tuple[Connection, bool, Door], Any] = {}


def client_for(connection: Connection, *, door: Door, read_only: bool) -> Any:
    """The boto3 client of a connection, made once for each door and role, shared by threads.

    Reads are tried twice. Writes are sent once: a repeated write can hide that the first one succeeded.
    Raises botocore's NoCredentialsError or ProfileNotFound.
    """
    key = (connection, read_only and bool(connection.read_only_role_arn), door)
    with _lock:
        if key not in _clients:
            _clients[key] = _new_client(*key)
        return _clients[key]


def warm_up() -> None:
    """Make the clients before the first request, which would otherwise wait for them."""
    for connection in settings.COGNITO_CONNECTIONS.values():
        try:
            client_for(connection, door="read", read_only=False)
        except BotoCoreError as error:
            log.warning("connection_not_usable", connection=connection.slug, reason=str(error))


def _new_client(connection: Connection, read_only: bool, door: Door) -> Any:
    if (connection, read_only) not in _sessions:
        _sessions[connection, read_only] = _new_session(connection, read_only)
    client = _sessions[connection, read_only].client(
        "cognito-idp",
        region_name=connection.region,
        endpoint_url=connection.endpoint_url or None,
        config=Config(
            connect_timeout=settings.COGNITO_CONNECT_TIMEOUT,
            read_timeout=settings.COGNITO_READ_TIMEOUT,
            max_pool_connections=MAX_POOL_CONNECTIONS,
            retries={"mode": "standard", "total_max_attempts": 2 if door == "read" else 1},
        ),
    )
    client.meta.events.register("before-parse.cognito-identity-provider", keep_raw_answer)
    return client


def _new_session(connection: Connection, read_only: bool) -> boto3.Session:
    source = boto3.Session(profile_name=connection.profile or None, region_name=connection.region)
    role_arn = connection.read_only_role_arn if read_only else connection.role_arn
    if not role_arn:
        return source
    if (credentials := source.get_credentials()) is None:
        raise NoCredentialsError
    # botocore offers no public way to assume a role from code and have it refreshed.
    fetcher = AssumeRoleCredentialFetcher(
        client_creator=source._session.create_client,
        source_credentials=credentials,
        role_arn=role_arn,
        extra_args={
            "RoleSessionName": "lifeguard",
            **({"ExternalId": connection.external_id} if connection.external_id else {}),
        },
    )
    assumed = botocore.session.Session()
    assumed._credentials = DeferredRefreshableCredentials(  # type: ignore[attr-defined]
        refresh_using=fetcher.fetch_credentials, method="assume-role"
    )
    return boto3.Session(botocore_session=assumed, region_name=connection.region)
