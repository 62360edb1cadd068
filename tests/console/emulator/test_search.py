import time
from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

HOSTILE = 'Rob "\\" O\'Brien \\'


def names(client: Any, pool_id: str, text: str, **more: Any) -> list[str]:
    return [user["Username"] for user in client.list_users(UserPoolId=pool_id, Filter=text, **more)["Users"]]


@pytest.fixture
def pool_id(client: Any) -> str:
    pool_id = world.make_pool()
    world.make_user(
        pool_id,
        "ann",
        attributes={
            "email": "ann@example.com",
            "phone_number": "+351910000001",
            "name": "Ann Other",
            "given_name": "Ann",
            "family_name": "Other",
            "preferred_username": "annie",
            "custom:level": "3",
        },
        sub="11111111-aaaa-4aaa-8aaa-111111111111",
    )
    world.make_user(pool_id, "anton", enabled=False, attributes={"name": HOSTILE})
    world.make_user(pool_id, "Zoe", status="FORCE_CHANGE_PASSWORD", attributes={"email": "zoe@example.com"})
    return pool_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('username = "ann"', ["ann"]),
        ('username ^= "an"', ["ann", "anton"]),
        ('username = "zoe"', []),
        ('sub = "11111111-aaaa-4aaa-8aaa-111111111111"', ["ann"]),
        ('sub ^= "11111111"', ["ann"]),
        ('email = "ann@example.com"', ["ann"]),
        ('email ^= "zo"', ["Zoe"]),
        ('email = "ann"', []),
        ('phone_number ^= "+351"', ["ann"]),
        ('name = "Ann Other"', ["ann"]),
        ('given_name ^= "A"', ["ann"]),
        ('family_name = "Other"', ["ann"]),
        ('preferred_username = "annie"', ["ann"]),
        ('cognito:user_status = "force_change_password"', ["Zoe"]),
        ('cognito:user_status ^= "CONF"', ["ann", "anton"]),
        ('status = "Disabled"', ["anton"]),
        ('status = "Enabled"', ["ann", "Zoe"]),
        ('status = "disabled"', []),
        ('  "email"="ann@example.com" ', ["ann"]),
        ('name = "Rob \\"\\\\\\" O\'Brien \\\\"', ["anton"]),
        ('name ^= "Rob \\""', ["anton"]),
        ("", ["ann", "anton", "Zoe"]),
    ],
)
def test_the_filter_finds(client: Any, pool_id: str, text: str, found: list[str]) -> None:
    assert sorted(names(client, pool_id, text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        'name = "a" and email = "b"',
        'name = "a" x',
        "name = 'a'",
        "name = a",
        'name != "a"',
        'name = "a',
        'name = "a"b"',
        'name = "a\\"',
        "nonsense",
    ],
)
def test_what_is_no_filter_is_refused(client: Any, refused: Refused, pool_id: str, text: str) -> None:
    message = refused("InvalidParameterException", client.list_users, UserPoolId=pool_id, Filter=text)
    assert message == "Error while parsing filter."


@pytest.mark.parametrize("attribute", ["custom:level", "nickname", "enabled"])
def test_other_attributes_cannot_be_searched(
    client: Any, refused: Refused, pool_id: str, attribute: str
) -> None:
    message = refused(
        "InvalidParameterException", client.list_users, UserPoolId=pool_id, Filter=f'{attribute} = "3"'
    )
    assert message == f"Invalid search attribute: {attribute}"


def test_changes_are_found_at_once(client: Any, pool_id: str) -> None:
    assert names(client, pool_id, 'given_name = "Ann"') == ["ann"]
    client.admin_update_user_attributes(
        UserPoolId=pool_id, Username="ann", UserAttributes=[{"Name": "given_name", "Value": "Anna"}]
    )
    client.admin_disable_user(UserPoolId=pool_id, Username="ann")
    assert names(client, pool_id, 'given_name = "Ann"') == []
    assert names(client, pool_id, 'given_name = "Anna"') == ["ann"]
    assert sorted(names(client, pool_id, 'status = "Disabled"')) == ["ann", "anton"]


def test_a_listed_user_shows_what_aws_shows(client: Any, pool_id: str) -> None:
    (user,) = client.list_users(UserPoolId=pool_id, Filter='username = "ann"')["Users"]
    assert set(user) == {
        "Username",
        "Attributes",
        "UserCreateDate",
        "UserLastModifiedDate",
        "Enabled",
        "UserStatus",
    }


def test_only_the_attributes_asked_for_are_shown_if_everybody_has_them(
    client: Any, refused: Refused, pool_id: str
) -> None:
    parameters = {"UserPoolId": pool_id, "AttributesToGet": ["given_name"]}
    page = client.list_users(**parameters, Filter='username = "ann"')
    assert page["Users"][0]["Attributes"] == [{"Name": "given_name", "Value": "Ann"}]
    refused("InvalidParameterException", client.list_users, **parameters)


@pytest.mark.parametrize("text", ["", 'username ^= "user"', 'cognito:user_status = "confirmed"'])
def test_pages_hold_everybody_once(client: Any, text: str) -> None:
    pool_id = world.make_pool()
    made = {world.make_user(pool_id, f"user{number}") for number in range(130)}
    pages = list(client.get_paginator("list_users").paginate(UserPoolId=pool_id, Filter=text))
    sizes = [len(page["Users"]) for page in pages]
    found = [user["Attributes"][-1]["Value"] for page in pages for user in page["Users"]]
    assert sizes == [60, 60, 10]
    assert len(found) == 130 and set(found) == made


@pytest.mark.parametrize("text", ["", 'username ^= "user"'])
def test_deleting_somebody_breaks_no_page_and_skips_nobody(client: Any, text: str) -> None:
    pool_id = world.make_pool()
    for number in range(6):
        world.make_user(pool_id, f"user{number}")
    first = client.list_users(UserPoolId=pool_id, Filter=text, Limit=2)
    for gone in ("user0", "user1", "user2"):
        client.admin_delete_user(UserPoolId=pool_id, Username=gone)
    rest = names(client, pool_id, text, PaginationToken=first["PaginationToken"])
    assert rest == ["user3", "user4", "user5"]


def test_a_token_is_good_for_its_own_list_only(client: Any, refused: Refused, pool_id: str) -> None:
    token = client.list_users(UserPoolId=pool_id, Limit=1)["PaginationToken"]
    for parameters in (
        {"UserPoolId": pool_id, "PaginationToken": "nonsense"},
        {"UserPoolId": pool_id, "PaginationToken": token, "Filter": 'name = "a"'},
        {"UserPoolId": world.make_pool(), "PaginationToken": token},
    ):
        refused("InvalidParameterException", client.list_users, **parameters)


def test_the_last_page_has_no_token(client: Any, pool_id: str) -> None:
    assert "PaginationToken" not in client.list_users(UserPoolId=pool_id, Limit=3)
    assert len(client.list_users(UserPoolId=pool_id, Limit=0)["Users"]) == 3


@pytest.mark.long
def test_one_of_many_is_found_without_looking_at_all_of_them(client: Any) -> None:
    pool_id = world.seed(users=20_000).pools["Staff directory"]
    table = world.find_pool(pool_id).table
    user = list(table.values())[15_000]
    start = time.perf_counter()
    for _ in range(200):
        next(table.search("email", user.attribute_lookup["email"], prefix=False, after=None))
        next(table.page(("", user.sequence)))
    # A scan of 20,000 people takes milliseconds; this is far below one, even on a busy machine.
    assert (time.perf_counter() - start) / 400 < 0.0005
