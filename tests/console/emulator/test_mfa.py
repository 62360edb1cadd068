from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
SENDER = {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
}


def test_both_calls_tell_the_same_mode(client: Any) -> None:
    pool_id = world.make_pool(MfaConfiguration="OPTIONAL", SmsConfiguration=SMS)
    assert client.get_user_pool_mfa_config(UserPoolId=pool_id)["MfaConfiguration"] == "OPTIONAL"
    client.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="ON", SmsMfaConfiguration={"SmsConfiguration": SMS}
    )
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["MfaConfiguration"] == "ON"
    client.update_user_pool(UserPoolId=pool_id, MfaConfiguration="OFF", SmsConfiguration=SMS)
    assert client.get_user_pool_mfa_config(UserPoolId=pool_id)["MfaConfiguration"] == "OFF"


def test_every_factor_is_kept(client: Any) -> None:
    pool_id = world.make_pool(EmailConfiguration=SENDER)
    factors = {
        "SmsMfaConfiguration": {"SmsConfiguration": SMS, "SmsAuthenticationMessage": "Code {####}"},
        "SoftwareTokenMfaConfiguration": {"Enabled": True},
        "EmailMfaConfiguration": {"Message": "Code {####}", "Subject": "Code"},
        "WebAuthnConfiguration": {"RelyingPartyId": "example.com", "UserVerification": "required"},
    }
    client.set_user_pool_mfa_config(UserPoolId=pool_id, MfaConfiguration="OPTIONAL", **factors)
    answer = client.get_user_pool_mfa_config(UserPoolId=pool_id)
    assert {name: answer[name] for name in factors} == factors
    pool = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["SmsConfiguration"] == SMS
    assert pool["SmsAuthenticationMessage"] == "Code {####}"


def test_it_is_a_full_replace_and_a_missing_mode_means_off(client: Any) -> None:
    pool_id = world.make_pool()
    client.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        WebAuthnConfiguration={"RelyingPartyId": "example.com"},
    )
    client.set_user_pool_mfa_config(UserPoolId=pool_id)
    answer = client.get_user_pool_mfa_config(UserPoolId=pool_id)
    del answer["ResponseMetadata"]
    assert answer == {"MfaConfiguration": "OFF"}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": {"Enabled": False}},
            "can't turn off MFA",
        ),
        ({"MfaConfiguration": "ON"}, "can't disable all MFAs"),
        (
            {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": False}},
            "can't disable all",
        ),
        (
            {"MfaConfiguration": "ON", "EmailMfaConfiguration": {"Message": "Code {####}"}},
            "EmailSendingAccount of COGNITO_DEFAULT",
        ),
    ],
)
def test_contradictions_are_refused(
    client: Any, refused: Refused, parameters: dict[str, Any], message: str
) -> None:
    pool_id = world.make_pool()
    told = refused(
        "InvalidParameterException", client.set_user_pool_mfa_config, UserPoolId=pool_id, **parameters
    )
    assert message in told


def test_a_pool_with_sms_settings_wants_them_every_time(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(SmsConfiguration=SMS)
    message = refused(
        "InvalidParameterException",
        client.set_user_pool_mfa_config,
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    assert message.startswith("Can't turn off SMS_MFA")


def test_turning_mfa_off_with_passkeys_alone_leaves_sms_settings_be(client: Any) -> None:
    pool_id = world.make_pool(SmsConfiguration=SMS, MfaConfiguration="OPTIONAL")
    passkeys = {"RelyingPartyId": "example.com", "UserVerification": "preferred"}
    client.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="OFF", WebAuthnConfiguration=passkeys
    )
    answer = client.get_user_pool_mfa_config(UserPoolId=pool_id)
    assert (answer["MfaConfiguration"], answer["WebAuthnConfiguration"]) == ("OFF", passkeys)
    assert answer["SmsMfaConfiguration"] == {"SmsConfiguration": SMS}


def test_mfa_cannot_lose_its_only_factor_in_an_update(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(SmsConfiguration=SMS, MfaConfiguration="OPTIONAL")
    message = refused(
        "InvalidParameterException", client.update_user_pool, UserPoolId=pool_id, MfaConfiguration="OPTIONAL"
    )
    assert message.startswith("SMS configuration and Auto verification")


@pytest.mark.parametrize(
    ("settings", "parameters", "message"),
    [
        (
            {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}},
            {"SoftwareTokenMfaConfiguration": {"Enabled": True}},
            "Only PASSWORD and WEB_AUTHN",
        ),
        (
            {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}},
            {
                "SoftwareTokenMfaConfiguration": {"Enabled": True},
                "WebAuthnConfiguration": {"RelyingPartyId": "example.com"},
            },
            "MULTI_FACTOR_WITH_USER_VERIFICATION",
        ),
        (
            {
                "AccountRecoverySetting": {
                    "RecoveryMechanisms": [{"Priority": 1, "Name": "verified_phone_number"}]
                }
            },
            {"SmsMfaConfiguration": {"SmsConfiguration": SMS}},
            "cannot use verified_phone_number as a recovery mechanism",
        ),
        (
            {
                "EmailConfiguration": SENDER,
                "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
            },
            {"EmailMfaConfiguration": {"Message": "Code {####}"}},
            "cannot use verified_email as a recovery mechanism",
        ),
        (
            {},
            {
                "SmsMfaConfiguration": {
                    "SmsConfiguration": {**SMS, "EumsSms": {"CallerArn": SMS["SnsCallerArn"]}}
                }
            },
            "either SnsCallerArn or EumsSms",
        ),
    ],
)
def test_mfa_that_clashes_with_other_settings_is_refused(
    client: Any, refused: Refused, settings: dict[str, Any], parameters: dict[str, Any], message: str
) -> None:
    pool_id = world.make_pool(**settings)
    told = refused(
        "InvalidParameterException",
        client.set_user_pool_mfa_config,
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        **parameters,
    )
    assert message in told


def test_a_pool_with_email_as_a_factor_goes_on_sending_it_itself(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(EmailConfiguration=SENDER)
    factor = {"Message": "Code {####}"}
    client.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="OPTIONAL", EmailMfaConfiguration=factor
    )
    message = refused(
        "InvalidParameterException", client.update_user_pool, UserPoolId=pool_id, MfaConfiguration="OPTIONAL"
    )
    assert "EmailSendingAccount of COGNITO_DEFAULT" in message


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        (
            {"MfaConfiguration": "OPTIONAL", "EmailMfaConfiguration": {"Message": "Code {####}"}},
            "Email MFA",
        ),
        ({"WebAuthnConfiguration": {"FactorConfiguration": "SINGLE_FACTOR"}}, "Passkey MFA"),
    ],
)
def test_lite_has_neither_email_as_a_factor_nor_passkeys_as_one(
    client: Any, refused: Refused, parameters: dict[str, Any], name: str
) -> None:
    pool_id = world.make_pool(UserPoolTier="LITE", EmailConfiguration=SENDER)
    message = refused(
        "FeatureUnavailableInTierException",
        client.set_user_pool_mfa_config,
        UserPoolId=pool_id,
        **parameters,
    )
    assert message.endswith(f"LITE pricing tier configured: {name}")


def test_an_update_of_the_pool_does_not_turn_mfa_on(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(SmsConfiguration=SMS)
    message = refused(
        "InvalidParameterException",
        client.update_user_pool,
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SmsConfiguration=SMS,
    )
    assert message.startswith("Cannot turn MFA functionality ON")
