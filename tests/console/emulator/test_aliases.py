from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

VERIFIED = [{"Name": "email", "Value": "ann@example.com"}, {"Name": "email_verified", "Value": "true"}]
NOT_VERIFIED = [{"Name": "email", "Value": "ann@example.com"}]


def create(client: Any, pool_id: str, username: str, attributes: Any = (), **more: Any) -> Any:
    return client.admin_create_user(
        UserPoolId=pool_id,
        Username=username,
        UserAttributes=list(attributes),
        MessageAction="SUPPRESS",
        **more,
    )["User"]


def test_a_username_is_taken_once(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    create(client, pool_id, "ann")
    parameters = {"UserPoolId": pool_id, "Username": "ann"}
    message = refused("UsernameExistsException", client.admin_create_user, **parameters)
    assert message == "User account already exists"


def test_case_matters_unless_the_pool_says_otherwise(client: Any, refused: Refused) -> None:
    strict = world.make_pool()
    create(client, strict, "ann")
    create(client, strict, "ANN")
    relaxed = world.make_pool(UsernameConfiguration={"CaseSensitive": False})
    create(client, relaxed, "ann")
    refused("UsernameExistsException", client.admin_create_user, UserPoolId=relaxed, Username="ANN")
    assert client.admin_get_user(UserPoolId=relaxed, Username="Ann")["Username"] == "ann"


def test_an_address_that_is_the_username_is_taken_once(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"], UsernameConfiguration={"CaseSensitive": False})
    create(client, pool_id, "ann@example.com")
    message = refused(
        "UsernameExistsException", client.admin_create_user, UserPoolId=pool_id, Username="Ann@Example.com"
    )
    assert message == "An account with the given email already exists."


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (["email"], "Username should be an email."),
        (["phone_number"], "Username should be a phone number."),
        (["phone_number", "email"], "Username should be either an email or a phone number."),
    ],
)
def test_a_username_has_to_be_what_the_pool_signs_in_with(
    client: Any, refused: Refused, attributes: list[str], message: str
) -> None:
    pool_id = world.make_pool(UsernameAttributes=attributes)
    told = refused("InvalidParameterException", client.admin_create_user, UserPoolId=pool_id, Username="ann")
    assert told == message


def test_a_username_must_not_look_like_an_alias(client: Any, refused: Refused) -> None:
    message = refused(
        "InvalidParameterException",
        client.admin_create_user,
        UserPoolId=world.make_pool(AliasAttributes=["email"]),
        Username="ann@example.com",
    )
    assert message == "Username cannot be of email format, since user pool is configured for email alias."


def test_a_verified_alias_is_held_by_one(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(AliasAttributes=["email"])
    create(client, pool_id, "ann", VERIFIED)
    create(client, pool_id, "other", NOT_VERIFIED)
    message = refused(
        "AliasExistsException",
        client.admin_create_user,
        UserPoolId=pool_id,
        Username="third",
        UserAttributes=VERIFIED,
    )
    assert message == "An account with the given email already exists."
    refused(
        "AliasExistsException",
        client.admin_update_user_attributes,
        UserPoolId=pool_id,
        Username="other",
        UserAttributes=[{"Name": "email_verified", "Value": "true"}],
    )


def test_a_refused_user_is_not_there(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(AliasAttributes=["email"])
    create(client, pool_id, "ann", VERIFIED)
    refused(
        "AliasExistsException",
        client.admin_create_user,
        UserPoolId=pool_id,
        Username="bob",
        UserAttributes=VERIFIED,
    )
    refused("UserNotFoundException", client.admin_get_user, UserPoolId=pool_id, Username="bob")


def test_a_forced_alias_is_taken_from_whoever_held_it(client: Any) -> None:
    pool_id = world.make_pool(AliasAttributes=["email"])
    create(client, pool_id, "ann", VERIFIED)
    create(client, pool_id, "thief", VERIFIED, ForceAliasCreation=True)
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann@example.com")["Username"] == "thief"
    robbed = client.admin_get_user(UserPoolId=pool_id, Username="ann")["UserAttributes"]
    assert {"Name": "email_verified", "Value": "false"} in robbed
    assert {"Name": "email", "Value": "ann@example.com"} in robbed


def test_where_nothing_is_an_alias_addresses_may_be_shared(client: Any) -> None:
    pool_id = world.make_pool()
    create(client, pool_id, "ann", VERIFIED)
    create(client, pool_id, "bob", VERIFIED)


def test_saving_ones_own_address_again_is_no_clash(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    create(client, pool_id, "ann@example.com")
    client.admin_update_user_attributes(
        UserPoolId=pool_id, Username="ann@example.com", UserAttributes=NOT_VERIFIED
    )


def test_another_ones_address_cannot_be_taken_over(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email", "phone_number"])
    create(client, pool_id, "ann@example.com", [{"Name": "phone_number", "Value": "+351910000001"}])
    create(client, pool_id, "bob@example.com")
    for name, value in (("email", "ann@example.com"), ("phone_number", "+351910000001")):
        refused(
            "AliasExistsException",
            client.admin_update_user_attributes,
            UserPoolId=pool_id,
            Username="bob@example.com",
            UserAttributes=[{"Name": name, "Value": value}],
        )


def test_people_are_found_by_username_sub_and_alias_in_every_call(client: Any) -> None:
    pool_id = world.make_pool(AliasAttributes=["email", "preferred_username"])
    sub = world.make_user(
        pool_id,
        "customer-1",
        attributes={"email": "ann@example.com", "email_verified": "true", "preferred_username": "annie"},
        groups=["gold"],
    )
    for name in ("customer-1", sub, "ann@example.com", "annie"):
        who = {"UserPoolId": pool_id, "Username": name}
        assert client.admin_get_user(**who)["Username"] == "customer-1"
        assert len(client.admin_list_groups_for_user(**who)["Groups"]) == 1
        client.admin_disable_user(**who)
        client.admin_enable_user(**who)
        client.admin_user_global_sign_out(**who)


def test_an_alias_counts_only_once_verified(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(AliasAttributes=["email"])
    world.make_user(pool_id, "ann", attributes={"email": "ann@example.com"})
    refused("UserNotFoundException", client.admin_get_user, UserPoolId=pool_id, Username="ann@example.com")
