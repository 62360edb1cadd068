"""The secrets of an app client: two at most, so that one can be exchanged while the other is in use."""

from typing import Any

from console.emulator.overlay import app_clients
from console.emulator.overlay.app_clients import AppClient, Secret
from console.emulator.overlay.core.errors import invalid_parameter, limit_exceeded, resource_not_found
from console.emulator.overlay.core.registry import Call, operation

MAXIMUM = 2


@operation("AddUserPoolClientSecret")
def add_user_pool_client_secret(call: Call) -> dict[str, Any]:
    """A second secret. Its value is in the answer only if it was generated.

    Raises InvalidParameterException for a public app client, LimitExceededException for a third secret.
    """
    client = _confidential(call)
    if len(client.secrets) >= MAXIMUM:
        raise limit_exceeded(f"An app client can have {MAXIMUM} client secrets at most.")
    own_value = call.get("ClientSecret")
    secret = client.add_secret(own_value)
    value = {} if own_value else {"ClientSecretValue": secret.value}
    return {"ClientSecretDescriptor": {**_describe(secret), **value}}


@operation("ListUserPoolClientSecrets")
def list_user_pool_client_secrets(call: Call) -> dict[str, Any]:
    """Ids and dates, never the values."""
    client = app_clients.find(call.pool, call.parameters["ClientId"])
    return {"ClientSecrets": [_describe(secret) for secret in client.secrets]}


@operation("DeleteUserPoolClientSecret")
def delete_user_pool_client_secret(call: Call) -> dict[str, Any]:
    """The other one goes on working. Raises InvalidParameterException for the last one."""
    client = _confidential(call)
    secret_id = call.parameters["ClientSecretId"]
    left = [secret for secret in client.secrets if secret.id != secret_id]
    if len(left) == len(client.secrets):
        raise resource_not_found(f"Client secret {secret_id} does not exist.")
    if not left:
        raise invalid_parameter("You cannot delete the last remaining secret for an app client.")
    client.secrets = left
    return {}


def _confidential(call: Call) -> AppClient:
    client = app_clients.find(call.pool, call.parameters["ClientId"])
    if not client.generate_secret:
        raise invalid_parameter("Client secrets are supported for confidential app clients only.")
    if client.published:
        raise invalid_parameter("The secret of this app client is managed in AWS Secrets Manager.")
    return client


def _describe(secret: Secret) -> dict[str, Any]:
    return {"ClientSecretId": secret.id, "ClientSecretCreateDate": secret.created}
