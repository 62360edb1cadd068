"""What is left when Lifeguard itself is in trouble: a page in plain words, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from console import settings as production
from console.access.models import Operator
from console.emulator import faults, world
from tests.conftest import SignIn


@contextmanager
def database_trouble(only: str = "") -> Iterator[None]:
    """Every statement that holds `only` fails as on a locked or vanished database."""

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if only in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.parametrize("path", ["/pools/", "/audit/", "/operators/"])
def test_a_database_that_is_gone_gives_a_page_of_its_own(
    path: str, sign_in: SignIn, owner: Operator, pool_id: str
) -> None:
    client = sign_in(owner)
    client.raise_request_exception = False
    with database_trouble():
        page = client.get(path)
    assert page.status_code == 503
    assert "database does not answer" in page.text
    assert "Traceback" not in page.text


def test_the_sign_in_page_says_it_too(db: None) -> None:
    client = Client(raise_request_exception=False)
    with database_trouble():
        page = client.post("/accounts/login/", {"login": "owner", "password": "x"})
    assert page.status_code == 503


def test_nothing_is_sent_to_cognito_when_the_trail_cannot_be_written(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com")
    client = sign_in(helpdesk)
    client.raise_request_exception = False
    url = f"/pools/embedded/{pool_id}/users/{sub}/disable/"
    seen = client.get(url).context["form"]["seen"].value()
    with faults.recording() as calls, database_trouble("audit_"):
        page = client.post(url, {"seen": seen})
    assert page.status_code == 503
    assert "AdminDisableUser" not in [call.operation for call in calls]


def test_a_page_about_a_write_leads_back_to_where_it_was_sent_from_and_nowhere_else(
    sign_in: SignIn, administrator: Operator, pool_id: str
) -> None:
    client, address = sign_in(administrator), f"/pools/embedded/{pool_id}/users/resend/"
    origin = f"http://testserver/pools/embedded/{pool_id}/users/"
    for sender, link in ((origin, f'href="{origin}"'), ("https://elsewhere.example/", ""), ("", "")):
        faults.fail_next("DescribeUserPool", error="AccessDeniedException")
        page = client.post(
            address, {"sub": "0d9f3b9e-3c52-4c1c-9d3e-0a7c5b1f2e11"}, headers={"Referer": sender}
        ).text
        assert "data-problem" in page and "Try again" not in page
        assert link in page and ("Go back" in page) is bool(link)
        assert "elsewhere.example" not in page
    faults.fail_next("ListUsers", error="AccessDeniedException")
    assert "Try again" in client.get(origin).text


def test_an_unforeseen_failure_is_a_page_without_details(sign_in: SignIn, owner: Operator) -> None:
    client = sign_in(owner)
    client.raise_request_exception = False

    def break_down(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    with connection.execute_wrapper(break_down):
        page = client.get("/operators/")
    assert page.status_code == 500
    assert "secret detail" not in page.text
    assert "went wrong in Lifeguard" in page.text


def test_a_flood_of_counted_sign_ins_pushes_nothing_out_of_the_shared_cache(
    db: None, settings: Settings
) -> None:
    settings.CACHES = {**settings.CACHES, "default": production.CACHES["default"]}
    call_command("createcachetable")
    caches["default"].set("app-client-draft:sent", "1", 3_600)
    for number in range(400):
        caches["default"].set(f"counted-{number}", 1, 3_600)
    assert caches["default"].get("app-client-draft:sent") == "1"
