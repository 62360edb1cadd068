"""Pieces of templates, and operators who sign in by themselves, with a password."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from console.access.models import Operator
from console.audit.models import Entry
from console.audit.recorder import TrailRecorder

PASSWORD = "a long enough password"

Enter = Callable[..., Client]
Render = Callable[..., str]

HOSTILE = '"><script>alert(1)</script>\' hx-get="/" hx-trigger="load'


@pytest.fixture(autouse=True)
def forget_attempts() -> Iterator[None]:
    """Rate limits count in the cache; no test sees the attempts of another."""
    caches["default"].clear()
    yield


@pytest.fixture
def command_line(db: None) -> TrailRecorder:
    """Acts in nobody's name, as the management command does."""
    return TrailRecorder(operator_id=None, operator="command line")


@pytest.fixture
def enter() -> Enter:
    """Sign an operator in through the sign-in page: `enter(owner)`."""

    def entered(operator: Operator, **headers: str) -> Client:
        operator.set_password(PASSWORD)
        operator.save()
        client = Client()
        data = {"login": operator.username, "password": PASSWORD}
        client.post(reverse("account_login"), data, headers=headers)
        return client

    return entered


@pytest.fixture
def render() -> Render:
    """Render template source with a context: `render("{% badge word %}", word="Ready")`."""

    def rendered(source: str, **context: Any) -> str:
        return Template(source).render(Context({"csrf_token": "a-token", **context}))

    return rendered


@pytest.fixture
def request_for_pool() -> HttpRequest:
    """A request whose page is about a pool of production."""
    connection = SimpleNamespace(
        slug="europe", name="Europe", region="eu-west-1", environment="production", is_production=True
    )
    request = HttpRequest()
    request.path = "/pools/europe/eu-west-1_abc/users/"
    request.pool = SimpleNamespace(  # type: ignore[attr-defined]
        id="eu-west-1_abc",
        connection=connection,
        may={"view_pool": True, "view_users": True},
        role=SimpleNamespace(label="Help desk"),
    )
    request.user = SimpleNamespace(  # type: ignore[assignment]
        may={"view_pools": True, "view_audit": True, "manage_operators": False}, role=None
    )
    return request


def recorded(action: str) -> Entry:
    """The one entry of the trail about an action."""
    return Entry.objects.get(action=action)
