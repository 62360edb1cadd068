"""Secrets of identity providers go to Cognito and come out nowhere: no page, no row of the database, no log record."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from console.access.models import Operator
from console.emulator import faults
from console.emulator.factories import find_pool
from tests.conftest import SignIn
from tests.pages import filled, hidden
from tests.pools.identity_providers.conftest import APPLE, NEW, mapped

TYPED, REPLACED, STORED, KEY = "plantedTyped", "plantedReplaced", "plantedStored", "plantedKey"
PLANTED = (TYPED, REPLACED, STORED, KEY)


class Watched:
    """A browser that remembers everything it was sent."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.told: list[str] = []

    def get(self, url: str) -> Any:
        return self._remember(self.client.get(url))

    def post(self, url: str, data: dict[str, Any]) -> Any:
        return self._remember(self.client.post(url, data))

    def _remember(self, answer: Any) -> Any:
        self.told.append(f"{answer.headers}{answer.content.decode()}")
        return answer


@pytest.fixture
def browser(administrator: Operator, sign_in: SignIn) -> Watched:
    return Watched(sign_in(administrator))


@pytest.fixture
def untold(browser: Watched, caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Where a planted secret came out."""
    caplog.set_level(logging.DEBUG)

    def leaks() -> list[str]:
        rows = [
            f"{table.__name__} {row}"
            for table in apps.get_models()
            for row in table._default_manager.values()
        ]
        places = {"a page": browser.told, "the database": rows, "the log": [caplog.text]}
        return [
            f"{secret} in {place}"
            for place, texts in places.items()
            for secret in PLANTED
            for text in texts
            if secret in text
        ]

    return leaks


def test_a_client_secret_comes_out_nowhere(
    browser: Watched, untold: Callable[[], list[str]], url: str, pool_id: str
) -> None:
    typed = NEW | {"client_secret": TYPED}
    browser.post(f"{url}create/OIDC/", typed | {"client_id": ""})
    browser.post(f"{url}create/OIDC/", typed | {"more": "1"})
    faults.fail_next("CreateIdentityProvider", error="InvalidParameterException")
    browser.post(f"{url}create/OIDC/", typed)
    browser.post(f"{url}create/OIDC/", typed)
    stored = find_pool(pool_id).identity_providers["Daughter"].details
    assert stored["client_secret"] == TYPED
    stored["client_secret"] = STORED
    address = f"{url}named/Daughter/"
    for page in ("", "edit/", "offers/", "delete/"):
        browser.get(address + page)
    browser.get(f"{url}?identifier=daughter.example")
    sent = filled(browser.get(f"{address}edit/"), secret_choice="replace", client_id="other")
    review = browser.post(f"{address}edit/", sent)
    proposal = {"proposal": hidden(review)}
    browser.post(f"{address}save/", proposal | {"client_secret": " "})
    for error, times in (("InvalidParameterException", 1), ("InternalErrorException", 1)):
        faults.fail_next("UpdateIdentityProvider", error=error, count=times)
        browser.post(f"{address}save/", proposal | {"client_secret": REPLACED})
    browser.post(f"{address}edit/", proposal | {"edit": "1", "client_secret": REPLACED})
    browser.post(f"{address}save/", proposal | {"client_secret": REPLACED})
    assert find_pool(pool_id).identity_providers["Daughter"].details["client_secret"] == REPLACED
    browser.get(address)
    browser.post(f"{address}delete/", {"typed": "Daughter", "reason": "Done"})
    browser.get("/audit/")
    assert len(browser.told) >= 18
    assert untold() == []


def test_a_private_key_comes_out_nowhere(
    browser: Watched, untold: Callable[[], list[str]], url: str, pool_id: str
) -> None:
    typed = {**APPLE, "private_key": TYPED, **mapped()}
    browser.post(f"{url}create/SignInWithApple/", typed | {"team_id": ""})
    browser.post(f"{url}create/SignInWithApple/", typed | {"more": "1"})
    browser.post(f"{url}create/SignInWithApple/", typed)
    address = f"{url}named/SignInWithApple/"
    browser.get(address)
    review = browser.post(f"{address}edit/", filled(browser.get(f"{address}edit/"), key_id="NEXT"))
    proposal = {"proposal": hidden(review)}
    for error in ("InvalidParameterException", "InternalErrorException"):
        faults.fail_next("UpdateIdentityProvider", error=error)
        browser.post(f"{address}save/", proposal | {"private_key": KEY})
    browser.post(f"{address}save/", proposal | {"private_key": KEY})
    assert find_pool(pool_id).identity_providers["SignInWithApple"].details["private_key"] == KEY
    browser.get(address)
    assert len(browser.told) >= 9
    assert untold() == []
