"""The embedded service, the cast of operators, and a small pool for every test. Nothing here can reach AWS."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from botocore.retries.standard import ExponentialBackoff
from django.conf import settings as configured
from django.contrib import auth
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.db.models.signals import post_migrate
from django.template import Context, RequestContext, Template
from django.test import Client
from django.test.signals import template_rendered
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


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look at it for garbage again and again takes a tenth of the time.

    Django's permissions, which nothing here uses, would be made anew after each test in a browser.
    """
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


SignIn = Callable[[Operator], Client]


@pytest.fixture(scope="session", autouse=True)
def quick(django_test_environment: None) -> Iterator[None]:
    """Nothing is waited for before a call is tried again; of a page only its own context is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ExponentialBackoff, "delay_amount", lambda self, context: 0)
        patch.setattr(Template, "_render", rendered)
        yield


def rendered(template: Template, context: Context) -> str:
    """Tell the test client of a page, but not of each field and icon in it: it would copy all contexts."""
    if isinstance(context, RequestContext) and context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


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
    session.update(proof(operator, ago=ago))
    session.save()


def proof(operator: Operator, *, ago: float = 0) -> dict[str, Any]:
    """What a session remembers of a password that was typed some seconds ago."""
    return {
        "account_authentication_methods": [{"method": "password", "at": time.time() - ago}],
        "account_authentication_methods_user": str(operator.pk),
    }


def session_of(operator: Operator) -> str:
    """The key of a new session of somebody who proved just now who they are."""
    session = SessionStore()
    session.update(
        {
            auth.SESSION_KEY: str(operator.pk),
            auth.BACKEND_SESSION_KEY: configured.AUTHENTICATION_BACKENDS[0],
            auth.HASH_SESSION_KEY: operator.get_session_auth_hash(),
            **proof(operator),
        }
    )
    session.save()
    return str(session.session_key)


@pytest.fixture
def sign_in() -> SignIn:
    """Sign an operator in, with a proof of who they are just now: `sign_in(viewer).get(url)`."""

    def signed_in(operator: Operator) -> Client:
        client = Client()
        client.cookies[configured.SESSION_COOKIE_NAME] = session_of(operator)
        return client

    return signed_in


@pytest.fixture
def console(administrator: Operator, sign_in: SignIn) -> Client:
    """The console as an administrator sees it."""
    return sign_in(administrator)
