"""What a new pool can begin as: sensible settings for three kinds of pools, and what Cognito makes by itself."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pools.creation.drafts import DEFAULT_DAYS, FULL_POLICY, POLICY
from pools.saving.settings import MFA
from pools.saving.states import State, with_changes
from pools.schema.standard import DEFAULTS

REQUIRED_EMAIL = {"Name": "email", **DEFAULTS["email"], "Required": True}
BY_EMAIL = {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]}
BY_ADMINISTRATORS = {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}
# As CreateUserPool fills in what is left out.
FRESH: State = {
    "Policies": {
        "PasswordPolicy": {**FULL_POLICY, "TemporaryPasswordValidityDays": DEFAULT_DAYS},
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "INACTIVE",
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False},
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTier": "ESSENTIALS",
    "UsernameConfiguration": {"CaseSensitive": True},
    MFA: {"MfaConfiguration": "OFF"},
}
# What every preset decides alike: nobody deletes the pool by mistake, Ana and ana are one person.
SAFE: Mapping[str, Any] = {
    "DeletionProtection": "ACTIVE",
    "UsernameConfiguration": {"CaseSensitive": False},
}
BY_EMAIL_ADDRESS: Mapping[str, Any] = {
    "UsernameAttributes": ["email"],
    "SchemaAttributes": [REQUIRED_EMAIL],
    "AutoVerifiedAttributes": ["email"],
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "AccountRecoverySetting": BY_EMAIL,
}
AUTHENTICATOR_IF_WANTED: Mapping[str, Any] = {
    f"{MFA}.MfaConfiguration": "OPTIONAL",
    f"{MFA}.SoftwareTokenMfaConfiguration": {"Enabled": True},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A beginning: `changes` by path to what Cognito makes by itself."""

    id: str
    label: str
    about: str
    changes: Mapping[str, Any]

    def state(self, name: str) -> dict[str, Any]:
        """The state of a pool of that name."""
        return {"Name": name, **with_changes(FRESH, deepcopy({**SAFE, **self.changes}))}


PRESETS = (
    Preset(
        id="staff",
        label="Staff directory",
        about=(
            "Administrators invite people, nobody signs up by themselves. Sign-in by e-mail address, passwords of "
            "at least 12 characters, an authenticator app for who wants one."
        ),
        changes={
            **BY_EMAIL_ADDRESS,
            **AUTHENTICATOR_IF_WANTED,
            "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
            f"{POLICY}.MinimumLength": 12,
        },
    ),
    Preset(
        id="consumer",
        label="Consumer app with e-mail sign-in",
        about=(
            "People sign up by themselves with their e-mail address, which Cognito verifies with a code. A forgotten "
            "password is replaced by e-mail, an authenticator app is possible."
        ),
        changes={
            **BY_EMAIL_ADDRESS,
            **AUTHENTICATOR_IF_WANTED,
            f"{POLICY}.MinimumLength": 10,
            f"{POLICY}.RequireSymbols": False,
        },
    ),
    Preset(
        id="machine",
        label="Machine-to-machine",
        about=(
            "For services that ask for tokens with an app client’s own credentials. No sign-up, no messages, no "
            "recovery: people are not expected in this pool."
        ),
        changes={
            "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
            "AccountRecoverySetting": BY_ADMINISTRATORS,
            f"{POLICY}.MinimumLength": 16,
        },
    ),
)


def preset_called(id: str) -> Preset | None:
    return next((preset for preset in PRESETS if preset.id == id), None)
