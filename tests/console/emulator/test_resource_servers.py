from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

READ = {"ScopeName": "read", "ScopeDescription": "Read things"}
WRITE = {"ScopeName": "write", "ScopeDescription": "Write things"}


@pytest.fixture
def server(client: Any) -> dict[str, str]:
    """The ids of a resource server with one scope."""
    ids = {"UserPoolId": world.make_pool(), "Identifier": "https://api.example.com"}
    client.create_resource_server(**ids, Name="API", Scopes=[READ])
    return ids


def described(client: Any, server: dict[str, str]) -> Any:
    return client.describe_resource_server(**server)["ResourceServer"]


def test_a_resource_server_is_read_back_as_made(client: Any, server: dict[str, str]) -> None:
    assert described(client, server) == {**server, "Name": "API", "Scopes": [READ]}


def test_an_update_replaces_the_scopes_and_omitting_them_wipes_them(
    client: Any, server: dict[str, str]
) -> None:
    answer = client.update_resource_server(**server, Name="API 2", Scopes=[WRITE])["ResourceServer"]
    assert answer == described(client, server) == {**server, "Name": "API 2", "Scopes": [WRITE]}
    client.update_resource_server(**server, Name="API 2")
    assert "Scopes" not in described(client, server)


def test_an_identifier_is_taken_once_and_a_scope_named_once(
    client: Any, refused: Refused, server: dict[str, str]
) -> None:
    message = refused("InvalidParameterException", client.create_resource_server, **server, Name="Again")
    assert "already exists" in message
    refused(
        "InvalidParameterException",
        client.update_resource_server,
        **server,
        Name="API",
        Scopes=[READ, {**WRITE, "ScopeName": "read"}],
    )


def test_a_deleted_resource_server_is_gone(client: Any, refused: Refused, server: dict[str, str]) -> None:
    client.delete_resource_server(**server)
    for operation, more in (
        (client.describe_resource_server, {}),
        (client.update_resource_server, {"Name": "API"}),
        (client.delete_resource_server, {}),
    ):
        refused("ResourceNotFoundException", operation, **server, **more)


def test_there_are_twenty_five_at_most_listed_in_pages(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    for number in range(25):
        client.create_resource_server(UserPoolId=pool_id, Identifier=f"api-{number}", Name="API")
    call = {"UserPoolId": pool_id, "Identifier": "one-more", "Name": "API"}
    refused("LimitExceededException", client.create_resource_server, **call)
    pages = client.get_paginator("list_resource_servers").paginate(
        UserPoolId=pool_id, PaginationConfig={"PageSize": 10}
    )
    found = [[each["Identifier"] for each in page["ResourceServers"]] for page in pages]
    assert [len(page) for page in found] == [10, 10, 5]
    assert found[0][0] == "api-0" and found[2][-1] == "api-24"
