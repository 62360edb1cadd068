from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.cache import caches

from console.emulator.factories import find_pool
from pools.saving.states import with_changes
from pools.settings.pool_facts import pool_state

ACCOUNT = "123456789012"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:one"
OTHER_FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:other"
FOREIGN_FUNCTION = "arn:aws:lambda:us-east-1:999999999999:function:one"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/sms"
# A pool that nobody would object to.
SOUND_POOL: Mapping[str, Any] = {
    "Id": "us-east-1_Sound",
    "Name": "Sound",
    "Arn": f"arn:aws:cognito-idp:us-east-1:{ACCOUNT}:userpool/us-east-1_Sound",
    "EstimatedNumberOfUsers": 5000,
    "DeletionProtection": "ACTIVE",
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
    "MfaConfiguration": "ON",
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 14,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": True,
            "TemporaryPasswordValidityDays": 7,
        },
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "UsernameAttributes": ["email"],
    "UsernameConfiguration": {"CaseSensitive": False},
    "AutoVerifiedAttributes": ["email"],
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
    "EmailConfiguration": {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/sound.example",
    },
    "LambdaConfig": {},
}
SOUND_MFA: Mapping[str, Any] = {
    "MfaConfiguration": "ON",
    "SoftwareTokenMfaConfiguration": {"Enabled": True},
}
SOUND = pool_state(SOUND_POOL, SOUND_MFA)


def sound_but(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The sound pool with values at dotted paths; None takes one away."""
    return with_changes(SOUND, changes)


@pytest.fixture
def sound(pool_id: str) -> Callable[..., None]:
    """Make the pool of the test sound, but for the members given."""

    def made(**members: Any) -> None:
        pool = find_pool(pool_id)
        left_out = {"Id", "Name", "Arn", "MfaConfiguration", "EstimatedNumberOfUsers"}
        pool.extended_config.update(
            {name: value for name, value in SOUND_POOL.items() if name not in left_out} | members
        )
        pool.mfa_config = "ON"
        pool.token_mfa_config = {"Enabled": True}
        caches["cognito"].clear()

    return made
