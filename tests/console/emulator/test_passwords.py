from typing import Any

import pytest

from console.emulator import outbox, world
from tests.console.emulator.conftest import Refused

VERIFIED = {"email": "ann@example.com", "email_verified": "true"}
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}


def status(client: Any, pool_id: str) -> str:
    return str(client.admin_get_user(UserPoolId=pool_id, Username="ann")["UserStatus"])


@pytest.mark.parametrize("before", ["CONFIRMED", "RESET_REQUIRED"])
def test_a_reset_sends_a_code_and_asks_for_a_new_password(client: Any, before: str) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status=before, attributes=VERIFIED)
    client.admin_reset_user_password(UserPoolId=pool_id, Username="ann")
    assert status(client, pool_id) == "RESET_REQUIRED"
    (message,) = outbox.messages(pool_id)
    assert (message.kind, message.to, message.medium) == ("reset", "ann@example.com", "EMAIL")


def test_the_code_goes_where_the_pool_recovers_accounts(client: Any) -> None:
    mechanisms = [{"Priority": 1, "Name": "verified_phone_number"}, {"Priority": 2, "Name": "verified_email"}]
    pool_id = world.make_pool(SmsConfiguration=SMS, AccountRecoverySetting={"RecoveryMechanisms": mechanisms})
    phone = {"phone_number": "+351910000001", "phone_number_verified": "true"}
    world.make_user(pool_id, "ann", attributes=VERIFIED | phone)
    client.admin_reset_user_password(UserPoolId=pool_id, Username="ann")
    assert [message.medium for message in outbox.messages()] == ["SMS"]


@pytest.mark.parametrize("before", ["UNCONFIRMED", "FORCE_CHANGE_PASSWORD", "EXTERNAL_PROVIDER"])
def test_a_reset_is_refused_in_other_states(client: Any, refused: Refused, before: str) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status=before, attributes=VERIFIED)
    message = refused(
        "NotAuthorizedException", client.admin_reset_user_password, UserPoolId=pool_id, Username="ann"
    )
    assert message == "User password cannot be reset in the current state."


def test_a_reset_is_refused_for_a_disabled_user(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", enabled=False, attributes=VERIFIED)
    refused("NotAuthorizedException", client.admin_reset_user_password, UserPoolId=pool_id, Username="ann")


def test_a_reset_is_refused_without_a_verified_address(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", attributes={"email": "ann@example.com"})
    message = refused(
        "InvalidParameterException", client.admin_reset_user_password, UserPoolId=pool_id, Username="ann"
    )
    assert "no registered/verified email or phone_number" in message
    assert status(client, pool_id) == "CONFIRMED"


def test_a_reset_is_refused_where_only_administrators_recover_accounts(client: Any, refused: Refused) -> None:
    recovery = {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}
    pool_id = world.make_pool(AccountRecoverySetting=recovery)
    world.make_user(pool_id, "ann", attributes=VERIFIED)
    message = refused(
        "NotAuthorizedException", client.admin_reset_user_password, UserPoolId=pool_id, Username="ann"
    )
    assert message == "Contact administrator to reset password."


def test_a_reset_has_happened_even_when_the_code_did_not_arrive(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", attributes=VERIFIED)
    outbox.break_delivery(pool_id)
    refused(
        "CodeDeliveryFailureException", client.admin_reset_user_password, UserPoolId=pool_id, Username="ann"
    )
    assert status(client, pool_id) == "RESET_REQUIRED"


@pytest.mark.parametrize(("permanent", "after"), [(True, "CONFIRMED"), (False, "FORCE_CHANGE_PASSWORD")])
@pytest.mark.parametrize("before", ["UNCONFIRMED", "CONFIRMED", "RESET_REQUIRED", "EXTERNAL_PROVIDER"])
def test_setting_a_password_settles_the_status(client: Any, before: str, permanent: bool, after: str) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann", status=before)
    client.admin_set_user_password(
        UserPoolId=pool_id, Username="ann", Password="Long-enough-1" * 10, Permanent=permanent
    )
    assert status(client, pool_id) == after
    assert outbox.messages() == []


def test_a_weak_password_is_refused_and_nothing_changes(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann")
    refused(
        "InvalidPasswordException",
        client.admin_set_user_password,
        UserPoolId=pool_id,
        Username="ann",
        Password="weak",
    )
    assert status(client, pool_id) == "CONFIRMED"


def test_former_passwords_are_refused_where_the_pool_remembers_them(client: Any, refused: Refused) -> None:
    policy = {"MinimumLength": 8, "PasswordHistorySize": 1}
    pool_id = world.make_pool(Policies={"PasswordPolicy": policy})
    world.make_user(pool_id, "ann", password="password-1")
    who = {"UserPoolId": pool_id, "Username": "ann", "Permanent": True}
    client.admin_set_user_password(**who, Password="password-2")
    refused(
        "PasswordHistoryPolicyViolationException",
        client.admin_set_user_password,
        **who,
        Password="password-1",
    )
    client.admin_set_user_password(**who, Password="password-3")
    client.admin_set_user_password(**who, Password="password-1")
