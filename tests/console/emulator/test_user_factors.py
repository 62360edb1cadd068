from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

PASSKEYS = {"FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}
ADDRESSES = {
    "email": "ann@example.com",
    "email_verified": "true",
    "phone_number": "+351910000000",
    "phone_number_verified": "true",
}


def named(pool_id: str, *, token: bool = False, **user: Any) -> dict[str, str]:
    """What names a new user; with `token` one who has an authenticator."""
    sub = world.make_user(pool_id, "ann", **{"attributes": ADDRESSES, **user})
    world.find_pool(pool_id).users["ann"].token_verified = token
    return {"UserPoolId": pool_id, "Username": sub}


@pytest.fixture
def ann(client: Any) -> dict[str, str]:
    return named(world.make_pool(), token=True)


def factors_of(client: Any, ann: dict[str, str]) -> tuple[list[str], str]:
    user = client.admin_get_user(**ann)
    return user.get("UserMFASettingList", []), user.get("PreferredMfaSetting", "")


def test_factors_are_switched_one_by_one(client: Any, ann: dict[str, str]) -> None:
    before = client.admin_get_user(**ann)["UserLastModifiedDate"]
    on = {"Enabled": True}
    client.admin_set_user_mfa_preference(
        **ann, SoftwareTokenMfaSettings={**on, "PreferredMfa": True}, EmailMfaSettings=on
    )
    assert factors_of(client, ann) == (["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"], "SOFTWARE_TOKEN_MFA")
    client.admin_set_user_mfa_preference(**ann, SMSMfaSettings={**on, "PreferredMfa": True})
    assert factors_of(client, ann) == (["SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"], "SMS_MFA")
    client.admin_set_user_mfa_preference(**ann, SMSMfaSettings={"Enabled": False})
    assert factors_of(client, ann) == (["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"], "")
    assert client.admin_get_user(**ann)["UserLastModifiedDate"] > before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"SoftwareTokenMfaSettings": {"Enabled": True}}, "User has not verified software token mfa"),
        ({"SMSMfaSettings": {"Enabled": True}}, "delivery config set to turn on SMS_MFA"),
        ({"EmailMfaSettings": {"Enabled": True}}, "delivery config set to turn on EMAIL_OTP"),
        (
            {
                "SMSMfaSettings": {"Enabled": True, "PreferredMfa": True},
                "EmailMfaSettings": {"Enabled": True, "PreferredMfa": True},
            },
            "Only one MFA factor",
        ),
        ({"WebAuthnMfaSettings": {"Enabled": True}}, "Passkeys are not a factor"),
    ],
)
def test_factors_that_a_user_cannot_have_are_refused(
    client: Any, refused: Refused, settings: dict[str, Any], message: str
) -> None:
    ann = named(world.make_pool(), attributes={})
    told = refused("InvalidParameterException", client.admin_set_user_mfa_preference, **ann, **settings)
    assert message in told


def test_passkeys_need_another_factor_beside_them(client: Any, refused: Refused, ann: dict[str, str]) -> None:
    client.set_user_pool_mfa_config(UserPoolId=ann["UserPoolId"], WebAuthnConfiguration=PASSKEYS)
    call = {**ann, "WebAuthnMfaSettings": {"Enabled": True}}
    refused("InvalidParameterException", client.admin_set_user_mfa_preference, **call)
    client.admin_set_user_mfa_preference(**call, EmailMfaSettings={"Enabled": True})


def test_the_last_factor_stays_where_mfa_is_required(
    client: Any, refused: Refused, ann: dict[str, str]
) -> None:
    client.set_user_pool_mfa_config(
        UserPoolId=ann["UserPoolId"],
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    client.admin_set_user_mfa_preference(**ann, SoftwareTokenMfaSettings={"Enabled": True})
    off = {"SoftwareTokenMfaSettings": {"Enabled": False}}
    refused("InvalidParameterException", client.admin_set_user_mfa_preference, **ann, **off)


def test_a_lost_authenticator_is_deleted(client: Any, refused: Refused, ann: dict[str, str]) -> None:
    on = {"Enabled": True, "PreferredMfa": True}
    client.admin_set_user_mfa_preference(**ann, SoftwareTokenMfaSettings=on)
    client.admin_delete_software_token(**ann)
    assert factors_of(client, ann) == ([], "")
    refused("InvalidParameterException", client.admin_delete_software_token, **ann)
    refused(
        "InvalidParameterException", client.admin_set_user_mfa_preference, **ann, SoftwareTokenMfaSettings=on
    )


def test_somebody_who_is_not_confirmed_has_no_factors_to_change(client: Any, refused: Refused) -> None:
    ann = named(world.make_pool(), status="UNCONFIRMED")
    call = {**ann, "EmailMfaSettings": {"Enabled": True}}
    refused("UserNotConfirmedException", client.admin_set_user_mfa_preference, **call)
    refused("UserNotConfirmedException", client.admin_delete_software_token, **ann)


def test_what_a_user_can_sign_in_with_depends_on_pool_and_addresses(client: Any) -> None:
    allowed = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
    pool_id = world.make_pool(Policies={"SignInPolicy": {"AllowedFirstAuthFactors": allowed}})
    ann = named(pool_id, attributes={**ADDRESSES, "phone_number_verified": "false"}, token=True)
    client.admin_set_user_mfa_preference(**ann, SoftwareTokenMfaSettings={"Enabled": True})
    answer = client.admin_get_user_auth_factors(**ann)
    assert answer["ConfiguredUserAuthFactors"] == ["PASSWORD", "EMAIL_OTP", "SOFTWARE_TOKEN"]
    assert answer["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]
    assert answer["Username"] == "ann"
