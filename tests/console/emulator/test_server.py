import http.client
import json
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from console.emulator import world
from console.emulator.overlay.core.registry import OPERATIONS
from console.emulator.server import Emulator
from tests.console.emulator.conftest import Refused, make_client


def ask(emulator: Emulator, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    address = urlsplit(emulator.endpoint_url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=5)
    connection.request(method, path, body=b"{}", headers=headers)
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read()


def test_listens_on_the_loopback_address_only(emulator: Emulator) -> None:
    assert emulator.endpoint_url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "path", ["/moto-api/reset", "/moto-api/data.json", "/latest/meta-data/", "/index.html"]
)
def test_offers_nothing_but_user_pool_calls(emulator: Emulator, path: str) -> None:
    assert ask(emulator, "GET", path)[0] == 404
    assert ask(emulator, "POST", path)[0] == 404


def test_tells_no_web_page_that_it_may_call(emulator: Emulator) -> None:
    status, headers, _ = ask(emulator, "OPTIONS", "/", Origin="https://attacker.example")
    assert status == 404
    assert not [name for name in headers if name.lower().startswith("access-control")]


def test_answers_no_other_host_name(emulator: Emulator) -> None:
    target = {"X-Amz-Target": "AWSCognitoIdentityProviderService.ListUserPools", "Host": "attacker.example"}
    assert ask(emulator, "POST", "/", **target)[0] == 404


def test_wants_credentials(emulator: Emulator) -> None:
    target = {"X-Amz-Target": "AWSCognitoIdentityProviderService.ListUserPools"}
    status, _, body = ask(emulator, "POST", "/", **target)
    assert status == 400
    assert json.loads(body)["__type"] == "MissingAuthenticationTokenException"


def test_an_operation_that_is_not_offered_is_a_clean_refusal(client: Any) -> None:
    with pytest.raises(ClientError) as caught:
        client.list_web_authn_credentials(AccessToken="any")
    response = caught.value.response
    assert response["Error"]["Code"] == "UnknownOperationException"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert response["ResponseMetadata"]["RequestId"]


def test_a_pool_of_another_region_is_not_found(client: Any, emulator: Emulator, refused: Refused) -> None:
    pool_id = world.make_pool("Abroad", region="eu-west-1")
    message = refused("ResourceNotFoundException", client.describe_user_pool, UserPoolId=pool_id)
    assert message == f"User pool {pool_id} does not exist."
    abroad = make_client(emulator, region="eu-west-1")
    assert abroad.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Name"] == "Abroad"


def test_many_at_once_lose_and_invent_nobody(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])

    def create(start: int) -> None:
        for number in range(start, start + 15):
            client.admin_create_user(
                UserPoolId=pool_id, Username=f"u{number}@example.com", MessageAction="SUPPRESS"
            )
            client.list_users(UserPoolId=pool_id, Filter='email ^= "u"')

    threads = [threading.Thread(target=create, args=(start,)) for start in range(0, 120, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["EstimatedNumberOfUsers"] == 120


def test_a_defect_of_its_own_is_an_answer_too(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATIONS, "ListUserPools", lambda call: {"UserPools": object()})
    with pytest.raises(ClientError) as caught:
        client.list_user_pools(MaxResults=1)
    assert caught.value.response["Error"]["Code"] == "InternalErrorException"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


@pytest.mark.parametrize("operation", ["list_resource_servers", "list_user_pool_clients", "list_groups"])
def test_a_pool_that_is_not_there_is_not_found_by_any_call(
    client: Any, refused: Refused, operation: str
) -> None:
    parameters = {} if operation == "list_groups" else {"MaxResults": 5}
    call = getattr(client, operation)
    refused("ResourceNotFoundException", call, UserPoolId="us-east-1_000000000", **parameters)


def test_stopping_it_refuses_connections_even_kept_ones() -> None:
    emulator = Emulator.start()
    client = make_client(emulator)
    client.list_user_pools(MaxResults=1)
    emulator.stop()
    emulator.stop()
    with pytest.raises(EndpointConnectionError):
        client.list_user_pools(MaxResults=1)


def test_a_taken_port_is_an_error(emulator: Emulator) -> None:
    with pytest.raises(OSError, match="in use"):
        Emulator.start(port=int(emulator.endpoint_url.rpartition(":")[2]))
