"""Undoing changes of a user from the trail."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from tests.conftest import SignIn, operator_with
from tests.pages import filled
from tests.users.conftest import attributes_of


@pytest.fixture
def user_url(users_url: str, ana: str) -> str:
    return f"{users_url}{ana}/"


def latest() -> Entry:
    return Entry.objects.filter(outcome=Outcome.DONE).exclude(action="view_user").first()  # type: ignore[return-value]


def confirm(console: Client, url: str) -> Any:
    seen = console.get(url).context["form"]["seen"].value()
    return console.post(url, {"seen": seen}, follow=True)


def test_changed_attributes_come_back_by_the_same_form(
    console: Client, user_url: str, pool_id: str, ana: str
) -> None:
    edit = f"{user_url}edit/"
    typed = filled(
        console.get(edit),
        by="baseline",
        name="Anna",
        nickname="Nan",
        email="a@example.com",
        email_choice="unverified",
    )
    console.post(edit, typed)
    page, entry = console.get(user_url).content.decode(), latest()
    undo = f"{user_url}undo/{entry.number}/"
    assert f'href="{undo}"' in page
    with budget.counted() as calls:
        answer = console.get(undo)
    assert sorted(calls) == ["ListUsers"]
    assert answer.headers["Location"] == f"{edit}?undo={entry.number}"
    form = console.get(f"{edit}?undo={entry.number}").context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Ana López", "ana@example.com")
    assert form["email_choice"].value() == "verified"
    assert f"Undoes entry {entry.number}" in form["reason"].value()
    typed = filled(console.get(f"{edit}?undo={entry.number}"), by="baseline", sure="on")
    console.post(f"{edit}?undo={entry.number}", typed)
    now = attributes_of(pool_id, ana)
    assert (now["name"], now["email"], now["email_verified"]) == ("Ana López", "ana@example.com", "true")
    assert "nickname" not in now
    # What was undone cannot be undone again: both values are told.
    answer = console.get(undo)
    assert answer.status_code == 409
    assert "Anna" in answer.content.decode()
    assert "Ana López" in answer.content.decode()


def test_a_removed_attribute_and_a_mark_come_back(
    console: Client, user_url: str, pool_id: str, ana: str
) -> None:
    edit = f"{user_url}edit/"
    console.post(edit, filled(console.get(edit), by="baseline", phone_number="", sure="on"))
    removed = latest()
    assert removed.details["before"] == {"phone_number": "+15550100222", "phone_number_verified": ""}
    address = console.get(f"{user_url}undo/{removed.number}/").headers["Location"]
    console.post(address, filled(console.get(address), by="baseline"))
    assert attributes_of(pool_id, ana)["phone_number"] == "+15550100222"
    marks = f"{user_url}verify-contact/"
    seen = console.get(marks).context["form"]["seen"].value()
    console.post(marks, {"seen": seen, "email_verified": "on", "phone_number_verified": "on"})
    address = console.get(f"{user_url}undo/{latest().number}/").headers["Location"]
    assert address.startswith(marks)
    form = console.get(address).context["form"]
    assert (form["email_verified"].value(), form["phone_number_verified"].value()) == (True, False)


def test_enabling_and_disabling_are_undone_by_the_help_desk(
    sign_in: SignIn, helpdesk: Operator, user_url: str, pool_id: str, ana: str
) -> None:
    console = sign_in(helpdesk)
    confirm(console, f"{user_url}disable/")
    undo = f"{user_url}undo/{latest().number}/"
    assert console.get(undo).headers["Location"].startswith(f"{user_url}enable/?undo=")
    confirm(console, console.get(undo).headers["Location"])
    assert find_pool(pool_id).users[ana].enabled
    answer = console.get(undo)
    assert answer.status_code == 409
    assert "Disabled" in answer.content.decode()


def test_groups_are_undone_where_it_is_known_that_something_changed(
    console: Client, user_url: str, pool_id: str, ana: str
) -> None:
    url = f"{user_url}groups/"
    form = console.get(url).context["form"]
    console.post(url, {"groups": ["readers"], "baseline": form["baseline"].value()})
    entry = latest()
    assert entry.details == {"group": "editors", "before": {"member": True}}
    with budget.counted() as calls:
        address = console.get(f"{user_url}undo/{entry.number}/").headers["Location"]
    assert sorted(calls) == ["AdminListGroupsForUser", "ListUsers"]
    form = console.get(address).context["form"]
    assert sorted(form["groups"].value()) == ["editors", "readers"]
    console.post(address, {"groups": ["editors", "readers"], "baseline": form["baseline"].value()})
    assert {group.group_name for group in find_pool(pool_id).users[ana].groups} == {"editors", "readers"}
    answer = console.get(f"{user_url}undo/{entry.number}/")
    assert answer.status_code == 409
    assert "In the group" in answer.content.decode()
    perform("DeleteGroup", "us-east-1", {"UserPoolId": pool_id, "GroupName": "editors"})
    caches["cognito"].clear()
    assert "This group is not there any more: editors." in console.get(address).content.decode()


def test_nobody_undoes_what_they_could_not_do(
    sign_in: SignIn, console: Client, helpdesk: Operator, viewer: Operator, user_url: str, pool_id: str
) -> None:
    edit = f"{user_url}edit/"
    console.post(edit, filled(console.get(edit), by="baseline", nickname="Nan"))
    entry = latest()
    undo = f"{user_url}undo/{entry.number}/"
    assert sign_in(helpdesk).get(undo).status_code == 404
    assert undo not in sign_in(helpdesk).get(user_url).content.decode()
    assert sign_in(viewer).get(undo).status_code == 403
    elsewhere = operator_with(
        "elsewhere", Role.ADMINISTRATOR, connection="embedded", pool_id="us-east-1_none"
    )
    assert sign_in(elsewhere).get(undo).status_code == 404
    other = world.make_user(pool_id, "ben@example.com")
    assert console.get(undo.replace(entry.target_id, other)).status_code == 404
    assert console.get(f"{user_url}undo/{entry.number + 900}/").status_code == 404
    confirm(console, f"{user_url}sign-out/")
    assert console.get(f"{user_url}undo/{latest().number}/").status_code == 404
