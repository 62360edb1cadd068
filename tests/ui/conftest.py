"""Pieces of templates, rendered and read back as HTML."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template

Render = Callable[..., str]

HOSTILE = '"><script>alert(1)</script>\' hx-get="/" hx-trigger="load'


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
