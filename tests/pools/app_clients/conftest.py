from typing import Any

import pytest
from django.test import Client

from tests.pages import filled, hidden
from tests.service import PORTAL, ask, make_app_client

WEB = {
    "name": "Portal",
    "kind": "confidential",
    "callbacks": "https://portal.example.com/back",
    "logouts": "https://portal.example.com/",
}


@pytest.fixture
def portal(pool_id: str) -> str:
    return make_app_client(pool_id, **PORTAL)


@pytest.fixture
def home(pool_url: str) -> str:
    return f"{pool_url}app-clients/"


def review(console: Client, url: str, **changes: Any) -> Any:
    return console.post(url, filled(console.get(url), **changes))


def save(console: Client, home: str, client_id: str, reviewed: Any) -> Any:
    return console.post(f"{home}{client_id}/save/", {"proposal": hidden(reviewed)}, follow=True)


def draft_of(console: Client, home: str, **data: Any) -> dict[str, str]:
    """The draft of an app client, as the form that makes one answers it."""
    answer = console.post(f"{home}create/", data)
    assert answer.status_code == 200, answer.context["form"].errors
    return {"draft": hidden(answer, "draft")}


def ids_of(pool_id: str) -> list[str]:
    return [
        each["ClientId"] for each in ask(pool_id, "ListUserPoolClients", MaxResults=60)["UserPoolClients"]
    ]
