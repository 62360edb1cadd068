from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import outbox, world
from tests.console.emulator.conftest import Refused

SCHEMA = [
    {"Name": "given_name", "AttributeDataType": "String", "Required": True},
    {
        "Name": "level",
        "AttributeDataType": "Number",
        "Mutable": True,
        "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
    },
    {"Name": "badge", "AttributeDataType": "String", "Mutable": False},
    {
        "Name": "code",
        "AttributeDataType": "String",
        "Mutable": True,
        "StringAttributeConstraints": {"MinLength": "2", "MaxLength": "4"},
    },
    {"Name": "agreed", "AttributeDataType": "Boolean", "Mutable": True},
    {"Name": "since", "AttributeDataType": "DateTime", "Mutable": True},
    {"Name": "note", "AttributeDataType": "String", "Mutable": True, "DeveloperOnlyAttribute": True},
]
LAST_YEAR = datetime.now(UTC) - timedelta(days=365)


def pairs(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def read(client: Any, pool_id: str, username: str = "ann") -> dict[str, str]:
    answer = client.admin_get_user(UserPoolId=pool_id, Username=username)
    return {each["Name"]: each["Value"] for each in answer["UserAttributes"]}


def update(client: Any, pool_id: str, **attributes: str) -> None:
    client.admin_update_user_attributes(UserPoolId=pool_id, Username="ann", UserAttributes=pairs(attributes))


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool(Schema=SCHEMA)


@pytest.fixture
def ann(pool_id: str) -> str:
    attributes = {
        "given_name": "Ann",
        "custom:badge": "B1",
        "email": "ann@example.com",
        "email_verified": "true",
    }
    return world.make_user(pool_id, "ann", attributes=attributes, created=LAST_YEAR)


def test_everything_the_schema_allows_can_be_given_at_creation(client: Any, pool_id: str) -> None:
    given = {
        "given_name": "Ann",
        "custom:level": "9",
        "custom:badge": "B1",
        "custom:code": "abcd",
        "custom:agreed": "True",
        "custom:since": "2026-02-03T04:05:06Z",
        "dev:custom:note": "seen",
        "birthdate": "1980-02-29",
        "updated_at": "1700000000",
        "phone_number": "+351910000001",
    }
    client.admin_create_user(
        UserPoolId=pool_id, Username="ann", UserAttributes=pairs(given), MessageAction="SUPPRESS"
    )
    kept = read(client, pool_id)
    assert {name: kept[name] for name in given} == {**given, "custom:agreed": "true"}


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ({}, "given_name: The attribute is required"),
        ({"given_name": ""}, "given_name: The attribute is required"),
        ({"shoe_size": "40"}, "shoe_size: Attribute does not exist in the schema."),
        ({"custom:unknown": "1"}, "custom:unknown: Attribute does not exist in the schema."),
        ({"sub": "mine"}, "sub: Attribute cannot be updated."),
        ({"custom:level": "10"}, "custom:level: Number must be no more than 9."),
        ({"custom:level": "0"}, "custom:level: Number must be at least 1."),
        ({"custom:level": "high"}, "custom:level: Attribute value must be a number."),
        ({"custom:code": "a"}, "custom:code: String must be at least 2 characters long."),
        ({"custom:code": "abcde"}, "custom:code: String must be no longer than 4 characters."),
        ({"custom:agreed": "maybe"}, "custom:agreed: Attribute value must be true or false."),
        ({"custom:since": "yesterday"}, "custom:since: Attribute value must be a date and time."),
    ],
)
def test_what_the_schema_forbids_is_refused_by_name(
    client: Any, refused: Refused, pool_id: str, attributes: dict[str, str], problem: str
) -> None:
    given = attributes if "required" in problem else {"given_name": "Ann", **attributes}
    message = refused(
        "InvalidParameterException",
        client.admin_create_user,
        UserPoolId=pool_id,
        Username="ann",
        UserAttributes=pairs(given),
    )
    assert message == f"Attributes did not conform to the schema: {problem}\n"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("email", "ann@", "Invalid email address format."),
        ("email", "ann example@example.com", "Invalid email address format."),
        ("phone_number", "0351 910", "Invalid phone number format."),
        ("birthdate", "1981-02-29", "Invalid birthdate format. Should be YYYY-MM-DD."),
    ],
)
def test_standard_attributes_have_their_format(
    client: Any, refused: Refused, pool_id: str, ann: str, name: str, value: str, message: str
) -> None:
    change = {"UserPoolId": pool_id, "Username": "ann", "UserAttributes": pairs({name: value})}
    assert refused("InvalidParameterException", client.admin_update_user_attributes, **change) == message


@pytest.mark.parametrize("name", ["sub", "custom:badge"])
@pytest.mark.parametrize("value", ["other", ""])
def test_what_is_immutable_stays(
    client: Any, refused: Refused, pool_id: str, ann: str, name: str, value: str
) -> None:
    change = {"UserPoolId": pool_id, "Username": "ann", "UserAttributes": pairs({name: value})}
    message = refused("InvalidParameterException", client.admin_update_user_attributes, **change)
    assert f"user.{name}: Attribute cannot be updated." in message


def test_a_change_moves_the_date_and_leaves_the_rest(client: Any, pool_id: str, ann: str) -> None:
    update(client, pool_id, **{"custom:code": "xyz"})
    assert read(client, pool_id)["given_name"] == "Ann"
    user = client.admin_get_user(UserPoolId=pool_id, Username="ann")
    assert user["UserLastModifiedDate"] - user["UserCreateDate"] > timedelta(days=364)


@pytest.mark.parametrize("entry", [{"Name": "email", "Value": ""}, {"Name": "email"}])
def test_a_blank_value_removes_the_attribute_with_its_mark(
    client: Any, pool_id: str, ann: str, entry: dict[str, str]
) -> None:
    client.admin_update_user_attributes(UserPoolId=pool_id, Username="ann", UserAttributes=[entry])
    assert not {"email", "email_verified"} & set(read(client, pool_id))


def test_a_required_attribute_cannot_be_removed(
    client: Any, refused: Refused, pool_id: str, ann: str
) -> None:
    who = {"UserPoolId": pool_id, "Username": "ann"}
    attributes = pairs({"given_name": ""})
    refused(
        "InvalidParameterException", client.admin_update_user_attributes, **who, UserAttributes=attributes
    )
    refused(
        "InvalidParameterException",
        client.admin_delete_user_attributes,
        **who,
        UserAttributeNames=["given_name"],
    )


def test_deleting_what_is_not_set_is_no_error_but_what_is_unknown_is(
    client: Any, refused: Refused, pool_id: str, ann: str
) -> None:
    who = {"UserPoolId": pool_id, "Username": "ann"}
    client.admin_delete_user_attributes(**who, UserAttributeNames=["nickname", "email"])
    assert "email" not in read(client, pool_id)
    refused(
        "InvalidParameterException",
        client.admin_delete_user_attributes,
        **who,
        UserAttributeNames=["shoe_size"],
    )


def test_a_new_address_is_not_verified_unless_the_call_says_so(client: Any, pool_id: str, ann: str) -> None:
    update(client, pool_id, email="ann@example.com")
    assert read(client, pool_id)["email_verified"] == "true"
    update(client, pool_id, email="ann@elsewhere.example")
    assert read(client, pool_id)["email_verified"] == "false"
    update(client, pool_id, email="ann@third.example", email_verified="true")
    assert read(client, pool_id)["email_verified"] == "true"


def test_a_pool_that_verifies_by_itself_sends_a_code_to_the_new_address(client: Any) -> None:
    pool_id = world.make_pool(AutoVerifiedAttributes=["email"])
    world.make_user(pool_id, "ann", attributes={"email": "ann@example.com", "email_verified": "true"})
    update(client, pool_id, email="new@example.com")
    assert read(client, pool_id)["email"] == "new@example.com"
    assert [(message.to, message.kind) for message in outbox.messages()] == [
        ("new@example.com", "verification")
    ]


def test_a_pool_that_verifies_first_keeps_the_old_address_until_then(client: Any) -> None:
    pool_id = world.make_pool(
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    world.make_user(pool_id, "ann", attributes={"email": "ann@example.com", "email_verified": "true"})
    update(client, pool_id, email="new@example.com", name="Ann")
    attributes = read(client, pool_id)
    assert (attributes["email"], attributes["email_verified"]) == ("ann@example.com", "true")
    assert attributes["name"] == "Ann"
    assert outbox.messages()[0].to == "new@example.com"


def test_the_only_sign_in_name_cannot_be_removed(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    world.make_user(pool_id, "ann@example.com")
    refused(
        "InvalidParameterException",
        client.admin_delete_user_attributes,
        UserPoolId=pool_id,
        Username="ann@example.com",
        UserAttributeNames=["email"],
    )
