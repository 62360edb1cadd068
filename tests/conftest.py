"""The embedded service, the cast of operators, and a small pool for every test. Nothing here can reach AWS."""

import os
import time
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import Settings

from console.access.models import Grant, Operator
from console.access.roles import Role
from console.cognito.connections import Connection
from console.emulator import faults, world
from console.emulator.server import Emulator

# A busy machine is no failure. In CI the same examples every time; elsewhere fewer, but other ones at each run.
CI = "CI" in os.environ
hypothesis.settings.register_profile(
    "lifeguard", deadline=None, derandomize=CI, max_examples=100 if CI else 25
)
hypothesis.settings.load_profile("lifeguard")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


SignIn = Callable[[Operator], Client]


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """The embedded user pool service on a free port of 127.0.0.1."""
    with Emulator.start() as running:
        yield running


@pytest.fixture
def connection(emulator: Emulator, settings: Settings) -> Iterator[Connection]:
    """The one configured connection: the embedded service, empty."""
    connection = Connection(
        slug="embedded", name="Embedded", region="us-east-1", endpoint_url=emulator.endpoint_url
    )
    settings.COGNITO_CONNECTIONS = {connection.slug: connection}
    caches["cognito"].clear()
    caches["default"].clear()
    world.reset()
    yield connection
    faults.clear()


@pytest.fixture
def pool_id(connection: Connection) -> str:
    """A pool that people sign in to with their e-mail address."""
    return world.make_pool("Staff", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"])


def operator_with(name: str, role: Role | None, **reach: str) -> Operator:
    """An operator, with one grant unless `role` is None; `reach` narrows it to a connection or pool."""
    operator = Operator.objects.create(username=name, name=name.title(), email=f"{name}@lifeguard.example")
    if role is not None:
        Grant.objects.create(operator=operator, role=role, **reach)
    return operator


@pytest.fixture
def viewer(db: None) -> Operator:
    return operator_with("viewer", Role.VIEWER)


@pytest.fixture
def helpdesk(db: None) -> Operator:
    return operator_with("helpdesk", Role.HELP_DESK)


@pytest.fixture
def administrator(db: None) -> Operator:
    return operator_with("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def owner(db: None) -> Operator:
    return operator_with("owner", Role.OWNER)


@pytest.fixture
def stranger(db: None) -> Operator:
    """Signed in, with a grant for another pool than the one in the test."""
    return operator_with("stranger", Role.OWNER, connection="embedded", pool_id="us-east-1_elsewhere")


def prove(client: Client, operator: Operator, *, ago: float = 0) -> None:
    """Let the session remember a password that was typed some seconds ago, as dangerous actions want it."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(operator.pk)
    session.save()


@pytest.fixture
def sign_in() -> SignIn:
    """Sign an operator in, with a proof of who they are just now: `sign_in(viewer).get(url)`."""

    def signed_in(operator: Operator) -> Client:
        client = Client()
        client.force_login(operator)
        prove(client, operator)
        return client

    return signed_in


@pytest.fixture
def console(administrator: Operator, sign_in: SignIn) -> Client:
    """The console as an administrator sees it."""
    return sign_in(administrator)
