from typing import Any

import pytest
from django.test import Client

from tests.pages import filled, hidden
from tests.service import PORTAL, make_app_client


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
