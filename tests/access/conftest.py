"""Operators who sign in by themselves, with a password, rather than being signed in by the test."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from console.access.models import Operator
from console.audit.models import Entry
from console.audit.recorder import TrailRecorder

PASSWORD = "a long enough password"

Enter = Callable[..., Client]


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


def recorded(action: str) -> Entry:
    """The one entry of the trail about an action."""
    return Entry.objects.get(action=action)
