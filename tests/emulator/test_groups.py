from typing import Any

import pytest

from console.emulator import world

from .conftest import Refused


def test_groups_are_listed_in_the_order_they_were_made(client: Any) -> None:
    pool_id = world.make_pool()
    for name in ("c", "a", "b"):
        client.create_group(UserPoolId=pool_id, GroupName=name)
        client.get_group(UserPoolId=pool_id, GroupName=name)
    world.make_user(pool_id, "ann", groups=["b", "c", "a"])
    of_pool = client.list_groups(UserPoolId=pool_id)["Groups"]
    of_ann = client.admin_list_groups_for_user(UserPoolId=pool_id, Username="ann")["Groups"]
    assert (
        [group["GroupName"] for group in of_pool] == ["c", "a", "b"] == [each["GroupName"] for each in of_ann]
    )


def test_what_was_never_set_is_absent_and_nought_is_not_nothing(client: Any) -> None:
    pool_id = world.make_pool()
    world.make_group(pool_id, "plain")
    world.make_group(pool_id, "first", precedence=0, role_arn="arn:aws:iam::123456789012:role/first")
    plain, first = client.list_groups(UserPoolId=pool_id)["Groups"]
    assert not {"Precedence", "RoleArn", "Description"} & set(plain)
    assert (first["Precedence"], first["RoleArn"]) == (0, "arn:aws:iam::123456789012:role/first")


def test_members_come_and_go(client: Any) -> None:
    pool_id = world.make_pool()
    world.make_group(pool_id, "staff")
    sub = world.make_user(pool_id, "ann")
    membership = {"UserPoolId": pool_id, "GroupName": "staff", "Username": sub}
    for _ in range(2):
        client.admin_add_user_to_group(**membership)
    members = client.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"]
    assert [user["Username"] for user in members] == ["ann"]
    for _ in range(2):
        client.admin_remove_user_from_group(**membership)
    assert client.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []


def test_members_are_paged(client: Any) -> None:
    pool_id = world.make_pool()
    for number in range(7):
        world.make_user(pool_id, f"user{number}", groups=["staff"])
    pages = client.get_paginator("list_users_in_group").paginate(
        UserPoolId=pool_id, GroupName="staff", PaginationConfig={"PageSize": 3}
    )
    assert [len(page["Users"]) for page in pages] == [3, 3, 1]


@pytest.mark.parametrize("operation", ["get_group", "list_users_in_group"])
def test_a_group_that_is_not_there_is_not_found(client: Any, refused: Refused, operation: str) -> None:
    call = getattr(client, operation)
    refused("ResourceNotFoundException", call, UserPoolId=world.make_pool(), GroupName="nothing")
