"""What tests do and look up at the embedded service itself, past the console."""

from collections.abc import Mapping
from typing import Any

from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.mfa import describe as describe_mfa
from console.emulator.overlay.pools import describe
from pools.settings.state import state_of

REGION = "us-east-1"
PORTAL: Mapping[str, Any] = {
    "GenerateSecret": True,
    "ReadAttributes": ["email", "name"],
    "WriteAttributes": ["email"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid"],
    "CallbackURLs": ["https://portal.example.com/back"],
    "LogoutURLs": ["https://portal.example.com/"],
    "SupportedIdentityProviders": ["COGNITO"],
    "AccessTokenValidity": 30,
    "RefreshTokenValidity": 30,
    "TokenValidityUnits": {"AccessToken": "minutes", "RefreshToken": "days"},
}


def ask(pool_id: str, operation: str, **parameters: Any) -> dict[str, Any]:
    """The answer of an operation on a pool."""
    answer: dict[str, Any] = perform(operation, REGION, {"UserPoolId": pool_id, **parameters})
    return answer


def make_app_client(pool_id: str, name: str = "Portal", **settings: Any) -> str:
    """The id of a new app client."""
    answer = ask(pool_id, "CreateUserPoolClient", ClientName=name, **settings)
    return str(answer["UserPoolClient"]["ClientId"])


def app_client_of(pool_id: str, client_id: str) -> dict[str, Any]:
    """An app client as Cognito describes it."""
    found: dict[str, Any] = ask(pool_id, "DescribeUserPoolClient", ClientId=client_id)["UserPoolClient"]
    return found


def state_now(pool_id: str) -> dict[str, Any]:
    """The state of a pool, from both its stores."""
    pool = find_pool(pool_id)
    return state_of(describe(pool), describe_mfa(pool))
