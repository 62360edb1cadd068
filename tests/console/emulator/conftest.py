"""A real boto3 client against the running embedded service, and an empty world for every test.

The client looks at the shape of every answer.
"""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from console.emulator import world
from console.emulator.server import Emulator
from tests.console.emulator.shapes import check_answer

Refused = Callable[..., str]


def make_client(emulator: Emulator, region: str = "us-east-1", **config: Any) -> Any:
    settings = Config(retries={"total_max_attempts": 1}, **config)
    client = boto3.client(
        "cognito-idp",
        endpoint_url=emulator.endpoint_url,
        region_name=region,
        aws_access_key_id="nobody",
        aws_secret_access_key="nothing",
        config=settings,
    )
    client.meta.events.register("before-parse.cognito-idp", check_answer)
    return client


@pytest.fixture(scope="session")
def session_client(emulator: Emulator) -> Any:
    return make_client(emulator)


@pytest.fixture(scope="session")
def unchecked_session_client(emulator: Emulator) -> Any:
    """Sends whatever it is given, so that the service has to refuse it."""
    return make_client(emulator, parameter_validation=False)


@pytest.fixture
def client(session_client: Any) -> Iterator[Any]:
    world.reset()
    yield session_client
    world.reset()


@pytest.fixture
def unchecked(unchecked_session_client: Any, client: Any) -> Any:
    return unchecked_session_client


@pytest.fixture
def refused() -> Refused:
    """Call something that must be refused with a certain code; returns the message."""

    def call(code: str, operation: Callable[..., Any], **parameters: Any) -> str:
        with pytest.raises(ClientError) as caught:
            operation(**parameters)
        assert caught.value.response["Error"]["Code"] == code
        return str(caught.value.response["Error"]["Message"])

    return call


@pytest.fixture
def app(client: Any) -> dict[str, str]:
    """The ids of an app client in a pool of the middle plan."""
    return make_app(client, world.make_pool())


def make_app(client: Any, pool_id: str, **settings: Any) -> dict[str, str]:
    """Make an app client; returns its ids, as most calls want them."""
    made = client.create_user_pool_client(UserPoolId=pool_id, ClientName="App", **settings)["UserPoolClient"]
    return {"UserPoolId": pool_id, "ClientId": made["ClientId"]}
