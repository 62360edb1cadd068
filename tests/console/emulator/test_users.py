from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

LAST_YEAR = datetime.now(UTC) - timedelta(days=365)
WHO = {"Username": "ann"}


def test_only_those_who_signed_up_can_be_confirmed(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status="UNCONFIRMED")
    client.admin_confirm_sign_up(UserPoolId=pool_id, **WHO)
    assert client.admin_get_user(UserPoolId=pool_id, **WHO)["UserStatus"] == "CONFIRMED"
    message = refused("NotAuthorizedException", client.admin_confirm_sign_up, UserPoolId=pool_id, **WHO)
    assert message == "User cannot be confirmed. Current status is CONFIRMED"


CHANGES: dict[str, dict[str, Any]] = {
    "admin_disable_user": {},
    "admin_enable_user": {},
    "admin_confirm_sign_up": {},
    "admin_set_user_password": {"Password": "Long-enough-1", "Permanent": True},
    "admin_update_user_attributes": {"UserAttributes": [{"Name": "name", "Value": "Ann"}]},
    "admin_delete_user_attributes": {"UserAttributeNames": ["name"]},
}


@pytest.mark.parametrize("operation", CHANGES)
def test_every_change_moves_the_date(client: Any, operation: str) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status="UNCONFIRMED", created=LAST_YEAR)
    getattr(client, operation)(UserPoolId=pool_id, **WHO, **CHANGES[operation])
    user = client.admin_get_user(UserPoolId=pool_id, **WHO)
    assert datetime.now(UTC) - user["UserLastModifiedDate"] < timedelta(minutes=1)
    assert abs(user["UserCreateDate"] - LAST_YEAR) < timedelta(seconds=1)


def test_signing_out_everywhere_ends_the_sessions_and_changes_nothing_else(
    client: Any, refused: Refused
) -> None:
    pool_id = world.make_pool(AliasAttributes=["email"])
    address = {"email": "ann@example.com", "email_verified": "true"}
    world.make_user(pool_id, "ann", password="Secret-1", attributes=address, created=LAST_YEAR)
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    app = client.create_user_pool_client(UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=flows)[
        "UserPoolClient"
    ]["ClientId"]
    tokens = client.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ann@example.com", "PASSWORD": "Secret-1"},
    )["AuthenticationResult"]
    client.get_user(AccessToken=tokens["AccessToken"])
    client.admin_user_global_sign_out(UserPoolId=pool_id, Username="ann")
    refused("NotAuthorizedException", client.get_user, AccessToken=tokens["AccessToken"])
    user = client.admin_get_user(UserPoolId=pool_id, **WHO)
    assert user["UserLastModifiedDate"] == user["UserCreateDate"]


def test_disabling_and_enabling_can_be_repeated(client: Any) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann")
    for _ in range(2):
        client.admin_disable_user(UserPoolId=pool_id, **WHO)
    assert client.admin_get_user(UserPoolId=pool_id, **WHO)["Enabled"] is False
    for _ in range(2):
        client.admin_enable_user(UserPoolId=pool_id, **WHO)
    assert client.admin_get_user(UserPoolId=pool_id, **WHO)["Enabled"] is True


def test_a_deleted_user_is_gone_from_everywhere(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    sub = world.make_user(pool_id, "ann", attributes={"email": "ann@example.com"}, groups=["staff"])
    client.list_users(UserPoolId=pool_id, Filter='email = "ann@example.com"')
    client.admin_delete_user(UserPoolId=pool_id, Username=sub)
    refused("UserNotFoundException", client.admin_get_user, UserPoolId=pool_id, **WHO)
    assert client.list_users(UserPoolId=pool_id, Filter='email = "ann@example.com"')["Users"] == []
    assert client.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["EstimatedNumberOfUsers"] == 0


def test_nobody_and_nowhere_are_told_apart(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    calls = (
        client.admin_get_user,
        client.admin_enable_user,
        client.admin_disable_user,
        client.admin_delete_user,
        client.admin_reset_user_password,
        client.admin_user_global_sign_out,
        client.admin_confirm_sign_up,
        client.admin_list_groups_for_user,
    )
    for call in calls:
        assert refused("UserNotFoundException", call, UserPoolId=pool_id, **WHO) == "User does not exist."
        refused("ResourceNotFoundException", call, UserPoolId="us-east-1_000000000", **WHO)


def test_people_who_sign_up_themselves_are_found_like_all_others(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    app = client.create_user_pool_client(UserPoolId=pool_id, ClientName="app")["UserPoolClient"]["ClientId"]
    client.sign_up(ClientId=app, Username="ann@example.com", Password="Long-enough-1")
    found = client.list_users(UserPoolId=pool_id, Filter='cognito:user_status = "UNCONFIRMED"')["Users"]
    assert len(found) == 1
    client.confirm_sign_up(ClientId=app, Username="ann@example.com", ConfirmationCode="123456")
    assert client.list_users(UserPoolId=pool_id, Filter='cognito:user_status = "UNCONFIRMED"')["Users"] == []
    client.admin_set_user_password(
        UserPoolId=pool_id, Username="ann@example.com", Password="Long-enough-2", Permanent=True
    )
