from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import outbox, world
from tests.console.emulator.conftest import Refused

LAST_WEEK = datetime.now(UTC) - timedelta(days=8)
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}


def attributes_of(user: Any) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in user.get("Attributes") or user["UserAttributes"]}


def invite(client: Any, pool_id: str, username: str, **more: Any) -> Any:
    more.setdefault("DesiredDeliveryMediums", ["EMAIL"])
    return client.admin_create_user(UserPoolId=pool_id, Username=username, **more)["User"]


def test_an_invited_user_has_the_address_as_attribute_and_the_sub_as_username(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    user = invite(client, pool_id, "ann@example.com")
    attributes = attributes_of(user)
    assert attributes == {"email": "ann@example.com", "sub": user["Username"]}
    assert (user["UserStatus"], user["Enabled"]) == ("FORCE_CHANGE_PASSWORD", True)


def test_the_invitation_is_rendered_from_the_template_of_the_pool(client: Any) -> None:
    template = {"EmailSubject": "Hello", "EmailMessage": "<b>{username}</b>: {####}"}
    pool_id = world.make_pool(
        UsernameAttributes=["email"], AdminCreateUserConfig={"InviteMessageTemplate": template}
    )
    user = invite(client, pool_id, "ann@example.com", TemporaryPassword="Secret-2-all")
    (message,) = outbox.messages(pool_id)
    assert (message.subject, message.body) == ("Hello", "<b>ann@example.com</b>: Secret-2-all")
    assert (message.to, message.medium, message.kind) == ("ann@example.com", "EMAIL", "invitation")
    assert message.sub == user["Username"]


def test_without_a_template_the_texts_of_aws_are_sent(client: Any) -> None:
    pool_id = world.make_pool()
    invite(
        client,
        pool_id,
        "ann",
        TemporaryPassword="Secret-2-all",
        UserAttributes=[{"Name": "email", "Value": "ann@example.com"}],
    )
    (message,) = outbox.messages(pool_id)
    assert message.subject == "Your temporary password"
    assert message.body == "Your username is ann and temporary password is Secret-2-all. "


def test_without_a_medium_it_is_a_text_message_and_nobody_with_an_address_only_gets_one(client: Any) -> None:
    pool_id = world.make_pool(SmsConfiguration=SMS)
    email = [{"Name": "email", "Value": "ann@example.com"}]
    phone = [{"Name": "phone_number", "Value": "+351910000001"}]
    client.admin_create_user(UserPoolId=pool_id, Username="ann", UserAttributes=email)
    assert outbox.messages() == []
    client.admin_create_user(UserPoolId=pool_id, Username="bob", UserAttributes=phone)
    assert [(message.medium, message.to) for message in outbox.messages()] == [("SMS", "+351910000001")]


def test_a_suppressed_message_is_not_sent(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    invite(client, pool_id, "ann@example.com", MessageAction="SUPPRESS")
    assert outbox.messages() == []


@pytest.mark.parametrize(
    ("pool", "username", "attribute", "medium"),
    [
        ({"SmsConfiguration": SMS}, "ann", ("email", "ann@undeliverable.example"), "EMAIL"),
        ({}, "bob", ("phone_number", "+351910000001"), "SMS"),
    ],
)
def test_the_user_is_there_although_the_message_was_not_delivered(
    client: Any,
    refused: Refused,
    pool: dict[str, Any],
    username: str,
    attribute: tuple[str, str],
    medium: str,
) -> None:
    pool_id = world.make_pool(**pool)
    refused(
        "CodeDeliveryFailureException",
        client.admin_create_user,
        UserPoolId=pool_id,
        Username=username,
        UserAttributes=[{"Name": attribute[0], "Value": attribute[1]}],
        DesiredDeliveryMediums=[medium],
    )
    assert (
        client.admin_get_user(UserPoolId=pool_id, Username=username)["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    )
    assert outbox.messages() == []


def test_delivery_of_a_whole_pool_can_be_broken_and_mended(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    outbox.break_delivery(pool_id)
    parameters = {"UserPoolId": pool_id, "Username": "ann@example.com", "DesiredDeliveryMediums": ["EMAIL"]}
    refused("CodeDeliveryFailureException", client.admin_create_user, **parameters)
    outbox.mend_delivery(pool_id)
    client.admin_create_user(**parameters, MessageAction="RESEND")
    assert len(outbox.messages(pool_id)) == 1


def test_a_resent_invitation_changes_the_password_and_the_date_and_nothing_else(client: Any) -> None:
    pool_id = world.make_pool(
        UsernameAttributes=["email"], Schema=[{"Name": "level", "AttributeDataType": "Number"}]
    )
    sub = world.make_user(
        pool_id,
        "ann@example.com",
        status="FORCE_CHANGE_PASSWORD",
        attributes={"email_verified": "true", "custom:level": "3"},
        groups=["staff"],
        created=LAST_WEEK,
        password="Old-secret-1",
    )
    before = client.admin_get_user(UserPoolId=pool_id, Username=sub)
    resent = invite(client, pool_id, "ann@example.com", MessageAction="RESEND")
    after = client.admin_get_user(UserPoolId=pool_id, Username=sub)
    assert resent["Username"] == sub
    assert after["UserAttributes"] == before["UserAttributes"]
    assert after["UserCreateDate"] == before["UserCreateDate"]
    assert after["UserLastModifiedDate"] > before["UserLastModifiedDate"]
    assert after["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    groups = client.admin_list_groups_for_user(UserPoolId=pool_id, Username=sub)["Groups"]
    assert [group["GroupName"] for group in groups] == ["staff"]
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["EstimatedNumberOfUsers"] == 1
    (message,) = outbox.messages(pool_id, sub)
    assert "Old-secret-1" not in message.body


def test_attributes_sent_along_with_a_resend_are_ignored(client: Any) -> None:
    pool_id = world.make_pool()
    sub = world.make_user(pool_id, "ann", status="FORCE_CHANGE_PASSWORD", attributes={"name": "Ann"})
    invite(
        client, pool_id, "ann", MessageAction="RESEND", UserAttributes=[{"Name": "name", "Value": "Mallory"}]
    )
    assert attributes_of(client.admin_get_user(UserPoolId=pool_id, Username=sub))["name"] == "Ann"


@pytest.mark.parametrize("status", ["CONFIRMED", "UNCONFIRMED", "RESET_REQUIRED", "EXTERNAL_PROVIDER"])
def test_only_those_who_never_signed_in_are_invited_again(client: Any, refused: Refused, status: str) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status=status)
    refused(
        "UnsupportedUserStateException",
        client.admin_create_user,
        UserPoolId=pool_id,
        Username="ann",
        MessageAction="RESEND",
    )


def test_nobody_cannot_be_invited_again(client: Any, refused: Refused) -> None:
    refused(
        "UserNotFoundException",
        client.admin_create_user,
        UserPoolId=world.make_pool(),
        Username="nobody",
        MessageAction="RESEND",
    )


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Aa1!", "Password not long enough"),
        ("abcdefg1!", "Password must have uppercase characters"),
        ("ABCDEFG1!", "Password must have lowercase characters"),
        ("Abcdefgh!", "Password must have numeric characters"),
        ("Abcdefgh1", "Password must have symbol characters"),
    ],
)
def test_a_temporary_password_follows_the_policy(
    client: Any, refused: Refused, password: str, problem: str
) -> None:
    message = refused(
        "InvalidPasswordException",
        client.admin_create_user,
        UserPoolId=world.make_pool(),
        Username="ann",
        TemporaryPassword=password,
    )
    assert message == f"Password did not conform with policy: {problem}"


def test_a_generated_password_meets_the_strictest_policy(client: Any) -> None:
    policy = {"MinimumLength": 99, "RequireUppercase": True, "RequireNumbers": True, "RequireSymbols": True}
    pool_id = world.make_pool(UsernameAttributes=["email"], Policies={"PasswordPolicy": policy})
    invite(client, pool_id, "ann@example.com")
    password = outbox.messages()[0].body.removesuffix(". ").rpartition(" ")[2]
    client.admin_set_user_password(UserPoolId=pool_id, Username="ann@example.com", Password=password)
