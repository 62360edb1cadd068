from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

SENDER = {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:claims"
NEED = "The following features need to be disabled for the {} pricing tier configured: {}"


def token_trigger(version: str) -> dict[str, Any]:
    return {"LambdaConfig": {"PreTokenGenerationConfig": {"LambdaVersion": version, "LambdaArn": FUNCTION}}}


GATED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("ESSENTIALS", {"UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}}, "Threat Protection"),
    ("LITE", token_trigger("V2_0"), "Token Customization with Pre-Token Generation Lambda V2_0"),
    ("LITE", token_trigger("V3_0"), "Token Customization with Pre-Token Generation Lambda V3_0"),
    (
        "LITE",
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}},
        "Passwordless Sign-In",
    ),
    ("LITE", {"Policies": {"PasswordPolicy": {"PasswordHistorySize": 3}}}, "Password History"),
    ("LITE", {"DcrConfiguration": {"OpenDcrEnabled": False}}, "Dynamic Client Registration"),
    ("LITE", {"AcrConfiguration": {"Level1": {"AcrValue": "one"}}}, "Custom ACR Names"),
)


@pytest.mark.parametrize(("tier", "settings", "name"), GATED)
def test_a_setting_above_the_plan_is_refused_by_name(
    client: Any, refused: Refused, tier: str, settings: dict[str, Any], name: str
) -> None:
    code = "FeatureUnavailableInTierException"
    created = refused(code, client.create_user_pool, PoolName="New", UserPoolTier=tier, **settings)
    pool_id = world.make_pool(UserPoolTier="PLUS", **settings)
    updated = refused(code, client.update_user_pool, UserPoolId=pool_id, UserPoolTier=tier, **settings)
    assert created == updated == NEED.format(tier, name)


def test_every_setting_above_the_plan_is_named(client: Any, refused: Refused) -> None:
    message = refused(
        "FeatureUnavailableInTierException",
        client.create_user_pool,
        PoolName="New",
        UserPoolTier="LITE",
        UserPoolAddOns={
            "AdvancedSecurityMode": "OFF",
            "AdvancedSecurityAdditionalFlows": {"CustomAuthMode": "AUDIT"},
        },
        **token_trigger("V2_0"),
    )
    assert message.endswith("Threat Protection, Token Customization with Pre-Token Generation Lambda V2_0")


def test_lite_has_the_first_version_of_the_token_trigger_and_no_registration(client: Any) -> None:
    settings = {**token_trigger("V1_0"), "DcrConfiguration": {"EnableStatus": "Disabled"}}
    pool_id = world.make_pool(UserPoolTier="PLUS", **settings)
    client.update_user_pool(UserPoolId=pool_id, UserPoolTier="LITE", **settings)
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["UserPoolTier"] == "LITE"


def test_registration_of_clients_that_is_on_keeps_a_pool_from_lite(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(DcrConfiguration={"EnableStatus": "Enabled"})
    message = refused(
        "FeatureUnavailableInTierException", client.update_user_pool, UserPoolId=pool_id, UserPoolTier="LITE"
    )
    assert message.endswith("Dynamic Client Registration")


def test_factors_of_mfa_keep_a_pool_from_a_cheaper_plan(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(EmailConfiguration=SENDER)
    client.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        EmailMfaConfiguration={"Message": "Code {####}"},
        WebAuthnConfiguration={"FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"},
    )
    echo = {"UserPoolId": pool_id, "EmailConfiguration": SENDER, "MfaConfiguration": "OPTIONAL"}
    message = refused("TierChangeNotAllowedException", client.update_user_pool, UserPoolTier="LITE", **echo)
    assert message == NEED.format("LITE", "Email MFA, Passkey MFA")
    client.update_user_pool(UserPoolTier="PLUS", **echo)
