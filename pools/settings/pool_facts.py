"""What rules, risks, checks and pages ask of a pool, each answered once, with Cognito's defaults where nothing is set.

A state holds DescribeUserPool's members; where the second store was read, GetUserPoolMfaConfig's stand below `MFA`.
"""

from typing import Any

from pools.saving.settings import MFA
from pools.saving.states import State, listed, value_at
from pools.settings.sections.delivery import EUMS, SENDER, SNS
from pools.settings.sections.mfa import EMAIL_FACTOR, PASSKEYS
from pools.settings.sections.threats import MODE
from pools.settings.state import DAYS, LEGACY_DAYS, MFA_MODE, SMS_FACTOR

FIRST_FACTORS = "Policies.SignInPolicy.AllowedFirstAuthFactors"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
VERIFIED = "AutoVerifiedAttributes"
SOURCE = "EmailConfiguration.SourceArn"
PASSKEY_COUNTS = f"{PASSKEYS}.FactorConfiguration"
APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
# People who begin with a code need no password.
CODES = frozenset({"EMAIL_OTP", "SMS_OTP"})
NOUNS = {"email": "e-mail address", "phone_number": "phone number"}
# The ways to recover an account that need a verified address, and which.
PROVED_BY = {"verified_email": "email", "verified_phone_number": "phone_number"}
# What Cognito does where a pool has no recovery setting at all.
OLD_RECOVERY = ("verified_phone_number", "verified_email")
# How long a temporary password works where neither the policy nor the older setting says anything.
TEMPORARY_DAYS = 7
SANDBOX = "SNSSandbox"


def pool_state(pool: State, mfa: State | None) -> dict[str, Any]:
    """Both stores as one state; None: the second was not read.

    The mode of the second factor stands in both; it is always found in the second.
    """
    mode = {"MfaConfiguration": pool.get("MfaConfiguration", "OFF")}
    return {**pool, MFA: {**mode, **(mfa or {})}}


def has_trigger(state: State, *names: str) -> bool:
    """Whether one of these triggers is set."""
    return any(value_at(state, f"LambdaConfig.{name}") for name in names)


def users(state: State) -> int:
    """How many people are in the pool, by Cognito's own estimate."""
    return int(value_at(state, "EstimatedNumberOfUsers") or 0)


def sms_failure(state: State) -> str:
    """Why text messages of a pool fail, in Cognito's words; the sandbox is no such thing: the role works there."""
    return ", ".join(each for each in _sms_failures(state) if each != SANDBOX)


def in_sms_sandbox(state: State) -> bool:
    """Whether they reach verified numbers alone. Cognito knows only where a caller may ask SNS about it."""
    return SANDBOX in _sms_failures(state)


def _sms_failures(state: State) -> list[str]:
    """What stands between the commas of `SmsConfigurationFailure`."""
    failures = str(state.get("SmsConfigurationFailure") or "").split(",")
    return [each.strip() for each in failures if each.strip()]


# Signing in


def by_invitation(state: State) -> bool:
    """Whether administrators alone create users."""
    return bool(value_at(state, "AdminCreateUserConfig.AllowAdminCreateUserOnly"))


def sign_in_addresses(state: State) -> list[str]:
    """The attributes that people may sign in with besides a username: email, phone_number, or none."""
    named = [*listed(state, "UsernameAttributes"), *listed(state, "AliasAttributes")]
    return [name for name in named if name in NOUNS]


def first_factors(state: State) -> set[str]:
    return set(listed(state, FIRST_FACTORS)) or {"PASSWORD"}


def temporary_days(state: State) -> int:
    """For how many days the temporary password of an invitation works."""
    return int(value_at(state, DAYS) or value_at(state, LEGACY_DAYS) or TEMPORARY_DAYS)


def recovery(state: State) -> list[str]:
    """How a forgotten password is replaced, first the first; Cognito's old habit where nothing is set."""
    ranked = sorted(listed(state, RECOVERY), key=lambda item: item.get("Priority") or 0)
    return [item["Name"] for item in ranked if item.get("Name")] or [*OLD_RECOVERY]


def threat_mode(state: State) -> str:
    """OFF, AUDIT (it watches) or ENFORCED (it acts)."""
    return str(value_at(state, MODE) or "OFF")


# Second factors, which need the second store


def mfa_mode(state: State) -> str:
    """Whether a second factor is OFF, OPTIONAL or ON."""
    return str(value_at(state, MFA_MODE) or "OFF")


def has_sms_factor(state: State) -> bool:
    """Wherever there are SMS settings, in either store, SMS is a second factor, if there is any."""
    has_settings = value_at(state, f"{MFA}.{SMS_FACTOR}") or state.get("SmsConfiguration")
    return mfa_mode(state) != "OFF" and bool(has_settings)


def has_email_factor(state: State) -> bool:
    return value_at(state, EMAIL_FACTOR) is not None


def has_app_factor(state: State) -> bool:
    return bool(value_at(state, APP))


def factors(state: State) -> set[str]:
    """The second factors that are set up: sms, email, app."""
    on = {"sms": has_sms_factor(state), "email": has_email_factor(state), "app": has_app_factor(state)}
    return {name for name, is_on in on.items() if is_on and mfa_mode(state) != "OFF"}


# Messages


def has_sms(state: State) -> bool:
    """Whether the pool has settings to send SMS with."""
    return bool(value_at(state, SNS) or value_at(state, EUMS))


def can_send_sms(state: State) -> bool:
    return has_sms(state) or has_trigger(state, "CustomSMSSender")


def has_ses_identity(state: State) -> bool:
    """Whether its e-mail settings name an SES identity of the account. A trigger may send all the same."""
    return bool(value_at(state, SENDER) == "DEVELOPER")


def is_sent_by_cognito(state: State) -> bool:
    """Whether Cognito itself sends the e-mail: at most 50 a day for the whole account."""
    return not has_ses_identity(state) and not has_trigger(state, "CustomEmailSender")
