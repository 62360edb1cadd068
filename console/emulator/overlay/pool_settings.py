"""The settings of a pool: their defaults, what can never change, and which do not go together."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from console.emulator.overlay.errors import invalid_parameter

# Set at creation, for ever.
IMMUTABLE = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")

INVITATION = "Your username is {username} and temporary password is {####}. "
CODE = "Your verification code is {####}. "
PASSWORD_POLICY = {
    "MinimumLength": 8,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "TemporaryPasswordValidityDays": 7,
}
DEFAULTS: Mapping[str, Any] = {
    "Policies": {
        "PasswordPolicy": PASSWORD_POLICY,
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "INACTIVE",
    "LambdaConfig": {},
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "UnusedAccountValidityDays": 7},
    "UserPoolTags": {},
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTier": "ESSENTIALS",
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "IssuerConfiguration": {"Type": "ORIGINAL"},
}
PLUS_ONLY = "The following features need to be disabled for the {} pricing tier configured: Threat Protection"


def complete(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, with the documented default wherever nothing was.

    A partial password policy does not keep the defaults: requirements that are left out become false.
    """
    settings = {**deepcopy(dict(DEFAULTS)), **deepcopy(dict(given))}
    policies = {**deepcopy(DEFAULTS["Policies"]), **settings["Policies"]}
    policy = _complete_policy(given.get("Policies", {}).get("PasswordPolicy"))
    config = {"AllowAdminCreateUserOnly": False, **settings["AdminCreateUserConfig"]}
    if "UnusedAccountValidityDays" in given.get("AdminCreateUserConfig", {}):
        # The legacy limit of an old pool: there is no other beside it.
        policy.pop("TemporaryPasswordValidityDays", None)
    else:
        # Nought means the default.
        policy["TemporaryPasswordValidityDays"] = policy.get("TemporaryPasswordValidityDays") or 7
        config["UnusedAccountValidityDays"] = policy["TemporaryPasswordValidityDays"]
    settings["Policies"] = {**policies, "PasswordPolicy": policy}
    settings["AdminCreateUserConfig"] = config
    return settings


def check(given: Mapping[str, Any]) -> None:
    """Refuse settings that do not go together. Raises InvalidParameterException."""
    if given.get("AliasAttributes") and given.get("UsernameAttributes"):
        raise invalid_parameter(
            "Only one of the aliasAttributes or usernameAttributes can be set in a user pool."
        )
    _check_verification(given)
    _check_temporary_passwords(given)
    _check_recovery(given)
    mode = given.get("UserPoolAddOns", {}).get("AdvancedSecurityMode", "OFF")
    tier = given.get("UserPoolTier", "ESSENTIALS")
    if mode != "OFF" and tier != "PLUS":
        raise invalid_parameter(PLUS_ONLY.format(tier))


def _complete_policy(given: Mapping[str, Any] | None) -> dict[str, Any]:
    if given is None:
        return dict(PASSWORD_POLICY)
    requirements = {name: False for name in PASSWORD_POLICY if name.startswith("Require")}
    return {"MinimumLength": 8, **requirements, **given}


def _check_verification(given: Mapping[str, Any]) -> None:
    verified = set(given.get("AutoVerifiedAttributes", ()))
    before = given.get("UserAttributeUpdateSettings", {}).get("AttributesRequireVerificationBeforeUpdate", ())
    if not set(before) <= verified:
        raise invalid_parameter(
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
            "AutoVerifiedAttributes."
        )
    if "phone_number" in verified and not given.get("SmsConfiguration"):
        raise invalid_parameter(
            "SMS configuration is required when phone_number is selected for auto verification."
        )


def _check_temporary_passwords(given: Mapping[str, Any]) -> None:
    legacy = given.get("AdminCreateUserConfig", {}).get("UnusedAccountValidityDays")
    days = given.get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays")
    if legacy is not None and days is not None:
        raise invalid_parameter(
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"
        )


def _check_recovery(given: Mapping[str, Any]) -> None:
    mechanisms = given.get("AccountRecoverySetting", {}).get("RecoveryMechanisms", ())
    names = [mechanism["Name"] for mechanism in mechanisms]
    if "admin_only" in names and len(names) > 1:
        raise invalid_parameter("Invalid account recovery setting: admin_only must be the only mechanism.")
    if len({mechanism["Priority"] for mechanism in mechanisms}) < len(names):
        raise invalid_parameter("Invalid account recovery setting: priorities must differ.")
