"""What rules and risks ask of a pool's state, with Cognito's defaults where nothing is set."""

from typing import Any

from pools.saving.settings import MFA
from pools.saving.states import State, found
from pools.settings.projection import MFA_MODE
from pools.settings.sections.delivery import EUMS, SNS
from pools.settings.sections.factors import EMAIL_FACTOR, PASSKEYS

FIRST_FACTORS = "Policies.SignInPolicy.AllowedFirstAuthFactors"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
VERIFIED = "AutoVerifiedAttributes"
SENDER = "EmailConfiguration.EmailSendingAccount"
SOURCE = "EmailConfiguration.SourceArn"
PASSKEY_COUNTS = f"{PASSKEYS}.FactorConfiguration"
APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
# People who begin with a code need no password.
CODES = frozenset({"EMAIL_OTP", "SMS_OTP"})


def listed(state: State, path: str) -> set[str]:
    return set(found(state, path) or ())


def mode(state: State) -> str:
    """Whether a second factor is off, optional or on."""
    return str(found(state, MFA_MODE) or "OFF")


def first_factors(state: State) -> set[str]:
    return listed(state, FIRST_FACTORS) or {"PASSWORD"}


def recovery(state: State) -> list[dict[str, Any]]:
    return list(found(state, RECOVERY) or ())


def ways(state: State) -> list[str]:
    """The names of the ways to recover an account."""
    return [str(each.get("Name")) for each in recovery(state)]


def has_sms(state: State) -> bool:
    """Whether the pool can send SMS."""
    return bool(found(state, SNS) or found(state, EUMS))


def has_sms_factor(state: State) -> bool:
    return mode(state) != "OFF" and has_sms(state)


def has_email_factor(state: State) -> bool:
    return found(state, EMAIL_FACTOR) is not None


def has_app_factor(state: State) -> bool:
    return bool(found(state, APP))


def is_sent_by_cognito(state: State) -> bool:
    """Whether Cognito itself sends the e-mail, not an SES identity of the account."""
    return (found(state, SENDER) or "COGNITO_DEFAULT") == "COGNITO_DEFAULT"
