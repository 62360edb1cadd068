from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from pytest_django.fixtures import Settings

from console.cognito.connections import Connection
from console.emulator import world
from console.emulator.factories import find_pool

# Names that Cognito would not take, but that a service with weaker rules might answer with.
HOSTILE = '<img src=x onerror=alert(1)> {{ 7|add:7 }} \u202e" hx-get="/"'


@pytest.fixture
def pool_url(connection: Connection, pool_id: str) -> str:
    return f"/pools/{connection.slug}/{pool_id}/"


@pytest.fixture
def second_connection(connection: Connection, settings: Settings) -> Connection:
    """The same service in another region, under a name of its own."""
    second = Connection(
        slug="abroad",
        name="Abroad",
        region="eu-west-1",
        endpoint_url=connection.endpoint_url,
        environment="prod",
    )
    settings.COGNITO_CONNECTIONS = {connection.slug: connection, second.slug: second}
    return second


@pytest.fixture
def many_pools(connection: Connection) -> list[str]:
    """The ids of 35 pools called "Pool 00" and so on."""
    return [world.make_pool(f"Pool {number:02}") for number in range(35)]


@pytest.fixture
def change(pool_id: str) -> Callable[..., None]:
    """Put something into the pool as only Cognito itself could: `change(UserPoolTags={...})`."""

    def changed(**members: Any) -> None:
        find_pool(pool_id).extended_config.update(members)
        caches["cognito"].clear()

    return changed
