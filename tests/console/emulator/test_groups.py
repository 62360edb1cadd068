from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused


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


def test_an_update_changes_what_it_names_and_can_clear_only_the_description(client: Any) -> None:
    pool_id = world.make_pool()
    ids = {"UserPoolId": pool_id, "GroupName": "staff"}
    role = "arn:aws:iam::123456789012:role/staff"
    made = client.create_group(**ids, Description="All", RoleArn=role, Precedence=5)["Group"]
    changed = client.update_group(**ids, Precedence=0)["Group"]
    assert (changed["Description"], changed["RoleArn"], changed["Precedence"]) == ("All", role, 0)
    assert changed["LastModifiedDate"] > made["CreationDate"] == changed["CreationDate"]
    client.update_group(**ids, Description="")
    group = client.get_group(**ids)["Group"]
    assert "Description" not in group
    assert (group["RoleArn"], group["Precedence"]) == (role, 0)


def test_a_name_is_taken_once_and_precedence_may_be_shared(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    for name in ("a", "b"):
        client.create_group(UserPoolId=pool_id, GroupName=name, Precedence=1)
    refused("GroupExistsException", client.create_group, UserPoolId=pool_id, GroupName="a")
    assert [group["Precedence"] for group in client.list_groups(UserPoolId=pool_id)["Groups"]] == [1, 1]


def test_a_deleted_group_takes_its_memberships_along(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", groups=["staff", "others"])
    client.delete_group(UserPoolId=pool_id, GroupName="staff")
    left = client.admin_list_groups_for_user(UserPoolId=pool_id, Username="ann")["Groups"]
    assert [group["GroupName"] for group in left] == ["others"]
    refused("ResourceNotFoundException", client.delete_group, UserPoolId=pool_id, GroupName="staff")
    client.create_group(UserPoolId=pool_id, GroupName="staff")
    assert client.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []


def test_groups_are_listed_in_pages(client: Any) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", groups=[f"group-{number}" for number in range(5)])
    for listing, more in (("list_groups", {}), ("admin_list_groups_for_user", {"Username": "ann"})):
        pages = client.get_paginator(listing).paginate(
            UserPoolId=pool_id, PaginationConfig={"PageSize": 2}, **more
        )
        assert [len(page["Groups"]) for page in pages] == [2, 2, 1]


def test_a_user_is_in_a_hundred_groups_at_most(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", groups=[f"group-{number}" for number in range(100)])
    world.make_group(pool_id, "one-more")
    call = {"UserPoolId": pool_id, "Username": "ann"}
    refused("InvalidParameterException", client.admin_add_user_to_group, **call, GroupName="one-more")
    client.admin_add_user_to_group(**call, GroupName="group-7")
