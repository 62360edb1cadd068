"""Whatever AWS may bill for people says so before it begins, and for how many."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from console.access import actions
from console.access.models import Operator
from console.cognito.operations import BILLED, OPERATIONS
from console.emulator import world
from tests.conftest import SignIn
from tests.users.conftest import Address, boxes

ONE = "AWS may bill 1 person for this as active this month"


@pytest.fixture
def client(administrator: Operator, sign_in: SignIn) -> Client:
    return sign_in(administrator)


@pytest.fixture
def editors(pool_id: str, ana: str) -> str:
    return f"/pools/embedded/{pool_id}/groups/named/editors/"


def test_the_list_names_operations_on_people_and_leaves_out_what_is_free() -> None:
    assert set(OPERATIONS) >= BILLED
    assert not BILLED & {"ListUsers", "ListUsersInGroup", "AdminResetUserPassword", "CreateUserImportJob"}
    assert actions.SIGN_OUT_USER.bills and not actions.RESET_PASSWORD.bills


@pytest.mark.parametrize("deed", ["sign-out", "password", "edit", "verify-contact", "groups"])
def test_a_deed_on_one_person_says_so(client: Client, ana: str, address: Address, deed: str) -> None:
    assert ONE in client.get(address(ana, deed)).content.decode()


@pytest.mark.parametrize("deed", ["reset-password", "disable"])
def test_a_deed_that_is_free_says_nothing(client: Client, ana: str, address: Address, deed: str) -> None:
    page = client.get(address(ana, deed))
    assert page.status_code == 200
    assert "AWS may bill" not in page.content.decode()


def test_confirming_resending_inviting_and_the_deep_read_say_so(
    client: Client, pool_id: str, ana: str, ben: str, address: Address, users_url: str
) -> None:
    una = world.make_user(pool_id, "una@example.com", status="UNCONFIRMED")
    for place in (address(una, "confirm"), address(ben, "resend"), f"{users_url}invite/", address(ana)):
        page = client.get(place).content.decode()
        assert ONE in page, place


def test_many_invitations_say_for_how_many(
    client: Client, pool_id: str, ben: str, ana: str, users_url: str
) -> None:
    bea = world.make_user(pool_id, "bea@example.com", status="FORCE_CHANGE_PASSWORD")
    page = client.post(f"{users_url}resend/", {"sub": [ben, bea, ana]}).content.decode()
    assert "AWS may bill 2 people" in page
    assert "AWS may bill up to 500 people" in client.get(f"{users_url}invitations/resend/").content.decode()


def test_members_say_for_how_many(client: Client, pool_id: str, ana: str, ben: str, editors: str) -> None:
    assert "AWS may bill each person whom you add" in client.get(f"{editors}add/").content.decode()
    chosen = {"step": "search", "q": "", "who": boxes(pool_id, ben)}
    assert ONE in client.post(f"{editors}add/", chosen).content.decode()
    removed = client.post(f"{editors}remove/", {"who": boxes(pool_id, ana)}).content.decode()
    assert ONE in removed


def test_making_a_group_anew_says_how_many_are_put_back(client: Client, editors: str, ana: str) -> None:
    assert ONE in client.get(f"{editors}recreate/").content.decode()


def test_the_words_stand_in_one_place() -> None:
    told = [
        path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        if "AWS may bill" in path.read_text()
    ]
    assert told == ["_billing.html"]
