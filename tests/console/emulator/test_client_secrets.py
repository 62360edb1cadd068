from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused, make_app


@pytest.fixture
def app(client: Any) -> dict[str, str]:
    """The ids of a confidential app client."""
    return make_app(client, world.make_pool(), GenerateSecret=True)


def secrets_of(client: Any, app: dict[str, str]) -> Any:
    return client.list_user_pool_client_secrets(**app)["ClientSecrets"]


def test_secrets_are_listed_without_their_values(client: Any, app: dict[str, str]) -> None:
    (secret,) = secrets_of(client, app)
    assert secret["ClientSecretId"].startswith(f"{app['ClientId']}--")
    assert "ClientSecretValue" not in secret


def test_a_secret_is_exchanged_by_adding_one_and_deleting_the_other(client: Any, app: dict[str, str]) -> None:
    (old,) = secrets_of(client, app)
    new = client.add_user_pool_client_secret(**app)["ClientSecretDescriptor"]
    assert [each["ClientSecretId"] for each in secrets_of(client, app)] == [
        old["ClientSecretId"],
        new["ClientSecretId"],
    ]
    client.delete_user_pool_client_secret(**app, ClientSecretId=old["ClientSecretId"])
    described = client.describe_user_pool_client(**app)["UserPoolClient"]
    assert described["ClientSecret"] == new["ClientSecretValue"]


def test_a_secret_that_was_brought_along_is_not_answered(client: Any, app: dict[str, str]) -> None:
    added = client.add_user_pool_client_secret(**app, ClientSecret="b" * 30)["ClientSecretDescriptor"]
    assert set(added) == {"ClientSecretId", "ClientSecretCreateDate"}


def test_there_are_two_secrets_at_most_and_one_at_least(
    client: Any, refused: Refused, app: dict[str, str]
) -> None:
    client.add_user_pool_client_secret(**app)
    refused("LimitExceededException", client.add_user_pool_client_secret, **app)
    first, second = (each["ClientSecretId"] for each in secrets_of(client, app))
    client.delete_user_pool_client_secret(**app, ClientSecretId=first)
    refused("ResourceNotFoundException", client.delete_user_pool_client_secret, **app, ClientSecretId=first)
    message = refused(
        "InvalidParameterException", client.delete_user_pool_client_secret, **app, ClientSecretId=second
    )
    assert "last remaining secret" in message


def test_a_public_app_client_has_no_secrets_and_gets_none(client: Any, refused: Refused) -> None:
    app = make_app(client, world.make_pool())
    assert secrets_of(client, app) == []
    refused("InvalidParameterException", client.add_user_pool_client_secret, **app)
