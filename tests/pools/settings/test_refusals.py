"""Which field stands beside Cognito's own words."""

import re
from inspect import getsource

import pytest

from console.cognito.errors import Refused
from console.emulator.overlay import mfa, plans, setting_rules
from pools.plans import TIER
from pools.saving.settings import MFA
from pools.settings.refusals import CODES, FEATURES, FRAGMENTS, paths_blamed
from pools.settings.sections import SECTIONS

INVALID = "InvalidParameterException"
KNOWN = {setting.path for section in SECTIONS for setting in section.settings}


def blamed(message: str, code: str = INVALID) -> tuple[str, ...]:
    return paths_blamed(Refused(operation="UpdateUserPool", code=code, message=message))


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ("Cannot turn MFA functionality ON, once the user pool has been created.", f"{MFA}.MfaConfiguration"),
        (
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
            f"{MFA}.MfaConfiguration",
        ),
        (
            "SMS configuration is required when phone_number is selected for auto verification",
            "AutoVerifiedAttributes",
        ),
        (
            "Can't turn off SMS_MFA when SMS configuration is set for the user pool",
            f"{MFA}.MfaConfiguration",
        ),
        (
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
            "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate",
        ),
        (
            "Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is "
            "configured",
            "AccountRecoverySetting.RecoveryMechanisms",
        ),
        (
            "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
            "Policies.SignInPolicy.AllowedFirstAuthFactors",
        ),
        (
            "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount "
            "of COGNITO_DEFAULT",
            f"{MFA}.EmailMfaConfiguration",
        ),
        ("Cannot configure From address for default email configuration", "EmailConfiguration.From"),
        (
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
            "AdminCreateUserConfig.UnusedAccountValidityDays",
        ),
        (
            "1 validation error detected: Value '3' at 'policies.passwordPolicy.minimumLength' failed to satisfy "
            "constraint: Member must have value greater than or equal to 6",
            "Policies.PasswordPolicy.MinimumLength",
        ),
        ("1 validation error detected: Value 'a$' at 'poolName' failed to satisfy constraint", "Name"),
        (
            "Value 'x' at 'webAuthnConfiguration.relyingPartyId' failed to satisfy constraint",
            f"{MFA}.WebAuthnConfiguration.RelyingPartyId",
        ),
    ],
)
def test_a_message_blames_its_field_first(message: str, path: str) -> None:
    assert blamed(message)[0] == path


@pytest.mark.parametrize(
    ("code", "message", "path"),
    [
        ("InvalidSmsRoleTrustRelationshipException", "Role is odd", "SmsConfiguration.SnsCallerArn"),
        ("InvalidEmailRoleAccessPolicyException", "No", "EmailConfiguration.SourceArn"),
        ("UserPoolTaggingException", "No", "UserPoolTags"),
        (
            "FeatureUnavailableInTierException",
            "The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection",
            "UserPoolAddOns.AdvancedSecurityMode",
        ),
        ("TierChangeNotAllowedException", "Not now", TIER),
    ],
)
def test_an_error_blames_a_field_by_its_code(code: str, message: str, path: str) -> None:
    assert blamed(message, code)[0] == path


def test_a_feature_blames_the_plan_too() -> None:
    message = (
        "The following features need to be disabled for the LITE pricing tier configured: Custom ACR Names"
    )
    assert blamed(message) == ("AcrConfiguration", TIER)


def test_nothing_is_blamed_for_what_nobody_knows() -> None:
    assert blamed("The moon is in the wrong house.") == ()
    assert blamed("", "InternalErrorException") == ()


@pytest.mark.parametrize("rule", [*setting_rules.RULES, *setting_rules.SMS_RULES, *setting_rules.MFA_RULES])
def test_every_refusal_of_the_embedded_service_finds_a_field(rule: setting_rules.Rule) -> None:
    message = rule[1]
    # What is decided at creation has no field afterwards.
    assert blamed(message) or "aliasAttributes" in message


# What a plan has besides the settings of pools themselves.
OUTSIDE = {"Choice-Based Sign-In", "Managed Login Version 2", "Session Tracking", "Log Streaming"}


@pytest.mark.parametrize("name", [name for _, _, name in (*plans.GATES, *plans.LEFTOVERS)])
def test_every_gated_feature_finds_its_field(name: str) -> None:
    paths = blamed(f"The following features need to be disabled for the LITE pricing tier configured: {name}")
    assert len(paths) == (1 if name in OUTSIDE else 2)


def test_every_refusal_of_second_factors_finds_a_field() -> None:
    messages = re.findall(r'invalid_parameter\("([^"]+)"', getsource(mfa))
    assert messages
    assert [message for message in messages if not blamed(message)] == []


def test_only_settings_that_exist_are_blamed() -> None:
    named = {path for _, paths in FRAGMENTS for path in paths} | {path for _, path in FEATURES}
    assert named | {path for paths in CODES.values() for path in paths} <= KNOWN
