"""Who looked at whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.audit import models
from console.audit.models import Entry
from console.emulator import faults
from tests.conftest import SignIn
from users import opening as opened

Address = Callable[..., str]
TABS = ("", "sign-in", "activity")


def looks() -> list[tuple[str, str]]:
    entries = Entry.objects.filter(action="view_user").order_by("number")
    return [(entry.operator, entry.target_id) for entry in entries]


def open_all_tabs(client: Client, address: Address, sub: str) -> None:
    for tab in TABS:
        assert client.get(address(sub, tab)).status_code == 200


def test_opening_somebody_is_recorded_once_for_all_tabs(
    sign_in: SignIn, viewer: Operator, helpdesk: Operator, address: Address, ana: str, ben: str
) -> None:
    first, second = sign_in(viewer), sign_in(helpdesk)
    open_all_tabs(first, address, ana)
    open_all_tabs(second, address, ana)
    open_all_tabs(first, address, ben)
    open_all_tabs(first, address, ana)
    assert looks() == [("viewer", ana), ("helpdesk", ana), ("viewer", ben)]


def test_a_later_look_is_another_one(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(viewer)
    client.get(address(ana))
    monkeypatch.setattr(opened, "ONE_LOOK", timedelta(0))
    client.get(address(ana))
    assert len(looks()) == 2


def test_administrators_are_not_watched_and_the_setting_turns_it_off(
    sign_in: SignIn, administrator: Operator, viewer: Operator, address: Address, ana: str, settings: Settings
) -> None:
    open_all_tabs(sign_in(administrator), address, ana)
    settings.RECORD_USER_VIEWS = False
    open_all_tabs(sign_in(viewer), address, ana)
    assert looks() == []


def test_who_was_not_found_was_not_looked_at(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str
) -> None:
    assert sign_in(viewer).get(address("00000000-0000-4000-8000-000000000000")).status_code == 404
    faults.fail_next("ListUsers", error="TooManyRequestsException", count=2)
    assert sign_in(viewer).get(address(ana)).status_code == 429
    assert looks() == []


def test_a_look_that_cannot_be_recorded_is_not_shown(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str
) -> None:
    client = sign_in(viewer)

    def refuse(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith("INSERT") and models.Entry._meta.db_table in sql:
            raise DatabaseError("disk full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        answers = [client.get(address(ana, tab)) for tab in TABS]
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert not any("López" in answer.content.decode() for answer in answers)


def test_the_trail_answers_who_looked_at_whom(
    sign_in: SignIn, viewer: Operator, administrator: Operator, address: Address, ana: str
) -> None:
    sign_in(viewer).get(address(ana))
    client = sign_in(administrator)
    page = client.get("/audit/", {"action": "view_user", "user": ana}).content.decode()
    assert "Open a user" in page
    assert "viewer" in page
    assert "Ana López" in page
    own = client.get(address(ana)).content.decode()
    assert "Nothing yet: Lifeguard has not changed or revealed anything here." in own
