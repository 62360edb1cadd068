"""Whatever AWS may bill for people says so before it begins, and for how many."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from console.access import actions
from console.cognito.operations import BILLED, OPERATIONS
from console.emulator import world
from tests.users.conftest import Address, boxes

ONE = "AWS may bill 1 person for this as active this month"


@pytest.fixture
def editors(pool_id: str, ana: str) -> str:
    return f"/pools/embedded/{pool_id}/groups/named/editors/"


def test_the_list_names_operations_on_people_and_leaves_out_what_is_free() -> None:
    assert set(OPERATIONS) >= BILLED
    assert not BILLED & {"ListUsers", "ListUsersInGroup", "AdminResetUserPassword", "CreateUserImportJob"}
    assert actions.SIGN_OUT_USER.bills and not actions.RESET_PASSWORD.bills


@pytest.mark.parametrize("deed", ["sign-out", "password", "edit", "verify-contact", "groups"])
def test_a_deed_on_one_person_says_so(console: Client, ana: str, address: Address, deed: str) -> None:
    assert ONE in console.get(address(ana, deed)).content.decode()


@pytest.mark.parametrize("deed", ["reset-password", "disable"])
def test_a_deed_that_is_free_says_nothing(console: Client, ana: str, address: Address, deed: str) -> None:
    page = console.get(address(ana, deed))
    assert page.status_code == 200
    assert "AWS may bill" not in page.content.decode()


def test_confirming_resending_inviting_and_the_deep_read_say_so(
    console: Client, pool_id: str, ana: str, ben: str, address: Address, users_url: str
) -> None:
    una = world.make_user(pool_id, "una@example.com", status="UNCONFIRMED")
    for place in (address(una, "confirm"), address(ben, "resend"), f"{users_url}invite/", address(ana)):
        page = console.get(place).content.decode()
        assert ONE in page, place


def test_many_invitations_say_for_how_many(
    console: Client, pool_id: str, ben: str, ana: str, users_url: str
) -> None:
    bea = world.make_user(pool_id, "bea@example.com", status="FORCE_CHANGE_PASSWORD")
    page = console.post(f"{users_url}resend/", {"sub": [ben, bea, ana]}).content.decode()
    assert "AWS may bill 2 people" in page
    assert "AWS may bill up to 500 people" in console.get(f"{users_url}invitations/resend/").content.decode()


def test_members_say_for_how_many(console: Client, pool_id: str, ana: str, ben: str, editors: str) -> None:
    assert "AWS may bill each person whom you add" in console.get(f"{editors}add/").content.decode()
    chosen = {"step": "search", "q": "", "who": boxes(pool_id, ben)}
    assert ONE in console.post(f"{editors}add/", chosen).content.decode()
    removed = console.post(f"{editors}remove/", {"who": boxes(pool_id, ana)}).content.decode()
    assert ONE in removed


def test_making_a_group_anew_says_how_many_are_put_back(console: Client, editors: str, ana: str) -> None:
    assert ONE in console.get(f"{editors}recreate/").content.decode()


def test_the_words_stand_in_one_place() -> None:
    told = [
        path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        if "AWS may bill" in path.read_text()
    ]
    assert told == ["_billing.html"]
